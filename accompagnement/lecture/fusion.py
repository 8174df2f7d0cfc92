"""What a merge leaves alone: the official months that count the two dossiers."""

from django.utils import timezone

from accompagnement.models import Parcours
from accompagnement.mois_arretes import mois_arretes

# What figures are counted on: the prescription, the stay.
DATES_COMPTEES = ("date_prescription", "date_entree", "date_sortie")


def mois_arretes_de(*participants):
    """The first days of the official months that count a parcours of these people: they keep their
    figures, whatever is merged or parted."""
    aujourd_hui = timezone.localdate()
    suivis = Parcours.objects.filter(participant__in=participants)
    jours = [
        (du, au)
        for prescrit, entre, sorti in suivis.values_list(*DATES_COMPTEES)
        for du, au in ((prescrit, prescrit), (entre, sorti or aujourd_hui))
        if du
    ]
    if not jours:
        return []
    arretes = mois_arretes(min(du for du, _ in jours), max(au for _, au in jours))
    return [m for m in arretes if any(du.replace(day=1) <= m <= au for du, au in jours)]
