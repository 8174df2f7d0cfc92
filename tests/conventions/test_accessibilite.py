"""axe on every page of the figures and the reports, on a desk and on a phone."""

from datetime import date

import pytest
from django.db import transaction
from playwright.sync_api import expect

from accompagnement.enums import Statut
from accompagnement.models import Parcours
from conventions.actions.rapport import ouvrir, produire
from conventions.actions.releve import figer
from conventions.actions.serie import importer_series
from conventions.enums import Rythme, Sens
from conventions.models import Serie
from plie.comptes.enums import Role
from tests.accessibilite import examiner
from tests.attente import attendre_que
from tests.connexion import se_connecter
from tests.conventions import publies
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


# The heading that the address names is seen, under what is stuck.
EST_DESSOUS = """() => {
    const titre = document.querySelector(`${location.hash} h2`).getBoundingClientRect();
    const colle = document.querySelector('.sommaire').getBoundingClientRect();
    return colle.bottom <= titre.top && titre.bottom <= window.innerHeight;
}"""


def test_a_figure_is_reached_by_its_group_with_the_keyboard(direction):
    """Stuck at the top, the names of the groups hide nothing that they lead to."""
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    direction.set_viewport_size({"width": 1366, "height": 768})
    direction.emulate_media(reduced_motion="reduce")
    direction.goto(f"/indicateurs/?{ANNEE}")
    sommaire = direction.get_by_role("navigation", name="Dans cette page")
    noms = sommaire.get_by_role("link").all_inner_texts()
    assert len(noms) == direction.locator("section.carte").count()
    for nom in noms:
        sommaire.get_by_role("link", name=nom).focus()
        direction.keyboard.press("Enter")
        attendre_que(
            lambda: direction.evaluate(EST_DESSOUS), "the heading is seen, whole", patience=10
        )
    examiner(direction)


def test_the_pages_of_the_reports_are_accessible(direction):
    direction.goto("/rapports/")
    examiner(direction)
    rapport = ouvrir(date(2025, 6, 1))
    _examiner(direction, f"/rapports/{rapport.pk}/")
    produire(rapport.pk)
    expect(direction.get_by_role("button", name="Soumettre à relecture")).to_be_visible()
    _examiner(direction, "/rapports/", f"/rapports/{rapport.pk}/")
    _examiner(direction, f"/rapports/{rapport.pk}/commentaires/")
    a_approuver = publies.copier(publies.en_preparation(date(2025, 5, 1)), date(2025, 4, 1))
    direction.goto(f"/rapports/{a_approuver.pk}/")
    direction.get_by_role("button", name="Approuver et publier").click()
    examiner(direction)
    direction.get_by_role("button", name="Approuver et publier").click()
    expect(direction.get_by_text("Le rapport est publié")).to_be_visible()
    examiner(direction)
    direction.get_by_label("Remise à").fill("Mme Martin, élue")
    with direction.expect_download():
        direction.get_by_role("button", name="Télécharger une copie").click()
    _examiner(direction, f"/rapports/{a_approuver.pk}/")
    expect(direction.get_by_role("rowheader", name="Mme Martin, élue")).to_be_visible()


def test_a_report_goes_from_a_draft_to_a_second_persons_approval(page):
    """Coordination comments, leaves, comes back to what was kept, submits; direction approves."""
    prepare, approuve = AgentFactory(role=Role.COORDINATION), AgentFactory(role=Role.DIRECTION)
    rapport = publies.en_preparation(date(2025, 6, 1))
    se_connecter(page, prepare)
    page.goto(f"/rapports/{rapport.pk}/")
    page.get_by_role("link", name="Commenter les chapitres").click()
    page.get_by_label("L'essentiel").fill("La file active croît.")
    expect(page.get_by_text("Brouillon enregistré")).to_be_visible(timeout=15_000)
    page.goto(f"/rapports/{rapport.pk}/commentaires/")
    expect(page.get_by_text("est repris ci-dessous")).to_be_visible()
    expect(page.get_by_label("L'essentiel")).to_have_value("La file active croît.")
    page.get_by_role("button", name="Enregistrer les commentaires").click()
    expect(page.get_by_text("La file active croît.")).to_be_visible()
    page.get_by_role("button", name="Soumettre à relecture").click()
    expect(page.get_by_text("Le rapport est soumis")).to_be_visible()
    produire(rapport.pk)
    page.goto(f"/rapports/{rapport.pk}/")
    expect(page.get_by_role("button", name="Approuver et publier")).to_have_count(0)
    page.context.clear_cookies()
    se_connecter(page, approuve)
    page.goto("/")
    page.get_by_role("link", name="Relire et approuver").click()
    page.get_by_role("button", name="Approuver et publier").click()
    page.get_by_role("button", name="Approuver et publier").click()
    expect(page.get_by_text("Le rapport est publié")).to_be_visible()
    rapport.refresh_from_db()
    assert (rapport.prepare_par, rapport.publie_par) == (prepare, approuve)


def test_the_pages_of_the_territory_are_accessible(direction):
    direction.goto("/series/")
    examiner(direction)
    texte = (
        "serie;date;valeur;unite;source\n"
        "Catégorie A;2025-09-30;10510;personnes;Convention\n"
        "Catégorie A;2025-06-30;10400;personnes;Convention\n"
    )
    importer_series(texte.encode(), par=AgentFactory(role=Role.DIRECTION))
    serie = Serie.objects.get()
    Serie.objects.update(indicateur="file_active_fin")
    _examiner(
        direction,
        "/series/",
        f"/series/{serie.pk}/",
        f"/series/{serie.pk}/modifier/",
        "/series/noter/",
        "/series/importer/",
    )


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
    direction.locator(".barre-plus > summary").click()
    direction.get_by_role("link", name="Conventions", exact=True).first.click()
    direction.get_by_role("link", name=convention.libelle).click()
    expect(direction.get_by_text("Réalisé")).to_be_visible()
    direction.get_by_role("link", name="Suivre les cent").click()
    direction.get_by_role("link", name="Voir la liste (1)").click()
    expect(direction.get_by_role("status")).to_contain_text("1 dossier")
    direction.get_by_role("link", name="Lefevre").click()
    expect(direction.get_by_role("heading", level=1)).to_contain_text("Lefevre")
    expect(direction.get_by_text("Suivi renforcé").first).to_be_visible()
