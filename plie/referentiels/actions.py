"""Loads the data files shipped with the platform, and the list of QPV that a PLIE brings.

Running it again adds the rows that are new and leaves the others as they are: the administration
may have edited any of their columns. A correction of what is shipped comes as a migration.
"""

import csv
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from plie.referentiels.models import (
    CodeExterne,
    Commune,
    DomaineProche,
    Naf,
    Qpv,
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


COLONNES_QPV = ("code", "nom", "generation", "communes")


@transaction.atomic
def charger_qpv(texte):
    """Write the priority districts of a CSV (`;` or `,`): `code`, `nom`, `generation` (2015 or
    2024), `communes` (INSEE codes, a space between). A code that is known is updated, one that the
    file leaves out stays: addresses may have been found in it.

    Returns (added, updated). All or nothing: raises ValidationError with each fault and its line.
    """
    lignes = _lire_qpv(texte)
    connus = Qpv.objects.in_bulk()
    fautes, lus = [], {}
    for numero, ligne in lignes:
        qpv = Qpv(**{champ: (ligne[champ] or "").strip() for champ in COLONNES_QPV})
        qpv.code, qpv.communes = qpv.code.upper(), qpv.communes.split()
        fautes += _fautes(numero, qpv, lus)
        lus[qpv.code] = qpv
    if fautes:
        raise ValidationError(fautes)
    changes = [q for q in lus.values() if q.code in connus and _differe(q, connus[q.code])]
    nouveaux = [qpv for qpv in lus.values() if qpv.code not in connus]
    Qpv.objects.bulk_create(nouveaux)
    Qpv.objects.bulk_update(changes, COLONNES_QPV[1:])
    return len(nouveaux), len(changes)


def _lire_qpv(texte):
    entete = texte.lstrip("\ufeff").partition("\n")[0]
    separateur = ";" if ";" in entete else ","
    lecteur = csv.DictReader(texte.lstrip("\ufeff").splitlines(), delimiter=separateur)
    manquantes = set(COLONNES_QPV) - set(lecteur.fieldnames or ())
    if manquantes:
        raise ValidationError(f"Colonnes manquantes : {', '.join(sorted(manquantes))}.")
    lignes = list(enumerate(lecteur, start=2))
    if not lignes:
        raise ValidationError("Le fichier ne contient aucun quartier.")
    return lignes


def _fautes(numero, qpv, lus):
    if qpv.code in lus:
        yield f"Ligne {numero} : le code {qpv.code} est donné deux fois."
    mauvais = [code for code in qpv.communes if len(code) != 5]
    if mauvais:
        yield f"Ligne {numero} : {mauvais[0]} n'est pas un code INSEE."
    try:
        qpv.clean_fields()
        qpv.validate_constraints()
    except ValidationError as refus:
        yield from (f"Ligne {numero} : {message}" for message in refus.messages)


def _differe(un, autre):
    return any(getattr(un, champ) != getattr(autre, champ) for champ in COLONNES_QPV)
