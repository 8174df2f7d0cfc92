"""The sheets of a workbook beside its figures: objectives, offers and territory, each with its
native chart; a sheet of nothing is not there."""

from datetime import date

from xlsxwriter.utility import xl_rowcol_to_cell

from conventions.enums import EtatObjectif, Unite
from conventions.indicateurs.courbes import COULEURS
from conventions.indicateurs.ecriture import ABSENT, INSECABLE
from conventions.rapports.masque import MASQUE
from conventions.rapports.modeles import MODELES, modele_de
from plie.socle.arrondi import arrondir
from plie.socle.export import neutraliser

PREMIER_RANG = 4
DECIMALES_D_UNE_PART = 3
JOUR = "[$-40C]dd/mm/yyyy"


def annexer(classeur, donnees, styles, ouvrir):
    """`ouvrir` makes a sheet with its headings (`classeur._feuille`)."""
    chapitres = MODELES[modele_de(donnees)].chapitres
    for chapitre, ecrire in (
        ("objectifs", _objectifs),
        ("offres", _offres),
        ("territoire", _territoire),
    ):
        if chapitre in chapitres and donnees.get(chapitre):
            ecrire(classeur, donnees, styles, ouvrir)


def _objectifs(classeur, donnees, styles, ouvrir):
    nom, promesses = "Objectifs", donnees["objectifs"]
    entetes = [
        "Objectif",
        "Réalisé",
        "Attendu",
        "Cible",
        "Prévision",
        "Bas",
        "Haut",
        "Unité",
        "État",
        "Part de la cible",
    ]
    feuille = ouvrir(
        classeur, donnees, nom, entetes, styles, largeurs=[60, *[13] * 6, 20, 20, 16], nombres=1
    )
    for rang, promesse in enumerate(promesses, PREMIER_RANG):
        feuille.write_string(rang, 0, neutraliser(promesse["libelle"]), styles["texte"])
        prevue = promesse["prevision"] or {}
        lues = [promesse[cle] for cle in ("realise", "attendu", "cible")]
        lues += [prevue.get(cle) for cle in ("valeur", "bas", "haut")]
        for colonne, valeur in enumerate(lues, 1):
            absente = MASQUE if colonne == 1 and promesse["est_masque"] else ABSENT
            _nombre(feuille, rang, colonne, valeur, styles, absente)
        unite = Unite(promesse["unite"]).label if promesse["unite"] else promesse["compteur"]
        feuille.write_string(rang, 7, neutraliser(unite), styles["droite"])
        etat = EtatObjectif(promesse["etat"]).label if promesse["etat"] else ABSENT
        feuille.write_string(rang, 8, etat, styles["droite"])
        _part_de_la_cible(feuille, rang, promesse, styles)
    fin = PREMIER_RANG + len(promesses) - 1
    # Hours by the thousand, people by the hundred and rates have no scale in common but this one.
    graphique = _barres(classeur, nom, "Réalisé, en part de la cible", fin, (9,))
    graphique.set_x_axis({"num_format": f'0"{INSECABLE}"%', "min": 0})
    feuille.insert_chart(fin + 3, 0, graphique)


def _part_de_la_cible(feuille, rang, promesse, styles):
    """Its formula with the value it has."""
    realise, cible = promesse["realise"], promesse["cible"]
    part = ABSENT
    if realise is not None and cible:
        part = arrondir(round(10 * realise), round(10 * cible), DECIMALES_D_UNE_PART)
    lu, vise = (xl_rowcol_to_cell(rang, colonne) for colonne in (1, 3))
    formule = (
        f"=IF(AND(ISNUMBER({lu}),ISNUMBER({vise})),"
        f'ROUND({lu}/{vise},{DECIMALES_D_UNE_PART}),"{ABSENT}")'
    )
    feuille.write_formula(rang, 9, formule, styles["%"], part)


def _nombre(feuille, rang, colonne, valeur, styles, absente=ABSENT):
    if valeur is None:
        feuille.write_string(rang, colonne, absente, styles["droite"])
    else:
        style = "nombre" if valeur == int(valeur) else "decimal"
        feuille.write_number(rang, colonne, valeur, styles[style])


def _barres(classeur, nom, titre, fin, colonnes):
    graphique = classeur.add_chart({"type": "bar"})
    for colonne, couleur in zip(colonnes, COULEURS, strict=False):
        graphique.add_series(
            {
                "name": [nom, PREMIER_RANG - 1, colonne],
                "categories": [nom, PREMIER_RANG, 0, fin, 0],
                "values": [nom, PREMIER_RANG, colonne, fin, colonne],
                "fill": {"color": couleur},
            }
        )
    graphique.set_title({"name": titre, "name_font": {"size": 12}})
    graphique.set_y_axis({"reverse": True})
    graphique.set_legend({"position": "bottom"} if len(colonnes) > 1 else {"none": True})
    rangs = fin - PREMIER_RANG + 1
    graphique.set_size({"width": 900, "height": 120 + 34 * rangs})
    return graphique


def _offres(classeur, donnees, styles, ouvrir):
    nom, offres = "Offres", donnees["offres"]
    entetes = ["Domaine de métiers", "Offres ouvertes"]
    feuille = ouvrir(classeur, donnees, nom, entetes, styles, largeurs=[60, 16], nombres=1)
    for rang, offre in enumerate(offres, PREMIER_RANG):
        feuille.write_string(rang, 0, neutraliser(offre["libelle"]), styles["texte"])
        feuille.write_number(rang, 1, offre["nombre"], styles["nombre"])
    fin = PREMIER_RANG + len(offres) - 1
    graphique = _barres(classeur, nom, "Offres ouvertes par domaine", fin, (1,))
    feuille.insert_chart(fin + 3, 0, graphique)


def _territoire(classeur, donnees, styles, ouvrir):
    nom = "Territoire"
    entetes = ["Série", "Date", "Valeur", "Unité", "Source"]
    feuille = ouvrir(
        classeur, donnees, nom, entetes, styles, largeurs=[50, 13, 14, 26, 70], nombres=2
    )
    jour = classeur.add_format({"num_format": JOUR, "align": "left"})
    rang = PREMIER_RANG - 1
    for serie in donnees["territoire"]:
        for valeur in serie["valeurs"]:
            rang += 1
            feuille.write_string(rang, 0, neutraliser(serie["libelle"]), styles["texte"])
            feuille.write_datetime(rang, 1, date.fromisoformat(valeur["date"]), jour)
            _nombre(feuille, rang, 2, valeur["valeur"], styles)
            feuille.write_string(rang, 3, neutraliser(serie["unite"]))
            feuille.write_string(rang, 4, neutraliser(valeur["source"]), styles["texte"])
