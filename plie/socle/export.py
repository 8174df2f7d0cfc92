"""Files that leave the house: no cell may become a formula in somebody's spreadsheet."""

import csv
import tempfile
from datetime import date, datetime

import xlsxwriter
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from plie.socle.caracteres import sans_invisibles

CSV = "text/csv; charset=utf-8"
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Full-width forms too: Excel in Chinese, Japanese or Korean reads them as formulas.
DEBUTS_DE_FORMULE = tuple("=+-@＝＋－＠")
FORMATS = ("csv", "xlsx")
LARGEUR_COLONNE = 20


def neutraliser(valeur):
    """Text that a spreadsheet would run is quoted with an apostrophe; numbers stay numbers.

    What a spreadsheet skips before a formula is skipped here too: blanks and invisible characters.
    """
    if isinstance(valeur, str) and (
        valeur.startswith(("\t", "\r")) or _premier_visible(valeur) in DEBUTS_DE_FORMULE
    ):
        return f"'{valeur}"
    return valeur


def _premier_visible(texte):
    return next((lettre for lettre in texte if sans_invisibles(lettre).strip()), None)


def telechargement(contenu, nom, type_contenu=PDF):
    """The bytes `contenu` as a file to keep, named `nom`, of which no cache keeps a copy."""
    return HttpResponse(
        contenu,
        content_type=type_contenu,
        headers={
            "Content-Disposition": content_disposition_header(True, nom),
            "Cache-Control": "private, no-store",
        },
    )


def reponse(format_, nom, entetes, lignes):
    """A download `nom.csv` or `nom.xlsx` in constant memory; `format_` is one of FORMATS.

    `lignes` may be a generator: it is read while the file is written.
    """
    if format_ == "csv":
        return StreamingHttpResponse(
            lignes_csv(entetes, lignes),
            content_type=CSV,
            headers={"Content-Disposition": f'attachment; filename="{nom}.csv"'},
        )
    classeur = classeur_xlsx(entetes, lignes, titre=nom)
    return FileResponse(classeur, as_attachment=True, filename=f"{nom}.xlsx", content_type=XLSX)


class _Echo:
    """What csv.writer needs: a `write` that gives the line back instead of keeping it."""

    def write(self, ligne):
        return ligne


def lignes_csv(entetes, lignes):
    """UTF-8 with BOM and semicolons, so that Excel in French opens it as it is."""
    ecrivain = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff"
    yield ecrivain.writerow([_pour_csv(entete) for entete in entetes])
    for ligne in lignes:
        yield ecrivain.writerow([_pour_csv(valeur) for valeur in ligne])


def _pour_csv(valeur):
    return valeur.isoformat() if isinstance(valeur, (date, datetime)) else neutraliser(valeur)


def classeur_xlsx(entetes, lignes, *, titre):
    """One sheet, typed cells, frozen header; an open temporary file at its beginning."""
    fichier = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(fichier, {**options, "remove_timezone": True}) as classeur:
        feuille = classeur.add_worksheet(titre[:31])
        jour = classeur.add_format({"num_format": "dd/mm/yyyy"})
        feuille.set_column(0, len(entetes) - 1, LARGEUR_COLONNE)
        feuille.freeze_panes(1, 0)
        feuille.write_row(0, 0, entetes, classeur.add_format({"bold": True}))
        for rang, ligne in enumerate(lignes, start=1):
            for colonne, valeur in enumerate(ligne):
                if isinstance(valeur, (date, datetime)):
                    feuille.write_datetime(rang, colonne, valeur, jour)
                else:
                    feuille.write(rang, colonne, neutraliser(valeur))
    fichier.seek(0)
    return fichier
