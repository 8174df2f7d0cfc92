"""The report as a workbook: real numbers, native charts, frozen headings."""

import io
from datetime import date

import xlsxwriter

from conventions.indicateurs.courbes import COULEURS, SERIES
from conventions.indicateurs.ventilations import CODES_VENTILES
from conventions.rapports.donnees import PERIODES_VENTILEES
from conventions.rapports.masque import MASQUE
from plie.socle.export import neutraliser

FORMATS = {"%": '0.0" %"', "mois": '0.0" mois"', "jours": '0.0" jours"'}
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
PERIODES = ("mois", "mois_avant", "annee", "annee_avant")


def ecrire_xlsx(donnees):
    """The bytes of the workbook; `donnees` comes from `masquer`."""
    flux = io.BytesIO()
    with xlsxwriter.Workbook(flux, OPTIONS) as classeur:
        classeur.set_properties({"title": _titre(donnees), "author": donnees["plie"]})
        styles = {
            "titre": classeur.add_format({"bold": True, "font_size": 14}),
            "entete": classeur.add_format(
                {"bold": True, "bg_color": "#17375e", "font_color": "#ffffff", "text_wrap": True}
            ),
            "texte": classeur.add_format({"text_wrap": True, "valign": "top"}),
            "mois": classeur.add_format({"num_format": "mmm yyyy", "align": "left"}),
            **{unite: classeur.add_format({"num_format": f}) for unite, f in FORMATS.items()},
        }
        _synthese(classeur, donnees, styles)
        _mois_par_mois(classeur, donnees, styles)
        _repartitions(classeur, donnees, styles)
        _definitions(classeur, donnees, styles)
    return flux.getvalue()


def _titre(donnees):
    return f"Rapport mensuel – {donnees['periodes']['mois']['libelle']}"


def _feuille(classeur, nom, titre, entetes, styles, *, largeurs):
    """A sheet with its title, headings on row 3 and everything above the data frozen."""
    feuille = classeur.add_worksheet(nom)
    feuille.write_string(0, 0, titre, styles["titre"])
    for colonne, entete in enumerate(entetes):
        feuille.write_string(2, colonne, neutraliser(entete), styles["entete"])
    for colonne, largeur in enumerate(largeurs):
        feuille.set_column(colonne, colonne, largeur)
    feuille.freeze_panes(3, 1)
    feuille.set_landscape()
    feuille.fit_to_pages(1, 0)
    return feuille


def _nombre(feuille, rang, colonne, valeur, style=None):
    if valeur is None:
        feuille.write_blank(rang, colonne, None, style)
    else:
        feuille.write_number(rang, colonne, valeur, style)


def _synthese(classeur, donnees, styles):
    libelles = [donnees["periodes"][nom]["libelle"] for nom in PERIODES]
    entetes = ["Indicateur", "Unité"]
    for libelle in libelles:
        entetes += [libelle, f"{libelle} – numérateur", f"{libelle} – dénominateur"]
    titre = f"{donnees['plie']} – {_titre(donnees)}"
    feuille = _feuille(classeur, "Synthèse", titre, entetes, styles, largeurs=[38, 11, *[14] * 12])
    for rang, indicateur in enumerate(donnees["indicateurs"], start=3):
        feuille.write_string(rang, 0, indicateur["libelle"])
        feuille.write_string(rang, 1, indicateur["unite"])
        for position, nom in enumerate(PERIODES):
            mesure, colonne = indicateur["valeurs"][nom], 2 + 3 * position
            _nombre(feuille, rang, colonne, mesure["valeur"], styles.get(indicateur["unite"]))
            _nombre(feuille, rang, colonne + 1, mesure["numerateur"])
            _nombre(feuille, rang, colonne + 2, mesure["denominateur"])
    bas = 4 + len(donnees["indicateurs"])
    feuille.merge_range(bas, 0, bas + 3, 8, _regle(donnees), styles["texte"])


def _regle(donnees):
    regle = donnees["regle"]
    return regle["phrase"] if regle else "Aucune règle de sortie n'était en vigueur."


