"""Prepare a commission, put cases on its agenda, make its minutes final."""

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.alerte import rafraichir
from accompagnement.actions.parcours import changer_statut, verrouiller
from accompagnement.enums import (
    DECISIONS,
    STATUTS_EXAMINES,
    Moment,
    Statut,
    TypeCommission,
)
from accompagnement.models import Commission, Passage
from accompagnement.permissions import Acte
from plie.socle.ecriture import remplir

A_PRESENTER = (Statut.EN_DIAGNOSTIC, Statut.AJOURNE)


@acte(Acte.DECIDER_COMMISSION)
def creer_commission(*, par, **champs):
    commission = Commission(**champs)
    commission.full_clean()
    commission.save()
    _oublier_la_prochaine()
    return commission


@acte(Acte.DECIDER_COMMISSION)
def modifier_commission(commission, *, par, **champs):
    """Change where and when it sits, and who came; its day no longer moves once it has decided."""
    commission = verrouiller_ouverte(commission)
    if champs.get("date", commission.date) != commission.date and _decides(commission).exists():
        raise ValidationError({"date": "Des décisions sont déjà prises : la date ne change plus."})
    remplir(commission, champs)
    commission.full_clean()
    commission.save()
    rafraichir(*commission.passages.values_list("parcours", flat=True))
    return commission


@acte(Acte.DECIDER_COMMISSION)
def retirer_commission(commission, *, par):
    """Take away one that was planned by mistake; raises ValidationError while a case is on its
    agenda, decided or not."""
    commission = verrouiller_ouverte(commission)
    if commission.passages.exists():
        raise ValidationError(
            "Des dossiers sont à son ordre du jour : cette commission ne se retire pas."
        )
    commission.delete()
    _oublier_la_prochaine()


def _oublier_la_prochaine():
    """Of the alerts and of the home page: the next commission is perhaps another one."""
    rafraichir()
    transaction.on_commit(lambda: cache.delete("commission-a-venir"), robust=True)


def _decides(commission):
    return commission.passages.exclude(decision="")


def verrouiller_ouverte(commission):
    """The commission, locked; raises ValidationError once its minutes are final, or once it is
    gone."""
    commission = Commission.objects.select_for_update().filter(pk=commission.pk).first()
    if commission is None:
        raise ValidationError("Cette commission a été retirée.")
    if commission.close_le:
        le = timezone.localtime(commission.close_le)
        raise ValidationError(f"Cette commission est close depuis le {le:%d/%m/%Y}.")
    return commission


@acte(Acte.DECIDER_COMMISSION)
def clore_commission(commission, *, par):
    """Make the minutes final; raises ValidationError while a case waits or before its day."""
    commission = verrouiller_ouverte(commission)
    exiger_a_clore(commission)
    commission.close_le = timezone.now()
    commission.save()
    rafraichir()
    return commission


def exiger_a_clore(commission):
    if not commission.a_eu_lieu:
        raise ValidationError("La commission n'a pas encore eu lieu.")
    en_attente = commission.passages.filter(decision="").count()
    if en_attente:
        dossiers = "1 dossier attend" if en_attente == 1 else f"{en_attente} dossiers attendent"
        raise ValidationError(
            f"{dossiers} encore une décision : décidez-les, ajournez-les ou retirez-les."
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
    return mettre_a_l_ordre_du_jour(parcours, commission)


@acte(Acte.ECRIRE_DOSSIER)
def inscrire(parcours, *, par, commission):
    """Put on the agenda a parcours that already waits for a decision."""
    parcours = verrouiller(parcours)
    if Statut(parcours.statut) not in DECISIONS:
        raise ValidationError("Ce parcours n'attend pas de décision de la commission.")
    return mettre_a_l_ordre_du_jour(parcours, commission)


def mettre_a_l_ordre_du_jour(parcours, commission):
    commission = verrouiller_ouverte(commission)
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


def exiger_hors_ordre_du_jour(parcours):
    """Raise ValidationError while a commission is to decide the case."""
    passage = parcours.passages.filter(decision="").select_related("commission").first()
    if passage:
        raise ValidationError(
            "Ce dossier est à l'ordre du jour de la commission du "
            f"{passage.commission.date:%d/%m/%Y} : retirez-le d'abord."
        )
