"""Étapes of one parcours: planned, begun, finished."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.parcours import verrouiller
from accompagnement.actions.rendez_vous import exiger_ouvert
from accompagnement.models import Etape
from accompagnement.permissions import Acte
from plie.socle.ecriture import exiger_version, remplir

HORIZON = timedelta(days=5 * 366)


@acte(Acte.ECRIRE_DOSSIER)
def ajouter_etape(parcours, *, par, **champs):
    """Add a step, only planned while it has no real beginning; several may run at once. The
    accompaniment itself is never one."""
    parcours = verrouiller(parcours)
    exiger_ouvert(parcours)
    return _enregistrer(Etape(parcours=parcours), champs)


@acte(Acte.ECRIRE_DOSSIER)
def modifier_etape(etape, *, par, version, **champs):
    """Change an étape; raises Conflit when somebody saved after `version`."""
    actuel = _verrouiller(etape)
    exiger_version(actuel, version)
    actuel.version += 1
    return _enregistrer(actuel, champs)


@acte(Acte.ECRIRE_DOSSIER)
def commencer_etape(etape, *, par, date_debut):
    """A planned step begins."""
    actuelle = _verrouiller(etape)
    if actuelle.date_debut:
        raise ValidationError(f"Cette étape a commencé le {actuelle.date_debut:%d/%m/%Y}.")
    actuelle.version += 1
    return _enregistrer(actuelle, {"date_debut": date_debut})


@acte(Acte.ECRIRE_DOSSIER)
def terminer_etape(etape, *, par, date_fin, resultat):
    """A running step ends with its result."""
    actuelle = _verrouiller(etape)
    if actuelle.date_fin:
        raise ValidationError(f"Cette étape est terminée depuis le {actuelle.date_fin:%d/%m/%Y}.")
    actuelle.version += 1
    return _enregistrer(actuelle, {"date_fin": date_fin, "resultat": resultat})


def _verrouiller(etape):
    exiger_ouvert(verrouiller(etape.parcours))
    return Etape.objects.select_for_update().get(pk=etape.pk)


def _enregistrer(etape, champs):
    remplir(etape, champs)
    _verifier_dates(etape)
    etape.full_clean()
    etape.save()
    return etape


def _verifier_dates(etape):
    aujourdhui = timezone.localdate()
    if etape.date_debut and etape.date_debut > aujourdhui:
        raise ValidationError(
            {"date_debut": "Cette date est à venir : indiquez-la comme début prévu."}
        )
    if etape.date_fin and etape.date_fin > aujourdhui:
        raise ValidationError(
            {"date_fin": "Cette date est à venir : indiquez-la comme fin prévue."}
        )
    for champ in ("date_debut_prevue", "date_fin_prevue"):
        if (getattr(etape, champ) or aujourdhui) > aujourdhui + HORIZON:
            raise ValidationError({champ: "Cette date est trop lointaine."})
