"""A commission in a browser: from what is ready to the minutes, through a browser that dies."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.situation import enregistrer_diagnostic
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.enums import Decision, Statut, TypeCommission
from accompagnement.models import MotifSortie, Parcours, Passage
from plie.comptes.enums import Role
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.fichiers import photo
from tests.parcours_navigateur.test_journee import TELEPHONE
from tests.pdf import texte_du_pdf
from tests.usines import AgentFactory, CommissionFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def coordination(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    charger_regles()
    return AgentFactory(role=Role.COORDINATION)


def _prets(coordination, nombre):
    for rang in range(nombre):
        parcours = ParcoursFactory(participant__nom=f"Candidat{rang}")
        enregistrer_diagnostic(parcours, par=coordination, criteres=["rsa"])


def _commission(type_):
    return CommissionFactory(type=type_, date=timezone.localdate())


def _lire_le_releve(page):
    with page.expect_download() as telechargement:
        page.get_by_role("link", name="Relevé de décisions").click()
    return texte_du_pdf(telechargement.value.path().read_bytes())


def test_a_commission_is_held_from_its_agenda_to_its_minutes(page, coordination):
    _prets(coordination, 3)
    commission = _commission(TypeCommission.INTEGRATION)
    se_connecter(page, coordination)
    page.goto(reverse("accompagnement:commission", args=[commission.pk]))
    examiner(page)
    page.get_by_role("button", name="Ajouter les dossiers cochés").click()
    expect(page.get_by_text("3 dossiers ajoutés à l'ordre du jour.")).to_be_visible()
    examiner(page)
    page.get_by_role("link", name="Tenir la commission").click()
    expect(page.get_by_text("dossier 1 sur 3, 3 à décider")).to_be_visible()
    examiner(page)
    # The room sees no menu; one key only aims, Enter decides.
    expect(page.get_by_role("navigation", name="Menu principal")).to_have_count(0)
    page.keyboard.press("1")
    expect(page.get_by_role("button", name="Intégrer")).to_be_focused()
    expect(page.get_by_text("dossier 1 sur 3, 3 à décider")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_text("dossier 2 sur 3, 2 à décider")).to_be_visible()

    # The browser dies: another one takes the commission up where it was.
    autre = page.context.browser.new_context(base_url=page.url.split("/passages")[0])
    autre.add_cookies(page.context.cookies())
    page.context.clear_cookies()
    page.close()
    page = autre.new_page()
    page.goto(reverse("accompagnement:commission_tenir", args=[commission.pk]))
    expect(page.get_by_text("dossier 2 sur 3, 2 à décider")).to_be_visible()
    page.get_by_role("button", name="Refuser").click()
    expect(page.get_by_text("Indiquez le motif de cette décision.")).to_be_visible()
    page.get_by_label("Motif").fill("Hors du territoire")
    page.get_by_role("button", name="Refuser").click()
    page.get_by_label("Motif").fill("Pièce à fournir")
    page.get_by_role("button", name="Ajourner").click()
    expect(page.get_by_text("Tous les dossiers sont décidés (3).")).to_be_visible()
    examiner(page)
    page.get_by_role("button", name="Clore la commission").click()
    examiner(page)
    page.get_by_role("button", name="Clore la commission").click()
    expect(page.get_by_text("son relevé de décisions est définitif")).to_be_visible()
    releve = _lire_le_releve(page)
    assert "Intégré" in releve and "Hors du territoire" in releve and "provisoire" not in releve
    decisions = Passage.objects.order_by("ordre").values_list("decision", flat=True)
    assert list(decisions) == [Decision.INTEGRE, Decision.REFUSE, Decision.AJOURNE]
    statuts = {parcours.statut for parcours in Parcours.objects.all()}
    assert statuts == {Statut.ACTIF, Statut.REFUSE, Statut.AJOURNE}
    autre.close()


def test_a_missing_proof_is_one_click_away_and_sent_from_a_phone(page, coordination):
    parcours = ParcoursFactory(actif=True, referent=AgentFactory(), participant__nom="Sortante")
    proposer_sortie(
        parcours,
        par=coordination,
        motif=MotifSortie.objects.get(code="cdi"),
        date_effet=timezone.localdate(),
        commission=_commission(TypeCommission.SORTIE),
    )
    page.set_viewport_size(TELEPHONE)
    se_connecter(page, coordination)
    page.goto(reverse("accompagnement:commission", args=[parcours.passages.get().commission_id]))
    examiner(page)
    page.get_by_role("link", name="Sortie positive sans preuve").click()
    examiner(page)
    page.get_by_label("Fichier").set_input_files(
        {"name": "contrat.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.get_by_label("Type de pièce").select_option("contrat_travail")
    page.get_by_label("Preuve de la sortie proposée").check()
    page.get_by_role("button", name="Déposer la pièce").click()
    expect(page.get_by_text("La pièce est dans le dossier.")).to_be_visible()
    examiner(page)
    page.goto(reverse("accompagnement:commission", args=[parcours.passages.get().commission_id]))
    expect(page.get_by_text("Complet", exact=True)).to_be_visible()


def test_two_dossiers_are_compared_and_merged_in_the_browser(page, coordination):
    garde = ParcoursFactory(actif=True, participant__nom="Lefevre").participant
    ParcoursFactory(participant__nom="Lefèvre")
    se_connecter(page, coordination)
    page.goto(reverse("accompagnement:dossier_fusionner", args=[garde.pk]))
    examiner(page)
    page.get_by_role("link", name="Lefèvre Dominique").click()
    examiner(page)
    page.get_by_role("button", name="Fusionner les deux dossiers").click()
    expect(page.get_by_text("vous pouvez annuler pendant 30 jours")).to_be_visible()
    page.goto(reverse("accompagnement:fusions"))
    examiner(page)
