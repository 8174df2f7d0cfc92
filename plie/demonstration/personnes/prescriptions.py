"""People prescribed who have not entered: refused, adjourned, or on their way."""

from datetime import timedelta

from accompagnement.enums import MoyenReponse, Statut, TypeCommission
from accompagnement.models import AffectationReferent, NonEntree, Parcours, Participant
from plie.demonstration.personnes import textes
from plie.demonstration.personnes.agents import PRESCRIPTEURS
from plie.demonstration.personnes.identites import tirer
from plie.demonstration.personnes.parcours import situer_entree

PRESENTES, AJOURNES, EN_DIAGNOSTIC, PRESCRITS, A_AFFECTER = 12, 3, 8, 4, 6
# Long enough for the orientation to wait for its answer: one in each portfolio.
SANS_REPONSE = 6
# The motif, among those that are shipped.
INJOIGNABLE = "injoignable"


class Prescriptions:
    def __init__(self, scene, commissions):
        self._scene = scene
        self._commissions = commissions
        self._rang = 0

    def ecrire(self):
        for commission in self._commissions.tenues[TypeCommission.INTEGRATION]:
            self._refuser(commission)
        for _ in range(PRESENTES):
            parcours = self._prescrire(Statut.PRESENTE, 28, diagnostic=8)
            self._commissions.inscrire(parcours, TypeCommission.INTEGRATION)
        for _ in range(AJOURNES):
            derniere = self._commissions.tenues[TypeCommission.INTEGRATION][-1].date
            age = (self._scene.aujourdhui - derniere).days
            self._commissions.ajourner(
                self._prescrire(Statut.AJOURNE, age + 25, diagnostic=age + 5)
            )
        for _ in range(EN_DIAGNOSTIC):
            self._prescrire(Statut.EN_DIAGNOSTIC, 20)
        for _ in range(PRESCRITS):
            self._prescrire(Statut.PRESCRIT, 9)
        for _ in range(SANS_REPONSE):
            self._prescrire(Statut.PRESCRIT, 18)
        for _ in range(A_AFFECTER):
            self._prescrire(Statut.PRESCRIT, 2, affecte=False)
        self._clore_sans_entree()

    def _clore_sans_entree(self):
        """Somebody whom nobody could reach, told to their prescriber by post."""
        date = self._scene.aujourdhui - timedelta(days=3)
        self._scene.lot.creer(
            NonEntree,
            parcours=self._prescrire(Statut.NON_ENTRE, 40, clos_le=date),
            motif_id=INJOIGNABLE,
            date=date,
            moyen=MoyenReponse.COURRIER,
            reponse=textes.REPONSE_SANS_ENTREE,
            prononcee_par=self._scene.equipe.coordination,
        )

    def _refuser(self, commission):
        hasard = self._scene.hasard("refus", commission.date)
        age = (self._scene.aujourdhui - commission.date).days
        for _ in range(hasard.randint(1, 2)):
            parcours = self._prescrire(
                Statut.REFUSE, age + 25, diagnostic=age + 6, clos_le=commission.date
            )
            self._commissions.refuser(parcours, commission, hasard.choice(textes.MOTIFS_REFUS))

    def _prescrire(self, statut, age, *, diagnostic=None, affecte=True, clos_le=None):
        """A person prescribed about `age` days ago and diagnosed `diagnostic` days ago."""
        self._rang += 1
        scene, hasard = self._scene, self._scene.hasard("prescription", self._rang)
        jour = scene.aujourdhui - timedelta(days=age + hasard.randint(0, 7))
        participant = scene.lot.creer(Participant, **scene.identites.inventer(hasard, jour))
        referents = scene.equipe.referents
        agent = referents[self._rang % len(referents)] if affecte else None
        parcours = scene.lot.creer(
            Parcours,
            participant=participant,
            prescripteur=scene.structures[tirer(PRESCRIPTEURS, hasard)],
            structure=agent.structure if agent else None,
            statut=statut,
            date_prescription=jour,
        )
        if agent:
            scene.lot.creer(
                AffectationReferent,
                parcours=parcours,
                agent=agent,
                date_debut=jour + timedelta(days=1),
                date_fin=clos_le,
            )
        if diagnostic is not None:
            vu_le = scene.aujourdhui - timedelta(days=diagnostic)
            situer_entree(scene, hasard, participant, parcours, vu_le)
        return parcours
