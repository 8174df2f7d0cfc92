"""The verbs of a parcours before and between commissions; the only writers of `statut`."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.affectation import confier
from accompagnement.actions.alerte import rafraichir
from accompagnement.enums import TRANSITIONS, Statut
from accompagnement.models import Parcours
from accompagnement.permissions import Acte
from plie.journal.acte import acte
from plie.socle.ecriture import relire, remplir


def verrouiller(parcours):
    """The row as it is now, locked until the end of the transaction; raises ValidationError when
    the dossier was erased meanwhile."""
    return relire(parcours)


def verrouiller_ceux_de(participant_id):
    """Lock every parcours of one person: no exit is validated before the transaction ends."""
    siens = Parcours.objects.filter(participant=participant_id).order_by("pk")
    list(siens.select_for_update().values_list("pk"))


def changer_statut(parcours, statut, *, depuis=None, **champs):
    """Move a locked parcours along TRANSITIONS, from `depuis` alone for a verb that is of that
    state only; raises ValidationError on any other move."""
    ailleurs = depuis is not None and parcours.statut != depuis
    if ailleurs or statut not in TRANSITIONS[Statut(parcours.statut)]:
        raise ValidationError(
            f"Impossible : le parcours est « {parcours.get_statut_display().lower()} »."
        )
    placer(parcours, statut=statut, **champs)
    parcours.save()
    return parcours


def placer(parcours, *, statut, **champs):
    """Check that a parcours may be there, and write nothing; past TRANSITIONS, only the transaction
    of a correction then saves it."""
    parcours.statut = statut
    remplir(parcours, champs)
    _verifier_dates(parcours)
    parcours.full_clean()


def _verifier_dates(parcours):
    naissance = parcours.participant.date_naissance
    if parcours.date_entree and parcours.date_entree <= naissance:
        raise ValidationError("L'entrée précède la naissance.")
    if parcours.date_entree and parcours.date_entree > timezone.localdate() + timedelta(days=366):
        raise ValidationError("La date d'entrée est trop lointaine.")


@acte(Acte.CREER_DOSSIER)
def prescrire(participant, *, par, date_prescription, prescripteur=None, structure=None):
    """Open a parcours; also how a person re-enters. One open parcours at a time. A référent who
    opens one follows it from today."""
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
    if Acte.SUIVRE.permet(par):
        confier(parcours, a=par, par=par)
    return parcours
