"""The report as a workbook: real dates and percentages, rates as formulas, native charts, A4."""

import io
import textwrap
from datetime import date, datetime

import xlsxwriter

from conventions.enums import Etat, Unite
from conventions.indicateurs.courbes import COULEURS, SERIES
from conventions.indicateurs.ecriture import ABSENT, DECIMALES, INSECABLE, est_trop_faible
from conventions.indicateurs.seuils import POSITIVES, TAUX
from conventions.rapports.classeur_annexe import annexer
from conventions.rapports.masque import COLONNES, MASQUE, periode_publiee
from conventions.rapports.modeles import MODELES, dire_la_periode, modele_de, mois_de_depart
from conventions.rapports.regle import AUCUNE, dire_la_regle, dire_les_regles, regle_de
from plie.socle.export import neutraliser

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
PARTIES = ("Valeur", "Numérateur", "Dénominateur")
PAR_PERIODE = (*PARTIES, "Règle")
REGLE, DIVISEUR_DU_TAUX = "Règle des sorties", "Sorties que retient la règle"
A4 = 9
# 40C is French, whatever language the spreadsheet speaks.
DATE = "[$-40C]mmm yyyy"
FORMATS = {
    "%": f'0.0"{INSECABLE}"%',
    "faible": f'0.0"{INSECABLE}"%"*"',
    "mois": f'0.0"{INSECABLE}mois"',
    "jours": f'0.0"{INSECABLE}jours"',
    "decimal": "#,##0.0",
    "nombre": "#,##0",
}
ENTETE = {
    "bold": True,
    "bg_color": "#17375e",
    "font_color": "#ffffff",
    "text_wrap": True,
    "valign": "vcenter",
    "border": 1,
    "border_color": "#c9d1dc",
}
FAIBLE = "* Effectif trop faible : un taux calculé sur moins de vingt ne se compare pas à un autre."
PREMIER_RANG = 4
# Excel alone finds by itself how high a wrapped text is.
HAUTEUR = 15


def ecrire_xlsx(donnees):
    """The bytes of the workbook, the same for the same `donnees`, which come from `masquer`."""
    flux = io.BytesIO()
    with xlsxwriter.Workbook(flux, OPTIONS) as classeur:
        classeur.set_properties(
            {
                "title": _titre(donnees),
                "author": donnees["plie"],
                "created": datetime.fromisoformat(donnees["periodes"]["mois"]["fin"]),
            }
        )
        styles = _styles(classeur)
        _synthese(classeur, donnees, styles)
        _mois_par_mois(classeur, donnees, styles)
        _repartitions(classeur, donnees, styles)
        annexer(classeur, donnees, styles, _feuille)
        _corrections(classeur, donnees, styles)
        _definitions(classeur, donnees, styles)
    return flux.getvalue()


def _styles(classeur):
    return {
        "titre": classeur.add_format({"bold": True, "font_size": 14}),
        "entete": classeur.add_format(ENTETE),
        "entete_centre": classeur.add_format({**ENTETE, "align": "center"}),
        "entete_a_droite": classeur.add_format({**ENTETE, "align": "right"}),
        "texte": classeur.add_format({"text_wrap": True, "valign": "top"}),
        "droite": classeur.add_format({"align": "right"}),
        "date": classeur.add_format({"num_format": DATE, "align": "left"}),
        **{
            unite: classeur.add_format({"num_format": ecrit, "align": "right"})
            for unite, ecrit in FORMATS.items()
        },
    }


def _titre(donnees):
    modele, mois = modele_de(donnees), mois_de_depart(donnees)
    return f"{MODELES[modele].titre} – {dire_la_periode(modele, mois)}"


def _feuille(classeur, donnees, nom, entetes, styles, *, largeurs, nombres):
    """A sheet with its title, its headings repeated on each printed page and frozen on screen;
    `nombres` is the first of its columns of numbers."""
    feuille = classeur.add_worksheet(nom)
    titre = f"{donnees['plie']} – {_titre(donnees)}"
    feuille.write_string(0, 0, titre, styles["titre"])
    feuille.write_string(1, 0, nom)
    for colonne, entete in enumerate(entetes):
        style = styles["entete" if colonne < nombres else "entete_a_droite"]
        feuille.write_string(PREMIER_RANG - 1, colonne, neutraliser(entete), style)
    for colonne, largeur in enumerate(largeurs):
        feuille.set_column(colonne, colonne, largeur)
    lignes = max(_lignes(*paire) for paire in zip(entetes, largeurs, strict=True))
    feuille.set_row(PREMIER_RANG - 1, 3 + HAUTEUR * lignes)
    feuille.freeze_panes(PREMIER_RANG, 1)
    feuille.set_paper(A4)
    feuille.set_landscape()
    feuille.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    feuille.fit_to_pages(1, 0)
    feuille.repeat_rows(0, PREMIER_RANG - 1)
    feuille.set_footer(f"&L{titre}, {nom.lower()}&RPage &P sur &N")
    return feuille


