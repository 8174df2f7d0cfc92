"""What random lives are made of: the verbs, tried, and what must hold after each."""

from datetime import date, timedelta
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine, invariant

from accompagnement.actions.commission import clore_commission, presenter
from accompagnement.actions.correction.demande import (
    annuler_decision,
    corriger_entree,
    rouvrir_sortie,
)
from accompagnement.actions.emploi import rompre_emploi, signer_emploi
from accompagnement.actions.non_entree import charger_motifs_non_entree, clore_sans_entree
from accompagnement.actions.parcours import prescrire
from accompagnement.actions.passage import decider, reprendre_decision
from accompagnement.actions.situation import enregistrer_diagnostic
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.actions.suspension import reprendre, suspendre
from accompagnement.enums import (
    DECISIONS,
    STATUTS_CLOS,
    STATUTS_ENTRES,
    TRANSITIONS,
    MoyenReponse,
    Statut,
    TypeCommission,
)
from accompagnement.models import Commission, MotifNonEntree, MotifSortie
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    MotifSortieFactory,
    MotifSuspensionFactory,
    ParticipantFactory,
    RegleSortieFactory,
)


def chaque_pas_a_sa_cause(parcours):
    """The table, or a correction that says from where to where."""
    corriges = {
        (correction.avant["statut"], correction.apres["statut"])
        for correction in parcours.corrections.faites()
    }
    statuts = parcours.events.order_by("pgh_id").values_list("statut", flat=True)
    for depart, arrivee in pairwise(statuts):
        permis = arrivee == depart or arrivee in TRANSITIONS[Statut(depart)]
        assert permis or (depart, arrivee) in corriges


