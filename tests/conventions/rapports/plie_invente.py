"""The reports of a year of an invented PLIE the size of the founding one, without a database."""

import random
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from accompagnement.enums import Categorie, Critere
from conventions.enums import INCONNU
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.seuils import DIVISEUR, PARTS, ecart_du_mois
from conventions.rapports.masque import parts_deja_tues
from plie.referentiels.enums import Niveau

ANNEE = 2025
MOIS = range(1, 13)
AVANT = 260
# Of each month, January to December: 201 entries and 125 exits, as the founding convention says.
ENTREES = (20, 17, 18, 16, 17, 15, 12, 8, 20, 22, 20, 16)
SORTIES = (13, 5, 16, 12, 12, 10, 7, 7, 15, 12, 13, 3)
COMMUNES = {f"59{rang:03}": 60 / (rang + 1) for rang in range(47)}
STRUCTURES = {str(rang): poids for rang, poids in enumerate((9, 7, 5, 3, 1, 0.4))}
PRESCRIPTEURS = {str(rang): 12 / (rang + 1) for rang in range(14)}
SEXES = {"F": 52, "M": 47.5, "X": 0.5}
AGES = {"0": 15, "26": 22, "35": 27, "45": 14, "50": 19, "60": 3}
NIVEAUX = dict(zip(Niveau.values, (30, 34, 20, 8, 4, 2, 1), strict=False)) | {INCONNU: 4}
CRITERES = {
    Critere.RSA: 0.47,
    Critere.DETLD: 0.35,
    Critere.DELD: 0.22,
    Critere.QPV: 0.32,
    Critere.PARENT_ISOLE: 0.15,
    Critere.SANS_PERMIS: 0.3,
    Critere.MOBILITE: 0.2,
    Critere.LANGUE: 0.06,
    Critere.ASS: 0.05,
    Critere.RQTH: 0.08,
    Critere.AAH: 0.02,
    Critere.DETENTION: 0.015,
    Critere.REFUGIE: 0.03,
    Critere.SANS_HEBERGEMENT: 0.02,
}
MOTIFS = {
    "cdi": (24, Categorie.POSITIVE, False),
    "cdd": (26, Categorie.POSITIVE, False),
    "formation": (8, Categorie.POSITIVE, False),
    "creation": (7, Categorie.POSITIVE, False),
    "alternance": (5, Categorie.POSITIVE, False),
    "demenagement": (6, Categorie.NEUTRE, False),
    "retraite": (5, Categorie.NEUTRE, False),
    "deces": (2, Categorie.NEUTRE, True),
    "abandon": (22, Categorie.AUTRE, False),
    "fin": (12, Categorie.AUTRE, False),
    "sante": (6, Categorie.AUTRE, True),
    "detention": (2, Categorie.AUTRE, True),
}
DIMENSIONS = ("sexe", "tranche_age", "commune", "qpv", "niveau", "critere", "structure")
DIMENSIONS += ("prescripteur", "motif_sortie")


@dataclass
class Personne:
    entree: int
    traits: dict
    sortie: int = 99
    motif: str = ""

    def modalites(self, dimension):
        if dimension == "motif_sortie":
            return [self.motif] if self.motif else []
        return self.traits[dimension]

    @property
    def categorie(self):
        return MOTIFS[self.motif][1] if self.motif else None


def inventer(graine):
    """Its people, who entered before the year (0) or in one of its months."""
    hasard = random.Random(graine)  # noqa: S311
    personnes = [Personne(0, _traits(hasard)) for _ in range(AVANT)]
    for mois in MOIS:
        presentes = [p for p in personnes if p.sortie == 99]
        for sortie in hasard.sample(presentes, SORTIES[mois - 1]):
            sortie.sortie = mois
            sortie.motif = _tirer(hasard, {code: poids for code, (poids, *_) in MOTIFS.items()})
        personnes += [Personne(mois, _traits(hasard)) for _ in range(ENTREES[mois - 1])]
    return personnes


def _tirer(hasard, poids):
    return hasard.choices(list(poids), list(poids.values()))[0]


def _traits(hasard):
    criteres = [c.value for c, part in CRITERES.items() if hasard.random() < part]
    tirages = {
        "sexe": SEXES,
        "tranche_age": AGES,
        "commune": COMMUNES,
        "niveau": NIVEAUX,
        "structure": STRUCTURES,
        "prescripteur": PRESCRIPTEURS,
    }
    return {nom: [_tirer(hasard, poids)] for nom, poids in tirages.items()} | {
        "critere": criteres or [INCONNU],
        "qpv": ["oui" if "qpv" in criteres else "non"],
    }


# Figures


def compter(personnes, debut, fin):
    """{indicator: count} of people, over the months `debut` to `fin`."""
    comptees = [p for p in personnes if p.entree <= fin and p.sortie >= debut]
    sorties = [p for p in comptees if p.sortie <= fin]
    positives = sum(p.categorie == Categorie.POSITIVE for p in sorties)
    return {
        "personnes_accompagnees": len(comptees),
        "entrees": sum(debut <= p.entree <= fin for p in comptees),
        "file_active_fin": sum(p.sortie > fin for p in comptees),
        "sorties": len(sorties),
        "sorties_positives": positives,
        DIVISEUR: len(sorties),
    }


