"""The two steps of a transfer: what it would do, then doing it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Presence, Statut
from accompagnement.models import Reglages
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


def _proposes(client, adresse, saisie=None):
    """What is written of each référent to choose, and the queries of the page."""
    with CaptureQueriesContext(connection) as capture:
        page = client.post(adresse, saisie) if saisie else client.get(adresse)
    champs = page.context["formulaire"].fields
    choix = champs.get("agent") or champs["vers"]
    return [texte for cle, texte in choix.choices if cle], len(capture)


@pytest.mark.parametrize("page", ["parcours_affecter", "selection_affecter", "transfert"])
def test_each_référent_is_offered_with_the_load_that_the_home_page_says(client, coordination, page):
    Reglages.objects.update_or_create(pk=1, defaults={"personnes_par_etp": 3})
    Reglages.objects.oublier()
    libre = ParcoursFactory(actif=True)
    adresses = {
        "parcours_affecter": reverse("accompagnement:parcours_affecter", args=[libre.pk]),
        "selection_affecter": reverse("accompagnement:selection_affecter"),
        "transfert": PAGE,
    }
    saisie = {"parcours": libre.pk} if page == "selection_affecter" else None
    pleine = AgentFactory(nom="Arnaud", prenom="Zoé", structure=libre.structure, quotite="0.5")
    AgentFactory(nom="Benali", prenom="Karim", structure=libre.structure)
    for statut in (Statut.ACTIF, Statut.SUSPENDU, Statut.EN_DIAGNOSTIC):
        entree = None if statut == Statut.EN_DIAGNOSTIC else date(2026, 1, 15)
        ParcoursFactory(statut=statut, date_entree=entree, referent=pleine)
    lus, requetes = _proposes(client, adresses[page], saisie)
    structure = libre.structure
    assert lus == [
        f"Zoé Arnaud ({structure}) : 2 personnes, 4 par ETP, au-dessus du repère de 3",
        f"Karim Benali ({structure}) : 0 personne",
    ]
    for _ in range(2):
        ParcoursFactory(actif=True, referent=AgentFactory())
    assert _proposes(client, adresses[page], saisie)[1] <= requetes
