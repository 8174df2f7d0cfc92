"""What was changed since a month was made official in the dossiers that it counts otherwise: what,
by whom, when, and the correction whose transaction it was."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accompagnement.models import (
    AffectationReferent,
    Correction,
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
)
from conventions.indicateurs.rejeu import MODELES, borne_de, event_de, supprimes
from conventions.indicateurs.ventilations import VENTILATIONS
from plie.comptes.models import Agent

ACTES = {"insert": "ajout", "update": "modification", "delete": "suppression"}


@dataclass(frozen=True)
class Source:
    """How a model reads in a sentence, and which of its fields the figures read: another one that
    changed explains nothing."""

    nom: str
    champs: tuple[str, ...]


SOURCES = {
    Participant: Source("identité", ("sexe", "date_naissance", "commune_id")),
    Parcours: Source(
        "parcours",
        (
            "participant_id",
            "structure_id",
            "prescripteur_id",
            "date_prescription",
            "date_entree",
            "date_sortie",
        ),
    ),
    AffectationReferent: Source("référent", ("agent_id", "date_debut", "date_fin")),
    Situation: Source("situation", ("moment", "date", "niveau_formation", "commune_id", "adresse")),
    CritereEligibilite: Source("critère à l'entrée", ("code", "a_l_entree")),
    Etape: Source("étape", ("date_debut",)),
    Entretien: Source("entretien", ("debut", "presence")),
    Emploi: Source(
        "emploi", ("date_debut", "date_fin", "date_fin_prevue", "type_contrat", "regle_id")
    ),
    SuiviEmploi: Source("suivi dans l'emploi", ("maintien", "fait_le")),
    MiseEnRelation: Source("mise en relation", ("proposee_le", "conclue_le", "statut")),
    Sortie: Source("sortie", ("motif_id", "categorie", "date_effet", "regle_id", "validee_le")),
    NonEntree: Source("non-entrée", ("date",)),
}
# What moves somebody from a modality to another, by breakdown.
SOURCES_DES_VENTILATIONS = {
    "commune": ("Participant", "Situation"),
    "niveau": ("Situation",),
    "critere": ("CritereEligibilite",),
    "qpv": ("CritereEligibilite",),
    "structure": ("AffectationReferent",),
    "referent": ("AffectationReferent",),
    "motif_sortie": ("Sortie",),
}
TOUJOURS = ("Parcours", "Participant")


@dataclass(frozen=True)
class Cause:
    source: str
    quoi: str
    par: str
    le: datetime
    # Its reason is not for everybody (`lire_corrections`).
    correction: Correction | None = None


class Explications:
    """The changes since `arrete` in the dossiers of `couples` (`rejeu.changements`)."""

    def __init__(self, arrete, couples):
        lignes = [ligne for couple in couples for ligne in couple if ligne]
        self._par_participant = defaultdict(list)
        participants = {ligne.participant_id for ligne in lignes}
        self.effaces = supprimes(Participant, participants)
        if participants:
            self._lire(arrete, participants)

    def de(self, avant, apres, indicateur, rang=None):
        """Those that explain why one figure counts `avant` no longer but `apres`, oldest first. All
        those of the dossier when none is of the kind expected."""
        sources = {*TOUJOURS, *indicateur.sources}
        if rang is not None:
            sources |= set(SOURCES_DES_VENTILATIONS.get(VENTILATIONS[rang].code, ()))
        participants = {ligne.participant_id for ligne in (avant, apres) if ligne}
        toutes = [cause for pk in sorted(participants) for cause in self._par_participant[pk]]
        retenues = [cause for cause in toutes if cause.source in sources] or toutes
        return sorted(set(retenues), key=lambda cause: cause.le)

    def _lire(self, arrete, participants):
        suivis = _parcours_de(participants)
        corrections = _corrections(arrete.arrete_le)
        lus = [
            (modele, event, avant)
            for modele in MODELES
            for event, avant in _changes(modele, arrete, participants, suivis)
        ]
        agents = _agents(event for _, event, _ in lus)
        for modele, event, avant in lus:
            cause = Cause(
                modele.__name__,
                _phrase(SOURCES[modele], event, avant),
                agents.get(_agent(event), "le système"),
                event.pgh_created_at,
                corrections.get((_parcours(event), event.pgh_created_at)),
            )
            for participant in _concernes(event, avant, suivis) & participants:
                self._par_participant[participant].append(cause)


def _parcours_de(participants):
    """{parcours: the people it has been of}."""
    suivis = defaultdict(set)
    for modele, cle in ((Parcours, "pk"), (event_de(Parcours), "pgh_obj_id")):
        lus = modele.objects.filter(participant_id__in=participants)
        for parcours, participant in lus.values_list(cle, "participant_id").distinct():
            suivis[parcours].add(participant)
    return suivis


def _changes(modele, arrete, participants, suivis):
    """(event, state before or None) since `arrete`, of these dossiers, where the figures read what
    changed."""
    event = event_de(modele)
    if modele is Participant:
        siens = event.objects.filter(pgh_obj_id__in=participants)
    elif modele is Parcours:
        siens = event.objects.filter(pgh_obj_id__in=suivis)
    elif modele is SuiviEmploi:
        siens = event.objects.filter(emploi_id__in=_emplois_de(suivis).values("pgh_obj_id"))
        # Of its job, as the other histories have it.
        siens = siens.annotate(
            parcours_id=Subquery(
                _emplois_de(suivis)
                .filter(pgh_obj_id=OuterRef("emploi_id"))
                .order_by("-pgh_id")
                .values("parcours_id")[:1]
            )
        )
    else:
        objets = event.objects.filter(parcours_id__in=suivis).values("pgh_obj_id")
        siens = event.objects.filter(pgh_obj_id__in=objets)
    borne = borne_de(arrete.bornes, modele)
    recents = list(siens.filter(pgh_id__gt=borne).select_related("pgh_context").order_by("pgh_id"))
    anciens = siens.filter(pgh_id__lte=borne, pgh_obj_id__in={e.pgh_obj_id for e in recents})
    etats = {
        e.pgh_obj_id: e for e in anciens.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    }
    for recent in recents:
        avant, etats[recent.pgh_obj_id] = etats.get(recent.pgh_obj_id), recent
        if recent.pgh_label != "update" or _champs_changes(SOURCES[modele], recent, avant):
            yield recent, avant


def _emplois_de(suivis):
    return event_de(Emploi).objects.filter(parcours_id__in=suivis)


def _champs_changes(source, event, avant):
    return [c for c in source.champs if avant is None or getattr(avant, c) != getattr(event, c)]


def _concernes(event, avant, suivis):
    """The people whose dossier an event changed: both sides, when it passes from one to another."""
    trouves = set()
    for etat in filter(None, (event, avant)):
        if hasattr(etat, "parcours_id"):
            trouves |= suivis.get(etat.parcours_id, set())
        elif hasattr(etat, "participant_id"):
            trouves |= suivis.get(etat.pgh_obj_id, set())
        else:
            trouves.add(etat.pgh_obj_id)
    return trouves


def _parcours(event):
    if hasattr(event, "parcours_id"):
        return event.parcours_id
    return event.pgh_obj_id if hasattr(event, "participant_id") else None


def _corrections(depuis):
    """{(parcours, time): the correction}: an event bears the same time, of its transaction."""
    faites = Correction.objects.faites().filter(faite_le__gt=depuis)
    lues = faites.select_related("demandee_par", "confirmee_par")
    return {(correction.parcours_id, correction.faite_le): correction for correction in lues}


def _agents(events):
    connus = {_agent(event) for event in events} - {None}
    return {str(agent.pk): str(agent) for agent in Agent.objects.filter(pk__in=connus)}


def _agent(event):
    agent = event.pgh_context and event.pgh_context.metadata.get("agent")
    return agent and str(agent)


def _phrase(source, event, avant):
    """ "parcours : date d'entrée 10/03/2025 → 02/04/2025". Dates only are said: the rest may tell
    what not everybody may read."""
    if event.pgh_label != "update" or avant is None:
        return f"{source.nom} : {ACTES.get(event.pgh_label, 'modification')}"
    if "participant_id" in source.champs and avant.participant_id != event.participant_id:
        return "dossier fusionné"
    dits = [_dit(event, avant, champ) for champ in _champs_changes(source, event, avant)]
    return f"{source.nom} : {', '.join(dits)}"


def _dit(event, avant, champ):
    nom = event._meta.get_field(champ).verbose_name
    valeurs = [getattr(etat, champ) for etat in (avant, event)]
    if any(isinstance(valeur, date) for valeur in valeurs):
        return f"{nom} {_date(valeurs[0])} → {_date(valeurs[1])}"
    return nom


def _date(valeur):
    if valeur is None:
        return "aucune"
    jour = timezone.localdate(valeur) if isinstance(valeur, datetime) else valeur
    return f"{jour:%d/%m/%Y}"
