"""An XLSX as the CSV that the import reads: row by row, never held whole, nothing calculated."""

import csv
import re
import tempfile
import zipfile
from datetime import date, datetime

from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from accompagnement.actions.importation.colonnes import COLONNES
from plie.socle.depot import TAILLE_MAXIMALE, exiger_un_volume_normal

SIGNATURE = b"PK\x03\x04"
# One more than the columns known: another is told as it is in a CSV.
LARGEUR = len(COLONNES) + 10
# What a spreadsheet holds at most. A file says the number of a row, and one text may fill many
# cells: a few bytes would unfold into a full disk.
LIGNES_MAXIMALES, CARACTERES_D_UNE_CELLULE = 1_048_576, 32_767
CARACTERES_MAXIMAUX = 50 * 1024 * 1024
CODE = re.compile("0{1,30}")
ABIME = (
    "Ce classeur ne se lit pas : ouvrez-le, enregistrez-le à nouveau en XLSX sans mot de passe, "
    "puis envoyez-le. Un classeur d'une autre sorte (ODS, XLS) s'enregistre d'abord en XLSX."
)

DEMESURE = "Ce classeur est trop grand une fois ouvert : découpez-le en plusieurs."


def est_un_classeur(chemin):
    with chemin.open("rb") as flux:
        return flux.read(len(SIGNATURE)) == SIGNATURE


def en_csv(chemin):
    """A temporary CSV of the first sheet shown, gone when it is closed. A formula counts for what
    its program last wrote. Raises ValidationError for what is too heavy or is no workbook."""
    if chemin.stat().st_size > TAILLE_MAXIMALE:
        raise ValidationError(
            "Ce classeur dépasse 10 Mo : enregistrez-le en CSV, ou découpez-le en plusieurs."
        )
    try:
        with zipfile.ZipFile(chemin) as archive:
            exiger_un_volume_normal(archive)
        # By its content: it is kept under a name that says nothing.
        with chemin.open("rb") as flux:
            return _ecrire(load_workbook(flux, read_only=True, data_only=True, keep_links=False))
    except ValidationError:
        raise
    # What openpyxl raises on a damaged file is of any kind: KeyError, ValueError, ParseError...
    except Exception as erreur:
        raise ValidationError(ABIME) from erreur


def _ecrire(classeur):
    sortie = tempfile.NamedTemporaryFile("w+", encoding="utf-8", newline="", suffix=".csv")  # noqa: SIM115
    try:
        _recopier(next(lue for lue in classeur.worksheets if lue.sheet_state == "visible"), sortie)
    except BaseException:
        sortie.close()
        raise
    finally:
        classeur.close()
    sortie.flush()
    return sortie


def _recopier(feuille, sortie):
    # Some programs write that a sheet is one cell wide.
    feuille.reset_dimensions()
    redacteur = csv.writer(sortie, delimiter=";")
    ecrits = 0
    for rang, cellules in enumerate(feuille.iter_rows(max_col=LARGEUR)):
        textes = [_texte(cellule) for cellule in cellules]
        ecrits += sum(map(len, textes))
        if rang == LIGNES_MAXIMALES or ecrits > CARACTERES_MAXIMAUX:
            raise ValidationError(DEMESURE)
        # The cells after the last one typed are no columns; an empty row keeps its place.
        while textes and not textes[-1]:
            textes.pop()
        redacteur.writerow(textes)


def _texte(cellule):
    """As somebody would have typed it in a CSV, on one line: rows keep their numbers."""
    valeur = cellule.value
    if valeur is None:
        return ""
    if isinstance(valeur, datetime):
        return f"{valeur:%Y-%m-%d}"
    if isinstance(valeur, date):
        return valeur.isoformat()
    if type(valeur) in (int, float) and valeur == valeur // 1:
        return _entier(int(valeur), cellule.number_format)
    texte = str(valeur)
    if len(texte) > CARACTERES_D_UNE_CELLULE:
        raise ValidationError(DEMESURE)
    return " ".join(texte.split())


def _entier(valeur, format_):
    """With the zeros that its format shows before it: 05918 is 5918 under « 00000 »."""
    return str(valeur).zfill(len(format_) if CODE.fullmatch(format_) else 0)
