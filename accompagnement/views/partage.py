"""What is shared of a person with partners, and their refusals."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accompagnement.actions.partage import lever_opposition, noter_opposition
from accompagnement.forms.partage import OppositionForm
from accompagnement.models import Opposition, Participant
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte, participant_visible
from plie.socle.soumission import soumission_unique

EXPLICATION = (
    "Le partenaire ne saura plus si la personne est accompagnée : sa recherche répondra comme pour "
    "une personne inconnue, tout de suite. Ce qu'il a déjà lu reste dans ses propres outils."
)


@soumission_unique
def opposition_noter(request, pk):
    participant = participant_visible(request, pk)
    exiger(Acte.GERER_OPPOSITION.permet(request.user, participant))
    return page_acte(
        request,
        OppositionForm(request.POST or None),
        lambda formulaire: noter_opposition(
            participant, par=request.user, **formulaire.cleaned_data
        ),
        titre=f"Noter une opposition de {participant} au partage",
        explication=EXPLICATION,
        bouton="Noter l'opposition",
        succes="Opposition notée : rien n'est plus partagé.",
        retour=reverse("accompagnement:dossier_situation", args=[pk]),
    )


def _opposition_visible(request, pk):
    visibles = Participant.objects.actuels().visibles_par(request.user).order_by().values("pk")
    oppositions = Opposition.objects.filter(participant__in=visibles)
    return get_object_or_404(oppositions.select_related("participant"), pk=pk)


@require_POST
@soumission_unique
def opposition_lever(request, pk):
    opposition = _opposition_visible(request, pk)
    exiger(Acte.GERER_OPPOSITION.permet(request.user, opposition.participant))
    try:
        lever_opposition(opposition, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "Opposition levée : le partage reprend.")
    return redirect("accompagnement:dossier_situation", opposition.participant_id)
