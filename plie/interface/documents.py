"""Printed documents: tagged PDF (PDF/UA-1), composed by Typst in the platform's own font."""

import json
from pathlib import Path

import font_lato
import typst

POLICES = Path(font_lato.__file__).parent / "files"


def composer_pdf(gabarit, contenu):
    """The bytes of the PDF that the file `gabarit` (.typ) makes of `contenu`.

    The template reads `contenu` as JSON in `sys.inputs.donnees`, never as source: a name in the
    data cannot become code. Fonts of the machine are ignored, so that two machines print alike.
    """
    return typst.compile(
        Path(gabarit).read_bytes(),
        sys_inputs={"donnees": json.dumps(contenu)},
        pdf_standards=["ua-1"],
        font_paths=[str(POLICES)],
        ignore_system_fonts=True,
    )
