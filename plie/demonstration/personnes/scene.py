"""What every part of the demonstration data needs at hand."""

import random
from dataclasses import dataclass, field
from datetime import date

from accompagnement.models import (
    AffectationReferent,
    Commission,
    Competence,
    CritereEligibilite,
    Emploi,
    Entretien,
    Etape,
    EvaluationFrein,
    Frein,
    MotifSortie,
    MotifSuspension,
    NonEntree,
    ObjectifFrein,
    Operateur,
    Parcours,
    Participant,
    ParticipationSeance,
    Passage,
    Projet,
    RegleSortie,
    Seance,
    Situation,
    Sortie,
    SuiviEmploi,
    Suspension,
)
from plie.comptes.models import Agent, Structure
from plie.demonstration.personnes import textes
from plie.demonstration.personnes.agents import Equipe
from plie.demonstration.personnes.calendrier import Passe
from plie.demonstration.personnes.creneaux import Creneaux
from plie.demonstration.personnes.identites import Identites, Profil
from plie.demonstration.personnes.lot import Lot
from plie.referentiels.models import Commune

ORDRE = (
    Participant,
    Parcours,
    AffectationReferent,
    Situation,
    CritereEligibilite,
    Entretien,
    Etape,
    Emploi,
    SuiviEmploi,
    Suspension,
    Commission,
    Passage,
    NonEntree,
    Sortie,
    Frein,
    EvaluationFrein,
    ObjectifFrein,
    Projet,
    Competence,
    Seance,
    ParticipationSeance,
)
# Rows without a history of their own.
LIENS = (Frein.situations.through, Projet.metiers.through)


def hasard(*cle):
    """Chance of one thing's own: drawing more for one person changes nothing for the next."""
    return random.Random("-".join(map(str, cle)))  # noqa: S311 - invented people


@dataclass
class Scene:
    graine: int
    aujourdhui: date
    structures: dict[str, Structure]
    equipe: Equipe
    lot: Lot = field(default_factory=lambda: Lot((*ORDRE, *LIENS)))
    creneaux: Creneaux = field(default_factory=Creneaux)
    deja: int = 0

    def __post_init__(self):
        communes = list(Commune.objects.filter(est_du_territoire=True).order_by("pk"))
        self.communes = {commune.pk: commune for commune in communes}
        self.identites = Identites(communes, rang=self.deja)
        self.operateurs = {
            nom: Operateur.objects.get_or_create(nom=nom)[0] for nom in textes.OPERATEURS
        }
        self.motifs = MotifSortie.objects.in_bulk()
        self.motifs_suspension = MotifSuspension.objects.in_bulk()
        self.regles = list(RegleSortie.objects.order_by("-valide_du"))

    def hasard(self, *cle):
        return hasard(self.graine, *cle)

    def regle_du(self, jour):
        return next(regle for regle in self.regles if regle.valide_du <= jour)


@dataclass
class Dossier:
    """A parcours of the calendar with its person, its référent and where it stands today."""

    passe: Passe
    participant: Participant
    referent: Agent
    etat: str = "actif"
    parcours: Parcours | None = None
    profil: Profil | None = None
