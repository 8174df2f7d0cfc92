"""What was taken out of a dossier because it was typed by mistake."""

from datetime import date, datetime
from typing import NamedTuple

from django.apps import apps
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from accompagnement.lecture.reserve import Reserve, montrer
from accompagnement.models import Parcours, Retrait
from plie.comptes.models import Agent


class Effacement(NamedTuple):
    nom: str
    date_naissance: date
    le: datetime
    par: Agent
    motif: str


def lire_retraits(participant, agent):
    """The latest first, those of the parcours that `agent` may open; why, for who follows them, or,
    of a document of no parcours, any parcours of the person. A merge moves the parcours: those
    written before it are found through them."""
    visibles = Parcours.objects.visibles_par(agent).filter(participant=participant)
    confies = Parcours.objects.confies_a(agent).filter(
        participant=participant, pk=Coalesce(OuterRef("parcours"), F("pk"))
    )
    retraits = Retrait.objects.filter(
        Q(parcours__in=visibles.order_by().values("pk"))
        | Q(participant=participant, parcours__isnull=True)
    )
    lus = list(retraits.select_related("par").annotate(est_confie=Exists(confies)))
    for retrait in lus:
        montrer(retrait, "motif", retrait.motif if retrait.est_confie else "")
    return lus


def lire_effacements(agent, limite=50, *, siens=False):
    """The latest `limite` dossiers erased as created by mistake, of which only the history is left,
    or those alone that `agent` erased; why, for who wrote it and who may read what is withheld of
    anybody."""
    reserve = Reserve.de_plusieurs(agent)
    histoire = apps.get_model("accompagnement", "ParticipantEvent").objects
    effaces = histoire.filter(pgh_label="delete", pgh_context__metadata__has_key="motif")
    if siens:
        effaces = effaces.filter(pgh_context__metadata__agent=agent.pk)
    lus = list(effaces.select_related("pgh_context").order_by("-pgh_created_at")[:limite])
    auteurs = Agent.objects.in_bulk({efface.pgh_context.metadata["agent"] for efface in lus})
    return [_effacement(efface, auteurs, agent, reserve) for efface in lus]


def _effacement(efface, auteurs, agent, reserve):
    faits = efface.pgh_context.metadata
    return Effacement(
        f"{efface.nom} {efface.prenom}",
        efface.date_naissance,
        efface.pgh_created_at,
        auteurs[faits["agent"]],
        faits["motif"] if faits["agent"] == agent.pk else reserve.texte(faits["motif"]),
    )
