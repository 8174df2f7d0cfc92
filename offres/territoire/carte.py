"""The map of the communes: a point each, under a circle as large as what is counted there is
numerous; drawn on the server."""

import math

from django.db.models import F

from plie.referentiels.models import Commune
from plie.socle import graphique
from plie.socle.graphique import POLICE, couleur

# One degree of latitude is as long as 1.57 of longitude at 50.4 degrees north.
LARGEUR, HAUTEUR = 620, 560
ETROITE = 310
MARGE_X, MARGE_Y = 40, 30
ETIQUETEES, ETIQUETEES_SUR_TELEPHONE = 8, 4
# Pixels: the area of the largest circle on a map of that width, the height of a name, and what a
# letter takes of it.
CERCLE, NOM, LETTRE = 1800, 14, 6.5


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
        "data": {"values": _valeurs(communes, largeur)},
        "layer": [_points(), _cercles(titre, largeur), *_noms(encre)],
    }


def _valeurs(communes, largeur):
    """The largest first; only they are named, each above its circle, and not over a name."""
    rangees = sorted(communes, key=lambda commune: -(commune["nombre"] or 0))
    places = _Places(rangees, largeur)
    etiquetees = ETIQUETEES if largeur > ETROITE else ETIQUETEES_SUR_TELEPHONE
    return [
        commune
        | {
            "etiquette": commune["nom"]
            if rang < etiquetees and commune["nombre"] and places.prendre(commune)
            else "",
            "latitude_du_nom": places.latitude_du_nom(commune),
        }
        for rang, commune in enumerate(rangees)
    ]


class _Places:
    """Where names go, in pixels from the south-west; the scales are those of `_axe`."""

    def __init__(self, communes, largeur):
        hauteur = largeur * HAUTEUR // LARGEUR
        self.x = _echelle([c["longitude"] for c in communes], largeur - 2 * MARGE_X)
        self.y = _echelle([c["latitude"] for c in communes], hauteur - 2 * MARGE_Y)
        self.aire = CERCLE * largeur / LARGEUR
        self.maximum = max((c["nombre"] or 0 for c in communes), default=0) or 1
        self.prises = []

    def latitude_du_nom(self, commune):
        rayon = math.sqrt(self.aire * (commune["nombre"] or 0) / self.maximum / math.pi)
        return commune["latitude"] + (rayon + NOM / 2) / self.y[1]

    def prendre(self, commune):
        """Whether there is room for its name, which is taken."""
        (ouest, pas_x), (sud, pas_y) = self.x, self.y
        x = (commune["longitude"] - ouest) * pas_x
        y = (self.latitude_du_nom(commune) - sud) * pas_y
        demie = LETTRE * len(commune["nom"]) / 2
        libre = all(
            abs(x - autre_x) > demie + autre_demie or abs(y - autre_y) > NOM
            for autre_x, autre_y, autre_demie in self.prises
        )
        if libre:
            self.prises.append((x, y, demie))
        return libre


def _echelle(valeurs, pixels):
    """(what is at 0, pixels for one unit)."""
    debut, fin = min(valeurs, default=0), max(valeurs, default=0)
    return debut, pixels / ((fin - debut) or 1)


def _position():
    return {"x": _axe("longitude", MARGE_X), "y": _axe("latitude", MARGE_Y)}


def _axe(champ, marge):
    echelle = {"zero": False, "nice": False, "padding": marge}
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
        "scale": {"range": [12, CERCLE * largeur // LARGEUR], "zero": True},
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
    """Twice: the paper around the letters, then the letters."""
    lieu = {"x": _axe("longitude", MARGE_X), "y": _axe("latitude_du_nom", MARGE_Y)}
    place = {**lieu, "text": {"field": "etiquette", "type": "nominal"}}
    marque = {"type": "text", "fontSize": 11}
    autour = {"stroke": couleur("papier"), "strokeWidth": 3, "strokeJoin": "round"}
    return [
        {"mark": marque | {"color": encre} | autour, "encoding": place},
        {"mark": marque | {"color": encre}, "encoding": place},
    ]


def dessiner(communes, **options):
    """The SVG of the map."""
    return graphique.dessiner(specification(communes, **options))


def dessiner_a_l_ecran(communes, **options):
    """The map of a page, for a desk and for a phone."""
    return graphique.dessiner_a_l_ecran(
        lambda largeur: specification(communes, largeur=largeur, **options), LARGEUR, ETROITE
    )


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
