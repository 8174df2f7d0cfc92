"""Loads the data files shipped with the platform; running it again changes nothing."""

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
    (Commune, _communes, ["code_insee"]),
    (Rome, _romes, ["code"]),
    (Naf, _nafs, ["section"]),
    (TypeFrein, _types_frein, ["slug"]),
    (SituationFrein, _situations_frein, ["slug"]),
    (TypeObjectif, _objectifs_frein, ["slug"]),
    (CodeExterne, _codes_externes, ["systeme", "version", "nature", "slug"]),
]


def charger_referentiels():
    """Insert or refresh the reference data; returns {model label: number of rows}."""
    bilan = {}
    for modele, lire, cles in SOURCES:
        objets = list(lire())
        champs = [
            champ.name
            for champ in modele._meta.fields
            if not champ.primary_key and champ.name not in cles
        ]
        modele.objects.bulk_create(
            objets, update_conflicts=True, unique_fields=cles, update_fields=champs
        )
        bilan[str(modele._meta.verbose_name_plural)] = len(objets)
    _proposer_domaines_proches()
    return bilan


def _proposer_domaines_proches():
    """Only a first proposal: what the PLIE removed does not come back with the next version."""
    if not DomaineProche.objects.exists():
        DomaineProche.objects.bulk_create(_domaines_proches())
