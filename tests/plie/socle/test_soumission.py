"""Two requests at the very same moment: only the database can tell them apart."""

import threading
from uuid import uuid4

import pytest
from django.db import connection
from django.http import HttpResponseRedirect
from django.test import Client
from django.urls import reverse

from accompagnement.models import Participant
from plie.comptes.enums import Role
from plie.socle.soumission import soumission_unique
from tests.usines import AgentFactory


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_by_two_threads_creates_one_row():
    agent = AgentFactory(role=Role.COORDINATION)
    saisie = {
        "nom": "Double",
        "prenom": "Envoi",
        "date_naissance": "1980-02-03",
        "sexe": "F",
        "date_prescription": "2025-01-10",
        "jeton": str(uuid4()),
    }
    depart = threading.Barrier(2)
    adresses = []

    def envoyer():
        client = Client()
        client.force_login(agent)
        depart.wait()
        adresses.append(client.post(reverse("accompagnement:dossier_creer"), saisie)["Location"])
        connection.close()

    fils = [threading.Thread(target=envoyer) for _ in range(2)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert Participant.objects.count() == 1
    assert len(set(adresses)) == 1


@pytest.mark.django_db
def test_the_address_it_leads_to_may_be_as_long_as_a_list_of_filters(rf):
    longue = "/dossiers/?commune=" + "59172," * 200
    requete = rf.post("/", {"jeton": str(uuid4())})
    requete.user = AgentFactory()
    vue = soumission_unique(lambda request: HttpResponseRedirect(longue))
    assert vue(requete).url == vue(requete).url == longue
