"""One's own phrases, inserted in a note from the page that writes it."""

from django.urls import reverse

from accompagnement.actions.phrase import garder_phrases
from accompagnement.forms import PhrasesForm
from accompagnement.listes.phrase import phrases_de
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte


def phrases(request):
    exiger(Acte.GARDER_PHRASES.permet(request.user))
    return page_acte(
        request,
        PhrasesForm(request.POST or None, initial={"phrases": "\n".join(phrases_de(request.user))}),
        lambda formulaire: garder_phrases(par=request.user, **formulaire.cleaned_data),
        titre="Mes phrases",
        bouton="Garder ces phrases",
        succes="Phrases gardées : vous les insérez depuis la page d'un entretien.",
        retour=reverse("accompagnement:phrases"),
        explication="Ce que vous écrivez souvent dans vos notes ; elles ne sont lues que par vous.",
    )
