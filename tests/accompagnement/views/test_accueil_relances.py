"""The reminders of mises en relation on the home page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import StatutMiseEnRelation
from accompagnement.views.accueil import RELANCES_MONTREES, relances
from plie.comptes.enums import Role
from tests.usines import AgentFactory, MiseEnRelationFactory, ParcoursFactory, RemplacementFactory

pytestmark = pytest.mark.django_db


def due(referent, jours=0, **champs):
    parcours = ParcoursFactory(actif=True, structure=referent.structure, referent=referent)
    rappel = timezone.localdate() - timedelta(days=jours)
    return MiseEnRelationFactory(parcours=parcours, rappel_le=rappel, **champs)


def lues(agent):
    bloc = relances(agent)
    return [relance.adresse for relance in bloc["relances"]] if bloc else None


def adresses(*mises):
    return [
        reverse("accompagnement:dossier_offres", args=[mise.parcours.participant_id])
        for mise in mises
    ]


def test_the_oldest_reminder_comes_first_and_each_opens_the_offers_of_the_person(client):
    referent = AgentFactory()
    recente, ancienne = due(referent), due(referent, 5)
    assert lues(referent) == adresses(ancienne, recente)
    client.force_login(referent)
    page = client.get(reverse("accompagnement:accueil")).content.decode()
    assert "Relances de mises en relation\xa0: 2" in page
    assert all(adresse in page for adresse in adresses(ancienne, recente))


def test_neither_a_day_to_come_nor_an_end_nor_somebody_else_is_reminded():
    referent = AgentFactory()
    due(referent, -1)
    due(referent, statut=StatutMiseEnRelation.EMBAUCHEE, conclue_le=timezone.localdate())
    due(AgentFactory(structure=referent.structure))
    sortie = ParcoursFactory(sorti=True, structure=referent.structure, referent=referent)
    MiseEnRelationFactory(parcours=sortie, rappel_le=timezone.localdate())
    assert relances(referent) is None


def test_the_reminders_of_whom_one_replaces_are_there():
    remplacement = RemplacementFactory(
        date_debut=timezone.localdate(), date_fin=timezone.localdate() + timedelta(days=5)
    )
    mise = due(remplacement.absent)
    assert lues(remplacement.remplacant) == adresses(mise)


def test_ten_are_shown_and_all_are_counted_in_one_query(django_assert_num_queries):
    referent = AgentFactory()
    for jours in range(RELANCES_MONTREES + 2):
        due(referent, jours)
    list(referent.remplacements.all())
    bloc = relances(referent)
    assert (len(bloc["relances"]), bloc["nombre"]) == (RELANCES_MONTREES, RELANCES_MONTREES + 2)
    with django_assert_num_queries(1):
        relances(referent)


def test_coordination_holds_no_portfolio_and_reads_nobody_s_reminders():
    due(AgentFactory())
    assert relances(AgentFactory(role=Role.COORDINATION)) is None
