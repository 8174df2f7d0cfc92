"""Loads the data files shipped with the platform.

Running it again adds the rows that are new and leaves the others as they are: the administration
may have edited any of their columns. A correction of what is shipped comes as a migration.
"""

import csv
from pathlib import Path

from plie.referentiels.models import (
    CodeExterne,
    Commune,
    DomaineProche,
    Naf,
    Rome,
    SituationFrein,
    TypeFrein,
    TypeObjectif,
)

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


def _types_frein():
    for ordre, ligne in enumerate(_lignes("freins_types.csv")):
        yield TypeFrein(**_sensible(ligne), ordre=ordre)


def _situations_frein():
    for ordre, ligne in enumerate(_lignes("freins_situations.csv")):
        yield SituationFrein(type_id=ligne.pop("type"), **_sensible(ligne), ordre=ordre)


def _objectifs_frein():
    for ordre, ligne in enumerate(_lignes("freins_objectifs.csv")):
        yield TypeObjectif(type_id=ligne.pop("type"), **_sensible(ligne), ordre=ordre)


def _sensible(ligne):
    return ligne | {"est_sensible": ligne["est_sensible"] == "1"}


def _codes_externes():
    for ligne in _lignes("freins_codes.csv"):
        yield CodeExterne(**ligne)


def _domaines_proches():
    for ligne in _lignes("rome_domaines_proches.csv"):
        yield DomaineProche(**ligne)


SOURCES = [
    (Commune, _communes),
    (Rome, _romes),
    (Naf, _nafs),
    (TypeFrein, _types_frein),
    (SituationFrein, _situations_frein),
    (TypeObjectif, _objectifs_frein),
    (CodeExterne, _codes_externes),
]


def charger_referentiels():
    """Add what is missing; returns {model label: number of rows shipped}."""
    bilan = {}
    for modele, lire in SOURCES:
        objets = list(lire())
        modele.objects.bulk_create(objets, ignore_conflicts=True)
        bilan[str(modele._meta.verbose_name_plural)] = len(objets)
    _proposer_domaines_proches()
    return bilan


def _proposer_domaines_proches():
    """Only a first proposal: what the PLIE removed does not come back with the next version."""
    if not DomaineProche.objects.exists():
        DomaineProche.objects.bulk_create(_domaines_proches())
