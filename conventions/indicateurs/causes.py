"""What was changed since a month was made official in the dossiers that it counts otherwise: what,
by whom, when, and the correction whose transaction it was."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from accompagnement.models import Correction, Emploi, Parcours, Participant, SuiviEmploi
from conventions.indicateurs.historiques import (
    DE_LA_PERSONNE,
    HISTORIQUES,
    champs_lus,
    colonnes_changees,
    colonnes_lues,
    event_de,
)
from conventions.indicateurs.raisons import AUTREMENT, geste
from conventions.indicateurs.rejeu import borne_de, supprimes
from conventions.indicateurs.ventilations import VENTILATIONS
from plie.comptes.models import Agent

ACTES = {"insert": "ajout", "update": "modification", "delete": "suppression"}
FUSION = "dossier fusionné"


@dataclass(frozen=True)
class Cause:
    quoi: str
    par: str
    le: datetime
    # Its reason is not for everybody (`lire_corrections`).
    correction: Correction | None = None
    # What it makes figures read otherwise, and of which parcours; none of what is the person's.
    colonnes: frozenset[str] = frozenset()
    parcours: frozenset[int] = frozenset()
    # (one, several) of what was done (`raisons`).
    geste: tuple[str, str] = AUTREMENT

    def explique(self, colonnes, parcours):
        lues = self.colonnes & colonnes
        est_sienne = not self.parcours or self.parcours & parcours or lues & DE_LA_PERSONNE
        return bool(lues and est_sienne)


class Explications:
    """The changes since `arrete` in the dossiers of `couples` (`rejeu.changements`)."""

    def __init__(self, arrete, couples):
        lignes = [ligne for couple in couples for ligne in couple if ligne]
        self._par_participant = defaultdict(set)
        participants = {ligne.participant_id for ligne in lignes}
        self.effaces = supprimes(Participant, participants)
        if participants:
            self._lire(arrete, participants)

    def de(self, avant, apres, indicateur, rang=None, modalite=None):
        """Those that explain why one figure counts `avant` no longer but `apres`, oldest first:
        what it reads and reads otherwise. All those of the dossier when it reads none of them."""
        lignes = [ligne for ligne in (avant, apres) if ligne]
        toutes = set().union(*(self._par_participant[ligne.participant_id] for ligne in lignes))
        ventilation = [] if rang is None else [VENTILATIONS[rang].expression]
        colonnes = colonnes_lues(
            *indicateur.textes,
            *ventilation,
            modalite=modalite,
        )
        parcours = {ligne.parcours_id for ligne in lignes}
        retenues = {cause for cause in toutes if cause.explique(colonnes, parcours)} or toutes
        return sorted(retenues, key=lambda cause: (cause.le, cause.quoi))

    def _lire(self, arrete, participants):
        suivis = _parcours_de(participants)
        corrections = _corrections(arrete.arrete_le)
        lus = [
            (modele, *change)
            for modele in HISTORIQUES
            for change in _changes(modele, arrete, participants, suivis)
        ]
        agents = _agents(event for _, _, event, _ in lus)
        for modele, avant, event, colonnes in lus:
            cause = Cause(
                _phrase(modele, avant, event),
                agents.get(_agent(event), "le système"),
                event.pgh_created_at,
                corrections.get((_parcours(event), event.pgh_created_at)),
                frozenset(colonnes),
                frozenset({_parcours(etat) for etat in (avant, event) if etat} - {None}),
                geste(modele, avant, event),
            )
            for participant in _concernes(avant, event, suivis) & participants:
                self._par_participant[participant].add(cause)


def _parcours_de(participants):
    """{parcours: the people it has been of}."""
    suivis = defaultdict(set)
    for modele, cle in ((Parcours, "pk"), (event_de(Parcours), "pgh_obj_id")):
        lus = modele.objects.filter(participant_id__in=participants)
        for parcours, participant in lus.values_list(cle, "participant_id").distinct():
            suivis[parcours].add(participant)
    return suivis


def _changes(modele, arrete, participants, suivis):
    """(state before or None, event, what figures read otherwise for good) since `arrete`, of the
    events that change what some figure reads. What came back to what it was changes nothing."""
    siens = _histoire(modele, participants, suivis)
    borne = borne_de(arrete.bornes, modele)
    recents = list(siens.filter(pgh_id__gt=borne).select_related("pgh_context").order_by("pgh_id"))
    anciens = siens.filter(pgh_id__lte=borne, pgh_obj_id__in={e.pgh_obj_id for e in recents})
    derniers = anciens.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    chaines = {dernier.pgh_obj_id: [dernier] for dernier in derniers}
    for recent in recents:
        chaines.setdefault(recent.pgh_obj_id, [None]).append(recent)
    for etats in chaines.values():
        pour_de_bon = colonnes_changees(modele, etats[0], etats[-1])
        for avant, event in pairwise(etats):
            changees = colonnes_changees(modele, avant, event)
            if changees:
                yield avant, event, changees & pour_de_bon


def _histoire(modele, participants, suivis):
    """The events of these dossiers."""
    event = event_de(modele)
    if modele is Participant:
        return event.objects.filter(pgh_obj_id__in=participants)
    if modele is Parcours:
        return event.objects.filter(pgh_obj_id__in=suivis)
    if modele is SuiviEmploi:
        # Of its job, as the other histories have it.
        emplois = event_de(Emploi).objects.filter(parcours_id__in=suivis)
        du_sien = emplois.filter(pgh_obj_id=OuterRef("emploi_id")).order_by("-pgh_id")
        siens = event.objects.filter(emploi_id__in=emplois.values("pgh_obj_id"))
        return siens.annotate(parcours_id=Subquery(du_sien.values("parcours_id")[:1]))
    objets = event.objects.filter(parcours_id__in=suivis).values("pgh_obj_id")
    return event.objects.filter(pgh_obj_id__in=objets)


def _concernes(avant, event, suivis):
    """The people whose dossier an event changed: both sides, when it passes from one to another."""
    trouves = set()
    for etat in filter(None, (avant, event)):
        parcours = _parcours(etat)
        trouves |= {etat.pgh_obj_id} if parcours is None else suivis.get(parcours, set())
    return trouves


def _parcours(event):
    """Whose change it is; None of an identity."""
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


def _phrase(modele, avant, event):
    """ "parcours : date d'entrée 10/03/2025 → 02/04/2025". Dates only are said: the rest may tell
    what not everybody may read."""
    nom = HISTORIQUES[modele].nom
    if avant is None or event.pgh_label != "update":
        return f"{nom} : {ACTES.get(event.pgh_label, 'modification')}"
    if modele is Parcours and avant.participant_id != event.participant_id:
        return FUSION
    dits = [_dit(avant, event, c) for c in champs_lus(modele) if _differe(avant, event, c)]
    if not dits:
        dits = [FUSION if _differe(avant, event, "parcours_id") else ACTES["update"]]
    return f"{nom} : {', '.join(dits)}"


def _differe(avant, event, champ):
    return getattr(avant, champ, None) != getattr(event, champ, None)


def _dit(avant, event, champ):
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
