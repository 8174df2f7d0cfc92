"""Entretiens and étapes of one parcours."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accompagnement.actions.parcours import verrouiller
from accompagnement.enums import Presence
from accompagnement.models import Entretien, Etape
from plie.interface.erreurs import Conflit

# A meeting may be written down a little before its end.
AVANCE = timedelta(hours=1)


def _exiger_ouvert(parcours):
    if not parcours.est_ouvert:
        raise ValidationError("Ce parcours est clos : il se lit, il ne s'écrit plus.")


@transaction.atomic
def enregistrer_entretien(parcours, *, par, **champs):
    """Record a meeting, held or to come (`presence`)."""
    parcours = verrouiller(parcours)
    _exiger_ouvert(parcours)
    return _enregistrer(Entretien(parcours=parcours, agent=par), champs)


@transaction.atomic
def ajouter_etape(parcours, *, par, **champs):
    """Add a step of the parcours; the accompaniment itself is never one."""
    parcours = verrouiller(parcours)
    _exiger_ouvert(parcours)
    return _enregistrer(Etape(parcours=parcours), champs)


@transaction.atomic
def modifier_suivi(objet, *, par, version, **champs):
    """Change an entretien or an étape; raises Conflit when somebody saved after `version`."""
    _exiger_ouvert(verrouiller(objet.parcours))
    actuel = type(objet).objects.select_for_update().get(pk=objet.pk)
    if actuel.version != version:
        raise Conflit(actuel)
    actuel.version += 1
    return _enregistrer(actuel, champs)


def _verifier_presence(objet):
    """A meeting to come has no outcome yet."""
    presence = getattr(objet, "presence", None)
    if presence in (Presence.HONORE, Presence.ABSENT) and objet.debut > timezone.now() + AVANCE:
        raise ValidationError(
            {"presence": "Ce rendez-vous est à venir : enregistrez-le « À venir »."}
        )


def _enregistrer(objet, champs):
    for nom, valeur in champs.items():
        setattr(objet, nom, valeur)
    _verifier_presence(objet)
    objet.full_clean()
    objet.save()
    return objet
