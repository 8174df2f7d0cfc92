"""The curve of the months: one Vega-Lite specification for the page and for the printed report."""

from math import ceil

from django.utils.formats import date_format

from conventions.enums import Etat
from conventions.indicateurs.ecriture import avec_unite
from plie.socle import graphique
from plie.socle.graphique import NOMBRES, POLICE, couleur

CODES = ("file_active_fin", "entrees", "sorties", "sorties_positives", "taux_sorties_positives")
SERIES = {"entrees": "Entrées", "sorties": "Sorties", "sorties_positives": "Sorties positives"}
# In pixels, of a desk and of a phone; then of a name along the axis.
LARGE, ETROITE, PAS = 1100, 280, 22
COULEURS = [couleur(f"serie-{rang}") for rang in (1, 2, 3)]


def specification(mois, *, largeur=LARGE, hauteur=120, police=POLICE):
    """Two panels over the same months: the file active, then entries and exits.

    `mois` is a list of Resultat that carry CODES.
    """
    abscisse = _abscisse("mois", len(mois), largeur)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "config": _config(police),
        "spacing": 14,
        "resolve": {"legend": {"color": "independent"}},
        "vconcat": [
            _file_active(mois, {**abscisse, "axis": None}, largeur, hauteur),
            _mouvements(mois, abscisse, largeur, hauteur),
        ],
    }


def _abscisse(champ, nombre, largeur):
    """The names along the axis: slanted when many, and no more of them than there is room for."""
    axe = {"title": None, "labelAngle": -40 if nombre > 6 else 0}
    pas = ceil(nombre * PAS / largeur)
    if pas > 1:
        axe["labelAngle"] = -40
        axe["labelExpr"] = f"round(datum.index * {nombre - 1}) % {pas} ? '' : datum.label"
    return {
        "field": champ,
        "type": "ordinal",
        "sort": None,
        "axis": axe | {"labelOverlap": False},
    }


def _config(police):
    encre, filet = couleur("encre"), couleur("filet")
    axe = {"gridColor": filet, "domainColor": filet, "tickColor": filet}
    textes = {"labelColor": encre, "titleColor": encre, "labelFontSize": 11, "titleFontSize": 11}
    return {
        "font": police,
        "background": None,
        "view": {"stroke": None},
        "axis": {**axe, **textes, "titleFontWeight": "normal"},
        "legend": {**textes, "title": None, "orient": "top", "labelFontSize": 12},
        "title": {"anchor": "start", "fontSize": 13, "color": encre, "fontWeight": "bold"},
        "locale": NOMBRES,
    }


def _etiquette(resultat):
    return date_format(resultat.debut, "N y").lower()


def _file_active(mois, abscisse, largeur, hauteur):
    return {
        "title": "File active à la fin du mois",
        "width": largeur,
        "height": hauteur,
        "data": {
            "values": [
                {"mois": _etiquette(r), "valeur": r.mesures["file_active_fin"].valeur} for r in mois
            ]
        },
        "mark": {"type": "line", "point": {"size": 36}, "color": COULEURS[0], "strokeWidth": 2.5},
        "encoding": {
            "x": abscisse,
            "y": {"field": "valeur", "type": "quantitative", "title": None},
        },
    }


def _mouvements(mois, abscisse, largeur, hauteur):
    return {
        "title": "Entrées et sorties du mois",
        "width": largeur,
        "height": hauteur,
        "data": {
            "values": [
                {"mois": _etiquette(r), "serie": libelle, "valeur": r.mesures[code].valeur}
                for r in mois
                for code, libelle in SERIES.items()
            ]
        },
        "mark": {"type": "bar"},
        "encoding": {
            "x": abscisse,
            "xOffset": {"field": "serie", "sort": list(SERIES.values())},
            "y": {"field": "valeur", "type": "quantitative", "title": None},
            "color": {
                "field": "serie",
                "sort": list(SERIES.values()),
                "scale": {"domain": list(SERIES.values()), "range": COULEURS},
            },
        },
    }


def dessiner(mois, **options):
    """The SVG of the curve."""
    return graphique.dessiner(specification(mois, **options))


def dessiner_a_l_ecran(mois):
    """The same, whole on a desk and on a phone."""
    return graphique.dessiner_a_l_ecran(
        lambda largeur: specification(mois, largeur=largeur), LARGE, ETROITE
    )


def dessiner_barres(valeurs, *, largeur, police=POLICE):
    """The SVG of one bar for each (label, count), in their order."""
    return graphique.dessiner(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "config": _config(police),
            "width": largeur,
            "height": {"step": 20},
            "data": {"values": [{"libelle": mot, "valeur": valeur} for mot, valeur in valeurs]},
            "mark": {"type": "bar", "color": COULEURS[0], "height": {"band": 0.7}},
            "encoding": {
                "y": {
                    "field": "libelle",
                    "type": "nominal",
                    "sort": None,
                    "axis": {"title": None, "labelLimit": 360},
                },
                "x": {
                    "field": "valeur",
                    "type": "quantitative",
                    "axis": {"title": None, "tickMinStep": 1},
                },
            },
        }
    )


