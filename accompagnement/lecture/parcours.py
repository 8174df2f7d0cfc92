from django.utils.functional import cached_property

from accompagnement.enums import (
    Moment,
    Statut,
)
from accompagnement.lecture.lignes import lire_ensemble
from accompagnement.lecture.reserve import (
    criteres_lisibles,
    motif_de_sortie,
    motif_de_suspension,
)
from accompagnement.models import (
    AffectationReferent,
    Commission,
    CritereEligibilite,
    Emploi,
    Entretien,
    Etape,
    MiseEnRelation,
    ParticipationSeance,
    Passage,
    Seance,
    Situation,
    Sortie,
    SuiviEmploi,
    Suspension,
)
from accompagnement.permissions import Acte
from plie.comptes.models import Agent

STATUTS_DE_SORTIE = (Statut.SORTIE_PROPOSEE, Statut.SORTI)
LISTES = {
    "affectations": AffectationReferent,
    "situations": Situation,
    "criteres": CritereEligibilite,
    "entretiens": Entretien,
    "etapes": Etape,
    "emplois": Emploi,
    "mises_en_relation": MiseEnRelation,
    "suspensions": Suspension,
    "passages": Passage,
    "participations": ParticipationSeance,
}


class Faits:
    """What is recorded about one parcours, the latest first, for who has it on screen.

    `listes` names what a page reads; it all comes in one statement, so that a dossier costs the
    same however many kinds of events it mixes.
    """

    def __init__(self, parcours, agent, listes):
        self.parcours = parcours
        self.agent = agent
        self._lus = lire_ensemble(parcours, [LISTES[nom] for nom in listes])
        self._nommer_les_agents()

    def __getattr__(self, nom):
        if nom in LISTES:
            return self._lus[LISTES[nom]]
        raise AttributeError(nom)

    def _nommer_les_agents(self):
        signes = [*self._lus.get(AffectationReferent, ()), *self._lus.get(Entretien, ())]
        agents = Agent.objects.in_bulk({objet.agent_id for objet in signes})
        for objet in signes:
            objet.agent = agents[objet.agent_id]
        passages = self._lus.get(Passage, ())
        if passages:
            commissions = Commission.objects.in_bulk({p.commission_id for p in passages})
            for passage in passages:
                passage.commission = commissions[passage.commission_id]
            passages.sort(key=lambda passage: passage.commission.date, reverse=True)

        participations = self._lus.get(ParticipationSeance, ())
        if participations:
            seances = Seance.objects.in_bulk({p.seance_id for p in participations})
            for participation in participations:
                participation.seance = seances[participation.seance_id]

    @cached_property
    def sortie(self):
        if self.parcours is None or self.parcours.statut not in STATUTS_DE_SORTIE:
            return None
        sorties = Sortie.objects.filter(parcours=self.parcours)
        return sorties.select_related("motif", "regle").first()

    @property
    def referent(self):
        return next((a.agent for a in self.affectations if a.date_fin is None), None)

    @property
    def peut_ecrire(self):
        return Acte.ECRIRE_DOSSIER.permet(self.agent, self.referent)

    @property
    def peut_rouvrir(self):
        return Acte.CREER_DOSSIER.permet(self.agent)

    @property
    def peut_corriger_entree(self):
        """Before the entry whoever may write; afterwards it is a correction."""
        if self.parcours is None or not self.parcours.est_ouvert:
            return False
        if self.parcours.date_entree:
            return Acte.CORRIGER_ENTREE.permet(self.agent)
        return self.peut_ecrire

    @property
    def etapes_en_cours(self):
        return [e for e in self.etapes if e.date_debut is not None and e.date_fin is None]

    @property
    def etapes_prevues(self):
        prevues = [etape for etape in self.etapes if etape.date_debut is None]
        return sorted(prevues, key=lambda etape: etape.date_debut_prevue)

    @cached_property
    def suivis_emploi(self):
        """The follow-ups of the jobs, in the order in which they fall due."""
        suivis = SuiviEmploi.objects.filter(emploi__in=[e.pk for e in self.emplois])
        return list(suivis.select_related("emploi")) if self.emplois else []

    @property
    def voit_sensible(self):
        return Acte.VOIR_SENSIBLE.permet(self.agent, self.referent)

    def lit_confidences(self, entretien):
        return Acte.LIRE_CONFIDENCES.permet(self.agent, entretien)

    @property
    def criteres_visibles(self):
        return criteres_lisibles(self.criteres, voit_sensible=self.voit_sensible)

    @property
    def situation_entree(self):
        return next((s for s in self.situations if s.moment == Moment.ENTREE), None)

    @property
    def passage_en_attente(self):
        return next((p for p in self.passages if not p.decision), None)

    def motif_sortie(self):
        return motif_de_sortie(self.sortie.motif, voit_sensible=self.voit_sensible)

    def motif_suspension(self, suspension):
        return motif_de_suspension(suspension, voit_sensible=self.voit_sensible)
