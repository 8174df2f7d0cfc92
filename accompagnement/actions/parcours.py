"""The verbs of a parcours before and between commissions; the only writers of `statut`."""

from datetime import timedelta

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accompagnement.actions.alerte import rafraichir
from accompagnement.enums import TRANSITIONS, Moment, Statut
from accompagnement.models import (
    AffectationReferent,
    CritereEligibilite,
    Parcours,
    Reglages,
    Situation,
    Suspension,
)
from plie.socle.ecriture import remplir
from plie.socle.erreurs import Conflit


def verrouiller(parcours):
    """The row as it is now, locked until the end of the transaction; its alerts follow."""
    rafraichir(parcours.pk)
    return Parcours.objects.select_for_update().get(pk=parcours.pk)


def changer_statut(parcours, statut, **champs):
    """Move a locked parcours along TRANSITIONS; raises ValidationError on any other move."""
    if statut not in TRANSITIONS[Statut(parcours.statut)]:
        raise ValidationError(
            f"Impossible : le parcours est « {parcours.get_statut_display().lower()} »."
        )
    parcours.statut = statut
    remplir(parcours, champs)
    _verifier_dates(parcours)
    parcours.full_clean()
    parcours.save()
    return parcours


def _verifier_dates(parcours):
    naissance = parcours.participant.date_naissance
    if parcours.date_entree and parcours.date_entree <= naissance:
        raise ValidationError("L'entrée précède la naissance.")
    if parcours.date_entree and parcours.date_entree > timezone.localdate() + timedelta(days=366):
        raise ValidationError("La date d'entrée est trop lointaine.")


@transaction.atomic
def prescrire(participant, *, par, date_prescription, prescripteur=None, structure=None):
    """Open a parcours; also how a person re-enters. One open parcours at a time."""
    if date_prescription > timezone.localdate():
        raise ValidationError({"date_prescription": "La prescription est dans le futur."})
    if date_prescription <= participant.date_naissance:
        raise ValidationError({"date_prescription": "La prescription précède la naissance."})
    parcours = Parcours(
        participant=participant,
        prescripteur=prescripteur,
        structure=structure,
        date_prescription=date_prescription,
    )
    parcours.full_clean()
    parcours.save()
    rafraichir(parcours.pk)
    return parcours


@transaction.atomic
def affecter(parcours, *, par, agent, le=None):
    """Give the parcours to `agent` from the day `le` (today by default); history is kept, and the
    former référent's appointments to come with the person go with it."""
    le = le or timezone.localdate()
    if le > timezone.localdate():
        raise ValidationError({"le": "Cette date est dans le futur."})
    parcours = verrouiller(parcours)
    if not parcours.est_ouvert:
        raise ValidationError("Ce parcours est clos.")
    en_cours = parcours.affectations.filter(date_fin__isnull=True).first()
    if en_cours and en_cours.agent_id == agent.pk:
        return en_cours
    if en_cours and le < en_cours.date_debut:
        raise ValidationError(
            {"le": f"Le référent actuel suit ce parcours depuis le {en_cours.date_debut:%d/%m/%Y}."}
        )
    if en_cours:
        en_cours.date_fin = le
        en_cours.save()
        a_venir = parcours.entretiens.a_venir().filter(debut__gte=timezone.now())
        a_venir.filter(agent=en_cours.agent_id).update(agent=agent, version=F("version") + 1)
    if agent.structure_id and parcours.structure_id != agent.structure_id:
        parcours.structure = agent.structure
        parcours.save()
    affectation = AffectationReferent(parcours=parcours, agent=agent, date_debut=le)
    affectation.full_clean()
    affectation.save()
    return affectation


@transaction.atomic
def enregistrer_diagnostic(parcours, *, par, criteres, date=None, version=None, **situation):
    """Write the situation and the criteria at entry, before the person enters.

    `criteres` is the whole list of codes: those missing are removed. Raises ValidationError
    once the person has entered: the situation is then frozen. Raises Conflit when somebody
    saved after `version` was read (0: there was none); without `version` the last one wins.
    """
    parcours = verrouiller(parcours)
    if parcours.date_entree or not parcours.est_ouvert:
        raise ValidationError("La situation à l'entrée est figée.")
    if parcours.statut in (Statut.PRESCRIT, Statut.AJOURNE):
        changer_statut(parcours, Statut.EN_DIAGNOSTIC)
    date = date or timezone.localdate()
    return _ecrire_situation_entree(parcours, criteres, date, version, situation)


