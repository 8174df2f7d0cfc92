"""Cells too small to be published: fewer than five people could be recognised.

A cell of 1 to 4 is masked, and with it what would give it back: another one of its column (the
total is published), the file active beside its exits (together they are the people accompanied),
the year whose difference with the year to date of another month is that month.
"""

from datetime import date

from conventions.indicateurs.ecriture import PETIT, SEUIL

MASQUE = "masqué"
PERSONNES, FILE, SORTIES = "personnes_accompagnees", "file_active_fin", "sorties"
# What a year to date adds up month after month.
ADDITIFS = ("entrees", SORTIES, "sorties_positives")
TAUX, SOURCES_DU_TAUX = "taux_sorties_positives", (SORTIES, "sorties_positives")
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
    return {
        m["code"]: {code: mesure["valeur"] for code, mesure in m["valeurs"][nom].items()}
        for m in modalites
        if nom in m["valeurs"]
    }


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
    masques = [code for code in COMPAGNON if code in masque]
    if len(masques) == 1 and COMPAGNON[masques[0]] in valeurs:
        masque[COMPAGNON[masques[0]]] = MASQUE
    if TAUX in valeurs and any(code in masque for code in SOURCES_DU_TAUX):
        masque.setdefault(TAUX, MASQUE)


def _completer_la_colonne(code, lignes, masque):
    if sum(code in masque[modalite] for modalite in lignes) != 1:
        return
    autres = [
        (valeurs[code], modalite)
        for modalite, valeurs in lignes.items()
        if valeurs.get(code) and code not in masque[modalite]
    ]
    if autres:
        masque[min(autres)[1]][code] = MASQUE


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
