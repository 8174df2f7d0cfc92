"""From the offers that fit a person to the job they were hired for, through the pages."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.enums import StatutMiseEnRelation
from accompagnement.models import Projet
from plie.referentiels.actions import charger_referentiels
from plie.referentiels.models import Rome
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import (
    AgentFactory,
    EtablissementFactory,
    OffreFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def referent(transactional_db):
    return AgentFactory()


@pytest.fixture
def parcours(referent):
    charger_referentiels()
    charger_regles()
    parcours = ParcoursFactory(actif=True, structure=referent.structure, referent=referent)
    projet = Projet.objects.create(parcours=parcours, contrats=["cdi"], mobilite_km=20)
    projet.metiers.set([Rome.objects.get(code="K2204")])
    return parcours


@pytest.fixture
def offre(parcours):
    commune = parcours.participant.commune
    ici = {"latitude": commune.latitude, "longitude": commune.longitude}
    OffreFactory(intitule="Agent d'entretien en intérim", contrat="MIS", **ici)
    return OffreFactory(
        intitule="Agent de nettoyage de bureaux",
        contrat="CDI",
        contrat_libelle="CDI",
        heures_hebdo=28,
        etablissement=EtablissementFactory(nom="Propreté inventée"),
        **ici,
    )


def regarder(page):
    for largeur in (390, 1366):
        page.set_viewport_size({"width": largeur, "height": 900})
        examiner(page)


def noter(page, acte, bouton):
    page.get_by_role("link", name=re.compile(f"^{re.escape(acte)}")).click()
    regarder(page)
    page.get_by_role("button", name=bouton, exact=True).click()
    expect(page.get_by_text("La mise en relation est à jour.")).to_be_visible()


def test_an_offer_read_with_its_reasons_becomes_a_job(page, referent, parcours, offre):
    se_connecter(page, referent)
    page.goto(f"/dossiers/{parcours.participant_id}/")
    page.get_by_role("link", name="Offres", exact=True).last.click()
    pourquoi = page.locator("summary", has_text="Le détail")
    expect(pourquoi).to_have_count(1)
    pourquoi.click()
    expect(page.get_by_text("Métier : métier visé (35)")).to_be_visible()
    expect(page.get_by_text("0 km à vol d'oiseau ; rayon indiqué : 20 km")).to_be_visible()
    page.get_by_text("Contrat non accepté : 1").click()
    expect(page.get_by_role("link", name="Agent d'entretien en intérim")).to_be_visible()
    regarder(page)

    page.get_by_role("link", name=f"Proposer {offre}", exact=True).click()
    regarder(page)
    page.get_by_label("Me le rappeler le").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Proposer l'offre", exact=True).click()
    expect(page.get_by_text("L'offre est proposée.")).to_be_visible()
    regarder(page)
    page.goto("/")
    relances = page.get_by_role("region", name="Relances de mises en relation : 1")
    regarder(page)
    relances.get_by_role("link", name=str(parcours.participant), exact=True).click()
    noter(page, "La personne accepte", "Noter l'accord")
    noter(page, "Transmise à l'employeur", "Noter la transmission")
    noter(page, "Entretien d'embauche", "Noter l'entretien")
    regarder(page)

    page.get_by_role("link", name=re.compile("^Embauche")).click()
    expect(page.get_by_label("Employeur")).to_have_value("Propreté inventée")
    expect(page.get_by_label("Contrat (obligatoire)")).to_have_value("cdi")
    expect(page.get_by_label("Métier")).to_have_value(re.compile("^K2204"))
    expect(page.get_by_label("Heures par semaine")).to_have_value(re.compile("^28"))
    regarder(page)
    page.get_by_role("button", name="Enregistrer l'emploi", exact=True).click()
    expect(page.get_by_text("L'emploi est enregistré")).to_be_visible()

    mise = parcours.mises_en_relation.get()
    assert mise.statut == StatutMiseEnRelation.EMBAUCHEE
    assert mise.emploi == parcours.emplois.get()
    page.goto(f"/dossiers/{parcours.participant_id}/offres/")
    expect(page.locator(".badge-statut", has_text="Embauche")).to_be_visible()
    regarder(page)


def test_the_people_for_an_offer_are_read_from_its_page(page, referent, parcours, offre):
    se_connecter(page, referent)
    page.goto(f"/offres/{offre.pk}/")
    regarder(page)
    page.get_by_role("link", name="Toutes les personnes").click()
    page.get_by_text("points sur 100 : pourquoi").click()
    expect(page.get_by_text("Contrat : contrat accepté (10)")).to_be_visible()
    regarder(page)
    page.get_by_role("link", name=f"Proposer à {parcours.participant}", exact=True).click()
    page.get_by_role("button", name="Proposer l'offre", exact=True).click()
    expect(page.get_by_text("L'offre est proposée.")).to_be_visible()
    page.goto(f"/offres/{offre.pk}/")
    expect(page.get_by_role("heading", name="Mises en relation : 1")).to_be_visible()
    regarder(page)
