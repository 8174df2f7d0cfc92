from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accompagnement.actions.texte_imprime import ecrire_texte
from accompagnement.enums import TEXTES_DU_DOCUMENT, TexteCode
from accompagnement.forms.texte_imprime import TexteImprimeForm
from accompagnement.models import TexteImprime
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte
from plie.socle.soumission import soumission_unique


@require_safe
def textes(request):
    exiger(Acte.REGLER.permet(request.user))
    en_vigueur = TexteImprime.objects.en_vigueur()
    documents = [
        (document, [en_vigueur[code] for code in codes])
        for document, codes in TEXTES_DU_DOCUMENT.items()
    ]
    return render(request, "accompagnement/textes.html", {"documents": documents})


@soumission_unique
def texte_modifier(request, code):
    exiger(Acte.REGLER.permet(request.user))
    if code not in TexteCode:
        raise Http404
    versions = list(TexteImprime.objects.filter(code=code).select_related("ecrit_par"))
    actuel = TexteImprime.objects.en_vigueur()[code]
    reprise = _reprise(request, versions) or actuel
    return page_acte(
        request,
        TexteImprimeForm(
            request.POST or None, instance=reprise, initial={"version": actuel.version}
        ),
        lambda formulaire: ecrire_texte(
            par=request.user,
            code=code,
            version=formulaire.cleaned_data["version"],
            **formulaire.valeurs(),
        ),
        titre=TexteCode(code).label,
        explication="Les documents imprimés à partir de maintenant contiendront ce texte. Les "
        "versions précédentes restent ici.",
        bouton="Enregistrer le texte",
        succes="Texte enregistré.",
        retour=reverse("accompagnement:textes"),
        gabarit="accompagnement/texte_modifier.html",
        actuel=actuel,
        reprise=reprise,
        versions=versions,
    )


def _reprise(request, versions):
    """The earlier version that the address asks to start from."""
    voulue = request.GET.get("version", "")
    return next((texte for texte in versions if str(texte.version) == voulue), None)
