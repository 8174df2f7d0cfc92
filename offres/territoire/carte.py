"""The map of the communes: a point each, under a circle as large as what is counted there is
numerous; drawn on the server."""

from django.db.models import F

from plie.referentiels.models import Commune
from plie.socle import graphique
from plie.socle.graphique import POLICE, couleur

# One degree of latitude is as long as 1.57 of longitude at 50.4 degrees north.
LARGEUR, HAUTEUR = 620, 560
ETIQUETEES = 8


def specification(communes, *, titre="Offres", largeur=LARGEUR, police=POLICE):
    """`communes`: {nom, latitude, longitude, nombre}, as Vega-Lite reads them; `nombre` is None or
    0 where nothing is drawn but the point. `titre`: what is counted."""
    encre = couleur("encre")
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": largeur,
        "height": largeur * HAUTEUR // LARGEUR,
        "config": {
            "font": police,
            "background": None,
            "locale": graphique.NOMBRES,
            "view": {"stroke": couleur("filet")},
            "legend": {"labelColor": encre, "titleColor": encre},
        },
        "data": {"values": _valeurs(communes)},
        "layer": [_points(), _cercles(titre, largeur), _noms(encre)],
    }


def _valeurs(communes):
    """The largest first; only they are named."""
    rangees = sorted(communes, key=lambda commune: -(commune["nombre"] or 0))
    return [
        commune | {"etiquette": commune["nom"] if rang < ETIQUETEES and commune["nombre"] else ""}
        for rang, commune in enumerate(rangees)
    ]


def _position():
    return {"x": _axe("longitude", 40), "y": _axe("latitude", 30)}


def _axe(champ, marge):
    echelle = {"zero": False, "padding": marge}
    return {"field": champ, "type": "quantitative", "scale": echelle, "axis": None}


def _points():
    return {
        "mark": {"type": "circle", "color": couleur("encre-douce"), "size": 12},
        "encoding": _position(),
    }


def _cercles(titre, largeur):
    taille = {
        "field": "nombre",
        "type": "quantitative",
        "scale": {"range": [12, 1800 * largeur // LARGEUR], "zero": True},
        "legend": {"title": titre, "orient": "bottom", "tickCount": 3, "format": "d"},
    }
    return {
        "transform": [{"filter": "datum.nombre > 0"}],
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


def dessiner(communes, **options):
    """The SVG of the map."""
    return graphique.dessiner(specification(communes, **options))


def lieux_du_territoire():
    """[{code, nom, latitude, longitude}] of its communes."""
    communes = Commune.objects.filter(est_du_territoire=True).annotate(code=F("code_insee"))
    return list(communes.values("code", "nom", "latitude", "longitude"))


def placer(lieux, nombres):
    """What `dessiner` reads: each of `lieux` ({code, nom, latitude, longitude}) with its number of
    `nombres` ({code: number}), if it has one."""
    return [
        {cle: lieu[cle] for cle in ("nom", "latitude", "longitude")}
        | {"nombre": nombres.get(lieu["code"])}
        for lieu in lieux
    ]
