"""Prepare and hold a commission: the only door from `presente` and `sortie_proposee`."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accompagnement.actions.parcours import affecter, changer_statut, clore_suspension, verrouiller
from accompagnement.enums import (
    DECISIONS,
    DECISIONS_A_MOTIVER,
    Decision,
    Moment,
    Rattachement,
    Statut,
)
from accompagnement.models import Commission, Passage, RegleSortie, Sortie


@transaction.atomic
def creer_commission(*, par, **champs):
    commission = Commission(**champs)
    commission.full_clean()
    commission.save()
    return commission


@transaction.atomic
def presenter(parcours, *, par, commission):
    """Put a diagnosed parcours on the agenda; the situation at entry must be there."""
    parcours = verrouiller(parcours)
    if not parcours.situations.filter(moment=Moment.ENTREE).exists():
        raise ValidationError("Enregistrez d'abord le diagnostic d'entrée.")
    changer_statut(parcours, Statut.PRESENTE)
    return _inscrire(parcours, commission)


@transaction.atomic
def proposer_sortie(parcours, *, par, motif, date_effet, commission=None, commentaire=""):
    """Propose an exit, on the agenda of `commission` if it is already known."""
    parcours = verrouiller(parcours)
    _verifier_date_effet(parcours, date_effet)
    changer_statut(parcours, Statut.SORTIE_PROPOSEE)
    sortie = Sortie(
        parcours=parcours,
        motif=motif,
        date_effet=date_effet,
        commentaire=commentaire,
        proposee_par=par,
        proposee_le=timezone.localdate(),
    )
    sortie.full_clean()
    sortie.save()
    if commission:
        _inscrire(parcours, commission)
    return sortie


def _verifier_date_effet(parcours, date_effet):
    if parcours.date_entree and date_effet < parcours.date_entree:
        raise ValidationError(
            {"date_effet": f"La sortie précède l'entrée ({parcours.date_entree:%d/%m/%Y})."}
        )
    if date_effet > timezone.localdate():
        raise ValidationError({"date_effet": "La date de sortie est dans le futur."})


@transaction.atomic
def inscrire(parcours, *, par, commission):
    """Put on the agenda a parcours that already waits for a decision."""
    parcours = verrouiller(parcours)
    if Statut(parcours.statut) not in DECISIONS:
        raise ValidationError("Ce parcours n'attend pas de décision de la commission.")
    return _inscrire(parcours, commission)


def _inscrire(parcours, commission):
    passage = Passage(commission=commission, parcours=parcours)
    passage.full_clean()
    passage.save()
    return passage


@transaction.atomic
def decider(passage, *, par, decision, motif="", referent=None):
    """Record the commission's decision and move the parcours.

    Raises ValidationError when the commission is still to come, the case is already decided, the
    decision is not among DECISIONS for its state, or a motif is missing (refuse, ajourne,
    sortie_refusee).
    """
    passage = Passage.objects.select_for_update().get(pk=passage.pk)
    parcours = verrouiller(passage.parcours)
    if passage.decision:
        raise ValidationError(
            f"Ce dossier est déjà décidé : {passage.get_decision_display().lower()}."
        )
    if not passage.commission.a_eu_lieu:
        raise ValidationError(
            f"La commission se tient le {passage.commission.date:%d/%m/%Y} : la décision "
            "s'enregistre à partir de ce jour."
        )
    if decision not in DECISIONS.get(Statut(parcours.statut), ()):
        raise ValidationError("Cette décision n'est pas possible pour ce dossier.")
    if decision in DECISIONS_A_MOTIVER and not motif.strip():
        raise ValidationError({"motif": "Indiquez le motif de cette décision."})
    passage.decision = decision
    passage.motif = motif
    passage.decide_par = par
    passage.decide_le = timezone.now()
    passage.full_clean()
    CONSEQUENCES[decision](passage, parcours, par, referent)
    passage.save()
    return passage


def _integrer(passage, parcours, par, referent):
    changer_statut(parcours, Statut.ACTIF, date_entree=passage.commission.date)
    if referent:
        affecter(parcours, par=par, agent=referent)


def _refuser(passage, parcours, par, referent):
    changer_statut(parcours, Statut.REFUSE)
    clore_affectation(parcours, passage.commission.date)


def _ajourner(passage, parcours, par, referent):
    if parcours.statut == Statut.PRESENTE:
        changer_statut(parcours, Statut.AJOURNE)


def _valider_sortie(passage, parcours, par, referent):
    sortie = parcours.sortie
    valider_sortie(sortie, le=passage.commission.date, passage=passage)


def valider_sortie(sortie, *, le, passage=None):
    """Freeze the category and the rule in force on the day of the exit, and close the parcours."""
    parcours = sortie.parcours
    regle = RegleSortie.objects.en_vigueur(sortie.date_effet)
    sortie.regle = regle
    sortie.categorie = regle.categorie_de(sortie.motif)
    sortie.passage = passage
    sortie.validee_le = le
    sortie.full_clean()
    sortie.save()
    date_sortie = le if regle.rattachement == Rattachement.VALIDATION else sortie.date_effet
    changer_statut(parcours, Statut.SORTI, date_sortie=date_sortie)
    clore_affectation(parcours, date_sortie)
    clore_suspension(parcours, date_sortie)
    return sortie


def _refuser_sortie(passage, parcours, par, referent):
    parcours.sortie.delete()
    changer_statut(parcours, _statut_anterieur(parcours))


def _statut_anterieur(parcours):
    if parcours.suspensions.filter(date_fin__isnull=True).exists():
        return Statut.SUSPENDU
    if parcours.emplois.filter(date_fin__isnull=True).exists():
        return Statut.EN_EMPLOI
    return Statut.ACTIF


def clore_affectation(parcours, le):
    for affectation in parcours.affectations.filter(date_fin__isnull=True):
        affectation.date_fin = max(le, affectation.date_debut)
        affectation.save()


CONSEQUENCES = {
    Decision.INTEGRE: _integrer,
    Decision.REFUSE: _refuser,
    Decision.AJOURNE: _ajourner,
    Decision.SORTIE_VALIDEE: _valider_sortie,
    Decision.SORTIE_REFUSEE: _refuser_sortie,
}
