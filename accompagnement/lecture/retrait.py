"""What was taken out of a dossier because it was typed by mistake."""

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from accompagnement.lecture.reserve import montrer
from accompagnement.models import Parcours, Retrait


def lire_retraits(participant, agent):
    """The latest first, those of the parcours that `agent` may open; why, for who follows them, or,
    of a document of no parcours, any parcours of the person. A merge moves the parcours: those
    written before it are found through them."""
    visibles = Parcours.objects.visibles_par(agent).filter(participant=participant)
    confies = Parcours.objects.confies_a(agent).filter(
        participant=participant, pk=Coalesce(OuterRef("parcours"), F("pk"))
    )
    retraits = Retrait.objects.filter(
        Q(parcours__in=visibles.order_by().values("pk"))
        | Q(participant=participant, parcours__isnull=True)
    )
    lus = list(retraits.select_related("par").annotate(est_confie=Exists(confies)))
    for retrait in lus:
        montrer(retrait, "motif", retrait.motif if retrait.est_confie else "")
    return lus