def _lignes(texte, largeur):
    """How many lines a text takes in a column of this many characters."""
    return len(textwrap.wrap(texte, largeur)) or 1


def _periodes(feuille, donnees, noms, largeur, styles):
    """The periods, each above its columns."""
    for position, nom in enumerate(noms):
        colonne, rang = 2 + largeur * position, PREMIER_RANG - 2
        fin = colonne + largeur - 1
        periode = donnees["periodes"][nom]
        libelle = f"{periode['libelle']}{_etat(periode)}"
        feuille.merge_range(rang, colonne, rang, fin, libelle, styles["entete_centre"])
    feuille.set_row(PREMIER_RANG - 2, 3 + 2 * HAUTEUR)


def _etat(periode):
    """A report made before months were official says nothing of it."""
    return f" ({Etat(periode['etat']).label})" if periode.get("etat") else ""


def _note(feuille, rang, texte, styles, *, largeur=120, fin=8):
    """A sentence under the table, over several columns."""
    feuille.merge_range(rang, 0, rang, fin, texte, styles["texte"])
    feuille.set_row(rang, HAUTEUR * _lignes(texte, largeur))


class _Rangee:
    """Writes the cells of one row."""

    def __init__(self, feuille, rang, styles):
        self.feuille, self.rang, self.styles = feuille, rang, styles

    def nombre(self, colonne, valeur, style="nombre"):
        if valeur is None:
            self.feuille.write_string(self.rang, colonne, ABSENT, self.styles["droite"])
        else:
            self.feuille.write_number(self.rang, colonne, valeur, self.styles[style])

    def texte(self, colonne, valeur, style=None):
        ecrit = neutraliser(valeur)
        self.feuille.write_string(self.rang, colonne, ecrit, self.styles.get(style))

    def quotient(self, colonne, mesure, unite, parties):
        """A figure as the formula of the cells of its two `parties`, with the value it has."""
        haut, bas = (xlsxwriter.utility.xl_rowcol_to_cell(self.rang, c) for c in parties)
        decimales = DECIMALES + (2 if unite == "%" else 0)
        formule = f'=IF({bas}=0,"{ABSENT}",ROUND({haut}/{bas},{decimales}))'
        valeur = _valeur(mesure, unite)
        lue = ABSENT if valeur is None else valeur
        style = self.styles[_style(unite, mesure["denominateur"])]
        self.feuille.write_formula(self.rang, colonne, formule, style, lue)


def _valeur(mesure, unite):
    """A percentage is a fraction of one in a spreadsheet."""
    valeur = mesure["valeur"]
    return valeur / 100 if valeur is not None and unite == "%" else valeur


def _style(unite, denominateur):
    if est_trop_faible(unite, denominateur):
        return "faible"
    return unite if unite in FORMATS else "nombre"


def _synthese(classeur, donnees, styles):
    colonnes = list(donnees["indicateurs"][0]["valeurs"])
    entetes = ["Indicateur", "Unité", *PAR_PERIODE * len(colonnes)]
    largeurs = [36, 17, *[11, 12, 13, 9] * len(colonnes)]
    feuille = _feuille(classeur, donnees, "Synthèse", entetes, styles, largeurs=largeurs, nombres=2)
    _periodes(feuille, donnees, colonnes, len(PAR_PERIODE), styles)
    for rang, indicateur in enumerate(donnees["indicateurs"], start=PREMIER_RANG):
        rangee, unite = _Rangee(feuille, rang, styles), indicateur["unite"]
        rangee.texte(0, indicateur["libelle"])
        rangee.texte(1, Unite(unite).label)
        for position, nom in enumerate(colonnes):
            colonne = 2 + len(PAR_PERIODE) * position
            _indicateur(rangee, colonne, indicateur["valeurs"][nom], unite)
            if indicateur["depend_de_la_regle"]:
                rangee.texte(colonne + len(PARTIES), regle_de(donnees, nom), "droite")
    bas = PREMIER_RANG + 1 + len(donnees["indicateurs"])
    _note(feuille, bas, FAIBLE, styles)
    _note(feuille, bas + 1, dire_les_regles(donnees), styles)


