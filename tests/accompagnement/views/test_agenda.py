"""The feed that needs no signing in, and the page of its secret address."""

import hashlib
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from accompagnement.actions.agenda import agent_du_jeton, creer_adresse
from accompagnement.enums import Presence
from accompagnement.models import JetonAgenda
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    EntretienFactory,
    SeanceFactory,
)

pytestmark = pytest.mark.django_db
PAGE = reverse("accompagnement:agenda")


@pytest.fixture
def agent():
    return AgentFactory()


def prevu(agent, debut, **champs):
    parcours = AffectationFactory(
        agent=agent,
        parcours__structure=agent.structure,
        parcours__participant__prenom="Fatima",
        parcours__participant__nom="Benali",
    ).parcours
    champs = {"presence": Presence.PREVU, "lieu": "3 rue de la Gare", "notes": "Dit", **champs}
    return EntretienFactory(parcours=parcours, agent=agent, debut=debut, **champs)


def flux(agent):
    adresse = reverse("accompagnement:agenda_flux", args=[creer_adresse(par=agent)])
    reponse = Client().get(adresse)
    return reponse, Calendar.from_ical(reponse.content).walk("VEVENT")


def test_the_feed_says_a_first_name_an_initial_and_the_way(agent):
    demain = (timezone.now() + timedelta(days=1)).replace(microsecond=0)
    entretien = prevu(agent, demain)
    reponse, (evenement,) = flux(agent)
    assert reponse["Cache-Control"] == "private, no-store"
    assert evenement["SUMMARY"] == "Fatima B. – En présence"
    assert evenement["DTSTART"].dt == demain
    assert evenement["UID"].startswith(f"entretien-{entretien.pk}@")
    assert evenement["URL"].endswith(f"/dossiers/{entretien.parcours.participant_id}/")
    for secret in ("enali", "Gare", "Dit"):
        assert secret not in reponse.content.decode()


def test_only_what_is_near_and_kept_is_in_it(agent):
    maintenant = timezone.now()
    prevu(agent, maintenant - timedelta(days=15))
    prevu(agent, maintenant + timedelta(days=91))
    prevu(agent, maintenant + timedelta(days=1), presence=Presence.ANNULE)
    SeanceFactory(animateur=agent, debut=maintenant, titre="Atelier CV")
    assert [evenement["SUMMARY"] for evenement in flux(agent)[1]] == ["Atelier CV"]


def test_the_feed_costs_the_same_with_more_people(agent):
    adresse = reverse("accompagnement:agenda_flux", args=[creer_adresse(par=agent)])
    comptes = []
    for nombre in (1, 2):
        for rang in range(nombre):
            prevu(agent, timezone.now() + timedelta(hours=rang + nombre))
        with CaptureQueriesContext(connection) as capture:
            Client().get(adresse)
        comptes.append(len(capture))
    assert comptes == [4, 4]


def test_somebody_who_left_shows_nothing_any_more(agent):
    adresse = reverse("accompagnement:agenda_flux", args=[creer_adresse(par=agent)])
    agent.is_active = False
    agent.save()
    reponse = Client().get(adresse)
    assert (reponse.status_code, "révoquée" in reponse.content.decode()) == (404, True)


def test_the_address_is_shown_once_and_only_its_fingerprint_kept(client, agent):
    client.force_login(agent)
    adresse = client.post(PAGE, {"acte": "creer"}).context["adresse"]
    jeton = adresse.split("/")[-1].removesuffix(".ics")
    assert JetonAgenda.objects.get().empreinte == hashlib.sha256(jeton.encode()).hexdigest()
    assert jeton not in client.get(PAGE).content.decode()
    assert Client().get(adresse).status_code == 200
    nouvelle = client.post(PAGE, {"acte": "creer"}).context["adresse"]
    assert Client().get(adresse).status_code == 404
    client.post(PAGE, {"acte": "revoquer"})
    assert Client().get(nouvelle).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_an_address_asked_several_times_at_once_is_the_last_one_given():
    agent = AgentFactory()
    depart = threading.Barrier(6)
    jetons = []

    def demander():
        depart.wait()
        jetons.append(creer_adresse(par=agent))
        connection.close()

    fils = [threading.Thread(target=demander) for _ in range(6)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert len(jetons) == 6
    assert [agent_du_jeton(jeton) for jeton in jetons].count(agent) == 1


def test_a_new_address_says_when_it_was_made(agent, time_machine):
    time_machine.move_to("2025-01-10T08:00:00Z", tick=False)
    creer_adresse(par=agent)
    time_machine.move_to("2025-06-10T08:00:00Z", tick=False)
    creer_adresse(par=agent)
    assert JetonAgenda.objects.get(agent=agent).cree_le == timezone.now()
