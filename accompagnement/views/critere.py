"""The days of a criterion, and who checked it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accompagnement.actions.critere import (
    annuler_verification,
    corriger_critere,
    verifier_critere,
)
from accompagnement.forms import CritereForm
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import CritereEligibilite
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, objet_visible, page_acte, tracer_ouverture
from accompagnement.views.retrait import lien_de_retrait
from plie.socle.soumission import soumission_unique


@soumission_unique
def critere_modifier(request, pk):
    critere = objet_visible(request, CritereEligibilite, pk)
    participant = critere.parcours.participant
    exiger(Acte.ECRIRE_DOSSIER.permet(request.user, critere.parcours))
    tracer_ouverture(request, participant.pk, "Critère d'éligibilité")
    return page_acte(
        request,
        CritereForm(request.POST or None, instance=critere),
        lambda formulaire: corriger_critere(critere, par=request.user, **formulaire.cleaned_data),
        titre=f"Critère : {critere}",
        bouton="Enregistrer le critère",
        succes="Le critère est enregistré.",
        explication="Ce critère compte à l'entrée : seul le jour où il est perdu se note ici."
        if critere.a_l_entree
        else "",
        retour=reverse("accompagnement:dossier_situation", args=[participant.pk]),
        retirer=None if critere.a_l_entree else lien_de_retrait(request, critere),
        sur_titre=str(participant),
    )


@require_POST
def critere_verifier(request, pk):
    """A criterion that one may not read is not found."""
    critere = objet_visible(request, CritereEligibilite, pk)
    exiger(Acte.VERIFIER_PIECE.permet(request.user))
    if critere not in Lecture.pour(critere.parcours, request.user).criteres:
        raise Http404
    verbe = annuler_verification if "annuler" in request.POST else verifier_critere
    try:
        actuel = verbe(critere, par=request.user)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        fait = "Critère vérifié" if actuel.verifie_le else "Vérification annulée"
        messages.success(request, f"{fait} : {critere}.")
    return redirect("accompagnement:dossier_pieces", critere.parcours.participant_id)
