from plie.journal.models import Consultation

DETAIL_MAX = Consultation._meta.get_field("detail").max_length


def tracer_consultation(*, par, participant_id, objet, detail="", declarant=""):
    """Log that `par` has seen `objet` of a dossier; called by every view that shows one. What may
    say something of the person goes in `detail`: `objet` is read by whoever reads the log."""
    Consultation.objects.create(
        agent=par,
        participant_id=participant_id,
        objet=objet,
        detail=detail[:DETAIL_MAX],
        declarant=declarant,
    )


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
