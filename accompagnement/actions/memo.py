"""Things to do: written, given to a colleague, done or not, put off, withdrawn."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.notification import notifier, oublier
from accompagnement.enums.notification import Notifie
from accompagnement.listes.lecteurs import collegues, lecteurs
from accompagnement.models import Memo
from accompagnement.permissions import Acte
from plie.journal.acte import acte, travail
from plie.socle.ecriture import exiger_version

AVANCE_MAXIMALE = timedelta(days=2 * 366)
FAITS_GARDES = timedelta(days=180)


@acte(Acte.TENIR_MEMO)
def creer_memo(*, par, texte, le, pour=None, parcours=None):
    """Note something to do by the day `le`, for oneself or for `pour`, who is told of it.

    Raises ValidationError for a day past or too far, and when `pour` may not open the dossier.
    """
    _exiger_une_date_a_venir(le)
    memo = Memo(auteur=par, parcours=parcours)
    return _ecrire(memo, par, texte=texte, le=le, pour=pour or par)


@acte(Acte.TENIR_MEMO)
def modifier_memo(memo, *, par, version, texte, le, pour):
    """Change what there is to do, by when or by whom; raises Conflit when somebody saved after
    `version`. A day already past may stay."""
    actuel = _verrouiller(memo)
    exiger_version(actuel, version)
    if le != actuel.le:
        _exiger_une_date_a_venir(le)
    actuel.version += 1
    if actuel.pour_id != pour.pk:
        oublier(Notifie.MEMO, actuel.pk)
    return _ecrire(actuel, par, texte=texte, le=le, pour=pour)


def _ecrire(memo, par, *, texte, le, pour):
    est_confie = memo.pk is None or memo.pour_id != pour.pk
    memo.texte, memo.le, memo.pour = texte.strip(), le, pour
    _exiger_un_lecteur(memo)
    memo.full_clean()
    memo.save()
    if est_confie:
        _dire(Notifie.MEMO, pour.pk, memo, par)
    return memo


@acte(Acte.TENIR_MEMO)
def cocher_memo(memo, *, par):
    """It is done; whoever wrote it is told when somebody else did it. Idempotent."""
    actuel = _verrouiller(memo)
    if actuel.fait_le is None:
        actuel.fait_le = timezone.now()
        actuel.save()
        oublier(Notifie.MEMO, actuel.pk)
        _dire(Notifie.MEMO_FAIT, actuel.auteur_id, actuel, par)
    return actuel


@acte(Acte.TENIR_MEMO)
def decocher_memo(memo, *, par):
    """It is not done after all; idempotent."""
    actuel = _verrouiller(memo)
    actuel.fait_le = None
    actuel.save()
    oublier(Notifie.MEMO_FAIT, actuel.pk)
    return actuel


@acte(Acte.TENIR_MEMO)
def retirer_memo(memo, *, par):
    """Nobody has to do it any more; done already when it is gone."""
    for nature in (Notifie.MEMO, Notifie.MEMO_FAIT):
        oublier(nature, memo.pk)
    Memo.objects.filter(pk=memo.pk).delete()


def _verrouiller(memo):
    actuel = Memo.objects.select_for_update().filter(pk=memo.pk).first()
    if actuel is None:
        raise ValidationError("Ce mémo a été retiré entre-temps.")
    return actuel


def _exiger_une_date_a_venir(le):
    if le < timezone.localdate():
        raise ValidationError({"le": "Ce jour est passé."})
    if le > timezone.localdate() + AVANCE_MAXIMALE:
        raise ValidationError({"le": "Cette date est trop lointaine."})


def _exiger_un_lecteur(memo):
    possibles = lecteurs(memo.parcours) if memo.parcours else collegues()
    if not possibles.filter(pk=memo.pour_id).exists():
        raise ValidationError({"pour": "Cette personne n'a pas accès à ce dossier."})


def _dire(nature, agent, memo, par):
    notifier(nature, [agent], par=par, parcours=memo.parcours_id, objet=memo.pk)


@travail("ménage de la nuit")
def purger_memos():
    """Delete those done long ago; returns how many."""
    anciens = Memo.objects.filter(fait_le__lt=timezone.now() - FAITS_GARDES)
    return anciens.delete()[0]
