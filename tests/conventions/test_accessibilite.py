"""axe on every page of the figures and the reports, on a desk and on a phone."""

from datetime import date

import pytest
from django.db import transaction
from playwright.sync_api import expect

from accompagnement.enums import Statut
from accompagnement.models import Parcours
from conventions.actions.rapport import ouvrir, produire
from conventions.actions.releve import figer
from conventions.enums import Rythme, Sens
from plie.comptes.enums import Role
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import (
    AgentFactory,
    AppartenanceFactory,
    ConventionFactory,
    ObjectifFactory,
    ParcoursFactory,
    RegleSortieFactory,
    ValeurFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
LARGEURS = (1366, 390)
ANNEE = "debut=2025-01-01&fin=2025-12-31"


@pytest.fixture
def direction(page):
    agent = AgentFactory(role=Role.DIRECTION)
    se_connecter(page, agent)
    return page


def _examiner(page, *adresses):
    for adresse in adresses:
        page.goto(adresse)
        for largeur in LARGEURS:
            page.set_viewport_size({"width": largeur, "height": 900})
            examiner(page)


def test_the_pages_of_the_figures_are_accessible(direction):
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10), criteres=["rqth"])
    ParcoursFactory(sorti=True)
    figer(date(2025, 3, 1))
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 1))
    _examiner(
        direction,
        f"/indicateurs/?{ANNEE}&ventilation=critere",
        "/indicateurs/?debut=2025-03-01&fin=2025-03-31",
        "/indicateurs/trajectoires/?le=2025-12-31",
        f"/indicateurs/taux_sorties_positives/?{ANNEE}&ventilation=referent",
        f"/indicateurs/entrees/?{ANNEE}",
        f"/indicateurs/entrees/ecarts/?{ANNEE}",
        "/indicateurs/charge_par_etp/?debut=2025-12-31&fin=2025-01-01",
        "/indicateurs/?debut=2025-12-31&fin=2025-01-01",
        "/indicateurs/arretes/2025-03/",
        f"/indicateurs/sorties/dossiers/?{ANNEE}",
        f"/controle/?{ANNEE}",
        f"/indicateurs/sorties_neutres/dossiers/?{ANNEE}",
    )


def test_the_rate_opens_the_names_it_counts(direction):
    for _ in range(3):
        ParcoursFactory(sorti=True)
    direction.goto(f"/indicateurs/?{ANNEE}")
    direction.locator(".chiffres").get_by_role("link", name="3, Taux").first.click()
    expect(direction.get_by_role("status")).to_contain_text("3 dossiers")


def test_the_pages_of_the_reports_are_accessible(direction):
    direction.goto("/rapports/")
    examiner(direction)
    rapport = ouvrir(date(2025, 6, 1))
    _examiner(direction, f"/rapports/{rapport.pk}/")
    produire(rapport.pk)
    expect(direction.get_by_role("button", name="Publier ce rapport")).to_be_visible()
    _examiner(direction, "/rapports/", f"/rapports/{rapport.pk}/")
    direction.get_by_role("button", name="Publier ce rapport").click()
    examiner(direction)
    direction.get_by_role("button", name="Publier ce rapport").click()
    expect(direction.get_by_text("Le rapport est publié")).to_be_visible()
    examiner(direction)


def test_the_pages_of_conventions_and_cohorts_are_accessible(direction):
    appartenance = AppartenanceFactory(parcours__statut=Statut.SORTIE_PROPOSEE)
    convention = ConventionFactory(date_fin=date(2099, 12, 31))
    en_tout = {"convention": convention, "rythme": Rythme.PERIODE}
    suivi = ObjectifFactory(indicateur="sorties_positives", cible=5, **en_tout)
    tenu = ObjectifFactory(cible=1, cohorte=appartenance.cohorte, **en_tout)
    compteur = ObjectifFactory(manuel=True, cible=4, axe="Actions", **en_tout)
    ValeurFactory(objectif=compteur)
    ObjectifFactory(cible=1, sens=Sens.AU_PLUS, **en_tout)
    AppartenanceFactory(cohorte=appartenance.cohorte, date_fin=date(2025, 6, 1))
    _examiner(
        direction,
        "/conventions/",
        "/conventions/creer/",
        f"/conventions/{convention.pk}/",
        f"/conventions/{convention.pk}/?le=hier",
        f"/conventions/{convention.pk}/avenants/ajouter/",
        f"/conventions/{convention.pk}/objectifs/creer/",
        f"/objectifs/{suivi.pk}/",
        f"/objectifs/{tenu.pk}/dossiers/",
        f"/objectifs/{compteur.pk}/",
        f"/objectifs/{compteur.pk}/cible/",
        "/cohortes/",
        f"/cohortes/{appartenance.cohorte_id}/",
        f"/cohortes/{appartenance.cohorte_id}/?qui=anciens",
        f"/dossiers/{appartenance.parcours.participant_id}/",
        f"/parcours/{appartenance.parcours_id}/suivi-renforce/",
    )


def test_the_pages_of_the_rules_are_accessible(direction):
    with transaction.atomic():
        RegleSortieFactory(valide_au=date(2098, 12, 31))
        future = RegleSortieFactory(version=2, valide_du=date(2099, 1, 1), iae_positive=True)
    _examiner(
        direction,
        "/regles-de-sortie/",
        "/regles-de-sortie/ecrire/",
        f"/regles-de-sortie/{future.pk}/modifier/",
        f"/regles-de-sortie/{future.pk}/retirer/",
        "/regles-de-sortie/essai/",
        f"/regles-de-sortie/essai/?{ANNEE}&duree_min_mois=x",
    )


def test_a_rule_is_tried_on_the_year(direction):
    RegleSortieFactory()
    ParcoursFactory(sorti=True, motif="creation_entreprise")
    direction.goto("/regles-de-sortie/")
    direction.get_by_role("link", name="Essayer une autre règle").click()
    direction.locator("#id_debut").fill("2025-01-01")
    direction.locator("#id_fin").fill("2025-12-31")
    direction.get_by_label("Compter la création").uncheck()
    direction.get_by_role("button", name="Essayer").click()
    expect(direction.get_by_text("1 sortie change de catégorie")).to_be_visible()
    expect(direction.get_by_label("Compter la création")).not_to_be_checked()
    examiner(direction)


def test_a_convention_is_opened_down_to_a_dossier(direction):
    appartenance = AppartenanceFactory(parcours__participant__nom="Lefevre")
    convention = ConventionFactory(date_fin=date(2099, 12, 31))
    ObjectifFactory(
        convention=convention,
        libelle="Suivre les cent",
        indicateur="file_active_fin",
        cohorte=appartenance.cohorte,
        cible=1,
    )
    direction.goto("/")
    direction.get_by_role("link", name="Conventions", exact=True).first.click()
    direction.get_by_role("link", name=convention.libelle).click()
    expect(direction.get_by_text("Réalisé")).to_be_visible()
    direction.get_by_role("link", name="Suivre les cent").click()
    direction.get_by_role("link", name="Voir la liste (1)").click()
    expect(direction.get_by_role("status")).to_contain_text("1 dossier")
    direction.get_by_role("link", name="Lefevre").click()
    expect(direction.get_by_role("heading", level=1)).to_contain_text("Lefevre")
    expect(direction.get_by_text("Suivi renforcé").first).to_be_visible()
