"""Prepare and hold a commission: the only door from `presente` and `sortie_proposee`."""

from datetime import timedelta

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.affectation import clore_affectation, confier
from accompagnement.actions.alerte import rafraichir
from accompagnement.actions.orientation.statut import dire_la_decision
from accompagnement.actions.parcours import changer_statut, verrouiller
from accompagnement.actions.suspension import clore_suspension
from accompagnement.enums import (
    DECISIONS,
    DECISIONS_A_MOTIVER,
    STATUTS_EXAMINES,
    Decision,
    Moment,
    Rattachement,
    Statut,
    TypeCommission,
)
from accompagnement.models import Commission, Passage, RegleSortie, Sortie
from accompagnement.permissions import Acte
from plie.socle.ecriture import remplir

A_PRESENTER = (Statut.EN_DIAGNOSTIC, Statut.AJOURNE)
PROLONGATION_MAXIMALE = timedelta(days=3 * 366)
DEJA_DECIDE = "Ce dossier est déjà décidé : {}."


@acte(Acte.DECIDER_COMMISSION)
def creer_commission(*, par, **champs):
    commission = Commission(**champs)
    commission.full_clean()
    commission.save()
    rafraichir()
    transaction.on_commit(lambda: cache.delete("commission-a-venir"), robust=True)
    return commission


@acte(Acte.DECIDER_COMMISSION)
def modifier_commission(commission, *, par, **champs):
    """Change where and when it sits, and who came; its day no longer moves once it has decided."""
    commission = _ouverte(commission)
    if champs.get("date", commission.date) != commission.date and _decides(commission).exists():
        raise ValidationError({"date": "Des décisions sont déjà prises : la date ne change plus."})
    remplir(commission, champs)
    commission.full_clean()
    commission.save()
    rafraichir(*commission.passages.values_list("parcours", flat=True))
    return commission


def _decides(commission):
    return commission.passages.exclude(decision="")


def _ouverte(commission):
    """The commission, locked; raises ValidationError once its minutes are final."""
    commission = Commission.objects.select_for_update().get(pk=commission.pk)
    if commission.close_le:
        le = timezone.localtime(commission.close_le)
        raise ValidationError(f"Cette commission est close depuis le {le:%d/%m/%Y}.")
    return commission


@acte(Acte.DECIDER_COMMISSION)
def clore_commission(commission, *, par):
    """Make the minutes final; raises ValidationError while a case waits or before its day."""
    commission = _ouverte(commission)
    if not commission.a_eu_lieu:
        raise ValidationError("La commission n'a pas encore eu lieu.")
    en_attente = commission.passages.filter(decision="").count()
    if en_attente:
        dossiers = "1 dossier attend" if en_attente == 1 else f"{en_attente} dossiers attendent"
        raise ValidationError(
            f"{dossiers} encore une décision : décidez-les, ajournez-les ou retirez-les."
        )
    commission.close_le = timezone.now()
    commission.save()
    rafraichir()
    return commission


def _a_decider(passage):
    """The undecided case and its parcours, both locked. Every act on an agenda locks in this order
    (parcours, commission, case): two of them at once cannot deadlock."""
    parcours = verrouiller(passage.parcours)
    Commission.objects.select_for_update().get(pk=passage.commission_id)
    actuel = Passage.objects.select_for_update().filter(pk=passage.pk).first()
    if actuel is None:
        raise ValidationError("Ce dossier n'est plus à l'ordre du jour.")
    if actuel.decision:
        raise ValidationError(DEJA_DECIDE.format(actuel.get_decision_display().lower()))
    return actuel, parcours


@acte(Acte.DECIDER_COMMISSION)
def retirer_passage(passage, *, par):
    """Take a case off the agenda; it still waits for a commission. A decided case stays."""
    passage, _ = _a_decider(passage)
    _ouverte(passage.commission)
    passage.delete()


@acte(Acte.DECIDER_COMMISSION)
def deplacer_passage(passage, *, par, rang):
    """Put a case at `rang` (1 is the first) of its agenda; out of bounds, at the nearest end."""
    commission = _ouverte(passage.commission)
    ordre = [autre for autre in commission.passages.all() if autre.pk != passage.pk]
    ordre.insert(max(rang - 1, 0), passage)
    for numero, autre in enumerate(ordre, start=1):
        autre.ordre = numero
    Passage.objects.filter(decision="").bulk_update(
        [autre for autre in ordre if not autre.decision], ["ordre"]
    )


@acte(Acte.PROPOSER_EN_COMMISSION)
def proposer(commission, parcours, *, par):
    """Put `parcours` (an iterable) on the agenda, each by the verb of its state.

    Returns (those put, [(parcours, why not)]): one refusal does not stop the others.
    """
    inscrits, refuses = [], []
    for chacun in parcours:
        verbe = presenter if chacun.statut in A_PRESENTER else inscrire
        try:
            verbe(chacun, par=par, commission=commission)
        except ValidationError as refus:
            refuses.append((chacun, " ".join(refus.messages)))
        else:
            inscrits.append(chacun)
    return inscrits, refuses


