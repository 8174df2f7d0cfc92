"""The models of report, declared once: over which period, in which chapters, in which columns."""

from datetime import date
from typing import NamedTuple

from django.utils.text import capfirst

from conventions.enums import ModeleRapport
from conventions.indicateurs import periodes


class Chapitre(NamedTuple):
    """`code` names its comment and, in `rapport.typ`, the function that draws it."""

    code: str
    titre: str
    dessine: str
    est_une_annexe: bool = False


CHAPITRES = {
    chapitre.code: chapitre
    for chapitre in (
        Chapitre("essentiel", "L'essentiel", "une page : le taux, quatre chiffres, les objectifs"),
        Chapitre(
            "changements",
            "Ce qui change depuis la dernière publication",
            "ce qu'une version change, et les corrections des mois arrêtés",
        ),
        Chapitre("objectifs", "Les objectifs des conventions", "une jauge par objectif"),
        Chapitre("courbe", "Mois par mois", "la courbe des treize derniers mois et son tableau"),
        Chapitre("chiffres", "Tous les indicateurs", "un tableau par groupe d'indicateurs"),
        Chapitre("offres", "Les offres du territoire", "les offres par domaine de métiers"),
        Chapitre("territoire", "Le territoire", "les séries des autres, à côté des nôtres"),
        Chapitre("repartitions", "Répartitions", "un tableau par répartition", True),
        Chapitre("definitions", "Définitions", "ce que compte chaque indicateur", True),
        Chapitre("sources", "Sources", "d'où vient chaque chiffre", True),
    )
}


class Modele(NamedTuple):
    """`colonnes`: the periods that its tables print; `rechange`: those of a table that they would
    leave empty; `vedettes`: the one of its headlines, then the one said beside it."""

    titre: str
    chapitres: tuple[str, ...]
    colonnes: tuple[str, ...]
    vedettes: tuple[str, ...]
    # A quarter has no share, a year to date neither; the last month may.
    rechange: tuple[str, ...] = ()


DE_MOIS = ("mois", "mois_avant", "annee", "annee_avant")
DE_TRIMESTRE = ("trimestre", "trimestre_avant", "annee", "annee_avant")
D_ANNEE = ("annee", "annee_avant")
# Definitions last: they end in a block that no page holds a few lines of.
ANNEXES = ("repartitions", "sources", "definitions")
MODELES = {
    ModeleRapport.MENSUEL: Modele(
        "Rapport mensuel",
        ("essentiel", "changements", "objectifs", "courbe", "chiffres", *ANNEXES),
        DE_MOIS,
        ("annee", "mois"),
    ),
    ModeleRapport.TRIMESTRIEL: Modele(
        "Rapport trimestriel du comité technique",
        ("essentiel", "objectifs", "changements", "chiffres", "courbe", "offres", *ANNEXES),
        DE_TRIMESTRE,
        ("trimestre", "annee"),
        ("mois", "mois_avant"),
    ),
    ModeleRapport.ANNUEL: Modele(
        "Rapport d'activité",
        ("essentiel", "objectifs", "courbe", "chiffres", "offres", "territoire", "changements")
        + ANNEXES,
        D_ANNEE,
        ("annee",),
    ),
    ModeleRapport.FSE: Modele(
        "Rapport FSE+ de l'année à venir",
        ("essentiel", "objectifs", "chiffres", "territoire", "changements", *ANNEXES),
        D_ANNEE,
        ("annee",),
        ("mois", "mois_avant"),
    ),
}


def modele_de(donnees):
    """Older reports were all monthly, and did not say so."""
    return ModeleRapport(donnees.get("modele", ModeleRapport.MENSUEL))


def chapitres_de(modele):
    return [CHAPITRES[code] for code in MODELES[modele].chapitres]


def periode_de(modele, mois):
    """The period that a report ending with `mois` is about."""
    dernier = periodes.mois_de(mois)[1]
    if modele == ModeleRapport.TRIMESTRIEL:
        return periodes.trimestre_de(mois)
    if modele == ModeleRapport.ANNUEL:
        return periodes.annee_de(mois)
    if modele == ModeleRapport.FSE:
        return periodes.annee_de(dernier.replace(year=dernier.year + 1, day=1))
    return periodes.mois_de(mois)


def dire_la_periode(modele, mois):
    """ "décembre 2025", "4e trimestre 2025", "année 2026, sur les chiffres d'octobre 2025"."""
    dite = periodes.libelle(*periode_de(modele, mois))
    if modele != ModeleRapport.FSE:
        return dite
    return f"{dite}, d'après les chiffres à fin {periodes.libelle(*periodes.mois_de(mois))}"


def titre_de(modele, mois):
    return f"{MODELES[modele].titre}, {dire_la_periode(modele, mois)}"


def nommer(rapport):
    """What a page and a message call it."""
    return capfirst(f"{titre_de(rapport.modele, rapport.mois)}, version {rapport.version}")


def base_du_nom(rapport):
    """How its files begin."""
    mois = rapport.mois
    return {
        ModeleRapport.MENSUEL: f"plie-rapport-{mois:%Y-%m}",
        ModeleRapport.TRIMESTRIEL: f"plie-rapport-{mois.year}-T{(mois.month + 2) // 3}",
        ModeleRapport.ANNUEL: f"plie-rapport-{mois.year}",
        ModeleRapport.FSE: f"plie-fse-{mois.year + 1}-d-apres-{mois:%Y-%m}",
    }[rapport.modele]


def colonnes_de(donnees):
    """The periods that its tables print: those of its model, each once (the first quarter is its
    year to date)."""
    return _chacune_une_fois(donnees, MODELES[modele_de(donnees)].colonnes)


def colonnes_du_groupe(donnees, indicateurs):
    """Those of one table: what it has a figure for, whatever its model prints elsewhere."""
    modele = MODELES[modele_de(donnees)]
    lisibles = {
        nom for i in indicateurs for nom, m in i["valeurs"].items() if not m.get("est_masque")
    }
    colonnes = [nom for nom in colonnes_de(donnees) if nom in lisibles]
    if not colonnes or modele.rechange and modele.colonnes[0] not in colonnes:
        colonnes = [nom for nom in modele.rechange if nom in lisibles] + colonnes
    return colonnes or colonnes_de(donnees)


def _chacune_une_fois(donnees, noms):
    lues, colonnes = set(), []
    for nom in noms:
        bornes = donnees["periodes"][nom]["debut"], donnees["periodes"][nom]["fin"]
        if bornes not in lues or modele_de(donnees) == ModeleRapport.MENSUEL:
            colonnes.append(nom)
        lues.add(bornes)
    return colonnes


def imprimer(masquees):
    """What the files of a report are written from: the columns of its model, nothing else."""
    modele = MODELES[modele_de(masquees)]
    colonnes = [*colonnes_de(masquees), *modele.rechange]
    return {
        **masquees,
        "indicateurs": [
            {**i, "valeurs": {nom: i["valeurs"][nom] for nom in colonnes}}
            for i in masquees["indicateurs"]
        ],
    }


def mois_de_depart(donnees):
    return date.fromisoformat(donnees["mois"])
