"""Files that leave the house: no cell may become a formula in somebody's spreadsheet."""

import csv
import io
from datetime import date, datetime

import xlsxwriter
from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEBUTS_DE_FORMULE = ("=", "+", "-", "@", "\t", "\r")


def neutraliser(valeur):
    """Text that a spreadsheet would run is quoted with an apostrophe; numbers stay numbers."""
    if isinstance(valeur, str) and valeur.startswith(DEBUTS_DE_FORMULE):
        return f"'{valeur}"
    return valeur


def _pour_csv(valeur):
    if isinstance(valeur, (date, datetime)):
        return valeur.isoformat()
    return neutraliser(valeur)


def texte_csv(entetes, lignes):
    """UTF-8 with BOM and semicolons, so that Excel in French opens it as it is."""
    flux = io.StringIO(newline="")
    ecrivain = csv.writer(flux, delimiter=";")
    ecrivain.writerow(entetes)
    ecrivain.writerows([_pour_csv(valeur) for valeur in ligne] for ligne in lignes)
    return "\ufeff" + flux.getvalue()


def classeur_xlsx(entetes, lignes, *, titre):
    """One sheet, typed cells, frozen header; returns bytes."""
    flux = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(flux, {**options, "remove_timezone": True}) as classeur:
        feuille = classeur.add_worksheet(titre[:31])
        jour = classeur.add_format({"num_format": "dd/mm/yyyy"})
        gras = classeur.add_format({"bold": True})
        feuille.write_row(0, 0, entetes, gras)
        for rang, ligne in enumerate(lignes, start=1):
            for colonne, valeur in enumerate(ligne):
                if isinstance(valeur, (date, datetime)):
                    feuille.write_datetime(rang, colonne, valeur, jour)
                else:
                    feuille.write(rang, colonne, neutraliser(valeur))
        feuille.freeze_panes(1, 0)
        feuille.autofit()
    return flux.getvalue()


FORMATS = ("csv", "xlsx")


def reponse(format_, nom, entetes, lignes):
    """A download `nom.csv` or `nom.xlsx`; `format_` is one of FORMATS."""
    contenus = {
        "csv": (lambda: texte_csv(entetes, lignes).encode(), "text/csv; charset=utf-8"),
        "xlsx": (lambda: classeur_xlsx(entetes, lignes, titre=nom), XLSX),
    }
    produire, type_ = contenus[format_]
    return HttpResponse(
        produire(),
        content_type=type_,
        headers={"Content-Disposition": f'attachment; filename="{nom}.{format_}"'},
    )
