import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accompagnement.models import Brouillon
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def adresse(parcours):
    return reverse("accompagnement:brouillon", args=[parcours.pk, "entretien:creer"])


@pytest.fixture
def formulaire(parcours):
    return reverse("accompagnement:entretien_creer", args=[parcours.pk])


def test_what_is_typed_is_kept_and_offered_again(client, adresse, formulaire):
    recu = client.post(adresse, {"notes": "Vu\0 ce matin", "mode": "visio", "jeton": "x"})
    assert recu.json()["message"].startswith("Brouillon enregistré à ")
    assert Brouillon.objects.get().contenu == {"notes": ["Vu ce matin"], "mode": ["visio"]}
    page = client.get(formulaire)
    assert "n'a pas été envoyé" in page.content.decode()
    assert "Vu ce matin" not in page.content.decode()
    repris = client.get(f"{formulaire}?reprendre=1")
    assert "Vu ce matin" in repris.content.decode()
    assert repris.context["formulaire"]["mode"].value() == "visio"
    assert repris.context["brouillon"]["lu"] == recu.json()["lu"]


def test_the_next_save_replaces_the_one_it_has_read(client, adresse):
    lu = client.post(adresse, {"notes": "Vu"}).json()["lu"]
    assert client.post(adresse, {"notes": "Vu hier", "brouillon_lu": lu}).status_code == 200
    refus = client.post(adresse, {"notes": "D'un autre onglet", "brouillon_lu": lu})
    assert (refus.status_code, "existe" in refus.json()["message"]) == (409, True)
    assert Brouillon.objects.get().contenu == {"notes": ["Vu hier"]}


@pytest.mark.parametrize("lu", ["2025-13-45T10:00:00Z", "2025-01-01T10:00:00Z"])
def test_a_time_that_is_not_that_of_the_draft_overwrites_nothing(client, adresse, lu):
    client.post(adresse, {"notes": "Vu"})
    assert client.post(adresse, {"notes": "Autre", "brouillon_lu": lu}).status_code == 409
    assert Brouillon.objects.get().contenu == {"notes": ["Vu"]}


def test_a_draft_is_deleted_by_its_author_only(client, referent, parcours, adresse):
    client.post(adresse, {"notes": "Vu"})
    collegue = AgentFactory(structure=referent.structure)
    client.force_login(collegue)
    client.post(f"{adresse}effacer/")
    assert Brouillon.objects.exists()
    client.force_login(referent)
    reponse = client.post(f"{adresse}effacer/", {"suite": "https://ailleurs.example/"})
    assert reponse["Location"] == reverse("accompagnement:dossier", args=[parcours.participant_id])
    assert not Brouillon.objects.exists()


def test_a_dossier_closed_meanwhile_refuses_the_draft_in_french(client, referent):
    clos = ParcoursFactory(sorti=True, structure=referent.structure)
    adresse = reverse("accompagnement:brouillon", args=[clos.pk, "entretien:creer"])
    refus = client.post(adresse, {"notes": "Vu"})
    assert (refus.status_code, "clos" in refus.json()["message"]) == (409, True)


def test_millions_of_letters_are_refused_in_french(client, formulaire, settings):
    reponse = client.post(formulaire, {"notes": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert reponse.status_code == 400
    assert "ce que vous aviez tapé est encore dans le formulaire" in reponse.text


def test_without_a_session_nothing_is_kept_and_the_page_is_told(parcours, adresse):
    assert Client().post(adresse, {"notes": "Vu"}).status_code == 401
    assert not Brouillon.objects.exists()


def test_saving_costs_the_same_few_queries_each_time(client, referent, parcours, adresse):
    lu, comptes = "", []
    for rang in range(3):
        with CaptureQueriesContext(connection) as capture:
            recu = client.post(adresse, {"notes": f"Vu {rang}", "brouillon_lu": lu})
        lu = recu.json()["lu"]
        ecrites = [q for q in capture if "SAVEPOINT" not in q["sql"]]
        comptes.append(len(ecrites))
    assert comptes[1] == comptes[2] <= 6
