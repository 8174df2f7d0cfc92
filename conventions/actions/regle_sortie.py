"""What withdrawing a rule of exits entails for the figures written down."""

from accompagnement.actions import regle_sortie
from accompagnement.models import RegleSortie
from accompagnement.permissions import Acte
from conventions.actions.releve import mois_arretes, verrouiller_releves
from conventions.models import Releve
from plie.journal.acte import acte


@acte(Acte.REGLER_SORTIES)
def retirer_regle_sortie(regle, *, par, edition=None):
    """Take out a rule that never served (`regle_sortie.retirer_regle_sortie`, which says what it
    raises). Figures that are not official yet name the rule of their last day: they name the one
    that takes over, until the night counts them again."""
    # In the order of who makes a month official, or each would wait for the other.
    mois_arretes(regle.valide_du, regle.valide_du)
    verrouiller_releves()
    reprise = RegleSortie.objects.filter(valide_du__lt=regle.valide_du).order_by("-valide_du")
    Releve.objects.filter(regle=regle, fige_le=None).update(regle=reprise.first())
    regle_sortie.retirer_regle_sortie(regle, par=par, edition=edition)
