import pytest
from django.urls import reverse

from accompagnement.enums import Statut
from accompagnement.lecture.actes_proposes import barre_de_decision
from accompagnement.lecture.parcours import Lecture
from tests.usines import AgentFactory, CoordinationFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
CALENDRIER = reverse("accompagnement:rendez_vous_creer")


def barre(parcours, agent):
    return dict(barre_de_decision(Lecture.pour(parcours, agent)))


def test_a_rendez_vous_is_planned_in_the_calendar_of_the_referent_whoever_plans():
    referent, coordination = AgentFactory(), CoordinationFactory()
    suivi = ParcoursFactory(actif=True, referent=referent)
    sans = ParcoursFactory(actif=True)

    adresses = [barre(un, coordination)["Planifier un rendez-vous"] for un in (suivi, sans)]
    assert adresses == [
        f"{CALENDRIER}?parcours={suivi.pk}&agent={referent.pk}",
        f"{CALENDRIER}?parcours={sans.pk}",
    ]


@pytest.mark.parametrize(
    ("statut", "propose", "ne_propose_pas"),
    [
        (Statut.PRESCRIT, "Clore sans entrée", "Inscrire à une commission"),
        (Statut.PRESENTE, "Inscrire à une commission", "Faire le diagnostic"),
        (Statut.ACTIF, "Proposer la sortie", "Clore sans entrée"),
        (Statut.SORTI, "Rouvrir la sortie", "Planifier un rendez-vous"),
    ],
)
def test_each_state_opens_its_own_acts(statut, propose, ne_propose_pas):
    etats = {Statut.ACTIF: {"actif": True}, Statut.SORTI: {"sorti": True}}
    parcours = ParcoursFactory(**etats.get(statut, {"statut": statut}))
    offerts = barre(parcours, CoordinationFactory())
    assert propose in offerts
    assert ne_propose_pas not in offerts


def test_nothing_is_offered_to_who_only_reads():
    assert barre(ParcoursFactory(actif=True, referent=AgentFactory()), AgentFactory()) == {}