@acte(Acte.ECRIRE_DOSSIER)
def presenter(parcours, *, par, commission):
    """Put a diagnosed parcours on the agenda; the situation at entry must be there."""
    parcours = verrouiller(parcours)
    if not parcours.situations.filter(moment=Moment.ENTREE).exists():
        raise ValidationError("Enregistrez d'abord le diagnostic d'entrée.")
    changer_statut(parcours, Statut.PRESENTE)
    return _inscrire(parcours, commission)


@acte(Acte.ECRIRE_DOSSIER)
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


@acte(Acte.ECRIRE_DOSSIER)
def inscrire(parcours, *, par, commission):
    """Put on the agenda a parcours that already waits for a decision."""
    parcours = verrouiller(parcours)
    if Statut(parcours.statut) not in DECISIONS:
        raise ValidationError("Ce parcours n'attend pas de décision de la commission.")
    return _inscrire(parcours, commission)


def _inscrire(parcours, commission):
    commission = _ouverte(commission)
    if parcours.statut not in STATUTS_EXAMINES[TypeCommission(commission.type)]:
        statut = parcours.get_statut_display().lower()
        raise ValidationError(
            {"commission": f"Cette commission n'examine pas un dossier « {statut} »."}
        )
    dernier = commission.passages.aggregate(ordre=Max("ordre"))["ordre"] or 0
    passage = Passage(commission=commission, parcours=parcours, ordre=dernier + 1)
    passage.full_clean()
    passage.save()
    return passage


@acte(Acte.DECIDER_COMMISSION)
def decider(passage, *, par, decision, motif="", referent=None, prolonge_jusqu_au=None):
    """Record the commission's decision and move the parcours.

    Raises ValidationError when the commission is still to come, the case is already decided, the
    decision is not among DECISIONS for its state, a motif is missing (refuse, ajourne,
    sortie_refusee), or a prolongation has no day to come.
    """
    passage, parcours = _a_decider(passage)
    _ouverte(passage.commission)
    if not passage.commission.a_eu_lieu:
        raise ValidationError(
            f"La commission se tient le {passage.commission.date:%d/%m/%Y} : la décision "
            "s'enregistre à partir de ce jour."
        )
    if decision not in DECISIONS.get(Statut(parcours.statut), ()):
        raise ValidationError("Cette décision n'est pas possible pour ce dossier.")
    if decision in DECISIONS_A_MOTIVER and not motif.strip():
        raise ValidationError({"motif": "Indiquez le motif de cette décision."})
    if decision == Decision.PROLONGE:
        _verifier_prolongation(parcours, prolonge_jusqu_au)
        passage.prolonge_jusqu_au = prolonge_jusqu_au
    passage.decision = decision
    passage.motif = motif
    passage.decide_par = par
    passage.decide_le = timezone.now()
    passage.full_clean()
    CONSEQUENCES[decision](passage, parcours, par, referent)
    passage.save()
    return passage


def _verifier_prolongation(parcours, jusqu_au):
    if jusqu_au is None:
        raise ValidationError({"prolonge_jusqu_au": "Indiquez jusqu'à quand."})
    if jusqu_au <= timezone.localdate():
        raise ValidationError({"prolonge_jusqu_au": "Cette date est passée."})
    if jusqu_au > timezone.localdate() + PROLONGATION_MAXIMALE:
        raise ValidationError({"prolonge_jusqu_au": "Cette date est trop lointaine."})


def _prolonger(passage, parcours, par, referent):
    parcours.date_fin_prevue = passage.prolonge_jusqu_au
    parcours.full_clean()
    parcours.save()


def _maintenir(passage, parcours, par, referent):
    """Leave the planned end as it is; the minutes say that the commission saw the case."""


def _integrer(passage, parcours, par, referent):
    changer_statut(parcours, Statut.ACTIF, date_entree=passage.commission.date)
    dire_la_decision(parcours, est_integre=True)
    if referent:
        confier(parcours, a=referent)


def _refuser(passage, parcours, par, referent):
    changer_statut(parcours, Statut.REFUSE)
    clore_affectation(parcours, passage.commission.date)
    dire_la_decision(parcours, est_integre=False)


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
    if parcours.suspensions.en_cours().exists():
        return Statut.SUSPENDU
    if parcours.emplois.en_cours().exists():
        return Statut.EN_EMPLOI
    return Statut.ACTIF


CONSEQUENCES = {
    Decision.INTEGRE: _integrer,
    Decision.REFUSE: _refuser,
    Decision.AJOURNE: _ajourner,
    Decision.SORTIE_VALIDEE: _valider_sortie,
    Decision.SORTIE_REFUSEE: _refuser_sortie,
    Decision.PROLONGE: _prolonger,
    Decision.MAINTENU: _maintenir,
}
