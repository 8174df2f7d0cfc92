"""What the verbs of a parcours refuse."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.affectation import affecter
from accompagnement.actions.commission import inscrire
from accompagnement.actions.etape import ajouter_etape
from accompagnement.actions.passage import decider
from accompagnement.actions.situation import corriger_situation_entree, enregistrer_diagnostic
from accompagnement.enums import Decision, Statut
from plie.comptes.enums import Role
from tests.concurrence import ecrire_pendant
from tests.usines import AgentFactory, CommissionFactory, EntretienFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordination():
    return AgentFactory(role=Role.COORDINATION)


@pytest.mark.parametrize(
    ("champs", "cause"),
    [
        ({"date": timezone.localdate() + timedelta(days=2)}, "date"),
        ({"date": date(1950, 1, 1)}, "date"),
        ({"date": date(2025, 1, 10), "mois_sans_emploi": 9999}, "mois_sans_emploi"),
    ],
)
def test_a_situation_is_observed_on_a_plausible_day(coordination, champs, cause):
    with pytest.raises(ValidationError) as refus:
        enregistrer_diagnostic(ParcoursFactory(), par=coordination, criteres=["rsa"], **champs)
    assert list(refus.value.message_dict) == [cause]


def test_a_situation_at_entry_is_not_observed_after_the_entry(coordination):
    parcours = ParcoursFactory(actif=True)
    apres = parcours.date_entree + timedelta(days=1)
    with pytest.raises(ValidationError, match="15/01/2025"):
        corriger_situation_entree(parcours, par=coordination, criteres=[], date=apres)
    assert corriger_situation_entree(
        parcours, par=coordination, criteres=[], date=parcours.date_entree
    ).pk


def test_appointments_to_come_go_with_the_person(coordination):
    ancien, nouveau = AgentFactory(), AgentFactory()
    parcours = ParcoursFactory(actif=True, referent=ancien)
    demain = timezone.now() + timedelta(days=1)
    a_venir = EntretienFactory(parcours=parcours, agent=ancien, debut=demain, presence="prevu")
    tenu = EntretienFactory(parcours=parcours, agent=ancien)
    collegue = EntretienFactory(parcours=parcours, debut=demain, presence="prevu")
    affecter(parcours, par=coordination, agent=nouveau)
    for objet in (a_venir, tenu, collegue):
        objet.refresh_from_db()
    assert (a_venir.agent, tenu.agent) == (nouveau, ancien)
    assert collegue.agent not in (ancien, nouveau)


@pytest.mark.django_db(transaction=True)
def test_nothing_is_added_to_a_parcours_that_closes_at_the_same_time(coordination):
    parcours = ParcoursFactory(statut=Statut.PRESENTE)
    commission = CommissionFactory()
    passage = inscrire(parcours, par=coordination, commission=commission)
    refuser = partial(decider, passage, par=coordination, decision=Decision.REFUSE, motif="Parti.")
    ajouter = partial(ajouter_etape, parcours, par=coordination, axe="formation", libelle="Permis")
    with pytest.raises(ValidationError, match="clos"):
        ecrire_pendant(refuser, ajouter)
    assert not parcours.etapes.exists()
