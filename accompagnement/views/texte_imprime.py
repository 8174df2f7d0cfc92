from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accompagnement.actions.texte_imprime import ecrire_texte
from accompagnement.documents.courrier import apercu
from accompagnement.enums import COURRIERS, TEXTES_DU_DOCUMENT, TexteCode
from accompagnement.enums.courrier import CHAMPS
from accompagnement.forms.texte_imprime import TexteImprimeForm
from accompagnement.models import TexteImprime
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte
from plie.interface.formulaires import executer
from plie.socle.export import telechargement
from plie.socle.soumission import soumission_unique

EXPLICATION = (
    "Les documents imprimés à partir de maintenant contiendront ce texte. Les versions précédentes "
    "restent ici."
)
EXPLICATION_COURRIER = (
    "Les courriers écrits à partir de maintenant partiront de ce modèle ; ceux déjà écrits ne "
    "changent pas. Les versions précédentes restent ici."
)


@require_safe
def textes(request):
    exiger(Acte.ECRIRE_TEXTES.permet(request.user))
    en_vigueur = TexteImprime.objects.en_vigueur()
    documents = [
        (document, [en_vigueur[code] for code in codes])
        for document, codes in TEXTES_DU_DOCUMENT.items()
    ]
    return render(request, "accompagnement/textes.html", {"documents": documents})


@soumission_unique
def texte_modifier(request, code):
    exiger(Acte.ECRIRE_TEXTES.permet(request.user))
    if code not in TexteCode:
        raise Http404
    versions = list(TexteImprime.objects.filter(code=code).select_related("ecrit_par"))
    actuel = TexteImprime.objects.en_vigueur()[code]
    reprise = _reprise(request, versions) or actuel
    formulaire = TexteImprimeForm(
        request.POST or None, instance=reprise, initial={"version": actuel.version}
    )
    if "apercu" in request.POST and code in COURRIERS:
        pdf = _apercu(code, formulaire)
        if pdf:
            return pdf
    return page_acte(
        request,
        formulaire,
        lambda formulaire: ecrire_texte(
            par=request.user,
            code=code,
            version=formulaire.cleaned_data["version"],
            **formulaire.valeurs(),
        ),
        titre=TexteCode(code).label,
        explication=EXPLICATION_COURRIER if code in COURRIERS else EXPLICATION,
        bouton="Enregistrer le texte",
        succes="Texte enregistré.",
        retour=reverse("accompagnement:textes"),
        gabarit="accompagnement/texte_modifier.html",
        actuel=actuel,
        reprise=reprise,
        versions=versions,
        champs=CHAMPS,
    )


def _apercu(code, formulaire):
    """What is typed, printed for an invented person; nothing is saved. None when it can't be."""
    texte = formulaire.is_valid() and executer(formulaire, _verifier, code, formulaire)
    if texte:
        return telechargement(apercu(texte.titre, texte.contenu), f"apercu-{code}.pdf")
    return None


def _verifier(code, formulaire):
    texte = TexteImprime(code=code, **formulaire.valeurs())
    texte.clean()
    return texte


def _reprise(request, versions):
    """The earlier version that the address asks to start from."""
    voulue = request.GET.get("version", "")
    return next((texte for texte in versions if str(texte.version) == voulue), None)
