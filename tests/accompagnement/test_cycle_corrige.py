"""Lives with mistakes: what is withdrawn, corrected, and corrected again, among what
moves them; and at the end of each, every door that must not be shut."""

import sys
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase
from hypothesis import settings as reglages
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accompagnement.actions.commission import inscrire
from accompagnement.actions.correction.demande import (
    annuler_decision,
    rouvrir_prescription,
    rouvrir_sortie,
)
from accompagnement.actions.emploi import corriger_fin
from accompagnement.actions.entretien import enregistrer_entretien
from accompagnement.actions.etape import ajouter_etape, corriger_resultat, terminer_etape
from accompagnement.actions.non_entree import clore_sans_entree
from accompagnement.actions.passage import decider, reprendre_decision, retirer_passage
from accompagnement.actions.retrait import retirer
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.enums import (
    DECISIONS,
    STATUTS_CLOS,
    STATUTS_EN_ATTENTE_D_ENTREE,
    Axe,
    Decision,
    MoyenReponse,
    Resultat,
    Statut,
    TypeCommission,
)
from accompagnement.models import Emploi, MotifNonEntree, MotifSortie, Retrait, Sortie
from tests.accompagnement.corrections import lu
from tests.accompagnement.vies import Vie
from tests.usines import AgentFactory, CommissionFactory, ParcoursFactory

ERREUR = {"motif": "Erreur"}
ECRITS = ("emplois", "etapes", "entretiens", "suspensions")


# What moves a parcours from each state, by the names of the verbs of a Vie and their arguments.
AVANCER = {
    Statut.PRESCRIT: [("diagnostiquer", ["rsa"])],
    Statut.EN_DIAGNOSTIC: [("presenter",), ("clore_sans_entree",)],
    Statut.AJOURNE: [("presenter",)],
    Statut.PRESENTE: [("decider", d, "parce que") for d in DECISIONS[Statut.PRESENTE]],
    Statut.ACTIF: [("embaucher",), ("suspendre",), ("proposer_la_sortie", "abandon", True)],
    Statut.SUSPENDU: [("reprendre",), ("proposer_la_sortie", "abandon", True)],
    Statut.EN_EMPLOI: [("rompre",), ("proposer_la_sortie", "cdi", True)],
    Statut.SORTIE_PROPOSEE: [
        ("decider", d, "parce que") for d in DECISIONS[Statut.SORTIE_PROPOSEE]
    ],
    **dict.fromkeys(STATUTS_CLOS, [("clore_la_commission",), ("prescrire",)]),
}
# What is written beside, by the verbs of a Vie that do it.
ECRIRE = {
    "etape": "",
    "fin d'étape": "",
    "entretien": "",
    "emploi": "embaucher",
    "fin d'emploi": "rompre",
    "suspension": "suspendre",
    "reprise": "reprendre",
}
RANGS = st.integers(0, 11)


def _au_rang(choix, rang):
    return choix[rang % len(choix)]


