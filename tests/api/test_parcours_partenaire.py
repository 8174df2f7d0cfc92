"""A partner's whole journey from what is published alone: token, search, orientation with its
document, acceptance in a browser, webhook, feed."""

import httpx
import pytest
from playwright.sync_api import expect

from plie.comptes.enums import Role
from plie.partenaires.actions.abonnement import abonner
from plie.partenaires.api.catalogue import evenements
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.api.programme import Programme
from tests.connexion import se_connecter
from tests.fichiers import PDF
from tests.partenaire import Partenaire, administration
from tests.recepteur import HOTE, recepteur
from tests.usines import AgentFactory, CommuneFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def serveur(settings, tmp_path):
    settings.WEBHOOKS_HOTES_LOCAUX, settings.MEDIA_ROOT = [HOTE], tmp_path
    with recepteur() as ouvert:
        yield ouvert


@pytest.fixture
def partenaire(serveur):
    CommuneFactory()
    ouvert = Partenaire(
        ["accompagnements.lecture", "orientations.ecriture", "orientations.lecture"]
    )
    _, ouvert.cle = abonner(ouvert.application, par=administration(), adresse=serveur.adresse)
    return ouvert


@pytest.fixture
def programme(partenaire, live_server):
    with httpx.Client(base_url=live_server.url, timeout=30) as http:
        yield Programme(http, partenaire.application.client_id, partenaire.secret)


def faire_travailler_un_ouvrier():
    while attendues := list(Demande.objects.a_faire().values_list("pk", flat=True)):
        for demande in attendues:
            executer(demande)


def accepter_dans_un_navigateur(page, nom):
    se_connecter(page, AgentFactory(role=Role.COORDINATION))
    page.goto("/orientations/")
    page.get_by_role("link", name=nom).click()
    page.get_by_role("link", name="Accepter").click()
    page.get_by_label("Réponse au partenaire").fill("Nous la recevons lundi.")
    page.get_by_role("button", name="Accepter", exact=True).click()
    expect(page.get_by_text("L'orientation est acceptée")).to_be_visible()


def test_a_person_is_searched_sent_accepted_and_told_of(programme, partenaire, serveur, page):
    numero = programme.exemple_d_envoi("rechercher_accompagnement")
    assert programme.appeler("rechercher_accompagnement", numero).status_code == 404

    envoi = programme.exemple_d_envoi("orienter")
    recue = programme.appeler("orienter", envoi)
    assert recue.status_code == 201, recue.text
    identifiant = recue.json()["id"]
    joint = programme.appeler(
        "joindre_a_une_orientation",
        programme.exemple_d_envoi("joindre_a_une_orientation"),
        fichiers={"fichier": ("cv.pdf", PDF, "application/pdf")},
        identifiant=identifiant,
    )
    assert joint.status_code == 201, joint.text

    accepter_dans_un_navigateur(page, f"{envoi['nom']} {envoi['prenom']}")
    faire_travailler_un_ouvrier()

    est_signe = {}
    exec(programme.exemple("def est_signe"), est_signe)  # noqa: S102 - a page of ours
    assert serveur.recues
    for entetes, corps in serveur.recues:
        assert est_signe["est_signe"](entetes, corps, {"k1": partenaire.cle})

    changements = programme.appeler("lister_changements").json()
    lus = [(un["type"], un["ressource"]) for un in changements["resultats"]]
    assert lus[-1][0] == "orientation.acceptee"
    assert {type_ for type_, _ in lus} <= evenements().keys()
    suite = programme.appeler("lister_changements", depuis=changements["curseur"]).json()
    assert suite["resultats"] == []

    relue = programme.suivre(lus[-1][1]).json()
    assert (relue["id"], relue["statut"]) == (identifiant, "acceptee")
    assert relue["reponse"] == "Nous la recevons lundi."
    assert [piece["type"] for piece in relue["pieces"]] == ["cv"]
    assert relue["accompagnement"]["statut"] == "prescrit"

    connue = {nom: envoi[nom] for nom in ("nom", "prenom", "date_naissance")}
    retrouvee = programme.appeler("rechercher_accompagnement", connue).json()
    assert retrouvee == relue["accompagnement"]