def _indicateur(rangee, colonne, mesure, unite):
    if mesure.get("est_masque"):
        for decalage in range(len(PARTIES)):
            rangee.texte(colonne + decalage, MASQUE, "droite")
        return
    if mesure["denominateur"] is None:
        rangee.nombre(colonne, mesure["valeur"])
        return
    rangee.quotient(colonne, mesure, unite, (colonne + 1, colonne + 2))
    rangee.nombre(colonne + 1, mesure["numerateur"], "decimal" if unite == "mois" else "nombre")
    rangee.nombre(colonne + 2, mesure["denominateur"])


def _mois_par_mois(classeur, donnees, styles):
    codes = ("file_active_fin", *SERIES)
    entetes = [
        "Mois",
        "File active à la fin",
        *SERIES.values(),
        "Taux : numérateur",
        "Taux : dénominateur",
        "Taux de sorties positives",
        REGLE,
        "État",
    ]
    feuille = _feuille(
        classeur, donnees, "Mois par mois", entetes, styles, largeurs=[12, *[13] * 9], nombres=1
    )
    for rang, mois in enumerate(donnees["courbe"], start=PREMIER_RANG):
        rangee, mesures = _Rangee(feuille, rang, styles), mois["mesures"]
        feuille.write_datetime(rang, 0, date.fromisoformat(mois["debut"]), styles["date"])
        for colonne, code in enumerate(codes, start=1):
            rangee.nombre(colonne, mesures[code]["valeur"])
        taux = mesures[TAUX]
        rangee.nombre(5, taux["numerateur"])
        rangee.nombre(6, taux["denominateur"])
        rangee.quotient(7, taux, "%", (5, 6))
        rangee.texte(8, mois.get("regle", ABSENT) or AUCUNE, "droite")
        rangee.texte(9, Etat(mois["etat"]).label if mois.get("etat") else ABSENT, "droite")
    fin = PREMIER_RANG - 1 + len(donnees["courbe"])
    _note(feuille, fin + 2, FAIBLE, styles, largeur=90, fin=7)
    feuille.insert_chart("L4", _graphique(classeur, "line", "File active", fin, [1]))
    feuille.insert_chart("L20", _graphique(classeur, "column", "Mouvements", fin, [2, 3, 4]))


def _graphique(classeur, forme, titre, fin, colonnes):
    graphique = classeur.add_chart({"type": forme})
    for colonne, couleur in zip(colonnes, COULEURS, strict=False):
        graphique.add_series(
            {
                "name": ["Mois par mois", PREMIER_RANG - 1, colonne],
                "categories": ["Mois par mois", PREMIER_RANG, 0, fin, 0],
                "values": ["Mois par mois", PREMIER_RANG, colonne, fin, colonne],
                "line" if forme == "line" else "fill": {"color": couleur},
            }
        )
    graphique.set_title({"name": titre, "name_font": {"size": 12}})
    graphique.set_x_axis(
        {
            "date_axis": True,
            "num_format": DATE,
            "major_unit": 1,
            "major_unit_type": "months",
            "num_font": {"rotation": -45},
        }
    )
    graphique.set_legend({"position": "bottom"})
    graphique.set_size({"width": 640, "height": 300})
    return graphique


