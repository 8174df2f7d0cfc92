"""Charts drawn on the server, from one Vega-Lite specification for the page and for the PDF."""

import functools
import hashlib
import json
import re

import vl_convert
from django.conf import settings
from django.core.cache import cache

POLICE = "system-ui, sans-serif"
# Decimal comma, thousands apart by a no-break space.
NOMBRES = {"number": {"decimal": ",", "thousands": "\u00a0", "grouping": [3]}}
SECONDES = 24 * 3600


def couleur(nom):
    """The colour of the token `--nom` of the style sheet."""
    return _jetons()[nom]


@functools.cache
def _jetons():
    feuille = settings.BASE_DIR / "static" / "plie" / "theme.css"
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", feuille.read_text(encoding="utf-8")))


def dessiner(specification):
    """The SVG of a specification, drawn once."""
    texte = json.dumps(specification, sort_keys=True)
    cle = "graphique:" + hashlib.sha256(texte.encode()).hexdigest()
    svg = cache.get(cle)
    if svg is None:
        svg = vl_convert.vegalite_to_svg(texte)
        cache.set(cle, svg, SECONDES)
    return svg
