"""All the indicators of a month with all their breakdowns, against SQL written by hand."""

import time
from datetime import date
from pathlib import Path

from django.db import connection, transaction

from conventions.actions.releve import figer
from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.declarations import INDICATEURS
from conventions.indicateurs.rejeu import changements
from conventions.indicateurs.ventilations import VENTILATIONS
from conventions.models import MoisArrete
from conventions.rapports.donnees import prendre
from conventions.rapports.masque import masquer
from tests.mesures.chronometre import en_alternance, mediane

# Beyond, only how figures grow is asked: the seconds are those of this size.
PLUS_GRAND_PLIE = 100_000
DEBUT, FIN = date(2025, 10, 1), date(2025, 10, 31)
A_LA_MAIN = (Path(__file__).parent / "a_la_main.sql").read_text()
COMPARES = ("personnes_accompagnees", "entrees", "sorties", "part_rsa")
DIMENSIONS = tuple(ventilation.code for ventilation in VENTILATIONS)


def nos_chiffres():
    return calculer(DEBUT, FIN, ventilations=DIMENSIONS)


def a_la_main():
    """{(dimension, modality): {indicator: (numerator, denominator)}}, by hand."""
    with connection.cursor() as curseur:
        curseur.execute(A_LA_MAIN, {"debut": DEBUT, "fin": FIN})
        colonnes = [colonne.name for colonne in curseur.description]
        return [dict(zip(colonnes, ligne, strict=True)) for ligne in curseur.fetchall()]


def comparer():
    """The hand-written figures must be the same, or the ratio would mean nothing."""
    resultat = nos_chiffres()
    attendus = {(ligne["dimension"], ligne["modalite"]): ligne for ligne in a_la_main()}
    total = attendus[None, None]
    for indicateur in INDICATEURS:
        obtenu = resultat.mesures[indicateur.code]
        if indicateur.mesure is None:
            assert obtenu.numerateur == total[indicateur.code], indicateur.code
    for dimension, modalites in resultat.ventilations.items():
        for modalite in modalites:
            # Of those who are only prescribed, nothing is written by hand.
            ligne = attendus.get((dimension, modalite.code), dict.fromkeys(COMPARES, 0))
            for code in COMPARES:
                assert modalite.mesures[code].numerateur == ligne[code], (dimension, code)
    return sum(len(modalites) for modalites in resultat.ventilations.values())


def rejouer(taille):
    """Seconds taken to find which dossiers an official month counts otherwise, once one person in
    five has been corrected."""
    with transaction.atomic():
        figer(DEBUT)
        with connection.cursor() as curseur:
            curseur.execute(CORRIGER)
        debut = time.perf_counter()
        trouves = changements(MoisArrete.objects.get())
        duree = time.perf_counter() - debut
        assert len(trouves) >= taille // 100
        transaction.set_rollback(True)
    return duree


def masquer_un_rapport():
    """Seconds taken to mask the fullest report of a year, that of December."""
    donnees = prendre(date(2025, 12, 1))
    debut = time.perf_counter()
    masquees = masquer(donnees)
    duree = time.perf_counter() - debut
    assert masquees["ventilations"]
    return duree


CORRIGER = """
UPDATE accompagnement_participant SET sexe = CASE sexe WHEN 'F' THEN 'M' ELSE 'F' END
WHERE id % 5 = 0
"""


def mesurer(taille):
    lignes = comparer()
    notre, main = en_alternance(nos_chiffres, a_la_main, fois=5)
    mesures = {
        "indicateurs / SQL": mediane(notre) / mediane(main),
        "indicateurs (s)": mediane(notre),
        "modalités comparées": lignes,
    }
    if taille > PLUS_GRAND_PLIE:
        return mesures
    return mesures | {
        "rejeu d'un mois arrêté (s)": rejouer(taille),
        "masquage d'un rapport (s)": masquer_un_rapport(),
    }
