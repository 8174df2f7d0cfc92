"""Loads the data files shipped with the platform; running it again changes nothing."""

import csv
from pathlib import Path

from plie.referentiels.models import Commune, Naf, Rome

DONNEES = Path(__file__).parent / "donnees"


def _lignes(fichier):
    with (DONNEES / fichier).open(encoding="utf-8", newline="") as flux:
        yield from csv.DictReader(flux)


def _communes():
    for ligne in _lignes("communes.csv"):
        yield Commune(
            code_insee=ligne["code_insee"],
            nom=ligne["nom"],
            codes_postaux=ligne["codes_postaux"].split(),
            population_municipale=int(ligne["population_municipale"]),
            latitude=float(ligne["latitude"]),
            longitude=float(ligne["longitude"]),
        )


def _romes():
    for ligne in _lignes("rome_codes.csv"):
        yield Rome(code=ligne.pop("code_rome"), **ligne)


def _nafs():
    for ligne in _lignes("naf_sections.csv"):
        yield Naf(
            section=ligne["section"],
            libelle=ligne["libelle"],
            divisions=ligne["divisions"].split(),
        )


SOURCES = [(Commune, _communes), (Rome, _romes), (Naf, _nafs)]


def charger_referentiels():
    """Insert or refresh communes, ROME and NAF; returns {model label: number of rows}."""
    bilan = {}
    for modele, lire in SOURCES:
        objets = list(lire())
        cle = modele._meta.pk.name
        champs = [champ.name for champ in modele._meta.fields if not champ.primary_key]
        modele.objects.bulk_create(
            objets, update_conflicts=True, unique_fields=[cle], update_fields=champs
        )
        bilan[str(modele._meta.verbose_name_plural)] = len(objets)
    return bilan
