"""The chapters of the PDF that say something else than indicators: its summary, the objectives, the
offers, the territory, the sources."""

from datetime import date

from django.utils.text import capfirst

from conventions.enums import EtatObjectif, Sens
from conventions.indicateurs import courbes
from conventions.indicateurs.ecriture import ABSENT, INSECABLE, avec_unite, nombre
from conventions.indicateurs.periodes import libelle
from conventions.rapports.cellules import valeur_de
from conventions.rapports.masque import MASQUE
from conventions.rapports.promesses import jauge
from conventions.rapports.regle import dire_les_regles
from plie.socle.arrondi import arrondir

COMPARES = ("entrees", "sorties", "sorties_positives")
RETENUS = ("taux_renouvellement", "duree_moyenne_parcours_mois", "maintien_emploi_6_mois")
TENUS = (EtatObjectif.ATTEINT, EtatObjectif.DANS_LES_TEMPS)
# Of the territory, in the summary.
SERIES_RETENUES = 2


def comparaison(par_code, periodes, vedette):
    """Bars of what came and left, beside a year before."""
    noms = (vedette, f"{vedette}_avant")
    valeurs = [
        (periodes[nom], par_code[code]["libelle"], par_code[code]["valeurs"][nom]["valeur"] or 0)
        for code in COMPARES
        for nom in noms
    ]
    dites = ", ".join(f"{libelle} {quand} {nombre(n)}" for quand, libelle, n in valeurs)
    return {
        "svg": courbes.dessiner_comparaison(valeurs, largeur=440, police="Lato"),
        "texte": f"Barres : {dites}. Ces valeurs sont dans les tableaux des indicateurs.",
    }


def a_retenir(donnees, par_code, periodes, vedette):
    """The few sentences of the summary, each of a figure printed elsewhere in the report."""
    avant = f"{vedette}_avant"
    phrases = [
        f"{par_code[code]['libelle']} : {valeur_de(par_code[code], vedette)}, contre "
        f"{valeur_de(par_code[code], avant)} ({periodes[avant]})."
        for code in RETENUS
    ]
    lus = [o["etat"] for o in donnees.get("objectifs", ()) if o["etat"]]
    if lus:
        tenus = sum(etat in TENUS for etat in lus)
        phrases.append(
            f"Objectifs : {tenus} atteint{'s' if tenus > 1 else ''} ou dans les temps, sur "
            f"{len(lus)} dont ce rapport donne le chiffre."
        )
    offres = donnees.get("offres", ())
    if offres:
        total = sum(offre["nombre"] for offre in offres)
        premier = offres[0]
        part = avec_unite(arrondir(100 * premier["nombre"], total, 1), "%")
        phrases.append(
            f"Offres ouvertes sur le territoire : {nombre(total)}, d'abord "
            f"« {premier['libelle']} » ({part})."
        )
    for serie in donnees.get("territoire", ())[:SERIES_RETENUES]:
        valeur = serie["valeurs"][0]
        ecrite = ecrire_la_valeur(valeur["valeur"], serie["unite"])
        jour = date.fromisoformat(valeur["date"])
        phrases.append(f"{serie['libelle']} : {ecrite} ({jour:%d/%m/%Y}).")
    return phrases


def par_convention(objectifs):
    groupes = {}
    for objectif in objectifs:
        groupes.setdefault(objectif["convention"], []).append(objectif)
    return [{"libelle": nom, "objectifs": groupe} for nom, groupe in groupes.items()]


def objectif(promesse):
    """One gauge, and the sentence that says all of it."""
    unite = promesse["unite"] or promesse["compteur"]
    est_lu = not promesse["est_masque"] and promesse["realise"] is not None
    realise = (
        avec_unite(promesse["realise"], unite)
        if est_lu
        else (MASQUE if promesse["est_masque"] else ABSENT)
    )
    prefixe = "au plus " if promesse["sens"] == Sens.AU_PLUS else ""
    cible = ABSENT if promesse["cible"] is None else prefixe + avec_unite(promesse["cible"], unite)
    etat = EtatObjectif(promesse["etat"]).label if promesse["etat"] else ""
    prevue = promesse["prevision"]
    return {
        "libelle": promesse["libelle"],
        "convention": promesse["convention"],
        "est-lu": est_lu,
        "realise": realise,
        "cible": cible,
        "etat": etat,
        "jauge": jauge(promesse) if est_lu else None,
        "phrase": _phrase(promesse, unite, realise, cible),
        "methode": f"Prévision : {prevue['methode']}" if prevue else "",
    }


