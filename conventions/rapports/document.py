"""The report as a tagged PDF (PDF/UA-1), composed by Typst."""

from datetime import date
from pathlib import Path

from django.utils.text import capfirst

from conventions.enums import Etat
from conventions.indicateurs import courbes
from conventions.indicateurs.calcul import Mesure, Resultat
from conventions.indicateurs.ecriture import (
    ABSENT,
    INSECABLE,
    SEUIL_DU_TAUX,
    TROP_FAIBLE,
    avec_unite,
    est_trop_faible,
    nombre,
)
from conventions.indicateurs.seuils import SORTIES, TAUX
from conventions.indicateurs.tableau import GROUPES_PUBLIES
from conventions.rapports.masque import COLONNES, MASQUE, MOTIF, periode_publiee
from conventions.rapports.regle import AUCUNE, dire_la_regle, dire_les_regles, regle_de
from plie.socle.pdf import composer_pdf, nommer_les_lignes

GABARIT = Path(__file__).with_name("rapport.typ")
EMBLEME = Path(__file__).with_name("embleme_ue.svg").read_text()
PERIODES = ("mois", "mois_avant", "annee", "annee_avant")
TUILES = ("personnes_accompagnees", "entrees", "sorties", "file_active_fin")
ENTETES = {
    "personnes_accompagnees": "Personnes",
    "entrees": "Entrées",
    "sorties": "Sorties",
    "sorties_positives": "Positives",
    "taux_sorties_positives": "Taux",
}
ENTETES_COURBE = ("Mois", "File active", "Entrées", "Sorties", "Positives", "Taux", "Règle")
# Beside a rate taken over too few; the note under the table says so.
RESERVE = f"{INSECABLE}*"
NOTE = f"* {TROP_FAIBLE} : taux calculé sur moins de {SEUIL_DU_TAUX}, qui ne se compare pas."


def ecrire_pdf(donnees, *, version, changements=()):
    """The bytes of the PDF; `donnees` comes from `masquer`."""
    contenu = _contenu(donnees, version, changements)
    return nommer_les_lignes(composer_pdf(GABARIT, contenu))


def _contenu(donnees, version, changements):
    par_code = {i["code"]: i for i in donnees["indicateurs"]}
    periodes = {nom: p["libelle"] for nom, p in donnees["periodes"].items()}
    mois = [_resultat(ligne) for ligne in donnees["courbe"]]
    publiee = periode_publiee(donnees)
    pris_le = date.fromisoformat(donnees["pris_le"])
    return {
        "plie": donnees["plie"],
        "titre": f"Rapport mensuel, {periodes['mois']}",
        "embleme": EMBLEME if donnees.get("cofinance_ue") else None,
        "version": version,
        "etabli": f"Établi le {pris_le:%d/%m/%Y}, version {version}. {_etats(donnees)}",
        "changements": list(changements),
        "corrections": [_correction(une) for une in donnees.get("corrections", ())],
        "periodes": periodes,
        "regle": dire_les_regles(donnees),
        "taux": {nom: _taux(par_code, nom) for nom in PERIODES},
        "tuiles": [_tuile(par_code[code], periodes) for code in TUILES],
        "courbe": {
            "svg": courbes.dessiner(mois, largeur=640, hauteur=150, police="Lato"),
            "texte": courbes.texte_alternatif(mois),
            "entetes": ENTETES_COURBE,
            "lignes": [
                [*_mois(resultat), ligne.get("regle", ABSENT) or AUCUNE]
                for resultat, ligne in zip(mois, donnees["courbe"], strict=True)
            ],
        },
        "note": NOTE,
        "groupes": [
            {"titre": titre, "lignes": _lignes([par_code[code] for code in codes], donnees)}
            for titre, codes in GROUPES_PUBLIES
        ],
        "ventilee": periodes[publiee],
        "regle_ventilee": regle_de(donnees, publiee) if TAUX in COLONNES[publiee] else None,
        "ventilations": [_ventilation(v, publiee, par_code) for v in donnees["ventilations"]],
        "definitions": [
            {"libelle": i["libelle"], "definition": i["definition"]} for i in donnees["indicateurs"]
        ],
    }


def _correction(correction):
    regle = dire_la_regle(correction)
    return correction["phrase"] + (f" Règle {regle}." if regle else "")


def _etats(donnees):
    """What the two periods of the report stand on; older reports do not say."""
    dits = [donnees["periodes"][nom] for nom in ("mois", "annee")]
    return " ; ".join(
        f"{capfirst(p['libelle'])} : {Etat(p['etat']).label}" for p in dits if "etat" in p
    )


