"""The two steps of a transfer: what it would do, then doing it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Presence
from tests.usines import AgentFactory, EntretienFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("accompagnement:portefeuille_transferer")


@pytest.fixture
def saisie(coordination):
    de, vers = AgentFactory(is_active=False), AgentFactory(prenom="Karim", nom="Benali")
    for _ in range(2):
        parcours = ParcoursFactory(actif=True, referent=de)
    EntretienFactory(
        parcours=parcours,
        agent=de,
        debut=timezone.now() + timedelta(days=1),
        presence=Presence.PREVU,
    )
    jour = f"{timezone.localdate()}"
    return {"de": de.pk, "vers": vers.pk, "le": jour, "avec_rendez_vous": "on"}


def test_a_summary_comes_before_anything_is_written(client, saisie):
    page = client.post(PAGE, saisie)
    texte = " ".join(page.content.decode().split())
    assert "<strong>2</strong> dossiers, <strong>1</strong> rendez-vous à venir" in texte
    assert "Confirmer le transfert" in texte
    assert AgentFactory._meta.model.objects.get(pk=saisie["vers"]).affectations.count() == 0


def test_confirming_moves_everybody_and_says_how_many(client, saisie):
    page = client.post(PAGE, {**saisie, "confirmer": "oui"}, follow=True).content.decode()
    assert "2 dossiers confiés à Karim Benali, 1 rendez-vous à venir avec." in page
    assert AgentFactory._meta.model.objects.get(pk=saisie["vers"]).affectations.count() == 2


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"le": f"{timezone.localdate() + timedelta(days=1)}"}, "le"),
        ({"le": "20026-01-01"}, "le"),
        ({"vers": ""}, "vers"),
        ({"vers": 999_999}, "vers"),
        ({"de": 999_999}, "de"),
    ],
)
def test_a_refusal_stands_beside_its_field(client, saisie, champs, champ):
    refus = client.post(PAGE, {**saisie, **champs, "confirmer": "oui"})
    assert refus.status_code == 422
    assert list(refus.context["formulaire"].errors) == [champ]


def test_a_portfolio_is_not_given_to_whom_has_it(client, coordination):
    agent = AgentFactory()
    ParcoursFactory(actif=True, referent=agent)
    jour = f"{timezone.localdate()}"
    refus = client.post(PAGE, {"de": agent.pk, "vers": agent.pk, "le": jour})
    assert "même portefeuille" in refus.context["formulaire"].errors["vers"][0]
