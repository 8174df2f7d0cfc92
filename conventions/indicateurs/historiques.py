"""The histories that figures are counted from, and what each column of their relation reads there.

One list for the replay of a month, for the explanation of a difference and for what a figure kept
in the cache depends on. What an indicator reads is known from its own SQL (`colonnes_lues`)."""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.apps import apps

from accompagnement.enums import Critere, Maintien, Moment, Presence
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


@dataclass(frozen=True)
class Historique:
    """The key under which the rows of one parcours are found, and how they read in a sentence."""

    cle: str
    nom: str


HISTORIQUES = {
    Participant: Historique("id", "identité"),
    Parcours: Historique("id", "parcours"),
    AffectationReferent: Historique("parcours_id", "référent"),
    Situation: Historique("parcours_id", "situation"),
    CritereEligibilite: Historique("parcours_id", "critère à l'entrée"),
    Etape: Historique("parcours_id", "étape"),
    Entretien: Historique("parcours_id", "entretien"),
    Emploi: Historique("parcours_id", "emploi"),
    MiseEnRelation: Historique("parcours_id", "mise en relation"),
    Sortie: Historique("parcours_id", "sortie"),
    NonEntree: Historique("parcours_id", "non-entrée"),
    Suspension: Historique("parcours_id", "suspension"),
    SuiviEmploi: Historique("emploi_id", "suivi dans l'emploi"),
}


def event_de(modele):
    return apps.get_model(modele._meta.app_label, f"{modele.__name__}Event")


def tables():
    """Those of the histories."""
    return tuple(event_de(modele)._meta.db_table for modele in HISTORIQUES)


@dataclass(frozen=True)
class Lecture:
    """What a column reads in the rows of one model, among those where `si` holds."""

    modele: type
    champs: tuple[str, ...]
    si: Callable

    def vue(self, etat):
        """What it reads of a row in this state, an event; None where there is nothing to read."""
        if etat is None or etat.pgh_label == "delete" or not self.si(etat):
            return None
        return (getattr(etat, "parcours_id", None), *(getattr(etat, c) for c in self.champs))


def _lire(modele, *champs, si=None):
    """Of the rows whose first field says something, unless told which."""
    return Lecture(modele, champs, si or (lambda etat: getattr(etat, champs[0]) is not None))


def _est_entre(parcours):
    return parcours.date_entree is not None


def _est_validee(sortie):
    return sortie.validee_le is not None


def _est_un_rendez_vous_dit(entretien):
    return entretien.presence in (Presence.HONORE, Presence.EXCUSE, Presence.ABSENT)


def _critere(*codes):
    return _lire(
        CritereEligibilite, "code", "a_l_entree", si=lambda c: c.a_l_entree and c.code in codes
    )


