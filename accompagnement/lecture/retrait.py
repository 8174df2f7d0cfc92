"""What was taken out of a dossier because it was typed by mistake."""

from accompagnement.lecture.reserve import montrer


def lire_retraits(participant, agent):
    """The latest first, those of the parcours that `agent` may open; why, for who follows them."""
    visibles = participant.parcours.visibles_par(agent).values("pk")
    confies = set(participant.parcours.confies_a(agent).values_list("pk", flat=True))
    retraits = participant.retraits.filter(parcours__in=visibles) | participant.retraits.filter(
        parcours__isnull=True
    )
    lus = list(retraits.select_related("par"))
    for retrait in lus:
        # A document of no parcours is read like the person's own.
        est_confie = retrait.parcours_id in confies or (confies and retrait.parcours_id is None)
        montrer(retrait, "motif", retrait.motif if est_confie else "")
    return lus
