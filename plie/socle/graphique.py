"""Charts drawn on the server, from one Vega-Lite specification for the page and for the PDF."""

import functools
import hashlib
import json
import re

import vl_convert
from django.conf import settings
from django.core.cache import cache
from django.utils.html import format_html
from django.utils.safestring import mark_safe

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


def dessiner_a_l_ecran(specification, large, etroite):
    """A chart seen whole on a desk and on a phone: drawn at both widths in pixels, so that its
    letters keep their size, and the style sheet shows one. `specification(width)` gives each."""
    # Drawn by us, from our own figures.
    dessins = [mark_safe(dessiner(specification(largeur))) for largeur in (large, etroite)]  # noqa: S308
    return format_html(
        '<div class="dessin-large">{}</div><div class="dessin-etroit">{}</div>', *dessins
    )