def dessiner_une_serie(indicateur, points):
    """One indicator, month by month, for the screen; `points` are (Resultat, whether its figure may
    be read). A rate is a line, broken where nothing is read; a count is bars."""
    valeurs = [
        {"mois": _etiquette(r), "valeur": r.mesures[indicateur.code].valeur if se_lit else None}
        for r, se_lit in points
    ]
    ligne = {"type": "line", "point": {"size": 36}, "strokeWidth": 2.5}
    trait = ligne if indicateur.denominateur or indicateur.est_un_niveau else {"type": "bar"}
    return graphique.dessiner_a_l_ecran(
        lambda largeur: {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "config": _config(POLICE),
            "width": largeur,
            "height": 160,
            "data": {"values": valeurs},
            "mark": {**trait, "color": COULEURS[0], "invalid": "break-paths-show-domains"},
            "encoding": {
                "x": _abscisse("mois", len(valeurs), largeur),
                "y": {"field": "valeur", "type": "quantitative", "title": None},
            },
        },
        LARGE,
        ETROITE,
    )


def dessiner_comparaison(valeurs, *, largeur, police=POLICE):
    """The SVG of bars side by side, of (series, label, count): one colour for each series."""
    series = list(dict.fromkeys(serie for serie, *_ in valeurs))
    libelles = list(dict.fromkeys(libelle for _, libelle, _ in valeurs))
    return graphique.dessiner(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "config": _config(police),
            "width": largeur,
            "height": {"step": 14},
            "data": {"values": [{"serie": s, "mot": m, "valeur": n} for s, m, n in valeurs]},
            "encoding": {
                "y": {"field": "mot", "type": "nominal", "sort": libelles, "title": None},
                "yOffset": {"field": "serie", "sort": series},
                "x": {"field": "valeur", "type": "quantitative", "title": None},
            },
            "layer": [
                {
                    "mark": {"type": "bar"},
                    "encoding": {
                        "color": {
                            "field": "serie",
                            "scale": {"domain": series, "range": COULEURS[: len(series)]},
                            "legend": {"labelLimit": 400, "columns": 1},
                        }
                    },
                },
                {
                    "mark": {"type": "text", "align": "left", "dx": 3, "fontSize": 11},
                    "encoding": {"text": {"field": "valeur"}},
                },
            ],
        }
    )


def dessiner_serie(unite, valeurs):
    """One line, of (day, number) in order, for the screen."""
    return graphique.dessiner_a_l_ecran(
        lambda largeur: {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "config": _config(POLICE),
            "width": largeur,
            "height": 160,
            "data": {"values": [{"jour": f"{jour:%d/%m/%Y}", "valeur": n} for jour, n in valeurs]},
            "mark": {"type": "line", "point": {"size": 50}, "color": COULEURS[0]},
            "encoding": {
                "x": _abscisse("jour", len(valeurs), largeur),
                "y": {"field": "valeur", "type": "quantitative", "title": unite},
            },
        },
        LARGE,
        ETROITE,
    )


def texte_alternatif(mois):
    """What the two panels show, in words: how they begin and end, and between what they move."""
    premier, dernier = mois[0], mois[-1]
    total = {code: sum(r.mesures[code].valeur for r in mois) for code in SERIES}
    return (
        f"Courbe de la file active : {premier.mesures['file_active_fin'].valeur} fin "
        f"{date_format(premier.debut, 'F Y')}, {dernier.mesures['file_active_fin'].valeur} fin "
        f"{date_format(dernier.debut, 'F Y')}, {_entre(mois, 'file_active_fin')}. Barres, mois "
        f"par mois : {total['entrees']} entrées ({_entre(mois, 'entrees')}), {total['sorties']} "
        f"sorties ({_entre(mois, 'sorties')}), dont {total['sorties_positives']} positives "
        f"({_entre(mois, 'sorties_positives')}). Chaque valeur est dans le tableau qui suit."
        + dire_les_provisoires(mois)
    )


def _entre(mois, code):
    points = [(r.mesures[code].valeur, r.debut) for r in mois]
    bas, haut = min(points), max(points)
    if bas[0] == haut[0]:
        return f"{bas[0]} chaque mois"
    return (
        f"de {bas[0]} en {date_format(bas[1], 'F Y')} à {haut[0]} en {date_format(haut[1], 'F Y')}"
    )


def dire_les_provisoires(mois):
    noms = [date_format(resultat.debut, "F Y") for resultat in mois if est_provisoire(resultat)]
    return f" Mois provisoires : {', '.join(noms)}." if noms else ""


def est_provisoire(resultat):
    return resultat.etat == Etat.PROVISOIRE


def nommer(resultat):
    """The month, as a table says it."""
    provisoire = f" ({Etat.PROVISOIRE.label})" if est_provisoire(resultat) else ""
    return date_format(resultat.debut, "F Y") + provisoire


def lignes_du_tableau(mois):
    """The same figures as rows: the month, then CODES in order."""
    return [
        {
            "mois": nommer(r),
            "valeurs": [
                avec_unite(r.mesures[code].valeur, "%" if code.startswith("taux") else "")
                for code in CODES
            ],
        }
        for r in mois
    ]
