"""The page of the figures as the rows of a file: what it writes, and nothing that it withholds."""

from itertools import chain

from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.ecriture import INSECABLE, MOINS, UNITES_ECRITES
from conventions.indicateurs.seuils import TAUX

TOTAL = "Total"
PAR_LIBELLE = {indicateur.libelle: indicateur for indicateur in PAR_CODE.values()}


def entetes(lus):
    """`lus`: what the page writes."""
    periode, avant = (
        f"{lus[libelle]} ({lus[resultat].etat.label})" if lus[resultat].etat else lus[libelle]
        for libelle, resultat in (("libelle_periode", "resultat"), ("libelle_avant", "avant"))
    )
    return (
        "Tableau",
        "Indicateur",
        "Répartition",
        periode,
        "Numérateur",
        "Dénominateur",
        avant,
        "Unité",
        "Règle",
    )


def rangees(lus, ventilation, *, virgule=False):
    """Each figure of the groups that the page writes, then each of the breakdown; decimal points,
    or commas as a spreadsheet in French reads them in a CSV."""
    regle = lus["regle"].phrase if lus["regle"] else ""
    lues = chain(_totaux(lus["groupes"]), _repartis(ventilation, lus["ventilees"]))
    for rangee in lues:
        dite = regle if rangee[1] == PAR_CODE[TAUX].libelle else ""
        yield (*(_a_virgule(valeur) if virgule else valeur for valeur in rangee), dite)


def _a_virgule(valeur):
    return str(valeur).replace(".", ",") if isinstance(valeur, float) else valeur


def _totaux(groupes):
    for titre, lignes in groupes:
        for ligne in lignes:
            yield _rangee(titre, ligne.libelle, TOTAL, ligne.case, ligne.avant)


def _repartis(ventilation, ventilees):
    for indicateurs, lignes in ventilees:
        for libelle, cases in lignes:
            for indicateur, case in zip(indicateurs, cases, strict=True):
                yield _rangee(f"Par {ventilation.libelle.lower()}", indicateur, libelle, case)


def _rangee(tableau, indicateur, libelle, case, avant=None):
    return (
        tableau,
        indicateur,
        libelle,
        *(_lu(c) for c in (case.valeur, case.numerateur, case.denominateur)),
        _lu(avant and avant.valeur),
        PAR_LIBELLE[indicateur].unite.label,
    )


def _lu(chiffre):
    """The number that is written; what is masked, reserved or absent stays as it is said."""
    if chiffre is None:
        return ""
    ecrit = chiffre.texte
    for unite in UNITES_ECRITES:
        ecrit = ecrit.removesuffix(f"{INSECABLE}{unite}")
    try:
        lu = float(ecrit.replace(INSECABLE, "").replace(",", ".").replace(MOINS, "-"))
    except ValueError:
        return chiffre.texte
    return int(lu) if lu.is_integer() else lu
