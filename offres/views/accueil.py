"""The block of the home page: what the agent said they would do next with an employer."""

from django.utils import timezone

from offres.models import Echange

MONTRES = 10


def echanges(agent):
    """The exchanges written by `agent` whose next step is due; None when nothing is."""
    dus = Echange.objects.a_relancer(timezone.localdate()).filter(saisi_par=agent)
    lus = list(dus.prefetch_related("etablissement").order_by("suite_le", "pk")[: MONTRES + 1])
    if not lus:
        return None
    return {"echanges": lus[:MONTRES], "il_y_en_a_plus": len(lus) > MONTRES}
