from django.db import connection
from django.utils import timezone

from plie.journal.models import Consultation

# Written by hand: every page, every call of the API that shows a person ends with it.
TRACER = """
    INSERT INTO journal_consultation
        (agent_id, participant_id, objet, detail, declarant, consulte_le)
    VALUES (%s, %s, %s, %s, %s, %s)
"""
DETAIL_MAX = Consultation._meta.get_field("detail").max_length


def tracer_consultation(*, par, participant_id, objet, detail="", declarant=""):
    """Log that `par` has seen `objet` of a dossier; called by every view that shows one. What may
    say something of the person goes in `detail`: `objet` is read by whoever reads the log."""
    valeurs = [par.pk, participant_id, objet, detail[:DETAIL_MAX], declarant, timezone.now()]
    with connection.cursor() as curseur:
        curseur.execute(TRACER, valeurs)


def tracer_consultations(*, par, participant_ids, objet, detail="", declarant=""):
    """The same for an export of many dossiers, in one statement."""
    Consultation.objects.bulk_create(
        (
            Consultation(
                agent=par,
                participant_id=pk,
                objet=objet,
                detail=detail[:DETAIL_MAX],
                declarant=declarant,
                en_lot=True,
            )
            for pk in participant_ids
        ),
        batch_size=5000,
    )