def _repartitions(classeur, donnees, styles):
    """By modality, the cells of the one period that the report publishes so."""
    par_code = {i["code"]: i for i in donnees["indicateurs"]}
    nom = periode_publiee(donnees)
    periode = donnees["periodes"][nom]
    dite = f"{periode['libelle']}{_etat(periode)}"
    entetes = ["Modalité", "Répartition"]
    entetes += [f"{par_code[code]['libelle']}, {dite}" for code in COLONNES[nom]]
    if TAUX in COLONNES[nom]:
        entetes += [f"{DIVISEUR_DU_TAUX}, {dite}", REGLE]
    largeurs = [47, 21, *[17] * (len(entetes) - 2)]
    feuille = _feuille(
        classeur, donnees, "Répartitions", entetes, styles, largeurs=largeurs, nombres=2
    )
    rang = PREMIER_RANG - 1
    for ventilation in donnees["ventilations"]:
        for modalite in ventilation["modalites"]:
            rang += 1
            rangee = _Rangee(feuille, rang, styles)
            rangee.texte(0, modalite["libelle"])
            rangee.texte(1, ventilation["libelle"])
            _modalite(rangee, modalite["valeurs"][nom], modalite["masque"][nom], par_code)
            if TAUX in modalite["valeurs"][nom]:
                rangee.texte(len(entetes) - 1, regle_de(donnees, nom), "droite")
    feuille.autofilter(PREMIER_RANG - 1, 0, rang, len(entetes) - 1)
    _note(feuille, rang + 2, FAIBLE, styles)


def _modalite(rangee, mesures, masque, par_code):
    """The cells of one row: a table of motifs has its exits only, in their column. A rate is that
    of two cells of its row, for a rule may leave exits out."""
    rangs = {code: 2 + rang for rang, code in enumerate((*COLONNES["annee"], DIVISEUR_DU_TAUX))}
    for code, mesure in mesures.items():
        if code in masque:
            rangee.texte(rangs[code], MASQUE, "droite")
        elif code != TAUX:
            rangee.nombre(rangs[code], mesure["valeur"])
        else:
            parties = rangs[POSITIVES], rangs[DIVISEUR_DU_TAUX]
            rangee.quotient(rangs[code], mesure, par_code[code]["unite"], parties)
    if TAUX in mesures:
        _diviseur(rangee, rangs[DIVISEUR_DU_TAUX], mesures[TAUX], TAUX in masque)


def _diviseur(rangee, colonne, taux, est_masque):
    if est_masque:
        rangee.texte(colonne, MASQUE, "droite")
    else:
        rangee.nombre(colonne, taux["denominateur"])


def _corrections(classeur, donnees, styles):
    """Of the official months that dossiers contradict since: with it, months make the year."""
    corrections = [c for c in donnees.get("corrections", ()) if "mesures" in c]
    if not corrections:
        return
    feuille = _feuille(
        classeur,
        donnees,
        "Corrections",
        ["Mois", "Indicateur", "Unité", "À l'arrêté", "Après correction", REGLE],
        styles,
        largeurs=(12, 44, 17, 16, 16, 12),
        nombres=3,
    )
    for rang, correction in enumerate(corrections, PREMIER_RANG):
        feuille.write_datetime(rang, 0, date.fromisoformat(correction["mois"]), styles["date"])
        rangee, unite = _Rangee(feuille, rang, styles), correction["unite"]
        rangee.texte(1, correction["libelle"])
        rangee.texte(2, Unite(unite).label)
        for colonne, etat in enumerate((Etat.ARRETE, Etat.RECALCULE), 3):
            mesure = correction["mesures"][etat]
            style = _style(unite, mesure["denominateur"])
            rangee.nombre(colonne, _valeur(mesure, unite), style)
        rangee.texte(5, dire_la_regle(correction), "droite")


def _definitions(classeur, donnees, styles):
    entetes = ["Indicateur", "Code", "Unité", "Définition"]
    feuille = _feuille(
        classeur, donnees, "Définitions", entetes, styles, largeurs=[38, 30, 18, 90], nombres=4
    )
    feuille.fit_to_pages(1, 1)
    lignes = [
        [i["libelle"], i["code"], Unite(i["unite"]).label, i["definition"]]
        for i in donnees["indicateurs"]
    ]
    lignes += [
        [],
        [REGLE, "", "", dire_les_regles(donnees)],
        ["Effectif trop faible", "", "", FAIBLE],
        [
            "Masqué",
            "",
            "",
            "Case de moins de cinq personnes, case qui permettrait d'en déduire une autre, ou "
            "chiffre de santé, de justice ou de logement d'une période provisoire ou que peu de "
            "personnes ont changée.",
        ],
    ]
    for rang, ligne in enumerate(lignes, start=PREMIER_RANG):
        feuille.set_row(rang, HAUTEUR * max((_lignes(texte, 100) for texte in ligne), default=1))
        for colonne, texte in enumerate(ligne):
            feuille.write_string(rang, colonne, texte, styles["texte"])
