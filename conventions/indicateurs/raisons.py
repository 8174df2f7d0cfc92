"""What was changed since a month was made official, in one sentence: "2 entrées saisies en retard ;
1 sortie déplacée de mars en janvier"."""

from collections import Counter
from typing import NamedTuple

from django.utils.formats import date_format

from accompagnement.models import (
    AffectationReferent,
    CritereEligibilite,
    Emploi,
    Entretien,
    Etape,
    MiseEnRelation,
    NonEntree,
    Parcours,
    Participant,
    Situation,
    Sortie,
    SuiviEmploi,
    Suspension,
)
from plie.interface.templatetags.interface import de

AUTREMENT = ("dossier compté autrement", "dossiers comptés autrement")


class Nom(NamedTuple):
    un: str
    plusieurs: str
    accord: str = ""

    def dire(self, participe):
        """(one, several) of this noun with this participle, in the masculine singular."""
        plusieurs = f"{self.plusieurs} {participe}{self.accord}s"
        return f"{self.un} {participe}{self.accord}", plusieurs


ENTREE, SORTIE = Nom("entrée", "entrées", "e"), Nom("sortie", "sorties", "e")
NOMS = {
    Participant: Nom("identité", "identités", "e"),
    Parcours: Nom("parcours", "parcours"),
    AffectationReferent: Nom("affectation", "affectations", "e"),
    Situation: Nom("situation", "situations", "e"),
    CritereEligibilite: Nom("critère", "critères"),
    Etape: Nom("étape", "étapes", "e"),
    Entretien: Nom("entretien", "entretiens"),
    Emploi: Nom("emploi", "emplois"),
    MiseEnRelation: Nom("mise en relation", "mises en relation", "e"),
    Sortie: SORTIE,
    NonEntree: Nom("non-entrée", "non-entrées", "e"),
    SuiviEmploi: Nom("suivi dans l'emploi", "suivis dans l'emploi"),
    Suspension: Nom("suspension", "suspensions", "e"),
}
PARTICIPES = {"insert": "saisi", "delete": "retiré", "update": "corrigé"}
# The dates of a parcours that make it count or not.
DATES = {
    "date_entree": ENTREE,
    "date_sortie": SORTIE,
    "date_prescription": Nom("prescription", "prescriptions", "e"),
}


def geste(modele, avant, event):
    """(one, several) of what an event did, from the state `avant` or None."""
    if modele is Parcours and event.pgh_label != "delete":
        for champ, nom in DATES.items():
            dates = [getattr(etat, champ, None) for etat in (avant, event)]
            if dates[0] != dates[1]:
                return _deplacer(nom, *dates)
    if modele is Sortie and avant is not None and avant.validee_le != event.validee_le:
        return nom_de_la_validation(event)
    participe = PARTICIPES.get("insert" if avant is None else event.pgh_label, "corrigé")
    return _dire(NOMS[modele], participe)


def nom_de_la_validation(event):
    return SORTIE.dire("validé" if event.validee_le else "rouvert")


def _dire(nom, participe):
    un, plusieurs = nom.dire(participe)
    return (
        (f"{un} en retard", f"{plusieurs} en retard") if participe == "saisi" else (un, plusieurs)
    )


def _deplacer(nom, avant, apres):
    if avant is None:
        return _dire(nom, "saisi")
    if apres is None:
        return nom.dire("annulé")
    ou = "dans le mois"
    if (avant.year, avant.month) != (apres.year, apres.month):
        format_ = "F" if avant.year == apres.year else "F Y"
        ou = f"{de(date_format(avant, format_))} en {date_format(apres, format_)}"
    return tuple(f"{dite} {ou}" for dite in nom.dire("déplacé"))


def en_une_phrase(dossiers):
    """Of each dossier, what was done last of what explains it; most frequent first."""
    comptes = Counter(_raison(dossier) for dossier in dossiers)
    rangees = sorted(comptes.items(), key=lambda compte: (-compte[1], compte[0]))
    return " ; ".join(f"{n} {raison[n > 1]}" for raison, n in rangees)


def _raison(dossier):
    if dossier.efface_le:
        return ("dossier effacé", "dossiers effacés")
    return dossier.causes[-1].geste if dossier.causes else AUTREMENT
