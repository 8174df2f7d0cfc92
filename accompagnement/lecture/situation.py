"""What was true of a person on a day, put together from the situation at entry and the changes
noted since."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst

from accompagnement.enums import Moment
from accompagnement.models import Situation

CHAMPS = ("statut_emploi", "niveau_formation", "a_permis", "a_vehicule", "foyer")
NON_RENSEIGNE = (None, "")
OUI_NON = {True: "Oui", False: "Non"}


@dataclass(frozen=True)
class Fait:
    """One thing that is true, in words, and since when it is known to be."""

    champ: str
    libelle: str
    valeur: str
    depuis: date | None = None


def situation_au(situations, jour):
    """{field: (value, since when)} of `jour`, what nobody said left out; the dated rows of one
    parcours, in order. `adresse` is the pair (street, commune): None since when for the one that
    the first removal left."""
    au_jour = {}
    for situation in situations:
        if situation.date <= jour:
            au_jour |= _dits(situation)
    if "adresse" not in au_jour:
        au_jour |= _adresse_quittee(situations)
    return au_jour


def _dits(situation):
    valeurs = {champ: getattr(situation, champ) for champ in CHAMPS}
    dits = {c: (v, situation.date) for c, v in valeurs.items() if v not in NON_RENSEIGNE}
    if situation.dit_l_adresse:
        dits["adresse"] = ((situation.adresse, situation.commune), situation.date)
    return dits


def _adresse_quittee(situations):
    """Where the person lived before the first removal that is noted."""
    premiere = next((s for s in situations if s.dit_l_adresse), None)
    if premiere is None:
        return {}
    return {"adresse": ((premiere.adresse_avant, premiere.commune_avant), None)}


def faits(au_jour):
    """The same as lines to show, each field in its order; what nobody said has no value."""
    return [_fait(champ, au_jour.get(champ)) for champ in (*CHAMPS, "adresse")]


def actuels(participant, projet, au_jour):
    """What the person and their project (or None) say now, where `au_jour` says otherwise."""
    dits = {"adresse": (participant.adresse, participant.commune)}
    if projet is not None:
        dits |= {"a_permis": projet.a_permis, "a_vehicule": projet.a_vehicule}
    return {
        champ: (valeur, None)
        for champ, valeur in dits.items()
        if valeur not in (None, ("", None)) and au_jour.get(champ, (None,))[0] != valeur
    }


def _fait(champ, dit):
    libelle = LIBELLES.get(champ) or capfirst(Situation._meta.get_field(champ).verbose_name)
    if dit is None:
        return Fait(champ, libelle, "")
    valeur, depuis = dit
    return Fait(champ, libelle, dire(champ, valeur), depuis)


LIBELLES = {"statut_emploi": "Emploi", "niveau_formation": "Niveau"}


def dire(champ, valeur):
    """The value of one field, in words."""
    if champ == "adresse":
        adresse, commune = valeur
        return ", ".join(filter(None, [adresse, str(commune or "hors du territoire")]))
    if isinstance(valeur, bool):
        return OUI_NON[valeur]
    return dict(Situation._meta.get_field(champ).flatchoices).get(valeur, valeur)


def en_mots(changement):
    """What one change says, in one line."""
    lus = faits(_dits(changement))
    return " ; ".join(f"{fait.libelle} : {fait.valeur}" for fait in lus if fait.valeur)


def changements(situations):
    """Those of `situations` that are changes, the latest first."""
    return [s for s in reversed(situations) if s.moment == Moment.A_DATE]


def lire_constats_qpv(participant):
    """The latest first; `est_actuel`: of the address where the person lives."""
    adresse = (participant.adresse, participant.commune_id)
    lus = list(participant.constats_qpv.select_related("qpv", "commune"))
    for constat in lus:
        constat.est_actuel = (constat.adresse, constat.commune_id) == adresse
    return lus
