"""Printed documents: tagged PDF (PDF/UA-1), composed by Typst in the platform's own font."""

import json
import re
from pathlib import Path

import font_lato
import typst

POLICES = Path(font_lato.__file__).parent / "files"
# What the font surely draws: the Latin of Europe and the punctuation of French.
INCONNUS = re.compile(r"[^\n\t\x20-\x7e\u00a0-\u017f\u2010-\u2026\u2039\u203a\u20ac]")


def composer_pdf(gabarit, contenu):
    """The bytes of the PDF that the file `gabarit` (.typ) makes of `contenu`.

    The template reads `contenu` as JSON in `sys.inputs.donnees`, never as source: a name in the
    data cannot become code. Fonts of the machine are ignored, so that two machines print alike.
    PDF/UA refuses a character that no font draws (an emoji in an offer): it is printed as "?".
    """
    try:
        return _compiler(gabarit, json.dumps(contenu))
    except typst.TypstError as refus:
        if "could not be displayed" not in str(refus):
            raise
        return _compiler(gabarit, json.dumps(_lisible(contenu)))


def _lisible(valeur):
    if isinstance(valeur, str):
        return INCONNUS.sub("?", valeur)
    if isinstance(valeur, dict):
        return {cle: _lisible(sous) for cle, sous in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [_lisible(element) for element in valeur]
    return valeur


def _compiler(gabarit, donnees):
    return typst.compile(
        Path(gabarit).read_bytes(),
        sys_inputs={"donnees": donnees},
        pdf_standards=["ua-1"],
        font_paths=[str(POLICES)],
        ignore_system_fonts=True,
    )
