"""Tell agents what happened, in the transaction of the act; they read it once."""

from collections import defaultdict
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accompagnement.documents.notification import composer_resume
from accompagnement.enums.notification import Canal, Notifie
from accompagnement.models import (
    AffectationReferent,
    Brouillon,
    Notification,
    PreferenceNotification,
    Remplacement,
)
from accompagnement.permissions import Acte
from plie.comptes.models import Agent
from plie.interface.notifications import natures
from plie.journal.acte import acte, travail
from plie.taches.actions import demander
from plie.taches.insistance import insister

CHOIX = ("nature", "agent", "canal")
RESUME = "accompagnement.tasks.envoyer_resume"
LUES_GARDEES = timedelta(days=60)
GARDEES = timedelta(days=365)


class Fait(NamedTuple):
    """What one agent is told; keys."""

    nature: str
    agent: int
    parcours: int | None = None
    objet: int | None = None
    precision: str = ""


def notifier(nature, destinataires, *, par=None, parcours=None, objet=None, precision=""):
    """Tell `destinataires` (keys), but `par`, whose act it is, and those who want nothing of this
    kind. `parcours` and `objet` are keys; what waits to be read is not said twice."""
    cles = sorted(set(destinataires) - {None})
    _noter([Fait(nature, cle, parcours, objet, precision) for cle in cles], par)


def _noter(faits, par=None):
    """Two statements for all."""
    faits = [fait for fait in faits if par is None or fait.agent != par.pk]
    canaux = _canaux(faits) if faits else {}
    Notification.objects.bulk_create(
        (
            Notification(
                destinataire_id=fait.agent,
                nature=fait.nature,
                parcours_id=fait.parcours,
                objet=fait.objet,
                auteur=par,
                precision=fait.precision,
                par_courriel=canaux[fait.nature, fait.agent] == Canal.COURRIEL,
            )
            for fait in faits
            if canaux[fait.nature, fait.agent] != Canal.RIEN
        ),
        ignore_conflicts=True,
    )


def _canaux(faits):
    """{(kind, agent): how they are told}."""
    dits = {(fait.nature, fait.agent): natures()[fait.nature].canal for fait in faits}
    choisis = PreferenceNotification.objects.filter(
        nature__in={nature for nature, _ in dits}, agent__in={agent for _, agent in dits}
    )
    choix = {(nature, agent): canal for nature, agent, canal in choisis.values_list(*CHOIX)}
    return dits | {cle: canal for cle, canal in choix.items() if cle in dits}


def oublier(nature, *objets):
    """What is no longer true is no longer told to whoever has not read it."""
    Notification.objects.non_lues().filter(nature=nature, objet__in=objets).delete()


def qui_tient(parcours):
    """The keys of those who have this parcours (its key) in hand today: its référent, and whoever
    replaces them."""
    suivi = AffectationReferent.objects.en_cours().filter(parcours=parcours).order_by()
    referents = set(suivi.values_list("agent", flat=True))
    remplacants = Remplacement.objects.en_cours().filter(absent__in=referents)
    return referents | set(remplacants.values_list("remplacant", flat=True)) if referents else set()


def dire_les_passations(referents, anciens, par):
    """Hand-overs ({parcours: agent}, keys), each told to who receives and to who gives: one
    sentence for all when there are several. As many statements for ten agents as for one."""
    noms = Agent.objects.in_bulk(set(referents.values()))
    recus = [
        _passation(Notifie.AFFECTATION, Notifie.AFFECTATIONS, agent, parcours, "")
        for agent, parcours in _par_agent(referents).items()
    ]
    donnes = [
        _passation(
            Notifie.TRANSFERT, Notifie.TRANSFERTS, agent, parcours, noms[referents[parcours[0]]]
        )
        for agent, parcours in _par_agent(anciens).items()
    ]
    _noter([*recus, *donnes], par)


def _par_agent(referents):
    groupes = defaultdict(list)
    for parcours, agent in referents.items():
        groupes[agent].append(parcours)
    return groupes


def _passation(une, plusieurs, agent, parcours, vers):
    if len(parcours) == 1:
        return Fait(une, agent, parcours[0], precision=str(vers))
    # The smallest key tells one lot from another that is not read yet.
    return Fait(plusieurs, agent, objet=min(parcours), precision=str(len(parcours)))


@acte(Acte.LIRE_NOTIFICATIONS)
def lire(notification, *, par):
    """Mark it as read; idempotent."""
    Notification.objects.non_lues().filter(pk=notification.pk).update(lue_le=timezone.now())


@acte(Acte.LIRE_NOTIFICATIONS)
def tout_lire(*, par):
    """Mark as read all that `par` may still read; returns how many."""
    visibles = Notification.objects.visibles_par(par).non_lues()
    return Notification.objects.filter(pk__in=visibles.values("pk")).update(lue_le=timezone.now())


@acte(Acte.LIRE_NOTIFICATIONS)
def choisir_les_canaux(*, par, canaux):
    """Keep how `par` wants to be told, {code of a kind: Canal}; what was told before stays."""
    PreferenceNotification.objects.bulk_create(
        (
            PreferenceNotification(agent=par, nature=nature, canal=canal)
            for nature, canal in canaux.items()
        ),
        update_conflicts=True,
        unique_fields=["agent", "nature"],
        update_fields=["canal"],
    )


@travail("résumé du matin")
@transaction.atomic
def preparer_les_resumes():
    """Tell of the notes left unfinished since yesterday, then ask for one mail for each agent who
    is waited for by some; returns how many."""
    _dire_les_brouillons()
    attendus = Notification.objects.a_resumer().filter(destinataire__is_active=True).order_by()
    agents = sorted(set(attendus.values_list("destinataire", flat=True)))
    for agent in agents:
        demander(RESUME, agent)
    return len(agents)


def _dire_les_brouillons():
    dits = Notification.objects.filter(nature=Notifie.BROUILLON, objet=OuterRef("pk"))
    laisses = Brouillon.objects.filter(~Exists(dits), modifie_le__date__lt=timezone.localdate())
    faits = laisses.values_list("agent", "parcours", "pk")
    _noter([Fait(Notifie.BROUILLON, *fait) for fait in faits])


@travail("résumé du matin")
def envoyer_resume(agent_id):
    """Send to one agent the mail of the morning, and note what it said; returns what was done.

    What was read, sent, or may no longer be read is left out: delivered twice, or taken up after
    a worker was killed, it says nothing twice.
    """
    agent = Agent.objects.filter(pk=agent_id, is_active=True).first()
    attendues = _a_dire_a(agent) if agent else []
    if not attendues:
        return "rien à envoyer"
    composer_resume(agent, attendues).send()
    dites = Notification.objects.filter(pk__in=[notification.pk for notification in attendues])
    insister(lambda: dites.update(envoyee_le=timezone.now()))
    return f"{len(attendues)} nouvelles"


def _a_dire_a(agent):
    visibles = Notification.objects.visibles_par(agent).a_resumer()
    return list(visibles.select_related("parcours__participant").order_by("cree_le", "pk"))


@travail("ménage de la nuit")
def purger_notifications():
    """Delete those read long ago, and those that nobody will read; returns how many."""
    maintenant = timezone.now()
    anciennes = Q(lue_le__lt=maintenant - LUES_GARDEES) | Q(cree_le__lt=maintenant - GARDEES)
    return Notification.objects.filter(anciennes).delete()[0]
