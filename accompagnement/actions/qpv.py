"""Whether the address of a person is in a priority district."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.retrait import noter_le_retrait
from accompagnement.enums import NatureRetrait
from accompagnement.models import ConstatQpv
from accompagnement.permissions import Acte
from plie.journal.acte import acte
from plie.socle.ecriture import relire


@acte(Acte.ECRIRE_IDENTITE)
def constater_qpv(participant, *, par, constate_le, generation, est_en_qpv, source, qpv=None):
    """Write what is known of today's address; a second time the same day, it is corrected.

    Raises ValidationError without any address, for a day in the future or before birth, or for a
    district of another generation.
    """
    participant = relire(participant)
    if constate_le > timezone.localdate():
        raise ValidationError({"constate_le": "Cette date est dans le futur."})
    if constate_le <= participant.date_naissance:
        raise ValidationError({"constate_le": "Cette date précède la naissance."})
    adresse = {"adresse": participant.adresse, "commune": participant.commune}
    cle = {"constate_le": constate_le, "generation": generation, **adresse}
    constat = participant.constats_qpv.filter(**cle).first()
    constat = constat or ConstatQpv(participant=participant, **cle)
    constat.est_en_qpv, constat.qpv = est_en_qpv, qpv
    constat.source, constat.par = source, par
    constat.full_clean()
    constat.save()
    return constat


@acte(Acte.ECRIRE_IDENTITE)
def retirer_constat(constat, *, par, motif):
    """Take out what was noted by mistake of an address, on the wrong day say: the history keeps
    it, and why it went. Raises ValidationError without `motif`, or when it is already gone."""
    actuel = ConstatQpv.objects.select_for_update().filter(pk=constat.pk).first()
    if actuel is None:
        raise ValidationError("Cette ligne a déjà été retirée.")
    nature = NatureRetrait.CONSTAT_QPV
    retrait = noter_le_retrait(actuel, actuel.participant_id, nature, par, motif)
    actuel.delete()
    return retrait