class Vie(RuleBasedStateMachine):
    """One person, and the verbs that move their parcours; a test says which ones are drawn."""

    def __init__(self):
        super().__init__()
        # No life finds what another one left: what it may draw would depend on it.
        self.bulle = transaction.atomic()
        self.bulle.__enter__()
        self.participant = ParticipantFactory(date_naissance=date(1980, 1, 1))
        self.coordination = AgentFactory(role=Role.COORDINATION)
        RegleSortieFactory()
        MotifSortieFactory(code="cdi")
        MotifSortieFactory(code="abandon")
        charger_motifs_non_entree()
        self.jour = timezone.localdate() - timedelta(days=400)
        self.vus = {}

    def teardown(self):
        transaction.set_rollback(True)
        self.bulle.__exit__(None, None, None)

    def _tenter(self, verbe, *args, **options):
        """A verb either moves the parcours along the table or refuses and writes nothing."""
        avant = dict(self.participant.parcours.values_list("pk", "statut"))
        try:
            with transaction.atomic():
                verbe(*args, par=self.coordination, **options)
                # As at the end of its transaction.
                connection.check_constraints()
        except ValidationError:
            assert dict(self.participant.parcours.values_list("pk", "statut")) == avant
            return
        for parcours in self.participant.parcours.all():
            if parcours.statut != avant.get(parcours.pk, parcours.statut):
                chaque_pas_a_sa_cause(parcours)

    def _corriger(self, verbe, objet, **options):
        """A correction may leave the table, and then says from where to where."""
        parcours = self._dernier()
        avant, faites = parcours.statut, parcours.corrections.count()
        try:
            with transaction.atomic():
                verbe(objet, par=self.coordination, **options)
        except ValidationError:
            assert self._dernier().statut == avant
            assert parcours.corrections.count() == faites
            return
        correction = parcours.corrections.latest("pk")
        assert correction.faite_le
        assert (correction.avant["statut"], correction.apres["statut"]) == (
            avant,
            self._dernier().statut,
        )
        if avant == Statut.SORTI != self._dernier().statut:
            self.vus.pop(parcours.pk, None)

    def _decide(self):
        parcours = self._dernier()
        decides = parcours and parcours.passages.exclude(decision="").order_by("-decide_le")
        return decides and decides.first()

    def _ouvert(self):
        return self.participant.parcours.exclude(statut__in=STATUTS_CLOS).first()

    def _dernier(self):
        return self.participant.parcours.order_by("-pk").first()

    def _commission(self, type_):
        return Commission.objects.get_or_create(type=type_, date=self.jour)[0]

    def le_temps_passe(self, jours):
        self.jour = min(self.jour + timedelta(days=jours), timezone.localdate())

    def prescrire(self):
        self._tenter(prescrire, self.participant, date_prescription=self.jour)

    def diagnostiquer(self, criteres):
        if parcours := self._dernier():
            self._tenter(enregistrer_diagnostic, parcours, criteres=criteres, date=self.jour)

    def presenter(self):
        if parcours := self._dernier():
            commission = self._commission(TypeCommission.INTEGRATION)
            self._tenter(presenter, parcours, commission=commission)

    def decider(self, decision, motif):
        parcours = self._dernier()
        passage = parcours and parcours.passages.filter(decision="").first()
        if passage:
            self._tenter(decider, passage, decision=decision, motif=motif)

    def clore_sans_entree(self):
        if parcours := self._dernier():
            self._tenter(
                clore_sans_entree,
                parcours,
                motif=MotifNonEntree.objects.get(code="autre"),
                date=self.jour,
                moyen=MoyenReponse.AUCUN,
            )

    def suspendre(self):
        if parcours := self._dernier():
            self._tenter(
                suspendre,
                parcours,
                motif=MotifSuspensionFactory(),
                date_debut=self.jour,
            )

    def reprendre(self):
        if parcours := self._dernier():
            self._tenter(reprendre, parcours, date_fin=self.jour)

    def embaucher(self):
        if parcours := self._dernier():
            self._tenter(signer_emploi, parcours, type_contrat="cdi", date_debut=self.jour)

    def rompre(self):
        parcours = self._dernier()
        if parcours and (emploi := parcours.emplois.filter(date_fin=None).first()):
            self._tenter(rompre_emploi, emploi, date_fin=self.jour)

    def proposer_la_sortie(self, motif, avec_commission):
        if parcours := self._dernier():
            commission = self._commission(TypeCommission.SORTIE) if avec_commission else None
            self._tenter(
                proposer_sortie,
                parcours,
                motif=MotifSortie.objects.get(code=motif),
                date_effet=self.jour,
                commission=commission,
            )

    def clore_la_commission(self):
        if passage := self._decide():
            self._tenter(clore_commission, passage.commission)

    def revenir_sur_la_decision(self):
        if passage := self._decide():
            self._corriger(reprendre_decision, passage)

    def annuler_la_decision(self):
        if passage := self._decide():
            self._corriger(annuler_decision, passage, motif="Erreur")

    def corriger_l_entree(self, jours):
        parcours = self._dernier()
        if parcours and parcours.date_entree:
            jour = parcours.date_entree + timedelta(days=jours)
            self._corriger(corriger_entree, parcours, motif="Erreur", date_entree=jour)

    def rouvrir_la_sortie(self):
        if parcours := self._dernier():
            self._corriger(rouvrir_sortie, parcours, motif="Erreur")

    @invariant()
    def au_plus_un_parcours_ouvert(self):
        assert self.participant.parcours.exclude(statut__in=STATUTS_CLOS).count() <= 1

    @invariant()
    def les_dates_suivent_le_statut(self):
        for parcours in self.participant.parcours.all():
            assert (parcours.date_entree is not None) == (
                parcours.statut in (*STATUTS_ENTRES, Statut.SORTI)
            )
            assert (parcours.date_sortie is not None) == (parcours.statut == Statut.SORTI)

    @invariant()
    def une_sortie_suit_son_parcours(self):
        for parcours in self.participant.parcours.all():
            sortie = getattr(parcours, "sortie", None)
            en_sortie = parcours.statut in (Statut.SORTIE_PROPOSEE, Statut.SORTI)
            assert (sortie is not None) == en_sortie
            assert (parcours.statut == Statut.SORTI) == bool(sortie and sortie.validee_le)

    @invariant()
    def au_plus_un_cas_en_attente(self):
        for parcours in self.participant.parcours.all():
            en_attente = parcours.passages.filter(decision="")
            assert all(parcours.statut in DECISIONS for _ in en_attente)

    @invariant()
    def une_sortie_comptee_porte_sa_regle(self):
        for parcours in self.participant.parcours.filter(statut=Statut.SORTI):
            assert parcours.sortie.categorie and parcours.sortie.regle
            self.vus.setdefault(parcours.pk, parcours.sortie.categorie)
            assert self.vus[parcours.pk] == parcours.sortie.categorie
