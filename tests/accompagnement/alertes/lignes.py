"""A Monday of June 2026, and parcours placed around it: what tests of alerts start from."""

from datetime import date, datetime, timedelta

from accompagnement.actions.alerte import calculer_alertes
from accompagnement.enums import Statut
from tests.usines import PARIS, EntretienFactory, EtapeFactory, ParcoursFactory

JOUR = date(2026, 6, 15)


def il_y_a(jours):
    return JOUR - timedelta(days=jours)


def a_midi(jour):
    return datetime(jour.year, jour.month, jour.day, 12, 0, tzinfo=PARIS)


def codes(parcours):
    calculer_alertes()
    return set(parcours.alertes.values_list("code", flat=True))


def entre(jours=400, **champs):
    """Entered long ago, with a step running: nothing to say of it but its meetings."""
    statut = champs.pop("statut", Statut.ACTIF)
    parcours = ParcoursFactory(statut=statut, date_entree=il_y_a(jours), **champs)
    EtapeFactory(parcours=parcours, date_debut=il_y_a(jours))
    return parcours


def vu(parcours, jours, **champs):
    return EntretienFactory(parcours=parcours, debut=a_midi(il_y_a(jours)), **champs)
