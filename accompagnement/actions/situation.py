import pgtrigger
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.parcours import changer_statut, verrouiller
from accompagnement.enums import Moment, Statut
from accompagnement.models import (
    CritereEligibilite,
    Situation,
)
from accompagnement.permissions import Acte
from plie.socle.ecriture import remplir
from plie.socle.erreurs import Conflit


@acte(Acte.ECRIRE_DOSSIER)
def enregistrer_diagnostic(parcours, *, par, criteres, date=None, version=None, **situation):
    """Write the situation and the criteria at entry, before the person enters.

    `criteres` is the whole list of codes: those missing are removed. Raises ValidationError
    once the person has entered: the situation is then frozen. Raises Conflit when somebody
    saved after `version` was read (0: there was none); without `version` the last one wins.
    A diagnosis that says nothing is refused.
    """
    parcours = verrouiller(parcours)
    if parcours.date_entree or not parcours.est_ouvert:
        raise ValidationError("La situation à l'entrée est figée.")
    _exiger_un_constat(criteres, situation)
    if parcours.statut in (Statut.PRESCRIT, Statut.AJOURNE):
        changer_statut(parcours, Statut.EN_DIAGNOSTIC)
    date = date or timezone.localdate()
    return _ecrire_situation_entree(parcours, criteres, date, version, situation)


@acte(Acte.CORRIGER_ENTREE)
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


def _exiger_un_constat(criteres, situation):
    if not criteres and all(valeur in ("", None) for valeur in situation.values()):
        raise ValidationError(
            "Ce diagnostic est vide : indiquez au moins la situation vis-à-vis de l'emploi, le "
            "niveau de formation ou un critère."
        )


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
