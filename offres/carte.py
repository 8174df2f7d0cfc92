"""The map of the communes: a circle each, as large as its offers are many; drawn on the server."""

import hashlib
import json

import vl_convert
from django.core.cache import cache

ENCRE, FILET, BLEU = "#1b2430", "#d5dbe3", "#17375e"
# One degree of latitude is as long as 1.57 of longitude at 50.4 degrees north.
LARGEUR, HAUTEUR = 620, 560
ETIQUETEES = 8


def _axe(champ):
    echelle = {"zero": False, "nice": False, "padding": 40}
    return {"field": champ, "type": "quantitative", "scale": echelle, "axis": None}


def specification(communes):
    """`communes`: {nom, latitude, longitude, offres}, as Vega-Lite reads them."""
    rangees = sorted(communes, key=lambda commune: -commune["offres"])
    valeurs = [
        commune | {"etiquette": commune["nom"] if rang < ETIQUETEES and commune["offres"] else ""}
        for rang, commune in enumerate(rangees)
    ]
    position = {
        "x": {
            "field": "longitude",
            "type": "quantitative",
            "scale": {"zero": False, "padding": 40},
            "axis": None,
        },
        "y": {
            "field": "latitude",
            "type": "quantitative",
            "scale": {"zero": False, "padding": 30},
            "axis": None,
        },
    }
    cercle = {
        "mark": {"type": "circle", "color": BLEU, "opacity": 0.65, "stroke": "#ffffff"},
        "encoding": {
            **position,
            "size": {
                "field": "offres",
                "type": "quantitative",
                "scale": {"range": [12, 1800], "zero": True},
                "legend": {"title": "Offres", "orient": "bottom", "tickCount": 3, "format": "d"},
            },
        },
    }
    nom = {
        "mark": {"type": "text", "fontSize": 11, "color": ENCRE, "dy": -16, "stroke": None},
        "encoding": {**position, "text": {"field": "etiquette", "type": "nominal"}},
    }
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": LARGEUR,
        "height": HAUTEUR,
        "config": {
            "font": "system-ui, sans-serif",
            "background": None,
            "view": {"stroke": FILET},
            "legend": {"labelColor": ENCRE, "titleColor": ENCRE},
        },
        "data": {"values": valeurs},
        "layer": [cercle, nom],
    }


def dessiner(communes):
    """The SVG, drawn once per set of counts."""
    spec = json.dumps(specification(communes), sort_keys=True)
    cle = "carte:" + hashlib.sha256(spec.encode()).hexdigest()
    svg = cache.get(cle)
    if svg is None:
        svg = vl_convert.vegalite_to_svg(spec)
        cache.set(cle, svg, 24 * 3600)
    return svg
