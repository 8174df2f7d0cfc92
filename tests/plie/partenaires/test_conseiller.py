"""Accounts of conseillers, opened and closed by the house."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from plie.comptes.enums import Role
from plie.journal.models import Consultation
from plie.partenaires.actions.conseiller import (
    fermer_conseiller,
    ouvrir_conseiller,
    rouvrir_conseiller,
)
from plie.partenaires.actions.volume import signaler_les_lectures
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.usines import AgentFactory, CoordinationFactory, StructureFactory

pytestmark = pytest.mark.django_db
QUI = {"email": "A.Mercier@agence.example", "nom": "Mercier", "prenom": "Aline"}


@pytest.fixture
def agence():
    return StructureFactory(domaine_courriel="agence.example", accompagne=False)


def travailler():
    for demande in Demande.objects.a_faire():
        executer(demande.pk)


def test_an_account_is_opened_without_password_and_told(agence, settings):
    settings.ADRESSE = "https://plie.exemple.fr"
    conseiller = ouvrir_conseiller(agence, par=CoordinationFactory(), **QUI)
    assert (conseiller.role, conseiller.email) == (Role.CONSEILLER, "a.mercier@agence.example")
    assert not conseiller.has_usable_password()
    travailler()
    (lettre,) = mail.outbox
    assert lettre.to == [conseiller.email]
    assert "https://plie.exemple.fr/comptes/login/code/" in lettre.body


def test_only_the_house_opens_one(agence):
    with pytest.raises(PermissionDenied):
        ouvrir_conseiller(agence, par=AgentFactory(role=Role.DIRECTION), **QUI)


def test_an_account_is_closed_and_opened_again(agence):
    coordination = CoordinationFactory()
    conseiller = ouvrir_conseiller(agence, par=coordination, **QUI)
    assert not fermer_conseiller(conseiller, par=coordination).is_active
    travailler()
    assert mail.outbox == []
    assert rouvrir_conseiller(conseiller, par=coordination).is_active
    agence.domaine_courriel = "autre.example"
    agence.save()
    fermer_conseiller(conseiller, par=coordination)
    with pytest.raises(ValidationError):
        rouvrir_conseiller(conseiller, par=coordination)


def test_agents_of_the_house_are_not_closed_from_there(client):
    client.force_login(CoordinationFactory())
    agent = AgentFactory()
    adresse = reverse("partenaires:conseiller_fermer", args=[agent.pk])
    assert client.post(adresse).status_code == 404


def test_a_refusal_stays_beside_its_field(client, agence):
    client.force_login(CoordinationFactory())
    saisie = QUI | {"email": "a@autre.example", "structure": agence.pk}
    reponse = client.post(reverse("partenaires:conseiller_ouvrir"), saisie)
    assert reponse.status_code == 422
    assert "@agence.example" in str(reponse.context["formulaire"].errors["email"])


def test_the_list_says_who_no_longer_enters(client, agence):
    coordination = CoordinationFactory()
    ouvrir_conseiller(agence, par=coordination, **QUI)
    agence.domaine_courriel = "autre.example"
    agence.save()
    client.force_login(coordination)
    assert "Adresse hors du domaine" in client.get(reverse("partenaires:conseillers")).text


@pytest.mark.parametrize(("personnes", "attendu"), [(50, 0), (51, 1)])
def test_who_reads_many_people_is_told_to_the_administration_once_a_day(personnes, attendu):
    administration = AgentFactory(role=Role.ADMINISTRATION)
    conseiller = AgentFactory(role=Role.CONSEILLER)
    for dossier in range(personnes):
        Consultation.objects.create(agent=conseiller, participant_id=dossier, objet="Recherche")
    assert (signaler_les_lectures(), signaler_les_lectures()) == (attendu, 0)
    travailler()
    assert [lettre.bcc for lettre in mail.outbox] == [[administration.email]] * attendu
    assert all(f"{personnes} personnes" in lettre.body for lettre in mail.outbox)
