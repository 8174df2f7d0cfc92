"""The curve of the open offers, week after week; drawn on the server."""

from plie.socle import graphique
from plie.socle.graphique import POLICE, couleur

LARGEUR, ETROITE, HAUTEUR = 1200, 270, 150


def dessiner(semaines):
    """`semaines`: [(Sunday, number)], the latest last."""
    return graphique.dessiner_a_l_ecran(
        lambda largeur: specification(semaines, largeur=largeur), LARGEUR, ETROITE
    )


def specification(semaines, *, largeur=LARGEUR):
    encre, filet = couleur("encre"), couleur("filet")
    axe = {"title": None, "labelColor": encre, "labelFontSize": 11, "gridColor": filet}
    valeurs = [{"semaine": f"{jour:%d/%m}", "offres": nombre} for jour, nombre in semaines]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": largeur,
        "height": HAUTEUR,
        "config": {
            "font": POLICE,
            "background": None,
            "view": {"stroke": None},
            "locale": graphique.NOMBRES,
        },
        "data": {"values": valeurs},
        "mark": {
            "type": "line",
            "point": {"size": 36},
            "color": couleur("serie-1"),
            "strokeWidth": 2.5,
        },
        "encoding": {
            "x": {
                "field": "semaine",
                "type": "ordinal",
                "sort": None,
                "axis": axe | {"labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 8},
            },
            "y": {"field": "offres", "type": "quantitative", "axis": axe | {"tickCount": 4}},
        },
    }


def dire(semaines):
    """What the curve shows, for who does not see it."""
    nombres = [nombre for _jour, nombre in semaines]
    return (
        f"De {nombres[0]} à {nombres[-1]} offres ouvertes en {len(nombres)} semaines, "
        f"entre {min(nombres)} et {max(nombres)} ; les nombres sont dans le tableau qui suit."
    )