def _phrase(promesse, unite, realise, cible):
    bornes = [date.fromisoformat(promesse[nom]) for nom in ("debut", "fin")]
    # Nothing is expected, nor done, of what has not begun.
    if promesse["realise"] is promesse["attendu"] is None and not promesse["est_masque"]:
        dites = [f"cible {cible}"]
    else:
        visee = f"cible de {promesse['cible_de']} :" if promesse["cible_de"] else "cible"
        dites = [f"réalisé {realise}", f"{visee} {cible}"]
    if promesse["attendu"] is not None:
        dites.append(f"attendu à cette date {avec_unite(promesse['attendu'], unite)}")
    if promesse["prevision"]:
        valeur, bas, haut = (
            avec_unite(promesse["prevision"][nom], unite) for nom in ("valeur", "bas", "haut")
        )
        dites.append(f"prévision à la fin {valeur} (entre {bas} et {haut})")
    phrase = f"{capfirst(libelle(*bornes))} : {', '.join(dites)}."
    return f"{phrase} {promesse['raison']}" if promesse["raison"] else phrase


def offres(offres):
    if not offres:
        return ()
    total = sum(offre["nombre"] for offre in offres)
    lues = [(offre["libelle"], offre["nombre"]) for offre in offres]
    dites = ", ".join(f"{nom} {nombre(combien)}" for nom, combien in lues)
    return {
        "svg": courbes.dessiner_barres(lues, largeur=440, police="Lato"),
        "texte": f"Barres, offres par domaine : {dites}. Ces valeurs sont dans le tableau.",
        "lignes": [
            [nom, nombre(combien), avec_unite(arrondir(100 * combien, total, 1), "%")]
            for nom, combien in lues
        ]
        + [["Toutes les offres ouvertes à la fin de la période", nombre(total), ""]],
    }


def serie(serie, par_code, vedette, periodes):
    indicateur = par_code.get(serie["indicateur"])
    notre = _dire_le_notre(indicateur, vedette, periodes) if indicateur else ""
    return {
        "libelle": serie["libelle"],
        "notre": notre,
        "lignes": [
            [
                f"{date.fromisoformat(valeur['date']):%d/%m/%Y}",
                ecrire_la_valeur(valeur["valeur"], serie["unite"]),
                valeur["source"],
            ]
            for valeur in serie["valeurs"]
        ],
    }


def _dire_le_notre(indicateur, vedette, periodes):
    """The figure that the report prints of it, of the period of its headlines or of its month."""
    for nom in (vedette, "mois"):
        mesure = indicateur["valeurs"].get(nom)
        if mesure and not mesure.get("est_masque"):
            dit = valeur_de(indicateur, nom)
            return f"Au PLIE, « {indicateur['libelle']} », {periodes[nom]} : {dit}."
    return ""


def ecrire_la_valeur(valeur, unite):
    """ "10 510 demandeurs d'emploi", "24 %"."""
    return f"{nombre(valeur)}{INSECABLE}{unite}"


def sources(donnees):
    """Where each kind of figure comes from."""
    pris_le = date.fromisoformat(donnees["pris_le"])
    return [
        f"Chiffres du PLIE : comptés par la plateforme dans les dossiers, le {pris_le:%d/%m/%Y}, "
        "masqués comme le dit l'annexe des répartitions.",
        f"Règle des sorties : {dire_les_regles(donnees)}",
        "Objectifs et cibles : conventions signées et leurs avenants. Réalisé : les mêmes "
        "indicateurs ; ce que ce rapport ne dit pas ailleurs n'y est pas dit non plus.",
        "Offres : France Travail (Offres d'emploi v2), offres saisies et offres reçues de "
        "partenaires, ouvertes à la fin de la période.",
        *(
            f"{serie['libelle']} : {serie['valeurs'][0]['source']}, "
            f"{date.fromisoformat(serie['valeurs'][0]['date']):%d/%m/%Y}."
            for serie in donnees.get("territoire", ())
        ),
        "Ce fichier se vérifie : « manage.py verifier_rapport FICHIER » dit de quel rapport publié "
        "il est, ou qu'il n'en est aucun.",
    ]