def porteurs(personnes, dimension, modalite):
    return [p for p in personnes if modalite in p.modalites(dimension)]


def _mesures(comptes):
    mesures = {
        code: {"valeur": n, "numerateur": n, "denominateur": None}
        for code, n in comptes.items()
        if code != DIVISEUR
    }
    positives, sorties = comptes["sorties_positives"], comptes[DIVISEUR]
    taux = 100 * positives / sorties if sorties else None
    mesures["taux_sorties_positives"] = _mesure(taux, positives, sorties)
    return mesures


def _mesure(valeur, numerateur, denominateur):
    return {"valeur": valeur, "numerateur": numerateur, "denominateur": denominateur}


def part(personnes, code, debut, fin):
    comptees = [p for p in personnes if p.entree <= fin and p.sortie >= debut]
    if code == "part_infra3":
        comptees = [p for p in comptees if p.traits["niveau"] != [INCONNU]]
    compte = sum(_est_de_la_part(p, code) for p in comptees)
    return _mesure(100 * compte / len(comptees) if comptees else None, compte, len(comptees))


def _est_de_la_part(personne, code):
    critere = PAR_CODE[code].critere
    if critere:
        return critere in personne.traits["critere"]
    age = int(personne.traits["tranche_age"][0])
    return {
        "part_femmes": personne.traits["sexe"] == ["F"],
        "part_jeunes": age < 26,
        "part_seniors": age >= 50,
        "part_infra3": personne.traits["niveau"] == [Niveau.INFRA3.value],
    }[code]


def rapport(personnes, mois, *, est_trimestriel=False):
    """What `donnees.prendre` keeps of a month, as much of it as masking reads; of its quarter too
    in a quarterly report."""
    periodes = {"mois": (mois, mois), "annee": (1, mois)}
    if est_trimestriel:
        periodes["trimestre"] = (mois - 2, mois)
    totaux = {nom: _mesures(compter(personnes, *bornes)) for nom, bornes in periodes.items()}
    parts = {
        code: {nom: part(personnes, code, *bornes) for nom, bornes in periodes.items()}
        for code in PARTS
    }
    simples = {code: {nom: totaux[nom][code] for nom in periodes} for code in totaux["mois"]}
    return {
        "mois": date(ANNEE, mois, 1).isoformat(),
        "periodes": {nom: _periode(*bornes) for nom, bornes in periodes.items()},
        "indicateurs": [
            {"code": code, "valeurs": valeurs} for code, valeurs in (simples | parts).items()
        ],
        "ventilations": [_ventilation(personnes, d, periodes) for d in DIMENSIONS],
        "courbe": [{"mesures": _mesures(compter(personnes, m, m))} for m in (mois - 1, mois)],
    }


def l_an_d_apres(personnes, mois):
    """The report of that month a year later, of which only last year's columns tell."""
    alors = rapport(personnes, mois)
    avant, du_mois = ({c: m["valeur"] for c, m in r["mesures"].items()} for r in alors["courbe"])
    rien = {nom: _mesure(None, 0, 0) for nom in alors["periodes"]}
    return {
        **alors,
        "mois": date(ANNEE + 1, mois, 1).isoformat(),
        "periodes": {
            f"{nom}{suffixe}": periode
            for nom, periode in alors["periodes"].items()
            for suffixe in ("", "_avant")
        },
        "indicateurs": [
            {
                "code": i["code"],
                "valeurs": rien | {f"{nom}_avant": m for nom, m in i["valeurs"].items()},
            }
            for i in alors["indicateurs"]
        ],
        "ventilations": [],
        "ecarts": {"mois": 0, "mois_avant": ecart_du_mois(avant, du_mois)},
        "parts_deja_tues": parts_deja_tues([alors]),
    }


def _periode(debut, fin):
    return {
        "debut": date(ANNEE, debut, 1).isoformat(),
        "fin": date(ANNEE, fin, monthrange(ANNEE, fin)[1]).isoformat(),
    }


def _ventilation(personnes, dimension, periodes):
    codes = sorted({code for p in personnes for code in p.modalites(dimension)})
    return {
        "code": dimension,
        "libelle": dimension,
        "est_multiple": dimension == "critere",
        "modalites": [_modalite(personnes, dimension, code, periodes) for code in codes],
    }


def _modalite(personnes, dimension, code, periodes):
    siennes = porteurs(personnes, dimension, code)
    juge = {"entrees_de_janvier": compter(siennes, 1, 1)["entrees"]}
    if dimension == "motif_sortie":
        juge |= {"categorie": MOTIFS[code][1], "est_sensible": MOTIFS[code][2]}
    valeurs = {nom: _mesures(compter(siennes, *bornes)) for nom, bornes in periodes.items()}
    return {"code": code, "libelle": code, "valeurs": valeurs, **juge}
