"""Figures of a period for whoever is outside a page: what a report prints of it, or less."""

from dataclasses import replace

from django.core.exceptions import ValidationError

from conventions.indicateurs.calcul import Mesure, Modalite
from conventions.indicateurs.declarations import PUBLIES
from conventions.indicateurs.periodes import (
    annee_de,
    depuis_janvier,
    est_un_mois,
    mois_de,
    sont_des_mois_finis,
)
from conventions.indicateurs.portees import PARTOUT
from conventions.indicateurs.seuils import PARTS, SORTIES
from conventions.rapports.donnees import prendre_les_chiffres
from conventions.rapports.masque import MOTIF, masquer, periode_publiee
from conventions.rapports.publication import POURQUOI, publier_objectifs, tel_que_dit

MASQUEE = Mesure(None, None, None)
SANS_RAPPORT = (
    "Une répartition ne sort que d'un mois terminé autre que décembre, ou d'une année terminée, "
    "masquée comme dans les rapports."
)


def masquer_le_resultat(resultat, ventilations):
    """`resultat`, a Resultat, as the report of its period prints it, its `ventilations` (codes)
    too; of a period that no report prints, without any share. Raises ValidationError when no report
    gives that breakdown."""
    mois, nom = _rapport_de(resultat.debut, resultat.fin)
    donnees = prendre_les_chiffres(mois) if mois else None
    imprimes = masquer(donnees) if mois else {"indicateurs": (), "ventilations": ()}
    lus = {i["code"]: i["valeurs"][nom] for i in imprimes["indicateurs"]}
    tues = {code for code in PARTS if lus.get(code, {"est_masque": True}).get("est_masque")}
    dimensions = {v["code"] for v in donnees["ventilations"]} if mois else set()
    if ventilations and (not mois or nom != periode_publiee(donnees)):
        raise ValidationError(SANS_RAPPORT)
    if not dimensions.issuperset(ventilations):
        raise ValidationError("Les rapports ne donnent pas cette répartition.")
    tables = {v["code"]: v["modalites"] for v in imprimes["ventilations"]}
    return replace(
        resultat,
        mesures={
            i.code: MASQUEE
            if i.code in tues
            else _mesure(lus[i.code])
            if i.code in PARTS
            else resultat.mesures[i.code]
            for i in PUBLIES
        },
        ventilations={code: _modalites(tables.get(code, ()), nom) for code in ventilations},
    )


def masque_l_essai(essai):
    """Whether what a rule that is tried gives stays in the house: of a whole year it says no more
    than the motifs that its report prints, of another period than what no rule sorts."""
    debut, fin = essai.officiel.debut, essai.officiel.fin
    if not essai.trie:
        return False
    if (debut, fin) != annee_de(debut) or not sont_des_mois_finis(debut, fin):
        return True
    return essai.trahit(motifs_imprimes(masquer(prendre_les_chiffres(fin.replace(day=1)))))


def motifs_imprimes(masquees):
    """The motifs of exit whose number the report of a year prints."""
    return {
        modalite["code"]
        for ventilation in masquees["ventilations"]
        if ventilation["code"] == MOTIF
        for modalite in ventilation["modalites"]
        if SORTIES not in modalite["masque"]["annee"]
    }


def masquer_les_avancements(avancements):
    """[Avancement] of objectives as they may leave: of the whole PLIE, what is public any day; of
    the rest, what the report of their last day prints."""
    mois = {a.jusqu_au.replace(day=1) for a in avancements if not _est_public(a)}
    finis = [m for m in mois if sont_des_mois_finis(*mois_de(m))]
    publiees = {m: prendre_les_chiffres(m) for m in finis}
    return [_masquer_l_avancement(a, publiees) for a in avancements]


def _est_public(avancement):
    """Whether reading it tells what any reader of the figures of the whole PLIE knows."""
    indicateur = avancement.indicateur
    return (
        indicateur is None
        or not avancement.a_commence
        or avancement.portee == PARTOUT
        and indicateur.est_publie
        and indicateur.code not in PARTS
    )


def _masquer_l_avancement(avancement, publiees):
    if _est_public(avancement):
        return avancement
    (dit,) = publier_objectifs([avancement], publiees.get(avancement.jusqu_au.replace(day=1)))
    if not dit["est_masque"]:
        return replace(tel_que_dit(avancement, dit), prevision=None)
    return replace(avancement, mesure=MASQUEE, prevision=None, raison=POURQUOI)


def _rapport_de(debut, fin):
    """(month, name of the period) of the report that prints [debut, fin]; (None, "") when none."""
    if not sont_des_mois_finis(debut, fin):
        return None, ""
    if est_un_mois(debut, fin):
        return debut, "mois"
    return (fin.replace(day=1), "annee") if depuis_janvier(fin)[0] == debut else (None, "")


def _modalites(lignes, nom):
    return [
        Modalite(
            ligne["code"],
            ligne["libelle"],
            {code: _mesure(mesure) for code, mesure in ligne["valeurs"][nom].items()},
        )
        for ligne in lignes
    ]


def _mesure(mesure):
    """A figure of a row; what is withheld has no numerator."""
    return Mesure(mesure["numerateur"], mesure["denominateur"], mesure["valeur"])