def _mois_par_mois(classeur, donnees, styles):
    codes = ("file_active_fin", *SERIES)
    entetes = ["Mois", "File active à la fin", *SERIES.values(), "Taux de sorties positives"]
    feuille = _feuille(
        classeur, "Mois par mois", "Mois par mois", entetes, styles, largeurs=[14, *[16] * 5]
    )
    for rang, mois in enumerate(donnees["courbe"], start=3):
        feuille.write_datetime(rang, 0, date.fromisoformat(mois["debut"]), styles["mois"])
        for colonne, code in enumerate(codes, start=1):
            _nombre(feuille, rang, colonne, mois["mesures"][code]["valeur"])
        taux = mois["mesures"]["taux_sorties_positives"]["valeur"]
        _nombre(feuille, rang, len(codes) + 1, taux, styles["%"])
    fin = 2 + len(donnees["courbe"])
    feuille.insert_chart("H3", _graphique(classeur, "line", "File active", fin, [1]))
    feuille.insert_chart("H20", _graphique(classeur, "column", "Mouvements", fin, [2, 3, 4]))


def _graphique(classeur, forme, titre, fin, colonnes):
    graphique = classeur.add_chart({"type": forme})
    for colonne, couleur in zip(colonnes, COULEURS, strict=False):
        graphique.add_series(
            {
                "name": ["Mois par mois", 2, colonne],
                "categories": ["Mois par mois", 3, 0, fin, 0],
                "values": ["Mois par mois", 3, colonne, fin, colonne],
                "line" if forme == "line" else "fill": {"color": couleur},
            }
        )
    graphique.set_title({"name": titre, "name_font": {"size": 12}})
    graphique.set_legend({"position": "bottom"})
    graphique.set_size({"width": 640, "height": 300})
    return graphique


def _repartitions(classeur, donnees, styles):
    par_code = {i["code"]: i for i in donnees["indicateurs"]}
    entetes = ["Modalité", "Répartition"] + [
        f"{par_code[code]['libelle']} – {donnees['periodes'][nom]['libelle']}"
        for nom in PERIODES_VENTILEES
        for code in CODES_VENTILES
    ]
    feuille = _feuille(
        classeur, "Répartitions", "Répartitions", entetes, styles, largeurs=[36, 22, *[14] * 12]
    )
    rang = 2
    for ventilation in donnees["ventilations"]:
        for modalite in ventilation["modalites"]:
            rang += 1
            feuille.write_string(rang, 0, neutraliser(modalite["libelle"]))
            feuille.write_string(rang, 1, ventilation["libelle"])
            _modalite(feuille, rang, modalite, par_code, styles)
    feuille.autofilter(2, 0, rang, 1 + len(PERIODES_VENTILEES) * len(CODES_VENTILES))


def _modalite(feuille, rang, modalite, par_code, styles):
    for position, nom in enumerate(PERIODES_VENTILEES):
        for decalage, code in enumerate(CODES_VENTILES):
            colonne = 2 + position * len(CODES_VENTILES) + decalage
            mesure = modalite["valeurs"].get(nom, {}).get(code)
            if mesure is None:
                continue
            if code in modalite["masque"][nom]:
                feuille.write_string(rang, colonne, MASQUE)
            else:
                style = styles.get(par_code[code]["unite"])
                _nombre(feuille, rang, colonne, mesure["valeur"], style)


def _definitions(classeur, donnees, styles):
    feuille = _feuille(
        classeur,
        "Définitions",
        "Définitions",
        ["Indicateur", "Code", "Unité", "Définition"],
        styles,
        largeurs=[38, 30, 12, 100],
    )
    for rang, indicateur in enumerate(donnees["indicateurs"], start=3):
        for colonne, cle in enumerate(("libelle", "code", "unite", "definition")):
            feuille.write_string(rang, colonne, indicateur[cle], styles["texte"])
    bas = 4 + len(donnees["indicateurs"])
    feuille.write_string(bas, 0, "Règle des sorties")
    feuille.write_string(bas, 3, _regle(donnees), styles["texte"])
    feuille.write_string(bas + 1, 0, "Masqué")
    feuille.write_string(
        bas + 1,
        3,
        "Case de moins de cinq personnes, ou case qui permettrait d'en déduire une autre.",
        styles["texte"],
    )
