"""A conseiller asks whether somebody is accompanied."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accompagnement.actions.orientation.reponse import accepter
from accompagnement.actions.partage import noter_opposition, partager
from accompagnement.enums import Critere
from accompagnement.models import Partage
from plie.journal.models import Consultation
from tests.fichiers import depot
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EtapeFactory,
    OrientationFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
NUMERO = "12345678901"
INCONNUE = "Aucune personne ne correspond"


def adresse(nom, *cles):
    return reverse(f"accompagnement:{nom}", args=cles)


def chercher(client, **saisie):
    reponse = client.post(adresse("partenaire_recherche"), saisie)
    return " ".join(reponse.text.split())


@pytest.fixture
def parcours():
    referent = AgentFactory(nom="Delcourt", prenom="Sophie", email="s.delcourt@exemple.fr")
    return ParcoursFactory(
        actif=True,
        referent=referent,
        structure=referent.structure,
        criteres=[Critere.RQTH],
        participant__nom="Caché",
        participant__numero_france_travail=NUMERO,
    )


def acceptee(conseiller, **champs):
    orientation = OrientationFactory(
        structure=conseiller.structure, deposee_par=conseiller, **champs
    )
    return accepter(orientation, par=CoordinationFactory(), version=1)


def test_an_exact_number_says_what_the_api_says_and_no_more(client, conseiller, parcours):
    page = chercher(client, numero_france_travail="123 456 789 01")
    for dit in ("Oui", "15/01/2025", "Sophie Delcourt", "s.delcourt@exemple.fr"):
        assert dit in page
    assert "Caché" not in page and "RQTH" not in page
    (lue,) = Consultation.objects.all()
    assert (lue.agent, lue.participant_id) == (conseiller, parcours.participant_id)
    assert lue.declarant == f"Aline Mercier <{conseiller.email}>"


def test_the_log_of_the_dossier_names_the_conseiller(client, conseiller, parcours):
    chercher(client, numero_france_travail=NUMERO)
    client.force_login(CoordinationFactory())
    page = client.get(adresse("dossier_consultations", parcours.participant_id)).text
    assert "Aline Mercier" in page


def test_who_is_unknown_or_refuses_is_the_same_answer(client, conseiller, parcours):
    assert INCONNUE in chercher(client, numero_france_travail="9" * 11)
    noter_opposition(parcours.participant, par=CoordinationFactory())
    assert INCONNUE in chercher(client, numero_france_travail=NUMERO)
    assert not Consultation.objects.exists()


def test_a_name_finds_only_whom_the_structure_sent(client, conseiller):
    qui = {"nom": "Martin", "prenom": "Claude", "date_naissance": "1985-05-20"}
    ParcoursFactory(actif=True, participant__nom="Martin", participant__prenom="Claude")
    assert INCONNUE in chercher(client, **qui)
    acceptee(conseiller, nom="Martin")
    assert INCONNUE not in chercher(client, **qui)


@pytest.mark.parametrize(
    ("saisie", "champs"),
    [
        ({}, {"__all__"}),
        ({"numero_france_travail": "12"}, {"numero_france_travail"}),
        ({"numero_france_travail": NUMERO, "nom": "Martin"}, {"__all__"}),
        ({"nom": "Martin"}, {"prenom", "date_naissance"}),
    ],
)
def test_what_cannot_be_asked_is_said_beside_its_field(client, conseiller, saisie, champs):
    reponse = client.post(adresse("partenaire_recherche"), saisie | {"vide": ""})
    assert reponse.status_code == 422
    assert set(reponse.context["formulaire"].errors) == champs


def test_nobody_is_looked_for_in_an_address(client, conseiller, parcours):
    page = client.get(adresse("partenaire_recherche"), {"numero_france_travail": NUMERO}).text
    assert NUMERO not in page and not Consultation.objects.exists()


def test_searches_are_limited_by_account(client, conseiller, parcours, settings):
    settings.CONSEILLER_RECHERCHES_PAR_MINUTE = 2
    for _ in range(2):
        assert INCONNUE in chercher(client, numero_france_travail="9" * 11)
    reponse = client.post(adresse("partenaire_recherche"), {"numero_france_travail": NUMERO})
    assert (reponse.status_code, reponse["Retry-After"]) == (429, "60")
    assert "Delcourt" not in reponse.text


def test_the_steps_are_read_in_summary_by_who_knows_the_person(client, conseiller, parcours):
    EtapeFactory(parcours=parcours, libelle="Titre caché")
    partage = partager(parcours.participant_id, conseiller.structure_id)
    page = client.get(adresse("partenaire_personne", partage.identifiant)).text
    assert "Formation" in page and "Titre caché" not in page and "Caché" not in page
    autre = partager(parcours.participant_id, AgentFactory().structure_id)
    assert client.get(adresse("partenaire_personne", autre.identifiant)).status_code == 404


def test_my_people_are_those_accepted_once_each_but_who_refuses(client, conseiller):
    orientation = acceptee(conseiller, nom="Martin")
    refuse = acceptee(conseiller, nom="Refuse")
    noter_opposition(refuse.parcours.participant, par=CoordinationFactory())
    OrientationFactory(structure=conseiller.structure, nom="Attend")
    acceptee(AgentFactory(role="conseiller"), nom="Ailleurs")
    page = client.get(adresse("partenaire_personnes")).text
    assert "Martin" in page
    assert not any(nom in page for nom in ("Refuse", "Attend", "Ailleurs"))
    (lue,) = Consultation.objects.filter(agent=conseiller)
    assert lue.participant_id == orientation.parcours.participant_id
    assert "Aline Mercier" in lue.declarant


def test_my_people_cost_as_many_questions_for_three_as_for_one(client, conseiller):
    comptes = []
    for nombre in (1, 2):
        for rang in range(nombre):
            acceptee(conseiller, numero_france_travail=f"{len(comptes)}{rang}" * 5 + "1")
        client.get(adresse("partenaire_personnes"))
        with CaptureQueriesContext(connection) as lues:
            client.get(adresse("partenaire_personnes"))
        comptes.append(len(lues))
    assert comptes[0] == comptes[1]


def envoyer(client, contenu, nom="liste.csv"):
    if isinstance(contenu, str):
        contenu = contenu.encode()
    return client.post(adresse("partenaire_liste"), {"fichier": depot(contenu, nom, "text/csv")})


def test_a_list_comes_back_with_its_answers_and_no_formula(client, conseiller, parcours):
    reponse = envoyer(
        client, f"=cmd;numero_france_travail\n=1+1;{NUMERO}\nB;{'9' * 11}\n", "été 2026.csv"
    )
    assert reponse.status_code == 200
    assert "attachment" in reponse["Content-Disposition"]
    lignes = list(csv.reader(io.StringIO(reponse.content.decode("utf-8-sig")), delimiter=";"))
    assert lignes[0] == [
        "'=cmd",
        "numero_france_travail",
        "accompagne",
        "depuis",
        "referent",
        "contact",
    ]
    assert lignes[1][:4] == ["'=1+1", NUMERO, "oui", "2025-01-15"]
    assert lignes[2][2:] == ["non", "", "", ""]
    (lue,) = Consultation.objects.all()
    assert lue.en_lot and "Aline Mercier" in lue.declarant
    assert Partage.objects.get().structure == conseiller.structure


def test_a_list_respects_refusals(client, conseiller, parcours):
    noter_opposition(parcours.participant, par=CoordinationFactory())
    assert ";non;" in envoyer(client, f"numero_france_travail\n{NUMERO}\n").content.decode()
    assert not Consultation.objects.exists()


@pytest.mark.parametrize(
    ("contenu", "phrase"),
    [
        (b"", "Ce fichier est vide."),
        (b"%PDF-1.7 numero", "La première ligne doit nommer une colonne"),
        (b"numero_france_travail\n\0\0", "pas un CSV"),
        (b"nom;prenom\nA;B\n", "La première ligne doit nommer une colonne"),
        (b"numero_france_travail\n" + b"1\n" * 10_001, "Plus de 10000 lignes"),
        (b"numero_france_travail\n" + b"1" * 2 * 1024**2, "plus de 2 Mo"),
    ],
    ids=["empty", "pdf", "null", "column", "lines", "size"],
)
def test_a_bad_file_gets_a_clear_sentence(client, conseiller, contenu, phrase):
    reponse = envoyer(client, contenu)
    assert reponse.status_code == 422
    assert phrase in reponse.text
