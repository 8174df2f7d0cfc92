"""A conseiller of a partner, from the code received by mail to the answer of the house."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from accompagnement.models import Orientation
from plie.comptes.enums import Role
from plie.referentiels.actions import charger_referentiels
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.fichiers import PDF
from tests.usines import AgentFactory, CoordinationFactory, StructureFactory

pytestmark = pytest.mark.django_db(transaction=True)
NUMERO = "12345678901"


@pytest.fixture(autouse=True)
def fichiers(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def coordination(transactional_db):
    charger_referentiels()
    return CoordinationFactory(structure=StructureFactory())


@pytest.fixture
def conseiller(transactional_db):
    agence = StructureFactory(nom="Agence inventée", domaine_courriel="agence.example")
    return AgentFactory(role=Role.CONSEILLER, structure=agence, nom="Mercier", prenom="Aline")


def regarder(page):
    for largeur in (390, 1366):
        page.set_viewport_size({"width": largeur, "height": 900})
        examiner(page)


def travailler():
    for demande in Demande.objects.a_faire():
        executer(demande.pk)


def entrer_par_un_code(page, conseiller):
    page.goto("/comptes/login/")
    page.get_by_role("link", name=re.compile("Vous êtes un partenaire")).click()
    regarder(page)
    page.get_by_label("Adresse électronique professionnelle").fill(conseiller.email)
    page.get_by_role("button", name="Recevoir un code").click()
    regarder(page)
    travailler()
    page.get_by_label("Code").fill(re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)[0])
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("/partenaire/")
    regarder(page)


def orienter(page):
    page.get_by_role("link", name="Orienter une personne").click()
    regarder(page)
    page.get_by_role("textbox", name=re.compile("^Nom")).fill("Martin")
    page.get_by_role("textbox", name=re.compile("^Prénom")).fill("Claude")
    page.get_by_label("N° France Travail").fill(NUMERO)
    page.get_by_label("Document 1 : fichier").set_input_files(
        {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.locator("[name=type_1]").select_option("cv")
    page.get_by_role("button", name="Envoyer au PLIE").click()
    # Without a birth date nothing is sent, nor lost.
    expect(page.locator(".erreur-champ")).to_have_count(1)
    regarder(page)
    page.get_by_label("Date de naissance").fill("1985-05-20")
    page.get_by_label("Document 1 : fichier").set_input_files(
        {"name": "cv.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_role("button", name="Envoyer au PLIE").click()
    expect(page.get_by_text("L'orientation est envoyée.")).to_be_visible()
    expect(page.get_by_role("heading", name="Martin Claude")).to_be_visible()
    regarder(page)


def accepter(navigateur, live_server, coordination):
    """In the inbox of the house, in another browser."""
    contexte = navigateur.new_context(base_url=live_server.url, locale="fr-FR")
    page = contexte.new_page()
    se_connecter(page, coordination)
    page.goto(reverse("accompagnement:orientations"))
    page.get_by_role("link", name="Martin Claude").click()
    expect(page.get_by_text("cv.pdf")).to_be_visible()
    page.get_by_role("link", name="Poser une question").click()
    page.get_by_label("Question").fill("Est-elle libre le matin ?")
    page.get_by_role("button", name="Envoyer").click()
    page.get_by_role("link", name="Accepter").click()
    page.get_by_role("button", name="Accepter").click()
    expect(page.get_by_text("L'orientation est acceptée")).to_be_visible()
    contexte.close()


def test_a_conseiller_orients_somebody_and_reads_the_answer(
    page, navigateur, live_server, conseiller, coordination
):
    entrer_par_un_code(page, conseiller)
    orienter(page)
    orientation = Orientation.objects.get()
    accepter(navigateur, live_server, coordination)
    travailler()
    lien = reverse("accompagnement:partenaire_orientation", args=[orientation.identifiant])
    assert all(lien in lettre.body for lettre in mail.outbox[-2:])
    page.goto(lien)
    expect(page.get_by_text("Acceptée").first).to_be_visible()
    expect(page.get_by_role("note")).to_contain_text("Est-elle libre le matin ?")
    regarder(page)
    page.get_by_role("note").get_by_role("link", name="Répondre").click()
    expect(page.get_by_text("Est-elle libre le matin ?")).to_be_visible()
    regarder(page)
    page.get_by_label("Message").fill("Oui, le matin.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_text("Oui, le matin.")).to_be_visible()
    chercher(page)
    for nom in ("partenaire", "partenaire_orientations", "partenaire_personnes"):
        page.goto(reverse(f"accompagnement:{nom}"))
        expect(page.get_by_text("Martin Claude")).to_be_visible()
        regarder(page)
    for nom in ("accompagnement:partenaire_liste", "interface:aide"):
        page.goto(reverse(nom))
        regarder(page)
    page.get_by_role("link", name=re.compile("^Orienter et suivre")).click()
    regarder(page)


def chercher(page):
    page.goto(reverse("accompagnement:partenaire_recherche"))
    page.get_by_label("N° France Travail").fill(NUMERO)
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("heading", name="Réponse")).to_be_visible()
    regarder(page)
    assert NUMERO not in page.url
    page.get_by_role("link", name="Ses étapes, en résumé").click()
    regarder(page)


def test_the_house_opens_the_account(page, coordination, conseiller):
    se_connecter(page, coordination)
    page.goto(reverse("partenaires:conseillers"))
    regarder(page)
    page.get_by_role("link", name="Ouvrir un compte de conseiller").click()
    regarder(page)
    page.locator("[name=structure]").select_option(str(conseiller.structure_id))
    page.get_by_role("textbox", name=re.compile("^Prénom")).fill("Zoé")
    page.get_by_role("textbox", name=re.compile("^Nom")).fill("Inventée")
    page.get_by_label("Adresse électronique professionnelle").fill("z.inventee@agence.example")
    page.get_by_role("button", name="Ouvrir le compte").click()
    expect(page.get_by_text("z.inventee@agence.example")).to_be_visible()
    page.get_by_role("button", name="Fermer le compte de Zoé Inventée").click()
    expect(page.get_by_text("Compte fermé")).to_be_visible()
    regarder(page)
