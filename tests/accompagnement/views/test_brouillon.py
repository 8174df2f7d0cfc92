import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accompagnement.actions.affectation import affecter
from accompagnement.actions.entretien import modifier_entretien
from accompagnement.actions.retrait import retirer
from accompagnement.enums import Presence
from accompagnement.models import Brouillon
from tests.usines import AgentFactory, CoordinationFactory, EntretienFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


def saisie(jeton=None, **champs):
    """What a page sends of the form, under the token it has drawn."""
    return {"brouillon_jeton": str(jeton or uuid.uuid4()), **champs}


@pytest.fixture
def adresse(parcours):
    return reverse("accompagnement:brouillon", args=[parcours.pk, "entretien:creer"])


@pytest.fixture
def formulaire(parcours):
    return reverse("accompagnement:entretien_creer", args=[parcours.pk])


def test_what_is_typed_is_kept_and_offered_again(client, adresse, formulaire):
    envoi = saisie(notes="Vu\0 ce matin", mode="visio") | {"jeton": "x"}
    recu = client.post(adresse, envoi)
    assert recu.json()["message"].startswith("Brouillon enregistré à ")
    assert Brouillon.objects.get().contenu == {"notes": ["Vu ce matin"], "mode": ["visio"]}
    page = client.get(formulaire)
    assert "n'a pas été envoyé" in page.content.decode()
    assert "Vu ce matin" not in page.content.decode()
    repris = client.get(f"{formulaire}?reprendre=1")
    assert "Vu ce matin" in repris.content.decode()
    assert repris.context["formulaire"]["mode"].value() == "visio"
    assert str(repris.context["brouillon"]["reprend"]) == envoi["brouillon_jeton"]


def test_a_name_that_the_database_cannot_hold_is_kept_as_it_can(client, adresse):
    assert client.post(adresse, saisie(**{"no\0tes": "Vu"})).status_code == 200
    assert Brouillon.objects.get().contenu == {"notes": ["Vu"]}


def test_a_save_sent_again_after_a_lost_answer_is_kept(client, adresse, formulaire):
    jeton = client.get(formulaire).context["brouillon"]["jeton"]
    for texte in ("Vu", "Vu", "Vu hier"):
        assert client.post(adresse, saisie(jeton, notes=texte)).status_code == 200
    assert Brouillon.objects.get().contenu == {"notes": ["Vu hier"]}


def test_with_an_old_draft_on_the_page_what_is_typed_is_kept_too(client, adresse, formulaire):
    client.post(adresse, saisie(notes="Vu"))
    (ancien,) = client.get(formulaire).context["brouillon"]["attente"]
    assert client.post(adresse, saisie(notes="Autre chose")).status_code == 200
    assert Brouillon.objects.count() == 2
    page = client.get(f"{formulaire}?reprendre={ancien.pk}")
    assert page.context["formulaire"]["notes"].value() == "Vu"
    assert [b.contenu["notes"] for b in page.context["brouillon"]["attente"]] == [["Autre chose"]]
    client.post(f"{adresse}effacer/", {"lequel": str(ancien.jeton)})
    assert Brouillon.objects.get().contenu == {"notes": ["Autre chose"]}


def test_unfinished_notes_are_on_home_and_on_the_dossier(client, referent, parcours, adresse):
    client.post(adresse, saisie(notes="Vu ce matin"))
    reprise = f"?reprendre={Brouillon.objects.get().pk}"
    dossier = reverse("accompagnement:dossier", args=[parcours.participant_id])
    for page in ("/", dossier):
        lue = client.get(page).text
        assert reprise in lue and "Vu ce matin" not in lue
    client.force_login(AgentFactory(structure=referent.structure))
    for page in ("/", dossier):
        assert reprise not in client.get(page).text


def test_of_a_person_out_of_reach_they_are_not_listed(client, parcours, adresse):
    client.post(adresse, saisie(notes="Vu"))
    parcours.affectations.all().delete()
    parcours.structure = None
    parcours.save()
    assert "Notes commencées" not in client.get("/").text


def test_the_page_that_took_a_draft_up_goes_on_with_it(client, adresse, formulaire):
    client.post(adresse, saisie(notes="Vu"))
    repris = client.get(f"{formulaire}?reprendre=1").context["brouillon"]
    envoi = saisie(repris["jeton"], notes="Vu hier", brouillon_reprend=str(repris["reprend"]))
    for _ in range(2):
        assert client.post(adresse, envoi).status_code == 200
    assert Brouillon.objects.get().contenu == {"notes": ["Vu hier"]}


def test_a_refused_form_keeps_the_token_of_its_page(client, formulaire):
    refus = client.post(formulaire, saisie("0b8f0a54-6f0e-4f4e-9d7b-0d5c3a1e2f11", notes="Vu"))
    assert refus.status_code == 422
    assert "0b8f0a54-6f0e-4f4e-9d7b-0d5c3a1e2f11" in refus.text


