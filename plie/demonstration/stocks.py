"""How many offers stood open at the end of each past month, as the runs of the feed would have
written it down: the founding count in January, less in summer."""

import random
from datetime import date, time, timedelta

from offres.models import Stock
from plie.demonstration.france_travail.generation import TOTAL, lieux_et_metiers
from plie.demonstration.personnes.calendrier import ANNEE_FONDATRICE
from plie.demonstration.personnes.jours import a_l_heure

SAISON = (1.0, 1.02, 1.06, 1.08, 1.05, 1.01, 0.9, 0.86, 1.04, 1.03, 0.97, 0.91)
# Of the founding year, beside those after it.
PART_DE_L_ANNEE_FONDATRICE = 0.95


def ecrire_stocks(aujourdhui):
    """Of offers that nobody can open: their numbers are none of an offer."""
    tirage = random.Random(1853)  # noqa: S311 - invented offers
    Stock.objects.bulk_create(_stock(tirage, jour) for jour in _fins_de_mois(aujourdhui))


def _fins_de_mois(aujourdhui):
    for annee in range(ANNEE_FONDATRICE, aujourdhui.year + 1):
        for mois in range(1, 13):
            fin = date(annee + mois // 12, mois % 12 + 1, 1) - timedelta(days=1)
            if fin < aujourdhui:
                yield fin


def _stock(tirage, jour):
    part = PART_DE_L_ANNEE_FONDATRICE if jour.year == ANNEE_FONDATRICE else 1
    nombre = round(TOTAL * SAISON[jour.month - 1] * part)
    couples = list(lieux_et_metiers(tirage, nombre))
    return Stock(
        jour=jour,
        offres=list(range(-nombre, 0)),
        communes=[lieu["code_insee"] for lieu, _ in couples],
        metiers=[rome["code_rome"] for _, rome in couples],
        releve_le=a_l_heure(jour, time(6)),
    )
