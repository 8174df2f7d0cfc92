"""The only writer of an orientation's `statut`, and of its clock."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils import timezone

from accompagnement.actions.orientation.annonce import INTEGREE, annoncer
from accompagnement.actions.orientation.courriel import prevenir
from accompagnement.documents.orientation import composer_relance
from accompagnement.documents.orientation_partenaire import Fait
from accompagnement.enums import (
    ORIENTATIONS_REPONDUES,
    TRANSITIONS_ORIENTATION,
    MotifRefusOrientation,
    StatutOrientation,
)
from accompagnement.models import Orientation
from accompagnement.models.partage import oppositions_a
from plie.comptes.models import Agent
from plie.journal.acte import travail
from plie.socle.ecriture import remplir
from plie.socle.unite import unite

JOURS_DE_RAPPEL = 3
REFUS_EN_COMMISSION = "La commission n'a pas retenu cette entrée dans le PLIE."


def passer(orientation, statut, **champs):
    """Move a locked orientation along TRANSITIONS_ORIENTATION and tell its partner; raises
    ValidationError on any other move."""
    if statut not in TRANSITIONS_ORIENTATION[StatutOrientation(orientation.statut)]:
        raise ValidationError(
            f"Impossible : cette orientation est « {orientation.get_statut_display().lower()} »."
        )
    orientation.statut = statut
    remplir(orientation, champs)
    orientation.full_clean()
    orientation.save()
    annoncer([orientation], statut)
    if statut in ORIENTATIONS_REPONDUES:
        prevenir(orientation, Fait.REPONSE)
    return orientation


def toucher(orientation):
    """Something was added to it: whoever asks what changed since is told."""
    Orientation.objects.filter(pk=orientation.pk).update(modifiee_le=timezone.now())


def dire_la_decision(parcours, *, est_integre):
    """Of a commission, to the partners who sent the person, unless they refuse the sharing. Its
    motif stays in the house."""
    for orientation in _acceptees(parcours):
        if est_integre:
            toucher(orientation)
            annoncer([orientation], INTEGREE)
            prevenir(orientation, Fait.DECISION)
            continue
        orientation.version += 1
        passer(
            orientation,
            StatutOrientation.REFUSEE,
            motif_refus=MotifRefusOrientation.COMMISSION,
            reponse=REFUS_EN_COMMISSION,
        )


def dire_la_reprise(parcours, reponses):
    """That a decision, or a closing without entry, is taken back: accepted again, with the answer
    it had (`reponses`, by key), or to be read again."""
    for orientation in _acceptees(parcours):
        toucher(orientation)
        annoncer([orientation], StatutOrientation.ACCEPTEE)
    closes = Orientation.objects.filter(
        Q(motif_refus=MotifRefusOrientation.COMMISSION) | Q(statut=StatutOrientation.NON_ENTREE)
    )
    for orientation in _dites(closes, parcours):
        orientation.version += 1
        passer(
            orientation,
            StatutOrientation.ACCEPTEE,
            motif_refus="",
            reponse=reponses.get(orientation.pk, ""),
        )


def dire_la_non_entree(parcours, reponse):
    """That the person will not enter, to the partners who sent them, unless they refuse the
    sharing."""
    for orientation in _acceptees(parcours):
        orientation.version += 1
        passer(orientation, StatutOrientation.NON_ENTREE, reponse=reponse)


def _acceptees(parcours):
    return _dites(Orientation.objects.acceptees(), parcours)


def _dites(orientations, parcours):
    """Those of the parcours, locked, of partners whom the person lets know."""
    return [
        orientation
        for orientation in orientations.filter(parcours=parcours).select_for_update()
        if not oppositions_a(orientation.structure_id, parcours.participant_id).exists()
    ]


@travail("échéance des orientations")
def expirer(jour=None):
    """Say to their partners which orientations had no answer in time; returns how many."""
    nouvelles = Orientation.objects.filter(statut=StatutOrientation.NOUVELLE)
    with unite():
        passees = nouvelles.filter(repondre_avant__lt=jour or timezone.localdate())
        passees = list(passees.select_for_update(skip_locked=True).order_by("pk"))
        Orientation.objects.filter(pk__in=[une.pk for une in passees]).update(
            statut=StatutOrientation.EXPIREE,
            version=F("version") + 1,
            modifiee_le=timezone.now(),
        )
        annoncer(passees, StatutOrientation.EXPIREE)
        for orientation in passees:
            prevenir(orientation, Fait.DELAI)
    return len(passees)


@travail("rappel des orientations")
def relancer(jour=None):
    """Remind once, by a mail that names nobody, those who are to answer within JOURS_DE_RAPPEL
    days; returns how many orientations that was."""
    limite = (jour or timezone.localdate()) + timedelta(days=JOURS_DE_RAPPEL)
    dues = Orientation.objects.filter(
        statut=StatutOrientation.NOUVELLE, relancee_le__isnull=True, repondre_avant__lte=limite
    )
    par_structure = {}
    for orientation in dues.order_by("repondre_avant", "pk"):
        par_structure.setdefault(orientation.confiee_a_id, []).append(orientation)
    for structure_id, siennes in par_structure.items():
        _relancer(structure_id, siennes)
    return sum(map(len, par_structure.values()))


def _relancer(structure_id, orientations):
    """The mail first: one that fails is sent again."""
    adresses = list(_qui_repond(structure_id).values_list("email", flat=True))
    if adresses:
        composer_relance(adresses, len(orientations), orientations[0].repondre_avant).send()
    cles = [une.pk for une in orientations]
    Orientation.objects.filter(pk__in=cles).update(relancee_le=timezone.now())


def _qui_repond(structure_id):
    """Whoever it is confided to; coordination while it is nobody's."""
    if structure_id is None:
        return Agent.objects.qui_coordonnent().filter(is_active=True)
    return Agent.objects.referents().filter(structure=structure_id)
