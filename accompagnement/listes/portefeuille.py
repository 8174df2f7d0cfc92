"""What a référent's portfolio calls for each morning, read as plain values: to compose these
queries took longer than to answer them."""

from datetime import date
from typing import NamedTuple

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import (
    ALERTES_APRES_SORTIE,
    MISES_EN_RELATION_CONCLUES,
    STATUTS_CLOS,
    Statut,
    StatutMiseEnRelation,
)
from accompagnement.portefeuille import portefeuilles_de
from plie.socle.sql import lire_sql

ALERTES = lire_sql(__file__, "alertes_du_portefeuille")
RELANCES = lire_sql(__file__, "relances_dues")


class Relance(NamedTuple):
    """A proposal in progress whose reminder is due."""

    metier: str
    etat: StatutMiseEnRelation
    le: date
    personne: str
    adresse: str
    fait: str
    reporter: str


def alertes_du_portefeuille(agent):
    """(parcours, its state, code of an alert or None, who it is told to) of a référent's own
    dossiers, all of them visible by definition, and of those that ended with them."""
    return _lire(
        ALERTES,
        {
            "agent": agent.pk,
            "structure": agent.structure_id,
            "sorti": Statut.SORTI,
            "apres_sortie": list(ALERTES_APRES_SORTIE),
        },
    )


def relances_dues(agent, nombre):
    """(the first `nombre` reminders due of the portfolios in the hands of `agent`, the oldest
    first; how many there are)."""
    lues = _lire(
        RELANCES,
        {
            "portefeuilles": portefeuilles_de(agent),
            "clos": list(STATUTS_CLOS),
            "conclues": list(MISES_EN_RELATION_CONCLUES),
            "jour": timezone.localdate(),
            "nombre": nombre,
        },
    )
    return [_relance(*ligne[:-1]) for ligne in lues], lues[0][-1] if lues else 0


def _relance(mise, metier, statut, le, participant, personne):
    adresse = reverse("accompagnement:dossier_offres", args=[participant])
    fait = reverse("accompagnement:rappel_fait", args=[mise])
    reporter = reverse("accompagnement:mise_en_relation_acte", args=[mise, "rappel"])
    return Relance(metier, StatutMiseEnRelation(statut), le, personne, adresse, fait, reporter)


def _lire(requete, parametres):
    with connection.cursor() as curseur:
        curseur.execute(requete, parametres)
        return curseur.fetchall()
