"""Replacements of absent référents: decided by coordination, never longer than a year. The
assignments stay what they are."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.notification import notifier, oublier
from accompagnement.enums.notification import Notifie
from accompagnement.models import Remplacement
from accompagnement.permissions import Acte
from plie.comptes.models import Agent
from plie.journal.acte import acte

DUREE_MAXIMALE = timedelta(days=366)


@acte(Acte.REMPLACER)
def creer_remplacement(*, par, absent, remplacant, date_debut, date_fin):
    """Give the portfolio of `absent` to `remplacant` too, from today at the earliest."""
    # Lock on both agents: two requests at once could make each replace the other.
    agents = Agent.objects.filter(pk__in=[absent.pk, remplacant.pk]).order_by("pk")
    list(agents.select_for_update(no_key=True))
    if date_debut < timezone.localdate():
        raise ValidationError({"date_debut": "Un remplacement commence au plus tôt aujourd'hui."})
    if not Agent.objects.referents().filter(pk=remplacant.pk).exists():
        raise ValidationError({"remplacant": "Le remplaçant est un référent en activité."})
    remplacement = Remplacement(
        absent=absent,
        remplacant=remplacant,
        date_debut=date_debut,
        date_fin=date_fin,
        decide_par=par,
    )
    return _dire_a_chacun(_enregistrer(remplacement), par)


@acte(Acte.REMPLACER)
def modifier_remplacement(remplacement, *, par, date_fin):
    """Shorten or prolong a replacement that is not over; its last day is today at the earliest."""
    actuel = _a_changer(remplacement)
    if date_fin < timezone.localdate():
        raise ValidationError(
            {"date_fin": "Ce jour est passé. Pour arrêter maintenant, annulez le remplacement."}
        )
    actuel.date_fin = date_fin
    _taire(actuel)
    return _dire_a_chacun(_enregistrer(actuel), par)


@acte(Acte.REMPLACER)
def annuler_remplacement(remplacement, *, par):
    """Stop a replacement at once: begun before today, it ends yesterday; else its row is deleted.
    Its history stays."""
    actuel = _a_changer(remplacement)
    _taire(actuel)
    hier = timezone.localdate() - timedelta(days=1)
    if actuel.date_debut > hier:
        actuel.delete()
        return
    actuel.date_fin = hier
    actuel.save()


def _dire_a_chacun(remplacement, par):
    """To who is absent, and to who replaces them."""
    absent, remplacant = remplacement.absent, remplacement.remplacant
    dates = f"du {remplacement.date_debut:%d/%m/%Y} au {remplacement.date_fin:%d/%m/%Y}"
    for nature, agent, autre in (
        (Notifie.REMPLACEMENT, remplacant, absent),
        (Notifie.ABSENCE, absent, remplacant),
    ):
        notifier(nature, [agent.pk], par=par, objet=remplacement.pk, precision=f"{autre} {dates}")
    return remplacement


def _taire(remplacement):
    for nature in (Notifie.REMPLACEMENT, Notifie.ABSENCE):
        oublier(nature, remplacement.pk)


def _a_changer(remplacement):
    actuel = Remplacement.objects.select_for_update().filter(pk=remplacement.pk).first()
    if actuel is None:
        raise ValidationError("Ce remplacement a été annulé entre-temps.")
    if actuel.date_fin < timezone.localdate():
        raise ValidationError(f"Ce remplacement est fini depuis le {actuel.date_fin:%d/%m/%Y}.")
    return actuel


def _enregistrer(remplacement):
    if remplacement.date_fin < remplacement.date_debut:
        # daterange() raises when its end precedes its start, before any constraint is asked.
        raise ValidationError({"date_fin": "La fin du remplacement précède son début."})
    if remplacement.date_fin - remplacement.date_debut > DUREE_MAXIMALE:
        raise ValidationError(
            {
                "date_fin": "Un remplacement dure un an au plus : au-delà, transférez le "
                "portefeuille."
            }
        )
    remplacement.full_clean()
    _refuser_en_chaine(remplacement)
    remplacement.save()
    return remplacement


def _refuser_en_chaine(remplacement):
    """Who is absent replaces nobody: the portfolio would be in nobody's hands."""
    memes_jours = Remplacement.objects.exclude(pk=remplacement.pk).filter(
        date_debut__lte=remplacement.date_fin, date_fin__gte=remplacement.date_debut
    )
    absence = memes_jours.filter(absent=remplacement.remplacant).first()
    if absence:
        raise ValidationError({"remplacant": f"Absence à ces dates : {_dire(absence)}."})
    tenu = memes_jours.filter(remplacant=remplacement.absent).first()
    if tenu:
        raise ValidationError({"absent": f"Modifiez d'abord ceci : {_dire(tenu)}."})


def _dire(remplacement):
    return (
        f"{remplacement} du {remplacement.date_debut:%d/%m/%Y} au {remplacement.date_fin:%d/%m/%Y}"
    )
