"""The sheet of an offer by mail: once, by the worker, like the other mails to the person."""

import structlog
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.courriel import (
    ADRESSE_REFUSEE,
    est_joignable,
    expedier,
    raison_de_ne_pas_ecrire,
)
from accompagnement.documents.courriel import composer_fiche
from accompagnement.documents.fiche_offre import fiche_d_offre
from accompagnement.enums import MISES_EN_RELATION_CONCLUES
from accompagnement.models import MiseEnRelation
from accompagnement.models.mise_en_relation import FICHE
from accompagnement.permissions import Acte
from offres.models import Offre
from plie.journal.acte import travail
from plie.taches.actions import demander
from plie.taches.insistance import insister

journal = structlog.get_logger(__name__)


@acte(Acte.ECRIRE_DOSSIER)
def demander_envoi(mise, *, par):
    """Once the transaction is over, send the sheet; says in French why it can't be."""
    refus = _refus(mise)
    if refus:
        raise ValidationError(refus)
    demander(FICHE, mise.pk)


@travail("envoi des courriels")
def envoyer_fiche(pk):
    """Send what `demander_envoi` asked for; returns what was done, in French.

    Its conditions are checked again: meanwhile the offer may have been withdrawn, mails refused,
    the parcours closed.
    """
    mises = MiseEnRelation.objects.select_related(
        "parcours__participant", "proposee_par__structure"
    )
    mise = mises.filter(pk=pk).first()
    if mise is None or _refus(mise):
        return "rien à envoyer"
    agent = mise.parcours.referent or mise.proposee_par
    participant = mise.parcours.participant
    if not expedier(composer_fiche(participant, agent, fiche_d_offre(mise, agent)), participant):
        return ADRESSE_REFUSEE
    envoyee = MiseEnRelation.objects.filter(pk=pk)
    insister(lambda: envoyee.update(fiche_envoyee_le=timezone.now()))
    journal.info("courriel envoyé", nature="fiche", mise_en_relation=pk)
    return "envoyé"


def _refus(mise):
    if mise.fiche_envoyee_le:
        return "La fiche de cette offre a déjà été envoyée."
    if mise.statut in MISES_EN_RELATION_CONCLUES or not mise.parcours.est_ouvert:
        return "Cette mise en relation est terminée : la fiche ne peut plus être envoyée."
    if not est_joignable(mise.parcours.participant):
        return raison_de_ne_pas_ecrire(mise.parcours.participant)
    if not Offre.objects.montrables().filter(pk=mise.offre_id).exists():
        return "Cette offre ne peut plus être montrée : la fiche ne peut pas être envoyée."
    return ""