# Whose parcours it is: a merge moves it.
DE_QUI = _lire(Parcours, "participant_id", si=_est_entre)
# Jobs that are added up depend on each other.
EMPLOIS = (
    _lire(Emploi, "date_debut", "date_fin", "date_fin_prevue", "type_contrat", "regle_id"),
    _lire(SuiviEmploi, "maintien", "fait_le", si=lambda s: s.maintien in Maintien.values),
)
# The rows of these natures are there once their parcours has begun.
COMMENCE = (_lire(Parcours, si=_est_entre),)
CRITERES = {f"'{code}'": (_critere(code),) for code in Critere.values}
TOUS_CRITERES = "criteres"
# Columns of the relation, and words between quotes that say which of its rows are read.
LECTURES = {
    "'emploi'": COMMENCE,
    "'mise_en_relation'": COMMENCE,
    "'etape'": COMMENCE,
    "'entretien'": COMMENCE,
    "'contrat'": (*COMMENCE, _lire(Emploi, "date_debut")),
    "entree": (_lire(Parcours, "date_entree"),),
    "sortie": (_lire(Parcours, "date_sortie"),),
    "prescription": (_lire(Parcours, "date_prescription"),),
    "prescripteur_id": (_lire(Parcours, "prescripteur_id"),),
    "non_entree": (_lire(NonEntree, "date"),),
    "est_derniere": (
        _lire(Parcours, "participant_id", "date_entree", "date_sortie", si=_est_entre),
    ),
    "sexe": (_lire(Participant, "sexe"), DE_QUI),
    "age": (_lire(Participant, "date_naissance"), DE_QUI),
    "commune_id": (
        _lire(Participant, "commune_id"),
        _lire(
            Situation,
            "date",
            "commune_avant_id",
            si=lambda s: s.moment == Moment.A_DATE and (s.adresse or s.commune_id),
        ),
        DE_QUI,
    ),
    "niveau": (
        _lire(
            Situation,
            "niveau_formation",
            si=lambda s: s.moment == Moment.ENTREE and s.niveau_formation,
        ),
    ),
    "structure_au_jour": (
        _lire(Parcours, "structure_id"),
        _lire(AffectationReferent, "date_debut", "date_fin", "structure_id", "structure_avant_id"),
    ),
    "referent_id": (
        _lire(AffectationReferent, "agent_id", "date_debut", "date_fin"),
        _lire(Parcours, "date_sortie"),
    ),
    "categorie": (_lire(Sortie, "categorie", "validee_le", si=_est_validee),),
    "motif": (_lire(Sortie, "motif_id", "validee_le", si=_est_validee),),
    "est_deces": (_lire(Sortie, "motif_id", "validee_le", si=_est_validee),),
    "denominateur": (_lire(Sortie, "regle_id", "validee_le", si=_est_validee),),
    TOUS_CRITERES: (_critere(*Critere.values),),
    **CRITERES,
    "sans_etape": (_lire(Etape, "date_debut"),),
    "sans_entretien_30j": (
        _lire(Entretien, "debut", "presence", si=lambda e: e.presence == Presence.HONORE),
    ),
    "echeance": EMPLOIS,
    "est_tenu": EMPLOIS,
    "proposee": (_lire(MiseEnRelation, "proposee_le"),),
    "conclue": (_lire(MiseEnRelation, "conclue_le"),),
    "issue": (_lire(MiseEnRelation, "statut"),),
    "rome_code": (_lire(MiseEnRelation, "rome_code"),),
    "etape_commencee": (_lire(Etape, "date_debut"),),
    "etape_terminee": (_lire(Etape, "date_fin"),),
    "axe": (_lire(Etape, "axe"),),
    "resultat": (_lire(Etape, "resultat"),),
    "est_immersion": (_lire(Etape, "est_immersion"),),
    "issue_immersion": (_lire(Etape, "issue"),),
    "presence": (_lire(Entretien, "debut", "presence", si=_est_un_rendez_vous_dit),),
    "type_contrat": (_lire(Emploi, "type_contrat"),),
    "metier": (_lire(Emploi, "rome_id"),),
    "heures_hebdo": (_lire(Emploi, "heures_hebdo"),),
    "type_employeur": (_lire(Emploi, "etablissement_id"),),
    "jours_suspendus": (
        _lire(Suspension, "date_debut", "date_fin"),
        _lire(Parcours, "date_sortie"),
    ),
    # Of agents, who are in no dossier.
    "centiemes_etp": (),
}
# Those that look at every parcours of a person, or at the person.
DE_LA_PERSONNE = frozenset({"est_derniere", "commune_id"})
MOTS = re.compile(r"'\w+'|\w+")


@cache
def colonnes_lues(*textes, modalite=None):
    """The keys of LECTURES that the SQL of an indicator or of a breakdown reads; of criteria, only
    the one it counts, or the one that is this modality."""
    mots = {*MOTS.findall(" ".join(filter(None, textes))), f"'{modalite}'"}
    lues = mots & LECTURES.keys()
    return frozenset(lues - {TOUS_CRITERES} if lues & CRITERES.keys() else lues)


def lit(indicateur, modele):
    """Whether an indicator reads this model."""
    return modele in modeles_lus(indicateur)


def modeles_lus(indicateur):
    lues = colonnes_lues(*indicateur.textes)
    return {lecture.modele for colonne in lues for lecture in LECTURES[colonne]}


def definition_a_change(indicateur, bornes):
    """Whether a month made official with `bornes` (`MoisArrete`) counted it otherwise: it reads
    today a history that no figure read then."""
    return any(event_de(m)._meta.db_table not in bornes for m in modeles_lus(indicateur))


def _par_modele():
    ranges = defaultdict(list)
    for colonne, lectures in LECTURES.items():
        for lecture in lectures:
            ranges[lecture.modele].append((colonne, lecture))
    return ranges


PAR_MODELE = _par_modele()


def colonnes_changees(modele, avant, apres):
    """The keys of LECTURES that do not read the same in two states of one row."""
    return {
        colonne
        for colonne, lecture in PAR_MODELE[modele]
        if lecture.vue(avant) != lecture.vue(apres)
    }


def champs_lus(modele):
    """The fields that some figure reads, once each."""
    return list(dict.fromkeys(c for _, lecture in PAR_MODELE[modele] for c in lecture.champs))
