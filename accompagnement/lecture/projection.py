"""What a commission looks at on the screen, case by case: facts, and nothing that a partner in the
room has no right to see (health, justice, housing, notes)."""

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from accompagnement.alertes.completude import manques_projetables
from accompagnement.enums import Presence
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import Parcours, Reglages
from accompagnement.sorties.parcours import deduction_de


def cas(passage):
    """The facts of one case, as the context of its page; the same number of statements for all."""
    parcours = passage.parcours
    lecture = Lecture.publique(parcours)
    honores = parcours.entretiens.filter(presence=Presence.HONORE)
    sortie = getattr(parcours, "sortie", None)
    deduction, regle = deduction_de(parcours, timezone.localdate()) if sortie else (None, None)
    return {
        "parcours": parcours,
        "age": relativedelta(timezone.localdate(), parcours.participant.date_naissance).years,
        "fin_prevue": _fin_prevue(parcours),
        "referent": lecture.referent,
        "situation": lecture.situation_entree,
        "criteres": lecture.criteres_tenus,
        "manques": [manque.label.lower() for manque in manques_projetables(passage)],
        "freins": sorted(lecture.freins_a_lever, key=lambda frein: not frein.est_prioritaire),
        "etapes": list(parcours.etapes.all()[:8]),
        "emplois": list(parcours.emplois.all()[:5]),
        "nombre_entretiens": honores.count(),
        "dernier_entretien": honores.order_by("-debut").values_list("debut", flat=True).first(),
        **_sortie(sortie),
        "deduction": deduction,
        "regle": regle,
    }


def _sortie(sortie):
    """The comment is for the room once the reason is; it waits behind a click."""
    if sortie is None:
        return {"sortie_le": None}
    est_reserve = sortie.motif.est_sensible
    return {
        "sortie_le": sortie.date_effet,
        "motif_sortie": "" if est_reserve else str(sortie.motif),
        "commentaire_sortie": "" if est_reserve else sortie.commentaire,
    }


def _fin_prevue(parcours):
    duree = Reglages.objects.actuels().duree_max_mois
    lui = Parcours.objects.filter(pk=parcours.pk).avec_fin_prevue(duree)
    return lui.values_list("fin_prevue", flat=True).first()
