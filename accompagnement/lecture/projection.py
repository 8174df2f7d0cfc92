"""What a commission looks at on the screen, case by case: facts, and nothing that a partner in the
room has no right to see (health, justice, housing, notes)."""

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from accompagnement.enums import (
    CRITERES_SENSIBLES,
    Moment,
    Presence,
    StatutFrein,
)
from accompagnement.models import Parcours, Reglages
from accompagnement.sorties.lecture import deduction_de


def cas(passage):
    """The facts of one case, as the context of its page; the same number of statements for all."""
    parcours = passage.parcours
    affectations = parcours.affectations.filter(date_fin__isnull=True).select_related("agent")
    honores = parcours.entretiens.filter(presence=Presence.HONORE)
    sortie = getattr(parcours, "sortie", None)
    deduction, regle = deduction_de(parcours, timezone.localdate()) if sortie else (None, None)
    return {
        "parcours": parcours,
        "age": relativedelta(timezone.localdate(), parcours.participant.date_naissance).years,
        "fin_prevue": _fin_prevue(parcours),
        "referent": next((a.agent for a in affectations), None),
        "situation": parcours.situations.filter(moment=Moment.ENTREE).first(),
        "criteres": [c for c in parcours.criteres.all() if c.code not in CRITERES_SENSIBLES],
        "freins": list(_freins(parcours)),
        "etapes": list(parcours.etapes.all()[:8]),
        "emplois": list(parcours.emplois.all()[:5]),
        "nombre_entretiens": honores.count(),
        "dernier_entretien": honores.order_by("-debut").values_list("debut", flat=True).first(),
        "sortie": sortie,
        "motif_reserve": bool(sortie and sortie.motif.est_sensible),
        "deduction": deduction,
        "regle": regle,
    }


def _fin_prevue(parcours):
    duree = Reglages.objects.actuels().duree_max_mois
    lui = Parcours.objects.filter(pk=parcours.pk).avec_fin_prevue(duree)
    return lui.values_list("fin_prevue", flat=True).first()


def _freins(parcours):
    ouverts = parcours.freins.exclude(statut=StatutFrein.LEVE).filter(type__est_sensible=False)
    return ouverts.select_related("type").order_by("-est_prioritaire", "type__ordre")
