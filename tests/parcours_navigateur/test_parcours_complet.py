"""From prescription to exit and back, in a real browser, as the people who do it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.suspension import charger_motifs_suspension
from accompagnement.enums import Statut
from accompagnement.models import Parcours
from plie.comptes.enums import Role
from plie.referentiels.actions import charger_referentiels
from tests.accessibilite import examiner
from tests.parcours_navigateur.actes import choisir_dans, choisir_un_acte
from tests.usines import MOT_DE_PASSE, AgentFactory, StructureFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def territoire(transactional_db):
    charger_referentiels()
    charger_regles()
    charger_motifs_suspension()


@pytest.fixture
def ouvrir(navigateur, live_server, territoire):
    """Sign somebody in, in a browser of their own; console errors fail the test."""
    contextes, erreurs = [], []

    def entrer(agent, **options):
        contexte = navigateur.new_context(
            base_url=live_server.url, locale="fr-FR", timezone_id="Europe/Paris", **options
        )
        contexte.set_default_timeout(8000)
        contextes.append(contexte)
        page = contexte.new_page()
        page.on("pageerror", lambda erreur: erreurs.append(str(erreur)))
        page.goto("/")
        page.locator("[name=login]").fill(agent.email)
        page.locator("[name=password]").fill(MOT_DE_PASSE)
        examiner(page)
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour")
        page.wait_for_load_state()  # the keys are read once the scripts of the page have run
        return page

    yield entrer
    for contexte in contextes:
        contexte.close()
    assert erreurs == []


def valider(page, bouton, message=None):
    examiner(page)
    page.get_by_role("button", name=bouton, exact=True).click()
    if message:
        expect(page.get_by_text(message)).to_be_visible()
    examiner(page)


def suivre(page, lien):
    page.get_by_role("link", name=lien, exact=True).first.click()
    examiner(page)


def agir(page, nom):
    choisir_un_acte(page, nom)
    examiner(page)


def statut(page, attendu):
    expect(page.locator(".entete-dossier .badge-statut")).to_have_text(attendu.label)


def test_the_whole_path_of_a_person(ouvrir):
    structure = StructureFactory(nom="CCAS de Denain")
    referent = AgentFactory(structure=structure, prenom="Rachel", nom="Référente")
    AgentFactory(structure=structure, prenom="Autre", nom="Référent")
    page = ouvrir(referent)
    bureau = ouvrir(AgentFactory(role=Role.COORDINATION))
    aujourd_hui = timezone.localdate()

    bureau.get_by_role("link", name="Commissions", exact=True).click()
    for type_ in ("integration", "sortie"):
        bureau.goto("/commissions/")
        suivre(bureau, "Prévoir une commission")
        bureau.get_by_label("Type").select_option(type_)
        bureau.get_by_label("Date").fill(aujourd_hui.isoformat())
        valider(bureau, "Prévoir la commission", "La commission est prévue.")

    # Prescribe
    page.get_by_role("link", name="Créer un dossier").click()
    page.get_by_label("Nom (obligatoire)", exact=True).fill("Éluard")
    page.get_by_label("Prénom").fill("Zoé")
    page.get_by_label("Date de naissance").fill("1980-02-03")
    page.get_by_label("Sexe").select_option("F")
    choisir_dans(page, "Commune", "Denain")
    page.get_by_label("Date de prescription").fill((aujourd_hui - timedelta(days=9)).isoformat())
    valider(page, "Créer le dossier")
    statut(page, Statut.PRESCRIT)
    dossier = page.url

    # Diagnose and present
    agir(page, "Faire le diagnostic")
    page.get_by_label("Niveau de formation").select_option("infra3")
    page.get_by_label("Bénéficiaire du RSA").check()
    page.get_by_label("Travailleur handicapé").check()
    valider(page, "Enregistrer le diagnostic", "Situation à l'entrée enregistrée.")
    statut(page, Statut.EN_DIAGNOSTIC)
    agir(page, "Présenter en commission")
    page.get_by_label("Commission").select_option(index=1)
    valider(page, "Présenter", "Le dossier est à l'ordre du jour.")
    statut(page, Statut.PRESENTE)

    # Decide: a refusal without motif is told, then the person enters
    bureau.goto("/commissions/")
    bureau.get_by_role("link", name=re.compile("d'intégration")).first.click()
    examiner(bureau)
    bureau.get_by_role("link", name=re.compile("^Décider")).click()
    valider(bureau, "Refuser")
    expect(bureau.get_by_text("Indiquez le motif de cette décision.")).to_be_visible()
    valider(bureau, "Intégrer", "Décision enregistrée pour")

    # Follow
    page.goto(dossier)
    statut(page, Statut.ACTIF)
    agir(page, "Noter un entretien")
    page.get_by_label("Notes (facultatif)").or_(page.get_by_label("Notes", exact=True)).fill(
        "Permis à financer <b>vite</b>"
    )
    page.get_by_label("Notes confidentielles").fill("Dit en confiance")
    valider(page, "Enregistrer l'entretien", "Entretien enregistré.")
    expect(page.get_by_text("Permis à financer <b>vite</b>")).to_be_visible()
    agir(page, "Ajouter une étape")
    page.get_by_label("Axe").select_option("freins")
    page.get_by_label("Intitulé").fill("Permis B")
    valider(page, "Ajouter l'étape", "Étape ajoutée.")

    # Pause and resume
    agir(page, "Suspendre")
    page.get_by_label("Motif").select_option("sante")
    valider(page, "Suspendre", "Le parcours est suspendu.")
    statut(page, Statut.SUSPENDU)
    agir(page, "Reprendre le parcours")
    valider(page, "Reprendre", "Le parcours reprend.")
    statut(page, Statut.ACTIF)

    # Leave
    agir(page, "Proposer la sortie")
    page.get_by_label("Motif (obligatoire)").select_option("cdi")
    page.get_by_label("Date de sortie").fill((aujourd_hui + timedelta(days=1)).isoformat())
    valider(page, "Proposer la sortie")
    expect(page.get_by_text("La date de sortie est dans le futur.")).to_be_visible()
    page.get_by_label("Date de sortie").fill(aujourd_hui.isoformat())
    page.get_by_label("Commission").select_option(
        label=f"Commission de sortie du {aujourd_hui:%d/%m/%Y}"
    )
    valider(page, "Proposer la sortie", "La sortie est proposée")
    bureau.goto("/commissions/")
    bureau.get_by_role("link", name=re.compile("de sortie")).first.click()
    bureau.get_by_role("link", name=re.compile("^Décider")).click()
    valider(bureau, "Valider la sortie", "Décision enregistrée pour")
    page.goto(dossier)
    statut(page, Statut.SORTI)
    expect(page.get_by_text("Sortie positive").first).to_be_visible()

    # Come back later: the former parcours stays readable
    agir(page, "Ouvrir un nouveau parcours")
    valider(page, "Prescrire", "Le parcours est ouvert.")
    statut(page, Statut.PRESCRIT)
    assert Parcours.objects.count() == 2
    for onglet in ("Identité et situation", "Historique"):
        suivre(page, onglet)
    bureau.goto(dossier + "consultations/")
    expect(bureau.get_by_role("cell", name="Rachel Référente").first).to_be_visible()
    examiner(bureau)


def test_a_known_person_appears_while_typing(ouvrir):
    referent = AgentFactory()
    page = ouvrir(referent)
    for _ in range(2):
        page.goto("/dossiers/creer/")
        page.get_by_label("Nom (obligatoire)", exact=True).fill("Éluard")
        page.get_by_label("Prénom").fill("Zoé")
        page.get_by_label("Sexe").select_option("F")
        page.get_by_label("Date de naissance").fill("1980-02-03")
        if _ == 0:
            page.get_by_role("button", name="Créer le dossier").click()
            page.wait_for_url(re.compile(r"/dossiers/\d+/$"))
    expect(page.get_by_text("Cette personne est peut-être déjà connue")).to_be_visible()
    examiner(page)


def test_a_double_click_creates_one_person(ouvrir):
    page = ouvrir(AgentFactory())
    page.goto("/dossiers/creer/")
    page.get_by_label("Nom (obligatoire)", exact=True).fill("Double")
    page.get_by_label("Prénom").fill("Clic")
    page.get_by_label("Sexe").select_option("M")
    page.get_by_label("Date de naissance").fill("1980-02-03")
    page.get_by_role("button", name="Créer le dossier").dblclick()
    page.wait_for_url(re.compile(r"/dossiers/\d+/$"))
    assert Parcours.objects.count() == 1


def test_the_list_is_filtered_by_keyboard_and_the_address_follows(ouvrir):
    referent = AgentFactory()
    page = ouvrir(referent)
    page.keyboard.press("/")
    expect(page.get_by_label("Rechercher une personne")).to_be_focused()
    page.keyboard.type("personne")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=personne"))
    expect(page.get_by_text("Aucun dossier ne correspond")).to_be_visible()
    examiner(page)
    page.get_by_label("Statut").select_option("actif")
    page.wait_for_url(re.compile("statut=actif"))
    expect(page.get_by_role("link", name=re.compile("Statut : Actif"))).to_be_visible()
    page.go_back()
    page.wait_for_url(re.compile("statut=tous"))


def test_phone_width_holds_every_page_without_sideways_scroll(ouvrir):
    page = ouvrir(AgentFactory(role=Role.COORDINATION), viewport={"width": 390, "height": 844})
    for adresse in ("/", "/dossiers/", "/dossiers/creer/", "/commissions/"):
        page.goto(adresse)
        examiner(page)
