"""Search in the help: every word, accents and case ignored; titles before texts. No database."""

import functools
import unicodedata
from typing import NamedTuple

from django.template.loader import render_to_string
from django.utils.html import strip_tags

from plie.interface.aide.pages import Page, pages


class Fiche(NamedTuple):
    page: Page
    titre: str
    texte: str


def chercher(texte):
    """The pages that have every word of `texte`, those whose title has them first."""
    mots = _normaliser(texte).split()
    trouvees = [fiche for fiche in _fiches() if all(mot in fiche.texte for mot in mots)]
    return [
        fiche.page
        for fiche in sorted(trouvees, key=lambda fiche: not all(mot in fiche.titre for mot in mots))
    ]


@functools.cache
def _fiches():
    fiches = []
    for page in pages().values():
        titre = _normaliser(f"{page.titre} {page.mots_cles}")
        corps = _normaliser(strip_tags(render_to_string(page.gabarit)))
        fiches.append(Fiche(page, titre, f"{titre} {corps}"))
    return fiches


def _normaliser(texte):
    decompose = unicodedata.normalize("NFKD", texte.lower().replace("œ", "oe"))
    sans_accent = "".join(c for c in decompose if not unicodedata.combining(c))
    return " ".join(sans_accent.replace("’", "'").split())
