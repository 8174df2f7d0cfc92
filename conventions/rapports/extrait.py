"""Figures of a period for whoever is outside a page: what a report prints of it, or less."""

from dataclasses import replace

from django.core.exceptions import ValidationError

from conventions.indicateurs.calcul import Mesure, Modalite
from conventions.indicateurs.declarations import PUBLIES
from conventions.indicateurs.periodes import depuis_janvier, est_un_mois, sont_des_mois_finis
from conventions.indicateurs.seuils import PARTS
from conventions.rapports.donnees import prendre_les_chiffres
from conventions.rapports.masque import masquer, periode_publiee

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
        mesures={i.code: MASQUEE if i.code in tues else resultat.mesures[i.code] for i in PUBLIES},
        ventilations={code: _modalites(tables.get(code, ()), nom) for code in ventilations},
    )


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
