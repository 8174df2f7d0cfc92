"""Criteria of eligibility that a person gains or loses once they have entered."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.parcours import verrouiller
from accompagnement.actions.rendez_vous import exiger_ouvert
from accompagnement.enums import Critere
from accompagnement.models import CritereEligibilite
from accompagnement.permissions import Acte


def gagner(parcours, codes, le):
    """Write that the person has these criteria since `le`; they do not count at entry."""
    for code in codes:
        if parcours.criteres.filter(Q(perdu_le__isnull=True) | Q(perdu_le__gt=le), code=code):
            raise ValidationError(
                {"gagnes": f"« {Critere(code).label} » est déjà noté à cette date."}
            )
        critere = CritereEligibilite(parcours=parcours, code=code, a_l_entree=False, constate_le=le)
        critere.full_clean()
        critere.save()


def perdre(parcours, codes, le):
    """Write that the person no longer has these criteria from `le` on."""
    for code in codes:
        critere = parcours.criteres.tenus().filter(code=code).first()
        if critere is None:
            raise ValidationError(
                {"perdus": f"« {Critere(code).label} » n'est plus noté : rechargez la page."}
            )
        dater_la_perte(critere, le, champ="perdus")
        critere.full_clean()
        critere.save()


def dater_la_perte(critere, le, champ="perdu_le"):
    """A criterion at entry is not lost before the entry: there it is corrected."""
    entree = critere.parcours.date_entree
    if critere.a_l_entree and entree and le <= entree:
        raise ValidationError(
            {
                champ: f"« {critere} » compte à l'entrée du {entree:%d/%m/%Y} : il ne se perd "
                "qu'après. Si c'est une erreur, faites corriger la situation à l'entrée."
            }
        )
    if le <= critere.constate_le:
        raise ValidationError(
            {champ: f"« {critere} » est constaté le {critere.constate_le:%d/%m/%Y}."}
        )
    critere.perdu_le = le


@acte(Acte.ECRIRE_DOSSIER)
def corriger_critere(critere, *, par, perdu_le, constate_le=None):
    """Correct the days of a criterion noted since the entry; of one at entry, only its loss. What
    was checked is to be checked again.

    Raises ValidationError on a closed parcours, or for days that do not hold.
    """
    parcours = verrouiller(critere.parcours)
    exiger_ouvert(parcours)
    actuel = _verrouiller(critere)
    if constate_le and not actuel.a_l_entree:
        if constate_le <= parcours.participant.date_naissance:
            raise ValidationError({"constate_le": "Cette date précède la naissance."})
        actuel.constate_le = constate_le
    actuel.perdu_le = None
    if perdu_le:
        dater_la_perte(actuel, perdu_le)
    for champ in ("constate_le", "perdu_le"):
        jour = getattr(actuel, champ)
        if jour and jour > timezone.localdate():
            raise ValidationError({champ: "Cette date est dans le futur."})
    actuel.verifie_par = actuel.verifie_le = None
    actuel.full_clean()
    actuel.save()
    return actuel


@acte(Acte.VERIFIER_PIECE)
def verifier_critere(critere, *, par):
    """Record that what was put in proves the criterion; idempotent. Raises ValidationError when no
    document is attached to it."""
    actuel = _verrouiller(critere)
    if not actuel.pieces.recevables().exists():
        raise ValidationError("Aucune pièce ne prouve ce critère : déposez-la d'abord.")
    if actuel.verifie_le is None:
        actuel.verifie_par, actuel.verifie_le = par, timezone.localdate()
        actuel.save()
    return actuel


@acte(Acte.VERIFIER_PIECE)
def annuler_verification(critere, *, par):
    """Take back a check made by mistake."""
    actuel = _verrouiller(critere)
    actuel.verifie_par = actuel.verifie_le = None
    actuel.save()
    return actuel


def _verrouiller(critere):
    actuel = CritereEligibilite.objects.select_for_update().filter(pk=critere.pk).first()
    if actuel is None:
        raise ValidationError("Ce critère a été retiré du dossier entre-temps.")
    return actuel
