"""What is withheld of a parcours, and from whom: health, justice and housing. Pages, papers,
minutes and the screen of a commission read through here; nobody else decides."""

from dataclasses import dataclass

from accompagnement.enums import (
    CRITERES_SENSIBLES,
    MOTIFS_SUSPENSION_SENSIBLES,
    StatutFrein,
)
from accompagnement.models import Parcours
from accompagnement.permissions import Acte
from plie.comptes.models import Agent

RESERVE = "motif réservé"


def criteres_lisibles(criteres, *, voit_sensible):
    return [c for c in criteres if voit_sensible or c.code not in CRITERES_SENSIBLES]


def motif_de_sortie(motif, *, voit_sensible):
    """The reason of an exit in words, or that it is reserved."""
    return RESERVE if motif.est_sensible and not voit_sensible else str(motif)


def motif_de_suspension(suspension, *, voit_sensible):
    if suspension.motif in MOTIFS_SUSPENSION_SENSIBLES and not voit_sensible:
        return RESERVE
    return suspension.get_motif_display()


@dataclass(frozen=True)
class Lecture:
    """A parcours as it may be read: by an agent (`pour`), or by anybody (`publique`), on a paper
    that leaves the house or a screen that several people look at."""

    parcours: Parcours
    referent: Agent | None
    voit_sensible: bool

    @classmethod
    def pour(cls, parcours, agent):
        referent = parcours.referent
        return cls(parcours, referent, Acte.VOIR_SENSIBLE.permet(agent, referent))

    @classmethod
    def publique(cls, parcours):
        return cls(parcours, parcours.referent, voit_sensible=False)

    @property
    def participant(self):
        return self.parcours.participant

    @property
    def criteres(self):
        return criteres_lisibles(self.parcours.criteres.all(), voit_sensible=self.voit_sensible)

    @property
    def freins(self):
        """Those still to be lifted, the most urgent first."""
        freins = self.parcours.freins.exclude(statut=StatutFrein.LEVE)
        if not self.voit_sensible:
            freins = freins.filter(type__est_sensible=False)
        return freins.select_related("type").prefetch_related("objectifs__type")

    def objectifs(self, frein):
        return [o for o in frein.objectifs.all() if self.voit_sensible or not o.type.est_sensible]
