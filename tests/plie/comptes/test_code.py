"""A conseiller of a partner signs in by a code; nobody else does."""

import re
import time

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plie.comptes.enums import ROLES_DE_LA_MAISON, Role
from plie.comptes.models import Agent
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.saisies import muettes
from tests.usines import AgentFactory, StructureFactory

pytestmark = pytest.mark.django_db
DEMANDER, TAPER = reverse("account_request_login_code"), reverse("account_confirm_login_code")
ESPACE = reverse("accompagnement:partenaire")
CODE = re.compile(r"\d{4}-\d{4}")


@pytest.fixture
def conseiller():
    return AgentFactory(role=Role.CONSEILLER)


def demander(client, adresse):
    return client.post(DEMANDER, {"email": adresse})


def travailler():
    """What the worker does of what was asked."""
    for demande in Demande.objects.a_faire().order_by("pk"):
        executer(demande.pk)


def recu():
    """The code of the last mail."""
    return CODE.search(mail.outbox[-1].body)[0]


def taper(client, code):
    return client.post(TAPER, {"code": code}, follow=True)


def est_entre(client):
    return client.get(ESPACE).status_code == 200


def entrer(client, conseiller):
    demander(client, conseiller.email)
    travailler()
    return taper(client, recu())


def test_the_code_received_opens_the_space_of_partners(client, conseiller):
    page = entrer(client, conseiller)
    assert page.redirect_chain[-1][0] == ESPACE
    (lettre,) = mail.outbox
    assert lettre.to == [conseiller.email]


def test_any_case_of_the_address_will_do(client, conseiller):
    demander(client, conseiller.email.upper())
    travailler()
    taper(client, recu())
    assert est_entre(client)


@pytest.mark.parametrize("role", [*ROLES_DE_LA_MAISON, Role.PARTENAIRE])
def test_nobody_else_is_sent_a_code_and_nothing_says_so(client, conseiller, role):
    autre = Client()
    reponses = [
        demander(client, conseiller.email),
        demander(autre, AgentFactory(role=role).email),
        demander(Client(), "personne@exemple.fr"),
    ]
    assert {(r.status_code, r["Location"]) for r in reponses} == {(302, TAPER)}
    pages = [qui.get(TAPER).content.decode() for qui in (client, autre)]
    lues = [re.sub(r"agent\d+@|[\w]{64}", "", page) for page in pages]
    assert lues[0] == lues[1]
    travailler()
    assert [lettre.to for lettre in mail.outbox] == [[conseiller.email]]


def test_an_unknown_address_costs_the_page_what_a_known_one_does(conseiller):
    comptes = []
    for adresse in ("personne@exemple.fr", conseiller.email):
        with CaptureQueriesContext(
            connection,
        ) as lues:
            demander(Client(), adresse)
        comptes.append([requete["sql"].split()[0] for requete in lues])
    # Of the structure, once the account is known.
    assert len(comptes[0]) == len(comptes[1])


def test_no_second_factor_is_gone_round(client, settings):
    """An account that became one of the house between the code and its typing is not opened."""
    conseiller = AgentFactory(role=Role.CONSEILLER)
    demander(client, conseiller.email)
    travailler()
    Agent.objects.filter(pk=conseiller.pk).update(role=Role.DIRECTION)
    settings.ROLES_SECOND_FACTEUR = [Role.DIRECTION]
    taper(client, recu())
    assert "_auth_user_id" not in client.session


def test_a_code_serves_once(client, conseiller):
    entrer(client, conseiller)
    client.post(reverse("account_logout"))
    taper(client, recu())
    assert not est_entre(client)


def test_a_code_serves_the_browser_that_asked_for_it(client, conseiller):
    demander(client, conseiller.email)
    travailler()
    ailleurs = Client()
    demander(ailleurs, conseiller.email)
    taper(ailleurs, recu())
    assert not est_entre(ailleurs)


def test_a_code_expires_and_is_not_mailed_late(client, conseiller, settings):
    demander(client, conseiller.email)
    travailler()
    plus_tard = time.time() + settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT + 1
    with time_machine.travel(plus_tard, tick=False):
        taper(client, recu())
        assert not est_entre(client)
    demander(client, conseiller.email)
    with time_machine.travel(plus_tard + 60, tick=False):
        travailler()
    assert len(mail.outbox) == 1


def test_another_code_may_be_asked_for(client, conseiller):
    demander(client, conseiller.email)
    suite = client.post(reverse("account_logout"), {"next": DEMANDER})
    assert suite["Location"] == DEMANDER
    entrer(client, conseiller)
    assert est_entre(client)


def test_three_wrong_codes_end_the_try(client, conseiller):
    demander(client, conseiller.email)
    travailler()
    for _ in range(3):
        taper(client, "0000-0000")
    taper(client, recu())
    assert not est_entre(client)


def test_requests_are_limited(client, conseiller):
    for _ in range(5):
        assert demander(Client(), conseiller.email).status_code == 302
    assert demander(client, conseiller.email).status_code == 200
    travailler()
    assert len(mail.outbox) == 5


def test_the_queue_keeps_no_code_that_can_be_read(client, conseiller):
    demander(client, conseiller.email)
    demande = Demande.objects.get()
    travailler()
    code, garde = recu(), str(demande.arguments)
    assert code not in garde and conseiller.email not in garde


