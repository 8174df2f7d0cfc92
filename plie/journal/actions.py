from plie.journal.models import Consultation


def tracer_consultation(*, par, participant_id, objet):
    """Log that `par` has seen `objet` of a dossier; called by every view that shows one."""
    Consultation.objects.create(agent=par, participant_id=participant_id, objet=objet)


def tracer_consultations(*, par, participant_ids, objet):
    """The same for an export of many dossiers, in one statement."""
    Consultation.objects.bulk_create(
        (
            Consultation(agent=par, participant_id=pk, objet=objet, en_lot=True)
            for pk in participant_ids
        ),
        batch_size=5000,
    )