class CycleCorrige(Vie):
    # What the draws did, over all of them.
    retraits, secondes = 0, 0

    def __init__(self):
        super().__init__()
        self.retires = []

    @initialize(depart=st.sampled_from(["prescrit", "actif", "sorti"]))
    def une_vie_est_en_cours(self, depart):
        ParcoursFactory(
            participant=self.participant,
            referent=AgentFactory(),
            **{} if depart == "prescrit" else {depart: True},
        )

    @rule(rang=RANGS, jours=st.integers(0, 3))
    def avancer(self, rang, jours):
        self.le_temps_passe(jours)
        verbe, *arguments = _au_rang(AVANCER[Statut(self._dernier().statut)], rang)
        getattr(self, verbe)(*arguments)

    @precondition(lambda self: self._ouvert())
    @rule(quoi=st.sampled_from(list(ECRIRE)))
    def ecrire(self, quoi):
        """Whatever the state: a door that is not shown is pushed too."""
        if verbe := ECRIRE[quoi]:
            getattr(self, verbe)()
            return
        parcours, hier = self._ouvert(), timezone.now() - timedelta(days=1)
        etape = {"axe": Axe.FORMATION, "libelle": "Titre", "date_debut": self.jour}
        if quoi == "etape":
            self._tenter(ajouter_etape, parcours, **etape)
        elif quoi == "entretien":
            self._tenter(enregistrer_entretien, parcours, debut=hier)
        elif courante := parcours.etapes.en_cours().first():
            fin = {"date_fin": timezone.localdate(), "resultat": Resultat.REALISEE}
            self._tenter(terminer_etape, courante, **fin)

    def _retirables(self):
        parcours = self._ouvert()
        if parcours is None:
            return []
        proposees = Sortie.objects.filter(parcours=parcours)
        return [*proposees, *(ligne for nom in ECRITS for ligne in getattr(parcours, nom).all())]

    @precondition(_retirables)
    @rule(rang=RANGS)
    def retirer(self, rang):
        objet = _au_rang(self._retirables(), rang)
        cle, deja = objet.pk, Retrait.objects.count()
        self._tenter(retirer, objet, **ERREUR)
        if Retrait.objects.count() > deja:
            self.retires.append((type(objet), cle))
            CycleCorrige.retraits += 1

    @rule(rang=RANGS, jours=st.integers(-5, 5))
    def corriger(self, rang, jours):
        """What may be of this parcours; it says so when it is not."""
        parcours = self._dernier()
        possibles = [
            partial(self._corriger, rouvrir_prescription, parcours, **ERREUR),
            self.rouvrir_la_sortie,
            self.annuler_la_decision if rang % 2 else self.revenir_sur_la_decision,
            partial(self.corriger_l_entree, jours),
        ]
        finis = (getattr(parcours, nom).exclude(date_fin=None) for nom in ("emplois", "etapes"))
        possibles += [partial(self._corriger_la_fin, fini, jours) for lus in finis for fini in lus]
        rester = {Statut.NON_ENTRE: 0, Statut.SORTI: 1, Statut.REFUSE: 2}
        if parcours.statut in rester and rang < 6:
            possibles[rester[parcours.statut]]()
        else:
            _au_rang(possibles[2:], rang)()

    def _corriger_la_fin(self, fini, jours):
        fin = fini.date_debut + timedelta(days=jours) if jours > 0 else None
        options = {"version": fini.version, "date_fin": fin, **ERREUR}
        if isinstance(fini, Emploi):
            self._tenter(corriger_fin, fini, **options)
        else:
            resultat = Resultat.INTERROMPUE if fin else ""
            self._tenter(corriger_resultat, fini, resultat=resultat, **options)

    def _corriger(self, verbe, objet, **options):
        faites = self._dernier().corrections.count()
        super()._corriger(verbe, objet, **options)
        CycleCorrige.secondes += 0 < faites < self._dernier().corrections.count()

    @invariant()
    def ce_qui_est_retire_n_est_plus_nulle_part(self):
        for modele, cle in self.retires:
            assert not modele.objects.filter(pk=cle).exists()

    @invariant()
    def le_statut_dit_ce_qui_est_ecrit(self):
        for parcours in self.participant.parcours.exclude(statut__in=STATUTS_CLOS):
            suspendu = parcours.suspensions.en_cours().exists()
            assert suspendu or parcours.statut != Statut.SUSPENDU
            assert not suspendu or parcours.statut in (Statut.SUSPENDU, Statut.SORTIE_PROPOSEE)
            en_emploi = parcours.emplois.en_cours().mettent_en_emploi().exists()
            assert not (en_emploi and parcours.statut == Statut.ACTIF)

    def teardown(self):
        """Try every door, unless the life failed, whose reason is told."""
        try:
            if sys.exc_info()[0] is None:
                self._essayer_toutes_les_portes()
        finally:
            super().teardown()

    def _essayer_toutes_les_portes(self):
        dernier = self._dernier()
        for parcours in self.participant.parcours.all():
            if parcours.est_ouvert:
                self._essayer(self._mener_a_sa_fin, parcours, est_ouvert=False)
        if dernier and not dernier.est_ouvert:
            self._essayer(self._reprendre_la_fin, dernier, est_ouvert=True)

    def _essayer(self, verbe, parcours, *, est_ouvert):
        with transaction.atomic():
            verbe(parcours)
            assert lu(parcours).est_ouvert == est_ouvert
            transaction.set_rollback(True)

    def _mener_a_sa_fin(self, parcours):
        """No dead end, whatever was withdrawn or corrected."""
        par, jour = {"par": self.coordination}, timezone.localdate()
        for passage in parcours.passages.filter(decision=""):
            retirer_passage(passage, **par)
        if parcours.statut in STATUTS_EN_ATTENTE_D_ENTREE:
            motif, sans = MotifNonEntree.objects.get(code="autre"), MoyenReponse.AUCUN
            clore_sans_entree(parcours, **par, motif=motif, date=jour, moyen=sans)
            return
        if parcours.statut != Statut.SORTIE_PROPOSEE:
            motif = MotifSortie.objects.get(code="abandon")
            proposer_sortie(parcours, **par, motif=motif, date_effet=jour)
        commission = CommissionFactory(type=TypeCommission.SORTIE, date=jour)
        passage = inscrire(lu(parcours), **par, commission=commission)
        decider(passage, **par, decision=Decision.SORTIE_VALIDEE)

    def _reprendre_la_fin(self, parcours):
        """No mistake for ever, whatever was corrected before."""
        par = {"par": self.coordination}
        if parcours.statut == Statut.SORTI:
            rouvrir_sortie(parcours, **par, **ERREUR)
        elif parcours.statut == Statut.NON_ENTRE:
            rouvrir_prescription(parcours, **par, **ERREUR)
        else:
            refus = parcours.passages.filter(decision=Decision.REFUSE).latest("decide_le")
            if refus.commission.close_le:
                annuler_decision(refus, **par, **ERREUR)
            else:
                reprendre_decision(refus, **par)


class TestCycleCorrige(TestCase):
    def test_random_lives_full_of_mistakes_keep_the_invariants(self):
        run_state_machine_as_test(
            CycleCorrige,
            settings=reglages(
                max_examples=6,
                stateful_step_count=25,
                deadline=None,
                derandomize=True,
                suppress_health_check=[HealthCheck.too_slow],
                # To make a life that fails shorter takes minutes.
                phases=[Phase.generate],
            ),
        )
        assert CycleCorrige.retraits and CycleCorrige.secondes