@pytest.mark.parametrize(
    "changement",
    [
        {"is_active": False},
        {"structure__est_active": False},
        {"structure__domaine_courriel": "ailleurs.example"},
        {"structure__domaine_courriel": ""},
    ],
)
def test_who_is_no_longer_answered_for_neither_enters_nor_stays(client, conseiller, changement):
    entrer(client, conseiller)
    assert est_entre(client)
    visiteur = Client()
    demander(visiteur, conseiller.email)
    travailler()
    objet = conseiller
    for nom, valeur in changement.items():
        objet = conseiller.structure if nom.startswith("structure__") else conseiller
        type(objet).objects.filter(pk=objet.pk).update(**{nom.removeprefix("structure__"): valeur})
    assert client.get(ESPACE)["Location"].startswith("/comptes/login/")
    taper(visiteur, recu())
    assert not est_entre(visiteur)
    envoyes = len(mail.outbox)
    demander(Client(), conseiller.email)
    travailler()
    assert len(mail.outbox) == envoyes


def test_who_joins_the_house_enters_it_by_its_own_door(client, conseiller):
    entrer(client, conseiller)
    assert est_entre(client)
    Agent.objects.filter(pk=conseiller.pk).update(role=Role.COORDINATION)
    assert client.get("/")["Location"].startswith("/comptes/login/")


def test_a_session_ends_without_a_click_and_with_the_browser(client, conseiller, settings):
    depart = time.time()
    with time_machine.travel(depart, tick=False):
        entrer(client, conseiller)
        assert client.session.get_expire_at_browser_close()
    moitie = settings.CONSEILLER_SESSION_SECONDES * 2 / 3
    for rang in (1, 2):
        with time_machine.travel(depart + rang * moitie, tick=False):
            assert est_entre(client)
    with time_machine.travel(depart + 4 * moitie, tick=False):
        assert not est_entre(client)


def test_what_was_typed_is_given_back_to_who_was_signed_out(client, conseiller):
    entrer(client, conseiller)
    Agent.objects.filter(pk=conseiller.pk).update(is_active=False)
    reponse = client.post(
        reverse("accompagnement:partenaire_orienter"),
        {"nom": "Eluard"},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert reponse.status_code == 401 and "Eluard" in reponse.content.decode()


def test_no_password_is_made_of_it(client, conseiller):
    client.post(reverse("account_reset_password"), {"email": conseiller.email})
    assert mail.outbox == []
    conseiller.set_password("un-long-secret-inventé")
    with pytest.raises(IntegrityError):
        conseiller.save()


@pytest.mark.parametrize(
    ("structure", "adresse", "phrase"),
    [
        ({"domaine_courriel": "agence.example"}, "a@autre.example", "@agence.example"),
        ({"domaine_courriel": "agence.example"}, "a@faux-agence.example", "@agence.example"),
        ({"domaine_courriel": ""}, "a@agence.example", "pas renseigné"),
        ({"domaine_courriel": "agence.example", "est_active": False}, "a@agence.example", "active"),
    ],
)
def test_an_account_has_an_address_of_its_structure(structure, adresse, phrase):
    agent = Agent(
        email=adresse,
        nom="Mercier",
        role=Role.CONSEILLER,
        structure=StructureFactory(**structure),
    )
    agent.set_unusable_password()
    with pytest.raises(ValidationError, match=phrase) as refus:
        agent.full_clean()
    assert set(refus.value.error_dict) == {"email"}


def test_the_administration_keeps_the_address_in_the_domain(client, conseiller):
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))
    ici = reverse("admin:comptes_agent_change", args=[conseiller.pk])
    saisie = {
        "email": "ailleurs@autre.example",
        "nom": conseiller.nom,
        "role": Role.CONSEILLER,
        "structure": conseiller.structure_id,
        "quotite": "1",
        "is_active": "on",
    }
    refuse = client.post(ici, saisie)
    assert "@exemple.fr" in str(refuse.context["adminform"].form.errors["email"])
    assert client.post(ici, saisie | {"email": "autre@exemple.fr"}).status_code == 302
    # A closed account may keep the address it had.
    del saisie["is_active"]
    assert client.post(ici, saisie).status_code == 302


def test_the_sign_in_page_shows_the_way(client):
    page = client.get(reverse("account_login")).content.decode()
    assert "Vous êtes un partenaire\xa0?" in page and DEMANDER in page


def test_every_refused_form_of_an_account_says_so_first(client, conseiller):
    faux = {"password": "faux", "password1": "a", "password2": "b", "email": "zz"}

    def refuser(nom, **saisie):
        return client.post(reverse(nom), faux | saisie).text

    pages = {
        nom: refuser(nom)
        for nom in ("account_login", "account_request_login_code", "account_reset_password")
    }
    demander(client, conseiller.email)
    pages["account_confirm_login_code"] = refuser("account_confirm_login_code", code="0000-0000")
    client.force_login(AgentFactory())
    for nom in ("account_change_password", "account_reauthenticate"):
        pages[nom] = refuser(nom, oldpassword="faux")
    assert muettes(pages) == {}
