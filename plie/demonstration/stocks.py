"""The offers open at the end of each past month, as the runs of the feed would have left them: the
founding count in January, less in summer; withdrawn since, with the stock written down that day."""

import random
from datetime import date, time, timedelta
from itertools import pairwise

from django.utils import timezone

from offres.enums import ORIGINES_IMPORTEES, StatutOffre
from offres.models import Offre, Stock
from plie.demonstration.france_travail.generation import (
    ANCIENNETE,
    CONTRATS,
    TOTAL,
    lieux_et_metiers,
)
from plie.demonstration.personnes.calendrier import ANNEE_FONDATRICE
from plie.demonstration.personnes.jours import UN_JOUR, a_l_heure
from plie.socle.copy_postgresql import copier_lignes

SAISON = (1.0, 1.02, 1.06, 1.08, 1.05, 1.01, 0.9, 0.86, 1.04, 1.03, 0.97, 0.91)
# Of the founding year, beside those after it.
PART_DE_L_ANNEE_FONDATRICE = 0.95
UN_MOIS = timedelta(days=30)
COLONNES = ("identifiant", "origine", "statut", "intitule", "rome_code", "rome_libelle",
            "departement", "contrat", "contrat_libelle", "publiee_le", "actualisee_le",
            "fin_le")  # fmt: skip


def ecrire_stocks(aujourdhui):
    """Each offer is in one stock: it closes before the end of the next month."""
    tirage = random.Random(1853)  # noqa: S311 - invented offers
    runs = [a_l_heure(jour, time(6)) for jour in _fins_de_mois(aujourdhui)]
    couples = {run: list(lieux_et_metiers(tirage, _combien(run))) for run in runs}
    copier_lignes(
        Offre._meta.db_table,
        COLONNES,
        (
            _offre(tirage, rang, metier, run, suivant)
            for run, suivant in pairwise([*runs, timezone.now()])
            for rang, (_, metier) in enumerate(couples[run])
        ),
    )
    cles = dict(Offre.objects.exclude(identifiant=None).values_list("identifiant", "pk"))
    Stock.objects.bulk_create(_stock(run, couples[run], cles) for run in runs)


def _fins_de_mois(aujourdhui):
    for annee in range(ANNEE_FONDATRICE, aujourdhui.year + 1):
        for mois in range(1, 13):
            fin = date(annee + mois // 12, mois % 12 + 1, 1) - UN_JOUR
            if fin < aujourdhui:
                yield fin


def _combien(run):
    part = PART_DE_L_ANNEE_FONDATRICE if run.year == ANNEE_FONDATRICE else 1
    return round(TOTAL * SAISON[run.month - 1] * part)


def _numero(run, rang):
    """None of the stand-in's."""
    return f"1{run:%y%m}{rang:04d}"


def _offre(tirage, rang, metier, run, suivant):
    """What is kept of an offer withdrawn (licence, article 7)."""
    contrat, contrat_libelle, _, _ = tirage.choices(CONTRATS, [une[-1] for une in CONTRATS])[0]
    publiee, fin = _vie(tirage, run, suivant)
    origine, libelle = tirage.choice(ORIGINES_IMPORTEES), metier["libelle"]
    return (_numero(run, rang), origine, StatutOffre.RETIREE, libelle, metier["code_rome"], libelle,
            "59", contrat, contrat_libelle, publiee, publiee, fin)  # fmt: skip


def _vie(tirage, run, suivant):
    """When it was published and withdrawn. The offers of the stand-in date from the last weeks:
    these leave them their place, one by one, or stay two days; there would be twice as many."""
    maintenant = timezone.now()
    place = maintenant - tirage.random() * ANCIENNETE
    publiee = run - tirage.random() * UN_MOIS
    fin = run + tirage.random() * (suivant - run)
    if place < run:
        return run - UN_JOUR, min(run + UN_JOUR, maintenant)
    return publiee, min(fin, place)


def _stock(run, couples, cles):
    return Stock(
        jour=run.date(),
        offres=[cles[_numero(run, rang)] for rang in range(len(couples))],
        communes=[lieu["code_insee"] for lieu, _ in couples],
        metiers=[metier["code_rome"] for _, metier in couples],
        releve_le=run,
    )
