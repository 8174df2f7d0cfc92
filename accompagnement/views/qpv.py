from functools import partial

from django.shortcuts import get_object_or_404
from django.urls import reverse

from accompagnement.actions.qpv import constater_qpv, retirer_constat
from accompagnement.forms import ConstatQpvForm
from accompagnement.models import ConstatQpv, Participant
from accompagnement.permissions import Acte
from accompagnement.views.actes import exiger, page_acte, participant_visible, tracer_ouverture
from accompagnement.views.retrait import page_de_retrait
from plie.socle.soumission import soumission_unique


@soumission_unique
def dossier_qpv(request, pk):
    participant = participant_visible(request, pk)
    exiger(Acte.ECRIRE_IDENTITE.permet(request.user, participant))
    tracer_ouverture(request, pk, "Quartier prioritaire")
    adresse = ", ".join(filter(None, [participant.adresse, str(participant.commune or "")]))
    return page_acte(
        request,
        ConstatQpvForm(request.POST or None),
        lambda formulaire: constater_qpv(participant, par=request.user, **formulaire.valeurs()),
        titre="Constater le quartier prioritaire",
        bouton="Enregistrer le constat",
        succes="Le constat est enregistré.",
        explication=f"Pour l'adresse : {adresse}. Un déménagement demandera un nouveau constat."
        if adresse
        else "L'adresse de la personne n'est pas notée.",
        retour=reverse("accompagnement:dossier_situation", args=[pk]),
        sur_titre=str(participant),
    )


@soumission_unique
def qpv_retirer(request, pk):
    visibles = Participant.objects.actuels().visibles_par(request.user).order_by().values("pk")
    constats = ConstatQpv.objects.select_related("participant", "qpv")
    constat = get_object_or_404(constats, pk=pk, participant__in=visibles)
    exiger(Acte.ECRIRE_IDENTITE.permet(request.user, constat.participant))
    tracer_ouverture(request, constat.participant_id, "Retrait")
    return page_de_retrait(
        request,
        partial(retirer_constat, constat),
        constat.participant,
        titre=f"Retirer (saisi par erreur) : {constat}, constaté le {constat.constate_le:%d/%m/%Y}",
        retour=reverse("accompagnement:dossier_situation", args=[constat.participant_id]),
    )
