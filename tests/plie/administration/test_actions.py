"""Accounts opened, changed and ended by the administration, and by nobody else."""

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from plie.administration.actions import (
    creer_agent,
    fermer_les_echus,
    finir_acces,
    inviter_agent,
    modifier_agent,
    ouvrir_acces,
)
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.usines import MOT_DE_PASSE, AgentFactory, StructureFactory

pytestmark = pytest.mark.django_db
JOUR = timezone.localdate()
NOUVEAU = "un-mot-de-passe-tout-neuf"


@pytest.fixture
def administration():
    return AgentFactory(role=Role.ADMINISTRATION)


def travailler():
    for demande in Demande.objects.a_faire():
        executer(demande.pk)


def creer(par, **champs):
    qui = {"email": "a.neuf@exemple.fr", "nom": "Neuf", "prenom": "Anne", "role": Role.DIRECTION}
    return creer_agent(par=par, **qui | champs)


def lien_de(lettre):
    return re.search(r"https://plie\.exemple\.fr(/comptes/password/reset/key/\S+)", lettre.body)[1]


def choisir_un_mot_de_passe(lien):
    visiteur = Client()
    formulaire = visiteur.get(lien, follow=True)
    if not formulaire.redirect_chain:
        return False
    choix = {"password1": NOUVEAU, "password2": NOUVEAU}
    return visiteur.post(formulaire.request["PATH_INFO"], choix).status_code == 302


def test_an_invitation_lets_its_reader_choose_a_password_once(administration, settings):
    settings.ADRESSE = "https://plie.exemple.fr"
    agent = creer(administration)
    assert not agent.has_usable_password()
    travailler()
    (lettre,) = mail.outbox
    assert lettre.to == ["a.neuf@exemple.fr"]
    assert "Direction" in lettre.body and settings.PLIE_NOM in lettre.subject
    assert choisir_un_mot_de_passe(lien_de(lettre))
    assert not choisir_un_mot_de_passe(lien_de(lettre))
    saisie = {"login": agent.email, "password": NOUVEAU}
    assert Client().post(reverse("account_login"), saisie)["Location"] == "/"


def test_no_link_is_kept_in_what_was_asked(administration):
    agent = creer(administration)
    assert Demande.objects.get().arguments == [agent.pk]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATION])
def test_the_administration_alone_may(role):
    intrus, agent = AgentFactory(role=role), AgentFactory()
    for verbe in (
        lambda: creer(intrus),
        lambda: modifier_agent(agent, par=intrus, nom="Pris"),
        lambda: inviter_agent(agent, par=intrus),
        lambda: finir_acces(agent, par=intrus, dernier_jour=None),
        lambda: ouvrir_acces(agent, par=intrus),
    ):
        with pytest.raises(PermissionDenied):
            verbe()
    assert not Demande.objects.exists()


def test_a_referent_has_a_structure(administration):
    with pytest.raises(ValidationError):
        creer(administration, role=Role.REFERENT)
    agent = creer(administration, role=Role.REFERENT, structure=StructureFactory())
    assert agent.pk


def test_what_is_changed_names_its_author(administration):
    agent = AgentFactory(role=Role.REFERENT)
    modifier_agent(agent, par=administration, nom="Autre", quotite="0.80")
    dernier = agent.events.order_by("pgh_id").last()
    assert (dernier.nom, dernier.pgh_context.metadata) == ("Autre", {"agent": administration.pk})


def test_ended_at_once_nobody_enters_and_no_session_lives_again(administration):
    agent, navigateur = AgentFactory(), Client()
    navigateur.post(reverse("account_login"), {"login": agent.email, "password": MOT_DE_PASSE})
    assert navigateur.get("/").status_code == 200
    cookie = navigateur.cookies["sessionid"].value
    finir_acces(agent, par=administration, dernier_jour=None)
    ouvrir_acces(agent, par=administration)
    navigateur.cookies["sessionid"] = cookie
    assert navigateur.get("/").status_code == 302
    travailler()
    assert [lettre.to for lettre in mail.outbox] == [[agent.email]]


def test_an_invitation_of_before_the_end_opens_nothing(administration, settings):
    settings.ADRESSE = "https://plie.exemple.fr"
    agent = creer(administration)
    travailler()
    finir_acces(agent, par=administration, dernier_jour=None)
    assert not choisir_un_mot_de_passe(lien_de(mail.outbox[0]))
    with pytest.raises(ValidationError):
        inviter_agent(agent, par=administration)


def test_an_account_closed_meanwhile_receives_no_invitation(administration):
    agent = creer(administration)
    Agent.objects.filter(pk=agent.pk).update(is_active=False)
    travailler()
    assert mail.outbox == []


def test_a_last_day_is_included_and_the_night_closes_the_next(administration):
    agent = AgentFactory()
    finir_acces(agent, par=administration, dernier_jour=JOUR)
    assert fermer_les_echus() == 0
    Agent.objects.filter(pk=agent.pk).update(acces_jusqu_au=JOUR - timedelta(days=1))
    # Before the work of the night has passed.
    Client().post(reverse("account_login"), {"login": agent.email, "password": MOT_DE_PASSE})
    agent.refresh_from_db()
    assert agent.last_login is None
    assert fermer_les_echus() == 1
    agent.refresh_from_db()
    assert not agent.is_active and not agent.has_usable_password()


def test_a_last_day_is_to_come_and_may_be_forgotten(administration):
    agent = AgentFactory()
    with pytest.raises(ValidationError):
        finir_acces(agent, par=administration, dernier_jour=JOUR - timedelta(days=1))
    finir_acces(agent, par=administration, dernier_jour=JOUR + timedelta(days=9))
    assert ouvrir_acces(agent, par=administration).acces_jusqu_au is None
    assert not Demande.objects.exists(), "whoever could sign in needs no new password"


@pytest.mark.parametrize("dernier_jour", [None, JOUR + timedelta(days=1)])
def test_nobody_ends_their_own_access(administration, dernier_jour):
    AgentFactory(role=Role.ADMINISTRATION)
    with pytest.raises(ValidationError):
        finir_acces(administration, par=administration, dernier_jour=dernier_jour)
    with pytest.raises(ValidationError):
        modifier_agent(administration, par=administration, role=Role.DIRECTION)
    assert modifier_agent(administration, par=administration, nom="Nouveau").nom == "Nouveau"


def test_the_last_administration_stays_even_beside_one_who_leaves(administration):
    reste = AgentFactory(role=Role.ADMINISTRATION)
    Agent.objects.filter(pk=administration.pk).update(acces_jusqu_au=JOUR + timedelta(days=1))
    with pytest.raises(ValidationError, match="dernier compte"):
        finir_acces(reste, par=administration, dernier_jour=None)
    with pytest.raises(ValidationError, match="dernier compte"):
        modifier_agent(reste, par=administration, role=Role.COORDINATION)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_put_each_other_out_one_stays():
    deux = [AgentFactory(role=Role.ADMINISTRATION) for _ in range(2)]
    depart, refus = Barrier(2), []

    def finir(par, autre):
        depart.wait()
        try:
            finir_acces(autre, par=par, dernier_jour=None)
        except ValidationError as erreur:
            refus.append(erreur)
        finally:
            connection.close()

    fils = [Thread(target=finir, args=paire) for paire in (deux, deux[::-1])]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert len(refus) == 1
    assert Agent.objects.qui_administrent().count() == 1
