"""Who is in a cohort, as one agent may read it: what made them far from work may say of health."""

from accompagnement.enums import CRITERES_SENSIBLES, Critere
from accompagnement.lecture.reserve import montrer
from plie.referentiels.models import TypeFrein


def lire_appartenances(appartenances, reserve):
    """Each with `criteres_dits` and `freins_dits`, in words; its codes go."""
    codes = {code for lue in appartenances for code in lue.freins}
    types = TypeFrein.objects.in_bulk(codes) if codes else {}
    for lue in appartenances:
        criteres = [c for c in lue.criteres if not (reserve.tait and c in CRITERES_SENSIBLES)]
        lue.criteres_dits = [Critere(code).label for code in criteres]
        connus = reserve.types_frein(types[code] for code in lue.freins if code in types)
        lue.freins_dits = [str(type_) for type_ in connus]
        montrer(lue, "criteres", criteres)
        montrer(lue, "freins", [type_.pk for type_ in connus])
    return appartenances
