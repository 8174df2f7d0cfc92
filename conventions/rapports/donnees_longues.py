"""The report as data: one figure per row, for whoever computes with it."""

import json

from conventions.rapports.masque import MASQUE
from conventions.rapports.modeles import (
    MODELES,
    dire_la_periode,
    modele_de,
    mois_de_depart,
    periode_de,
)
from conventions.rapports.publication import dire
from conventions.rapports.regle import regle_de_la_correction
from plie.socle.export import lignes_csv

ENTETES = (
    "indicateur",
    "libelle",
    "periode_debut",
    "periode_fin",
    "ventilation",
    "modalite",
    "valeur",
    "numerateur",
    "denominateur",
    "unite",
    "regle",
    "etat",
)


def ecrire_csv(donnees, *, virgule=False):
    """UTF-8 with BOM and semicolons; decimal points, or commas as a spreadsheet in French reads
    them. `donnees` comes from `masquer`."""
    ecrites = lignes(donnees)
    if virgule:
        ecrites = ([_a_virgule(valeur) for valeur in ligne] for ligne in ecrites)
    return "".join(lignes_csv(ENTETES, ecrites)).encode()


def _a_virgule(valeur):
    return str(valeur).replace(".", ",") if isinstance(valeur, float) else valeur


def lignes(donnees):
    for indicateur in donnees["indicateurs"]:
        for nom, mesure in indicateur["valeurs"].items():
            visible = None if mesure.get("est_masque") else mesure
            yield _ligne(donnees, indicateur, nom, "", "", visible)
    par_code = {i["code"]: i for i in donnees["indicateurs"]}
    for ventilation in donnees["ventilations"]:
        for modalite in ventilation["modalites"]:
            for nom, mesures in modalite["valeurs"].items():
                for code, mesure in mesures.items():
                    visible = None if code in modalite["masque"][nom] else mesure
                    yield _ligne(
                        donnees,
                        par_code[code],
                        nom,
                        ventilation["code"],
                        modalite["libelle"],
                        visible,
                    )
    yield from _corrections(donnees)


def _corrections(donnees):
    """Of the official months that dossiers contradict since, both figures; older reports kept a
    sentence only."""
    for correction in donnees.get("corrections", ()):
        for etat, mesure in correction.get("mesures", {}).items():
            yield [
                correction["indicateur"],
                correction["libelle"],
                correction["mois"],
                correction["fin"],
                "correction",
                "",
                *(_vide(mesure[cle]) for cle in ("valeur", "numerateur", "denominateur")),
                correction["unite"],
                regle_de_la_correction(correction, etat),
                etat,
            ]


def _ligne(donnees, indicateur, nom, ventilation, modalite, mesure):
    periode = donnees["periodes"][nom]
    mesure = mesure or {"valeur": MASQUE, "numerateur": None, "denominateur": None}
    return [
        indicateur["code"],
        indicateur["libelle"],
        periode["debut"],
        periode["fin"],
        ventilation,
        modalite,
        *(_vide(mesure[cle]) for cle in ("valeur", "numerateur", "denominateur")),
        indicateur["unite"],
        donnees["regles"][nom] if indicateur["depend_de_la_regle"] else "",
        periode.get("etat", ""),
    ]


def _vide(valeur):
    return "" if valeur is None else valeur


def ecrire_json(donnees, *, version, changements=(), commentaires=None, prepare_par=""):
    """The whole report for a program: the same figures, chapters and comments as its PDF."""
    modele, mois = modele_de(donnees), mois_de_depart(donnees)
    debut, fin = periode_de(modele, mois)
    contenu = {
        "plie": donnees["plie"],
        "modele": modele.value,
        "titre": MODELES[modele].titre,
        "periode": {
            "debut": debut.isoformat(),
            "fin": fin.isoformat(),
            "libelle": dire_la_periode(modele, mois),
        },
        "version": version,
        "prepare_par": prepare_par,
        "etabli_le": donnees["pris_le"],
        "chapitres": [
            {"code": code, "commentaire": (commentaires or {}).get(code, "")}
            for code in MODELES[modele].chapitres
        ],
        **dire(donnees),
        **{
            cle: donnees.get(cle, [])
            for cle in ("objectifs", "offres", "territoire", "corrections")
        },
        "changements": list(changements),
    }
    return json.dumps(contenu, ensure_ascii=False, indent=1).encode()
