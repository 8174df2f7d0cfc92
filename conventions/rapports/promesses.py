"""The objectives of the conventions as a report prints them: what its own masked figures say of
them, and nothing more (`publication.publier_objectifs`)."""

from conventions.enums import ModeleRapport
from conventions.indicateurs.jauges import echelle, etat_de, place
from conventions.indicateurs.objectifs import cible_le, fin_de, lire_conventions, mesurer
from conventions.indicateurs.periodes import mois_de
from conventions.indicateurs.portees import PARTOUT
from conventions.indicateurs.seuils import PARTS
from conventions.rapports.modeles import periode_de
from conventions.rapports.publication import publier_objectifs, tel_que_dit


def prendre_les_objectifs(donnees, modele, mois):
    """[{...}] of each objective in force at the end of the period, as JSON."""
    le = mois_de(mois)[1]
    en_vigueur = periode_de(modele, mois)[0] if modele == ModeleRapport.FSE else le
    conventions = [
        c for c in lire_conventions() if c.date_debut <= en_vigueur <= fin_de(c, en_vigueur)
    ]
    mesures = mesurer(conventions, le)
    objectifs = [o for c in conventions for o in c.objectifs.all()]
    if modele != ModeleRapport.FSE:
        objectifs = [o for o in objectifs if mesures[o.pk].a_commence]
    avancements = [mesures[objectif.pk] for objectif in objectifs]
    dits = publier_objectifs(avancements, donnees)
    return [
        _promesse(avancement, dit, en_vigueur)
        for avancement, dit in zip(avancements, dits, strict=True)
    ]


def _promesse(avancement, dit, en_vigueur):
    est_lue = not dit["est_masque"] and dit["realise"] is not None
    prevision = _prevision(avancement) if est_lue else None
    indicateur = avancement.indicateur
    cible = cible_le(avancement.objectif, en_vigueur)
    cle = ("code", "libelle", "axe", "realise", "numerateur", "denominateur", "est_masque")
    return {
        **{nom: dit[nom] for nom in cle},
        "convention": avancement.objectif.convention.libelle,
        "unite": str(indicateur.unite) if indicateur else "",
        "compteur": avancement.objectif.compteur,
        "sens": avancement.objectif.sens,
        "debut": avancement.debut.isoformat(),
        "fin": avancement.fin.isoformat(),
        "cible": cible,
        # The year of the target, when it is not the one of what is done.
        "cible_de": en_vigueur.year if en_vigueur > avancement.le else None,
        "attendu": avancement.attendu,
        "prevision": prevision,
        "etat": etat_de(tel_que_dit(avancement, dit)).value if est_lue else "",
        "raison": dit["raison"],
    }


def _prevision(avancement):
    """Of what every report gives month by month: the whole PLIE, but no share."""
    prevue, code = avancement.prevision, avancement.objectif.indicateur
    if not prevue or avancement.portee != PARTOUT or code in PARTS:
        return None
    return {nom: prevue[nom] for nom in ("valeur", "bas", "haut", "methode")}


def jauge(promesse):
    """Where its marks stand, in per cent of the bar; None without anything to draw."""
    prevue = promesse["prevision"] or {}
    marques = [promesse[nom] for nom in ("realise", "attendu", "cible")]
    longueur = echelle([*marques, prevue.get("haut")])
    if not longueur or promesse["realise"] is None:
        return None
    noms = ("realise", "attendu", "cible")
    placees = {nom: place(valeur, longueur) for nom, valeur in zip(noms, marques, strict=True)}
    bornes = {borne: place(prevue.get(borne), longueur) for borne in ("bas", "haut")}
    return placees | bornes
