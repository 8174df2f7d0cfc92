"""The map of the communes: a circle each, as large as its offers are many; drawn on the server."""

from plie.socle import graphique
from plie.socle.graphique import POLICE, couleur

# One degree of latitude is as long as 1.57 of longitude at 50.4 degrees north.
LARGEUR, HAUTEUR = 620, 560
ETIQUETEES = 8


def specification(communes):
    """`communes`: {nom, latitude, longitude, offres}, as Vega-Lite reads them."""
    encre = couleur("encre")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": LARGEUR,
        "height": HAUTEUR,
        "config": {
            "font": POLICE,
            "background": None,
            "view": {"stroke": couleur("filet")},
            "legend": {"labelColor": encre, "titleColor": encre},
        },
        "data": {"values": _valeurs(communes)},
        "layer": [_cercles(), _noms(encre)],
    }


def _valeurs(communes):
    """The largest first; only they are named."""
    rangees = sorted(communes, key=lambda commune: -commune["offres"])
    return [
        commune | {"etiquette": commune["nom"] if rang < ETIQUETEES and commune["offres"] else ""}
        for rang, commune in enumerate(rangees)
    ]


def _position():
    return {"x": _axe("longitude", 40), "y": _axe("latitude", 30)}


def _axe(champ, marge):
    echelle = {"zero": False, "padding": marge}
    return {"field": champ, "type": "quantitative", "scale": echelle, "axis": None}


def _cercles():
    taille = {
        "field": "offres",
        "type": "quantitative",
        "scale": {"range": [12, 1800], "zero": True},
        "legend": {"title": "Offres", "orient": "bottom", "tickCount": 3, "format": "d"},
    }
    return {
        "mark": {
            "type": "circle",
            "color": couleur("marine"),
            "opacity": 0.65,
            "stroke": couleur("papier"),
        },
        "encoding": {**_position(), "size": taille},
    }


def _noms(encre):
    return {
        "mark": {"type": "text", "fontSize": 11, "color": encre, "dy": -16, "stroke": None},
        "encoding": {**_position(), "text": {"field": "etiquette", "type": "nominal"}},
    }


def dessiner(communes):
    """The SVG of the map."""
    return graphique.dessiner(specification(communes))
