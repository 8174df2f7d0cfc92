"""The report as a tagged PDF (PDF/UA-1), composed by Typst."""

from datetime import date
from pathlib import Path

from django.utils.text import capfirst

from conventions.enums import Etat
from conventions.indicateurs import courbes
from conventions.indicateurs.calcul import Mesure, Resultat
from conventions.indicateurs.ecriture import (
    ABSENT,
    SEUIL_DU_TAUX,
    TROP_FAIBLE,
    avec_unite,
    est_trop_faible,
    nombre,
)
from conventions.indicateurs.seuils import PERSONNES, SORTIES, TAUX
from conventions.indicateurs.tableau import GROUPES_PUBLIES
from conventions.rapports.cellules import ecrire, valeur_de
from conventions.rapports.document_chapitres import (
    a_retenir,
    comparaison,
    objectif,
    offres,
    par_convention,
    serie,
    sources,
)
from conventions.rapports.masque import COLONNES, COMMUNE, MOTIF, periode_publiee
from conventions.rapports.modeles import (
    MODELES,
    chapitres_de,
    colonnes_de,
    colonnes_du_groupe,
    dire_la_periode,
    modele_de,
    mois_de_depart,
    titre_de,
)
from conventions.rapports.regle import AUCUNE, dire_la_regle, dire_les_regles, regle_de
from offres.territoire import carte
from plie.socle.logo import logo_imprime
from plie.socle.pdf import composer_pdf, nommer_les_lignes

GABARIT = Path(__file__).with_name("rapport.typ")
EMBLEME = Path(__file__).with_name("embleme_ue.svg").read_text()
TUILES = ("personnes_accompagnees", "entrees", "sorties", "file_active_fin")
ENTETES = {
    "personnes_accompagnees": "Personnes",
    "entrees": "Entrées",
    "sorties": "Sorties",
    "sorties_positives": "Positives",
    "taux_sorties_positives": "Taux",
}
# What a chapter draws; it is left out when there is none.
A_DESSINER = {
    "objectifs": "objectifs",
    "offres": "offres",
    "territoire": "territoire",
    "changements": "corrections",
}
ENTETES_COURBE = ("Mois", "File active", "Entrées", "Sorties", "Positives", "Taux", "Règle")
NOTE = f"* {TROP_FAIBLE} : taux calculé sur moins de {SEUIL_DU_TAUX}, qui ne se compare pas."


def ecrire_pdf(donnees, *, version, changements=(), commentaires=None, prepare_par=""):
    """The bytes of the PDF; `donnees` comes from `masquer` and `imprimer`, `commentaires` are
    {code of a chapter: text}. Without `prepare_par` it is nobody's yet, and says so."""
    contenu = _contenu(donnees, version, changements)
    contenu["etabli"] = _etablissement(donnees, version, prepare_par)
    contenu["chapitres"] = _chapitres(contenu, modele_de(donnees), commentaires or {})
    return nommer_les_lignes(composer_pdf(GABARIT, contenu))


def _etablissement(donnees, version, prepare_par):
    """The lines of the cover."""
    pris_le = date.fromisoformat(donnees["pris_le"])
    etat = f"Préparé par {prepare_par}." if prepare_par else "Document de travail, à préparer."
    return [f"Établi le {pris_le:%d/%m/%Y}, version {version}. {_etats(donnees)}", etat]


def _chapitres(contenu, modele, commentaires):
    """Those that have something to say, annexes numbered."""
    numero, chapitres = 0, []
    for chapitre in chapitres_de(modele):
        texte = commentaires.get(chapitre.code, "")
        if not texte and chapitre.code in contenu["vides"]:
            continue
        numero += chapitre.est_une_annexe
        annexe = f"Annexe {numero} – " if chapitre.est_une_annexe else ""
        paragraphes = [ligne.strip() for ligne in texte.splitlines() if ligne.strip()]
        titre = f"{annexe}{chapitre.titre}"
        chapitres.append({"code": chapitre.code, "titre": titre, "commentaire": paragraphes})
    return chapitres


def _contenu(donnees, version, changements):
    par_code = {i["code"]: i for i in donnees["indicateurs"]}
    periodes = {nom: p["libelle"] for nom, p in donnees["periodes"].items()}
    colonnes = colonnes_de(donnees)
    vedettes = [nom for nom in MODELES[modele_de(donnees)].vedettes if nom in colonnes]
    mois = [_resultat(ligne) for ligne in donnees["courbe"]]
    publiee = periode_publiee(donnees)
    objectifs = [objectif(promesse) for promesse in donnees.get("objectifs", ())]
    return {
        "plie": donnees["plie"],
        "titre": titre_de(modele_de(donnees), mois_de_depart(donnees)),
        "logo": logo_imprime(),
        "embleme": EMBLEME if donnees.get("cofinance_ue") else None,
        "version": version,
        "changements": list(changements),
        "corrections": [_correction(une) for une in donnees.get("corrections", ())],
        "vides": [
            chapitre
            for chapitre, cle in A_DESSINER.items()
            if not donnees.get(cle) and (chapitre != "changements" or not changements)
        ],
        "modele": MODELES[modele_de(donnees)].titre,
        "periode": capfirst(dire_la_periode(modele_de(donnees), mois_de_depart(donnees))),
        "a_retenir": a_retenir(donnees, par_code, periodes, vedettes[0]),
        "comparaison": comparaison(par_code, periodes, vedettes[0]),
        "regle": dire_les_regles(donnees),
        "taux": _les_taux(par_code, periodes, vedettes),
        "tuiles": [_tuile(par_code[code], periodes, vedettes) for code in TUILES],
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
            _groupe(titre, [par_code[code] for code in codes], donnees)
            for titre, codes in GROUPES_PUBLIES
        ],
        "objectifs": objectifs,
        "conventions": par_convention(objectifs),
        "offres": offres(donnees.get("offres", ())),
        "territoire": [
            serie(lue, par_code, vedettes[0], periodes) for lue in donnees.get("territoire", ())
        ],
        "ventilee": periodes[publiee],
        "regle_ventilee": regle_de(donnees, publiee) if TAUX in COLONNES[publiee] else None,
        "ventilations": [
            _ventilation(ventilation, publiee, par_code, donnees.get("lieux"))
            for ventilation in donnees["ventilations"]
        ],
        "definitions": [
            {"libelle": i["libelle"], "definition": i["definition"]} for i in donnees["indicateurs"]
        ],
        "sources": sources(donnees),
    }


