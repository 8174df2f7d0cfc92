"""Six months in a job, through the pages: signed, followed up, proved, proposed, validated."""

import re
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.enums import Statut, TypeCommission, TypePiece
from accompagnement.models import Piece
from plie.comptes.enums import Role
from plie.referentiels.actions import charger_referentiels
from tests.accessibilite import examiner
from tests.parcours_navigateur.actes import choisir_un_acte
from tests.usines import MOT_DE_PASSE, AgentFactory, CommissionFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def entrer(navigateur, live_server, transactional_db):
    charger_referentiels()
    charger_regles()
    contextes = []

    def entrer(agent):
        contexte = navigateur.new_context(
            base_url=live_server.url, locale="fr-FR", timezone_id="Europe/Paris"
        )
        contexte.set_default_timeout(8000)
        contextes.append(contexte)
        page = contexte.new_page()
        page.goto("/")
        page.locator("[name=login]").fill(agent.email)
        page.locator("[name=password]").fill(MOT_DE_PASSE)
        page.get_by_role("button", name="Se connecter").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour")
        return page

    yield entrer
    for contexte in contextes:
        contexte.close()


def valider(page, bouton, message):
    examiner(page)
    page.get_by_role("button", name=bouton, exact=True).click()
    expect(page.get_by_text(message).first).to_be_visible()
    examiner(page)


def faire_le_suivi(page, dossier, jalon, preuve=None):
    page.goto(dossier)
    page.get_by_role("link", name=re.compile(re.escape(f"Faire le suivi à {jalon}"))).click()
    page.get_by_label("En poste").check()
    if preuve:
        page.get_by_label("Preuve").select_option(str(preuve.pk))
    valider(page, "Enregistrer le suivi", "Le suivi est enregistré.")


def test_six_months_in_a_job_lead_to_a_validated_exit(entrer):
    referent = AgentFactory()
    parcours = ParcoursFactory(actif=True, structure=referent.structure, referent=referent)
    aujourd_hui = timezone.localdate()
    CommissionFactory(type=TypeCommission.SORTIE, date=aujourd_hui)
    page, dossier = entrer(referent), f"/dossiers/{parcours.participant_id}/"

    page.goto(dossier)
    choisir_un_acte(page, "Signaler un emploi")
    page.get_by_label("Contrat (obligatoire)").select_option("cdi")
    page.get_by_label("Employeur").fill("Atelier inventé")
    page.get_by_label("SIRET").fill("732 829 320 00074")
    page.get_by_label("Métier").press_sequentially("nettoyage industriel")
    expect(page.locator("datalist option")).not_to_have_count(0)
    page.get_by_label("Métier").fill("K2204")
    page.get_by_label("Heures par semaine").fill("28")
    embauche = aujourd_hui - relativedelta(months=6) - timedelta(days=2)
    page.get_by_label("Embauche le").fill(embauche.isoformat())
    valider(page, "Enregistrer l'emploi", "ses suivis à J + 30, M + 3 et M + 6 sont prévus")

    piece = Piece.objects.create(
        participant=parcours.participant,
        parcours=parcours,
        type=TypePiece.BULLETIN,
        fichier="pieces/invente",
        nom="bulletin.pdf",
        type_contenu="application/pdf",
        taille=10,
        empreinte="0" * 64,
        deposee_par=referent,
    )
    faire_le_suivi(page, dossier, "M + 6", piece)

    page.goto(dossier)
    expect(page.get_by_text("Six mois en emploi depuis le")).to_be_visible()
    choisir_un_acte(page, "Proposer la sortie")
    expect(page.get_by_role("heading", name="La règle déduit : CDI")).to_be_visible()
    expect(page.get_by_label("Motif")).to_have_value("cdi")
    expect(page.get_by_text("80 % d'un temps plein")).to_be_visible()
    page.get_by_label("Commission").select_option(index=1)
    valider(page, "Proposer la sortie", "La sortie est proposée")

    bureau = entrer(AgentFactory(role=Role.COORDINATION))
    bureau.goto(f"/passages/{parcours.passages.get().pk}/decider/")
    valider(bureau, "Valider la sortie", "Décision enregistrée")
    page.goto(dossier)
    expect(page.locator(".entete-dossier .badge-statut")).to_have_text(Statut.SORTI.label)
    expect(page.get_by_text("Sortie positive").first).to_be_visible()


VISIBLE = """() => {
    const barre = document.querySelector(".barre-enregistrer");
    const foyer = document.activeElement;
    const dessus = foyer.getBoundingClientRect().bottom <= barre.getBoundingClientRect().top;
    return dessus || barre.contains(foyer);
}"""


def test_a_diagnosis_of_nine_freins_is_typed_with_the_keyboard_alone(entrer):
    referent = AgentFactory()
    parcours = ParcoursFactory(actif=True, structure=referent.structure, referent=referent)
    page = entrer(referent)
    page.goto(f"/parcours/{parcours.pk}/freins/")
    page.locator("[name=numerique-impact]").first.focus()
    for _ in range(9):
        page.keyboard.press("ArrowDown")
        for _ in range(4):
            page.keyboard.press("Tab")
            page.wait_for_function(VISIBLE)
    valider(page, "Enregistrer le diagnostic", "Diagnostic enregistré.")
    assert set(parcours.freins.values_list("impact", flat=True)) == {"faible"}
    assert parcours.freins.count() == 9