def _resultat(ligne):
    """A month of the snapshot, as the curve reads it."""
    mesures = {code: Mesure(**mesure) for code, mesure in ligne["mesures"].items()}
    bornes = date.fromisoformat(ligne["debut"]), date.fromisoformat(ligne["fin"])
    return Resultat(*bornes, mesures, etat=ligne.get("etat"))


def _mois(resultat):
    return [
        courbes.nommer(resultat),
        *(
            _ecrire(vars(resultat.mesures[code]), "%" if code.startswith("taux") else "")
            for code in courbes.CODES
        ),
    ]


def _valeur(indicateur, nom):
    return _ecrire(indicateur["valeurs"][nom], indicateur["unite"])


def _ecrire(mesure, unite):
    """The figure, marked when it is a rate taken over too few."""
    if mesure.get("est_masque"):
        return MASQUE
    est_faible = est_trop_faible(unite, mesure["denominateur"])
    return avec_unite(mesure["valeur"], unite) + (RESERVE if est_faible else "")


def _taux(par_code, nom):
    """The rate with its two numbers, in words: a rule may leave exits out."""
    mesure, sorties = (par_code[code]["valeurs"][nom] for code in (TAUX, SORTIES))
    valeur = avec_unite(mesure["valeur"], "%")
    positives, toutes = mesure["numerateur"], mesure["denominateur"]
    if not toutes:
        return {"valeur": ABSENT, "detail": "aucune sortie"}
    lesquelles = "sortie" if toutes == sorties["numerateur"] else "sortie retenue"
    detail = (
        f"{nombre(positives)} {_accorder('sortie positive', positives)} sur "
        f"{nombre(toutes)} {_accorder(lesquelles, toutes)}"
    )
    if est_trop_faible("%", toutes):
        detail += f", {TROP_FAIBLE}"
    return {"valeur": valeur, "detail": detail}


def _accorder(mots, combien):
    """The words in the plural from two on, as in French."""
    return " ".join(f"{mot}s" for mot in mots.split()) if combien >= 2 else mots


def _tuile(indicateur, periodes):
    avant = _valeur(indicateur, "annee_avant")
    return {
        "valeur": _valeur(indicateur, "annee"),
        "libelle": indicateur["libelle"],
        "detail": f"{periodes['mois']} : {_valeur(indicateur, 'mois')} ; "
        f"{periodes['annee_avant']} : {avant}",
    }


def _lignes(indicateurs, donnees):
    """One row each, and that of the rule that some of them come under in each period."""
    lignes = [_ligne(indicateur) for indicateur in indicateurs]
    if any(indicateur["depend_de_la_regle"] for indicateur in indicateurs):
        regles = [regle_de(donnees, nom) for nom in PERIODES]
        lignes.append({"libelle": "Règle des sorties", "valeurs": regles})
    return lignes


def _ligne(indicateur):
    valeurs = []
    for nom in PERIODES:
        texte, mesure = _valeur(indicateur, nom), indicateur["valeurs"][nom]
        if indicateur["unite"] == "%" and mesure["denominateur"] and nom.startswith("annee"):
            texte += f" ({nombre(mesure['numerateur'])}/{nombre(mesure['denominateur'])})"
        valeurs.append(texte)
    return {"libelle": indicateur["libelle"], "valeurs": valeurs}


def _ventilation(ventilation, nom, par_code):
    note = "Une personne peut remplir plusieurs critères." if ventilation["est_multiple"] else ""
    codes = [c for c in COLONNES[nom] if c in ventilation["modalites"][0]["valeurs"][nom]]
    return {
        "libelle": ventilation["libelle"],
        "note": note,
        "graphique": _barres(ventilation, nom) if ventilation["code"] == MOTIF else None,
        "entetes": [ventilation["libelle"], *(ENTETES[code] for code in codes)],
        "lignes": [_modalite(m, nom, codes, par_code) for m in ventilation["modalites"]],
    }


def _barres(ventilation, nom):
    """The exits of each motif that may be read; what is masked is in the table only."""
    lues = [
        (m["libelle"], m["valeurs"][nom][SORTIES]["valeur"])
        for m in ventilation["modalites"]
        if SORTIES not in m["masque"][nom]
    ]
    dites = ", ".join(f"{libelle} {nombre(valeur)}" for libelle, valeur in lues)
    return lues and {
        "svg": courbes.dessiner_barres(lues, largeur=440, police="Lato"),
        "texte": f"Barres, sorties par motif : {dites}. Ces valeurs sont dans le tableau qui suit.",
    }


def _modalite(modalite, nom, codes, par_code):
    """The label, then the cells, with why the others are withheld."""
    masque, mesures = modalite["masque"][nom], modalite["valeurs"][nom]
    cases = [masque.get(code) or _ecrire(mesures[code], par_code[code]["unite"]) for code in codes]
    return [modalite["libelle"], *cases]