def _les_taux(par_code, periodes, vedettes):
    vedette, *autres = vedettes
    avant = f"{vedette}_avant"
    dites = [
        f"{capfirst(periodes[nom])} : {_dire_le_taux(_taux(par_code, nom))}."
        for nom in (*autres, avant)
    ]
    return {
        "quand": periodes[vedette],
        "vedette": _taux(par_code, vedette),
        "autour": " ".join(dites),
    }


def _dire_le_taux(taux):
    return f"{taux['valeur']} ({taux['detail']})"


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
            ecrire(resultat.mesures[code]._asdict(), "%" if code.startswith("taux") else "")
            for code in courbes.CODES
        ),
    ]


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


def _tuile(indicateur, periodes, vedettes):
    vedette, *autres = vedettes
    avant = (f"{vedette}_avant",)
    return {
        "valeur": valeur_de(indicateur, vedette),
        "libelle": indicateur["libelle"],
        "detail": " ; ".join(
            f"{periodes[nom]} : {valeur_de(indicateur, nom)}" for nom in (*autres, *avant)
        ),
    }


def _groupe(titre, indicateurs, donnees):
    """One table, without the columns that it has no figure for."""
    colonnes = colonnes_du_groupe(donnees, indicateurs)
    libelles = {nom: periode["libelle"] for nom, periode in donnees["periodes"].items()}
    return {
        "titre": titre,
        "colonnes": [
            {"libelle": libelles[nom], "est-large": nom.startswith("annee")} for nom in colonnes
        ],
        "lignes": _lignes(indicateurs, donnees, colonnes),
    }


def _lignes(indicateurs, donnees, colonnes):
    """One row each, and that of the rule that some of them come under in each period."""
    lignes = [_ligne(indicateur, colonnes) for indicateur in indicateurs]
    if any(indicateur["depend_de_la_regle"] for indicateur in indicateurs):
        regles = [regle_de(donnees, nom) for nom in colonnes]
        lignes.append({"libelle": "Règle des sorties", "valeurs": regles})
    return lignes


def _ligne(indicateur, colonnes):
    valeurs = []
    for nom in colonnes:
        texte, mesure = valeur_de(indicateur, nom), indicateur["valeurs"][nom]
        if indicateur["unite"] == "%" and mesure["denominateur"] and nom.startswith("annee"):
            texte += f" ({nombre(mesure['numerateur'])}/{nombre(mesure['denominateur'])})"
        valeurs.append(texte)
    return {"libelle": indicateur["libelle"], "valeurs": valeurs}


def _ventilation(ventilation, nom, par_code, lieux):
    note = "Une personne peut remplir plusieurs critères." if ventilation["est_multiple"] else ""
    codes = [c for c in COLONNES[nom] if c in ventilation["modalites"][0]["valeurs"][nom]]
    return {
        "libelle": ventilation["libelle"],
        "note": note,
        "graphique": _graphique(ventilation, nom, lieux),
        "entetes": [ventilation["libelle"], *(ENTETES[code] for code in codes)],
        "lignes": [_modalite(m, nom, codes, par_code) for m in ventilation["modalites"]],
    }


def _graphique(ventilation, nom, lieux):
    """What is drawn above the table, from what it prints; older reports keep no place."""
    if ventilation["code"] == MOTIF:
        return _barres(ventilation, nom)
    return _carte(ventilation, nom, lieux) if ventilation["code"] == COMMUNE and lieux else None


def _carte(ventilation, nom, lieux):
    """The people of each commune that may be read; of the others, their point alone."""
    lues = {
        m["code"]: m["valeurs"][nom][PERSONNES]["valeur"]
        for m in ventilation["modalites"]
        if PERSONNES not in m["masque"][nom]
    }
    return {
        "svg": carte.dessiner(
            carte.placer(lieux, lues), titre="Personnes", largeur=440, police="Lato"
        ),
        "largeur": 65,
        "texte": "Carte des communes : un cercle pour chacune, d'autant plus grand que plus de "
        "personnes y sont accompagnées ; celles qui sont masquées ou réunies n'en ont pas. Ces "
        "valeurs sont dans le tableau qui suit.",
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
    cases = [masque.get(code) or ecrire(mesures[code], par_code[code]["unite"]) for code in codes]
    return [modalite["libelle"], *cases]
