"""Write identities. Every function runs in one transaction and validates before it saves."""

from django.core.exceptions import ValidationError
from django.db.models import Min
from django.utils import timezone

from accompagnement.models import Participant
from accompagnement.permissions import Acte
from plie.journal.acte import acte
from plie.socle.ecriture import remplir, reprendre

CHAMPS = (
    "nom",
    "prenom",
    "date_naissance",
    "sexe",
    "numero_france_travail",
    "commune",
    "adresse",
    "telephone",
    "email",
    "accepte_courriels",
)


@acte(Acte.CREER_DOSSIER)
def creer_participant(*, par, **champs):
    """Create a person; raises ValidationError (future birth date, number already known...)."""
    participant = Participant(**champs)
    verifier_naissance(participant)
    participant.full_clean()
    participant.save()
    return participant


@acte(Acte.ECRIRE_IDENTITE)
def modifier_participant(participant, *, par, version, **champs):
    """Change an identity; raises Conflit when somebody saved after `version` was read."""
    actuel = reprendre(participant, version)
    remplir(actuel, champs)
    verifier_naissance(actuel)
    actuel.full_clean()
    actuel.save()
    return actuel


def verifier_naissance(participant):
    naissance = participant.date_naissance
    if naissance and naissance > timezone.localdate():
        raise ValidationError({"date_naissance": "La date de naissance est dans le futur."})
    entree = (
        participant.parcours.aggregate(Min("date_entree"))["date_entree__min"]
        if participant.pk
        else None
    )
    if naissance and entree and naissance >= entree:
        raise ValidationError(
            {"date_naissance": f"Un parcours commence le {entree:%d/%m/%Y}, avant cette date."}
        )
