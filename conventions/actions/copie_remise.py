"""Hand a file of a published report to somebody without an account."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from conventions.actions.rapport import lire_fichier
from conventions.models import CopieRemise, Rapport
from conventions.permissions import Acte
from plie.journal.acte import acte


@acte(Acte.REMETTRE_RAPPORT)
def remettre(rapport, *, par, format, pour):
    """The bytes of a published file, for somebody without an account: who handed it to whom is
    kept, once when it is sent twice. Raises ValidationError."""
    if not rapport.est_publie:
        raise ValidationError("Seul un rapport publié se remet à quelqu'un.")
    copie = CopieRemise(rapport=rapport, format=format, pour=pour.strip(), remise_par=par)
    copie.full_clean()
    fichier = rapport.fichiers.filter(format=format).first()
    if fichier is None:
        raise ValidationError({"format": "Ce rapport n'a pas ce fichier."})
    contenu = lire_fichier(fichier)
    if not _vient_d_etre_remise(copie):
        copie.save()
    return contenu


def _vient_d_etre_remise(copie):
    """Whether the same was written within a minute: a download leaves its page there, and its
    button is pressed again. Two at once: the second waits for the first."""
    Rapport.objects.select_for_update().only("pk").get(pk=copie.rapport_id)
    memes = CopieRemise.objects.filter(
        rapport=copie.rapport_id, format=copie.format, pour=copie.pour, remise_par=copie.remise_par
    )
    return memes.filter(remise_le__gte=timezone.now() - timedelta(minutes=1)).exists()
