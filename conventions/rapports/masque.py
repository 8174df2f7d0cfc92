"""Groups too small to be published: fewer than five people could be recognised.

When one modality only is masked in a breakdown, the smallest of the others is masked too, or
the total would give the first one back.
"""

from conventions.indicateurs.ecriture import PETIT, SEUIL

MASQUE = "masqué"


def masquer(donnees):
    """`donnees` with, for each modality and period, None or why its figures are withheld."""
    return {
        **donnees,
        "ventilations": [_masquer_dimension(v) for v in donnees["ventilations"]],
    }


def _masquer_dimension(ventilation):
    raisons = {nom: _raisons(ventilation["modalites"], nom) for nom in ("mois", "annee")}
    return {
        **ventilation,
        "modalites": [
            {
                **modalite,
                "masque": {nom: raisons[nom].get(modalite["code"]) for nom in modalite["valeurs"]},
            }
            for modalite in ventilation["modalites"]
        ],
    }


def _raisons(modalites, nom):
    """{modality code: why} for one period."""
    effectifs = {
        modalite["code"]: modalite["valeurs"][nom]["personnes_accompagnees"]["valeur"]
        for modalite in modalites
        if nom in modalite["valeurs"]
    }
    presents = sorted((n, code) for code, n in effectifs.items() if n)
    raisons = {code: PETIT for n, code in presents if n < SEUIL}
    if len(raisons) == 1 and len(presents) > 1:
        raisons[presents[1][1]] = MASQUE
    return raisons