@transaction.atomic
def corriger_situation_entree(parcours, *, par, criteres, date, version=None, **situation):
    """Correct a typing error in the frozen situation; the history keeps the former values."""
    with pgtrigger.ignore(
        "accompagnement.Situation:entree_figee",
        "accompagnement.CritereEligibilite:entree_figee",
        "accompagnement.CritereEligibilite:entree_ineffacable",
        "accompagnement.CritereEligibilite:entree_close",
    ):
        parcours = verrouiller(parcours)
        return _ecrire_situation_entree(parcours, criteres, date, version, situation)


MOIS_SANS_EMPLOI_MAX = 720


def _verifier_situation(parcours, date, mois_sans_emploi=None, **_):
    if date > timezone.localdate():
        raise ValidationError({"date": "Cette date est dans le futur."})
    if date <= parcours.participant.date_naissance:
        raise ValidationError({"date": "Cette date précède la naissance."})
    if parcours.date_entree and date > parcours.date_entree:
        raise ValidationError({"date": f"L'entrée a eu lieu le {parcours.date_entree:%d/%m/%Y}."})
    if (mois_sans_emploi or 0) > MOIS_SANS_EMPLOI_MAX:
        raise ValidationError({"mois_sans_emploi": "Ce nombre de mois n'est pas plausible."})


def _ecrire_situation_entree(parcours, criteres, date, version, champs):
    _verifier_situation(parcours, date, **champs)
    situation = parcours.situations.filter(moment=Moment.ENTREE).first()
    situation = situation or Situation(parcours=parcours, moment=Moment.ENTREE, version=0)
    if version not in (None, situation.version):
        situation.criteres = list(
            parcours.criteres.filter(a_l_entree=True).values_list("code", flat=True)
        )
        raise Conflit(situation)
    situation.version += 1
    situation.date = date
    remplir(situation, champs)
    situation.full_clean()
    situation.save()
    a_l_entree = parcours.criteres.filter(a_l_entree=True)
    a_l_entree.exclude(code__in=criteres).delete()
    presents = set(parcours.criteres.values_list("code", flat=True))
    for code in criteres:
        if code not in presents:
            critere = CritereEligibilite(parcours=parcours, code=code, constate_le=date)
            critere.full_clean()
            critere.save()
    return situation


@transaction.atomic
def suspendre(parcours, *, par, motif, date_debut, date_fin_prevue=None):
    """Pause an active parcours; the person still counts in the file active."""
    parcours = verrouiller(parcours)
    if date_debut < (parcours.date_entree or date_debut):
        raise ValidationError({"date_debut": "La suspension précède l'entrée."})
    suspension = Suspension(
        parcours=parcours,
        motif=motif,
        date_debut=date_debut,
        date_fin_prevue=date_fin_prevue,
        decidee_par=par,
    )
    suspension.full_clean()
    changer_statut(parcours, Statut.SUSPENDU)
    suspension.save()
    return suspension


@transaction.atomic
def reprendre(parcours, *, par, date_fin):
    """End the running suspension, whose last day is `date_fin`, and put off the planned end."""
    if date_fin > timezone.localdate() + timedelta(days=366):
        raise ValidationError({"date_fin": "Cette date est trop lointaine."})
    parcours = verrouiller(parcours)
    prolongee = _fin_prolongee(parcours, date_fin)
    changer_statut(parcours, Statut.ACTIF, date_fin_prevue=prolongee)
    clore_suspension(parcours, date_fin)
    return parcours


def _fin_prolongee(parcours, date_fin):
    """A suspension stops the clock: the end moves by as many days, the last one included."""
    duree = Reglages.objects.actuels().duree_max_mois
    fin = Parcours.objects.avec_fin_prevue(duree).get(pk=parcours.pk).fin_prevue
    suspension = parcours.suspensions.filter(date_fin__isnull=True).first()
    if fin is None or suspension is None:
        return parcours.date_fin_prevue
    return fin + timedelta(days=max(0, (date_fin - suspension.date_debut).days + 1))


def clore_suspension(parcours, date_fin):
    for suspension in parcours.suspensions.filter(date_fin__isnull=True):
        if date_fin < suspension.date_debut:
            raise ValidationError(
                {"date_fin": f"La suspension commence le {suspension.date_debut:%d/%m/%Y}."}
            )
        suspension.date_fin = date_fin
        suspension.full_clean()
        suspension.save()
