"""A workbook as a person sees it, through LibreOffice."""

import io
import shutil
import subprocess
import tempfile
from html.parser import HTMLParser
from pathlib import Path

import openpyxl


def feuilles_affichees(octets):
    """{sheet: rows of displayed texts}, every formula computed by the spreadsheet itself: the
    values that the file holds for them are taken out first."""
    sans_valeurs = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(octets)).save(sans_valeurs)
    lecteur = _Tables()
    lecteur.feed(convertir(sans_valeurs.getvalue(), "html").decode())
    return lecteur.feuilles


def convertir(octets, format_):
    """What LibreOffice makes of a workbook; its profile is its own, so that two may run at once."""
    with tempfile.TemporaryDirectory() as dossier:
        classeur = Path(dossier, "classeur.xlsx")
        classeur.write_bytes(octets)
        subprocess.run(
            [
                shutil.which("soffice"),
                f"-env:UserInstallation=file://{dossier}/profil",
                "--headless",
                "--convert-to",
                format_,
                "--outdir",
                dossier,
                str(classeur),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return classeur.with_suffix(f".{format_}").read_bytes()


class _Tables(HTMLParser):
    """The tables of the page, each under the name of its sheet."""

    def __init__(self):
        super().__init__()
        self.feuilles, self._lignes, self._dans = {}, [], None

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self._lignes.append([])
        elif tag == "td":
            self._lignes[-1].append("")
        if tag in ("td", "em"):
            self._dans = tag

    def handle_endtag(self, tag):
        if tag == self._dans:
            self._dans = None

    def handle_data(self, data):
        if self._dans == "td":
            self._lignes[-1][-1] += data.replace("\n", " ")
        elif self._dans == "em":
            self._lignes = self.feuilles.setdefault(data, [])
