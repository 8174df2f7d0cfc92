"""Cells too small to be published: fewer than five people could be recognised.

A cell of 1 to 4 is masked, and with it what would give it back: another one of its column (the
total is published), the file active beside its exits (together they are the people accompanied),
the year whose difference with the year to date of another month is that month. What is left of a
whole once its part is taken away is a cell that nobody writes and everybody reads.
"""

from datetime import date

from conventions.indicateurs.ecriture import PETIT, SEUIL

MASQUE = "masqué"
PERSONNES, FILE, SORTIES = "personnes_accompagnees", "file_active_fin", "sorties"
POSITIVES, TAUX = "sorties_positives", "taux_sorties_positives"
# The exits that the rule divides by, which the rate tells.
DIVISEUR = "denominateur"
# What a year to date adds up month after month.
ADDITIFS = ("entrees", SORTIES, POSITIVES, DIVISEUR)
SOURCES_DU_TAUX = (SORTIES, POSITIVES, DIVISEUR)
# A whole, its part, and which of them is masked when 1 to 4 are left.
RESTES = (
    (SORTIES, POSITIVES, POSITIVES),
    (SORTIES, DIVISEUR, DIVISEUR),
    (DIVISEUR, POSITIVES, DIVISEUR),
)
# Of three figures of which one is the sum of the others, the one that is masked beside it.
COMPAGNON = {PERSONNES: FILE, FILE: SORTIES, SORTIES: FILE}
DECEMBRE = 12


def masquer(donnees):
    """`donnees` with, for each modality and period, {indicator: why it is withheld}."""
    est_annee_finie = "mois" in donnees and date.fromisoformat(donnees["mois"]).month == DECEMBRE
    return {
        **donnees,
        "ventilations": [_masquer_dimension(v, est_annee_finie) for v in donnees["ventilations"]],
    }


def _masquer_dimension(ventilation, est_annee_finie):
    modalites = ventilation["modalites"]
    lignes = {nom: _valeurs(modalites, nom) for nom in ("mois", "annee")}
    masques = {nom: _masquer(lignes[nom]) for nom in lignes}
    passes = [_masquer(mois) for mois in _mois_passes(modalites)]
    for _ in modalites:
        _lier_l_annee(masques, lignes, passes, est_annee_finie)
        for nom in lignes:
            _completer(lignes[nom], masques[nom])
    return {
        **ventilation,
        "modalites": [
            {**m, "masque": {nom: masques[nom][m["code"]] for nom in m["valeurs"]}}
            for m in modalites
        ],
    }


def _valeurs(modalites, nom):
    return {m["code"]: figures(m["valeurs"][nom]) for m in modalites if nom in m["valeurs"]}


def figures(mesures):
    """{indicator: figure} of one modality, with what its rate divides by."""
    lues = {code: mesure["valeur"] for code, mesure in mesures.items()}
    return lues | ({DIVISEUR: mesures[TAUX]["denominateur"]} if TAUX in mesures else {})


def _mois_passes(modalites):
    """The months of the year before this one; a report made before they were kept has none."""
    nombre = max((len(m.get("mois_passes", ())) for m in modalites), default=0)
    return [{m["code"]: m["mois_passes"][rang] for m in modalites} for rang in range(nombre)]


def _masquer(lignes):
    """{modality: {indicator: why}} of one period."""
    masque = {modalite: {} for modalite in lignes}
    for modalite, valeurs in lignes.items():
        est_petit = 0 < (valeurs.get(PERSONNES) or 0) < SEUIL
        for code, valeur in valeurs.items():
            if est_petit or (code != TAUX and 0 < (valeur or 0) < SEUIL):
                masque[modalite][code] = PETIT
    _completer(lignes, masque)
    return masque


def _completer(lignes, masque):
    """Add what would give back what is masked, until nothing does."""
    avant = None
    while avant != (avant := sum(map(len, masque.values()))):
        for modalite, valeurs in lignes.items():
            _completer_la_ligne(valeurs, masque[modalite])
        for code in {code for valeurs in lignes.values() for code in valeurs} - {TAUX}:
            _completer_la_colonne(code, lignes, masque)


def _completer_la_ligne(valeurs, masque):
    if PERSONNES in masque:
        for code in valeurs:
            masque.setdefault(code, masque[PERSONNES])
    for tout, partie, celle in RESTES:
        if 0 < (valeurs.get(tout) or 0) - (valeurs.get(partie) or 0) < SEUIL and celle in valeurs:
            masque.setdefault(celle, MASQUE)
    masques = [code for code in COMPAGNON if code in masque]
    if len(masques) == 1 and COMPAGNON[masques[0]] in valeurs:
        masque[COMPAGNON[masques[0]]] = MASQUE
    if TAUX in valeurs and any(code in masque for code in SOURCES_DU_TAUX):
        for code in (TAUX, DIVISEUR):
            masque.setdefault(code, MASQUE)


def _completer_la_colonne(code, lignes, masque):
    """By the smallest of the others, a zero when there is nothing else."""
    if sum(code in masque[modalite] for modalite in lignes) != 1:
        return
    autres = [
        (valeurs[code] == 0, valeurs[code], modalite)
        for modalite, valeurs in lignes.items()
        if valeurs.get(code) is not None and code not in masque[modalite]
    ]
    if autres:
        masque[min(autres)[-1]][code] = MASQUE


def _lier_l_annee(masques, lignes, passes, est_annee_finie):
    """The year to date, less the one of the month before, is the month; a whole year hides two
    months in each other. The file active at the end of the month is that of the year."""
    for modalite, annee in masques["annee"].items():
        mois = masques["mois"].get(modalite, {})
        for code in ADDITIFS:
            nombre = sum(code in m.get(modalite, ()) for m in (*passes, masques["mois"]))
            se_cachent = est_annee_finie and nombre > 1
            if nombre and not se_cachent and code in lignes["annee"][modalite]:
                annee.setdefault(code, MASQUE)
        for celui_ci, autre in ((mois, annee), (annee, mois)):
            if FILE in celui_ci and modalite in masques["mois"]:
                autre.setdefault(FILE, celui_ci[FILE])
