import html

import pytest
from django.urls import reverse

from offres.actions import synchronisation
from offres.enums import StatutSynchronisation
from plie.comptes.enums import Role
from tests.usines import AgentFactory, SynchronisationFactory

pytestmark = pytest.mark.django_db
JOURNAL = "offres:synchronisations"


@pytest.fixture
def coordination(client):
    client.force_login(AgentFactory(role=Role.COORDINATION))
    return client


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_journal_costs_the_same_whatever_its_length(
    coordination, nombre, django_assert_max_num_queries
):
    SynchronisationFactory.create_batch(nombre)

    with django_assert_max_num_queries(12):
        reponse = coordination.get(reverse(JOURNAL))

    assert reponse.content.decode().count("Réussie") == nombre


def test_a_run_says_its_counts_and_its_errors(coordination):
    run = SynchronisationFactory(
        statut=StatutSynchronisation.PARTIELLE,
        annoncees=12,
        recues=11,
        erreurs=["Une panne."],
        retirees=0,
    )

    page = coordination.get(reverse("offres:synchronisation", args=[run.pk])).content.decode()

    assert "12 offres annoncées, 11 reçues" in " ".join(page.split())
    assert "0 retirée et anonymisée" in " ".join(page.split())
    assert "Une panne." in page


def test_a_run_that_goes_on_asks_for_its_news(coordination):
    run = SynchronisationFactory(statut=StatutSynchronisation.EN_COURS, fin=None)

    page = coordination.get(reverse("offres:synchronisation", args=[run.pk])).content.decode()

    assert "every 2s" in page


def test_the_simulated_service_is_said(coordination, settings):
    settings.FRANCE_TRAVAIL_SIMULE = True

    assert "Service simulé" in coordination.get(reverse(JOURNAL)).content.decode()


def test_asking_for_a_run_comes_back_to_the_journal(coordination):
    reponse = coordination.post(reverse(JOURNAL))

    assert reponse.url == reverse(JOURNAL)
    assert synchronisation.est_demandee()


def test_asking_twice_queues_one_run(coordination, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as premiere:
        coordination.post(reverse(JOURNAL))
    with django_capture_on_commit_callbacks() as seconde:
        page = coordination.post(reverse(JOURNAL), follow=True)

    assert (len(premiere), len(seconde)) == (1, 0)
    assert "vient d'être demandée" in html.unescape(page.content.decode())


@pytest.mark.parametrize(
    ("role", "lire", "demander"),
    [(Role.DIRECTION, 200, 403), (Role.REFERENT, 403, 403), (Role.ADMINISTRATION, 200, 302)],
)
def test_reading_and_asking_follow_the_role(client, role, lire, demander):
    client.force_login(AgentFactory(role=role))

    assert client.get(reverse(JOURNAL)).status_code == lire
    assert client.post(reverse(JOURNAL)).status_code == demander


@pytest.mark.parametrize("role", [Role.COORDINATION, Role.ADMINISTRATION])
def test_the_journal_leads_back_only_where_one_may_go(client, role):
    client.force_login(AgentFactory(role=role))
    territoire = reverse("offres:territoire")
    mene = f'href="{territoire}"' in client.get(reverse(JOURNAL)).content.decode()
    assert mene == (client.get(territoire).status_code == 200)


def test_thousands_are_said_apart(coordination):
    run = SynchronisationFactory(annoncees=1853, recues=1853)
    detail = coordination.get(reverse("offres:synchronisation", args=[run.pk]))
    for page in (detail, coordination.get(reverse(JOURNAL))):
        assert "1\xa0853" in page.content.decode()