@pytest.mark.parametrize("jeton", ["", "x", "2025-01-01T10:00:00Z"])
def test_a_page_without_a_token_overwrites_nothing(client, adresse, jeton):
    client.post(adresse, saisie(notes="Vu"))
    autre = {"notes": "Autre", "brouillon_jeton": jeton}
    assert client.post(adresse, autre).status_code == 409
    assert Brouillon.objects.get().contenu == {"notes": ["Vu"]}


def test_a_draft_is_deleted_by_its_author_only(client, referent, parcours, adresse):
    client.post(adresse, saisie(notes="Vu"))
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
    refus = client.post(adresse, saisie(notes="Vu"))
    assert (refus.status_code, "clos" in refus.json()["message"]) == (409, True)


@pytest.fixture
def commencee(client, referent, parcours):
    """A note of `referent` on one of their appointments, that the page kept; its address."""
    prevu = EntretienFactory(parcours=parcours, agent=referent, presence=Presence.PREVU)
    garder = reverse("accompagnement:brouillon", args=[parcours.pk, f"entretien:{prevu.pk}"])
    assert client.post(garder, saisie(notes="Vu ce matin")).status_code == 200
    return prevu, reverse("accompagnement:entretien_modifier", args=[prevu.pk]), garder


def _rendue(client, modifier, statut):
    """The note that home leads to, and that the page sends, are both given back."""
    (lien,) = re.findall(rf'href="({modifier}\?reprendre=[0-9]+)"', client.get("/").text)
    for reponse in (client.get(lien), client.post(modifier, saisie(notes="Vu ce matin"))):
        assert reponse.status_code == statut and "Vu ce matin" in reponse.text
    assert Brouillon.objects.exists()
    return reponse.text


def test_a_note_on_a_meeting_taken_out_meanwhile_is_given_back(client, commencee):
    prevu, modifier, garder = commencee
    retirer(prevu, par=CoordinationFactory(), motif="Saisi deux fois")
    assert "a été retiré" in _rendue(client, modifier, 409)
    assert "copiez votre texte" in client.post(garder, saisie(notes="Vu")).json()["message"]
    client.force_login(AgentFactory())
    assert client.get(modifier).status_code == 404


def test_a_note_on_a_person_gone_out_of_reach_is_given_back_without_naming_them(
    client, parcours, commencee
):
    _, modifier, _ = commencee
    client.force_login(AgentFactory())
    for ou in (modifier, reverse("accompagnement:entretien_creer", args=[parcours.pk])):
        rendue = client.post(ou, saisie(notes="Vu ce matin"))
        assert rendue.status_code == 404 and "Vu ce matin" in rendue.text
        assert parcours.participant.nom not in rendue.text
        vide = client.post(ou, saisie(notes=" "))
        assert vide.status_code == 404 and "copiez-le" not in vide.text


def test_a_note_on_a_meeting_that_a_colleague_wrote_meanwhile_is_given_back(client, commencee):
    prevu, modifier, _ = commencee
    collegue = CoordinationFactory()
    modifier_entretien(
        prevu, par=collegue, version=prevu.version, presence=Presence.HONORE, notes="Venue"
    )
    assert f"{collegue} l&#x27;a noté" in _rendue(client, modifier, 409)
    prevu.refresh_from_db()
    assert prevu.notes == "Venue"


def test_a_note_on_a_person_confided_to_another_meanwhile_is_given_back(
    client, parcours, commencee
):
    _, modifier, garder = commencee
    affecter(parcours, agent=AgentFactory(structure=parcours.structure), par=CoordinationFactory())
    assert "confié à quelqu" in _rendue(client, modifier, 403)
    suite = client.post(garder, saisie(notes="Vu"))
    assert suite.status_code == 403 and "copiez" in suite.json()["message"].lower()


def test_millions_of_letters_are_refused_in_french(client, formulaire, settings):
    reponse = client.post(formulaire, {"notes": "a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert reponse.status_code == 400
    assert "ce que vous aviez tapé est d'ordinaire encore dans le formulaire" in reponse.text


def test_without_a_session_nothing_is_kept_and_the_page_is_told(parcours, adresse):
    assert Client().post(adresse, {"notes": "Vu"}).status_code == 401
    assert not Brouillon.objects.exists()


def test_saving_costs_the_same_few_queries_each_time(client, referent, parcours, adresse):
    jeton, comptes = uuid.uuid4(), []
    for rang in range(3):
        with CaptureQueriesContext(connection) as capture:
            client.post(adresse, saisie(jeton, notes=f"Vu {rang}"))
        ecrites = [q for q in capture if "SAVEPOINT" not in q["sql"]]
        comptes.append(len(ecrites))
    assert comptes[1] == comptes[2] <= 6
