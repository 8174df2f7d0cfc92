"""A day begun from what is new: opened, answered, noted to do, and read once."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accompagnement.actions.affectation import affecter
from accompagnement.actions.mot import ecrire_mot
from accompagnement.actions.notification import preparer_les_resumes
from accompagnement.enums.notification import Canal
from accompagnement.models import Brouillon, Memo, Mot
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.parcours_navigateur.test_journee import TELEPHONE
from tests.usines import AgentFactory, CoordinationFactory, ParcoursFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def parcours(agent):
    """Assigned this night by coordination, who wrote a word; a note was left the day before."""
    coordination = CoordinationFactory(prenom="Nora", nom="Petit")
    parcours = ParcoursFactory(actif=True, structure=agent.structure, participant__nom="Benali")
    affecter(parcours, par=coordination, agent=agent)
    ecrire_mot(parcours, par=coordination, texte="Peux-tu l'appeler ?", destinataires=[agent])
    Brouillon.objects.create(
        agent=agent,
        parcours=parcours,
        cle="entretien:creer",
        contenu={"notes": ["Vu hier"], "mode": ["presence"]},
    )
    Brouillon.objects.update(modifie_le=timezone.now() - timedelta(days=1))
    preparer_les_resumes()
    return parcours


def _nombre(page):
    return page.locator(".barre-nombre")


def test_a_day_begun_from_what_is_new(page, agent, parcours):
    se_connecter(page, agent)
    expect(_nombre(page)).to_have_text("3")
    examiner(page)

    # The word: read where it stands, answered.
    page.get_by_role("link", name=re.compile("Nora Petit vous écrit")).click()
    expect(page.locator(f"#mot-{Mot.objects.get().pk}")).to_contain_text("Peux-tu l'appeler ?")
    expect(_nombre(page)).to_have_text("2")
    examiner(page)
    page.get_by_role("link", name="Écrire à un collègue").click()
    page.get_by_label(re.compile("Nora Petit")).check()
    page.get_by_label("Mot").fill("Je l'appelle demain.")
    examiner(page)
    page.get_by_role("button", name="Envoyer le mot").click()
    expect(page.get_by_text("Je l'appelle demain.")).to_be_visible()

    # What it asks is noted, done by mistake, and undone.
    page.get_by_role("link", name="Noter une chose à faire").click()
    page.fill("[name=texte]", "L'appeler")
    page.get_by_label("Pour le").fill(f"{timezone.localdate():%Y-%m-%d}")
    examiner(page)
    page.get_by_role("button", name="Enregistrer le mémo").click()
    page.goto("/")
    page.get_by_role("button", name=re.compile("Fait")).click()
    expect(page.get_by_text("C'est fait : L'appeler.")).to_be_visible()
    page.locator(".repentir").get_by_role("button", name="Annuler").click()
    expect(page.get_by_text("De nouveau à faire")).to_be_visible()
    assert Memo.objects.get().fait_le is None
    examiner(page)

    # The note left unfinished is taken up, and sent.
    page.goto("/")
    page.get_by_role("link", name=re.compile("une note commencée n'est pas envoyée")).click()
    page.get_by_role("link", name=re.compile("Reprendre la note")).click()
    expect(page.get_by_label("Notes", exact=True)).to_have_value("Vu hier")
    page.get_by_label("Date et heure").fill(
        f"{timezone.localtime() - timedelta(minutes=30):%Y-%m-%dT%H:%M}"
    )
    page.get_by_label("Présence").select_option("honore")
    page.get_by_label("Durée (minutes)").fill("45")
    page.get_by_role("button", name="Enregistrer l'entretien").click()
    expect(page.get_by_text("Entretien enregistré.")).to_be_visible()
    assert not Brouillon.objects.exists()

    # The rest is read at once, and how one is told is chosen.
    page.locator(".barre-cloche").click()
    examiner(page)
    page.get_by_role("button", name="Tout marquer comme lu").click()
    expect(_nombre(page)).to_have_count(0)
    page.get_by_role("link", name=re.compile("Choisir mes notifications")).click()
    examiner(page)
    page.get_by_label("Une personne vous est confiée").select_option(Canal.RIEN)
    page.get_by_role("button", name="Enregistrer mes choix").click()
    expect(page.get_by_text("Vos choix sont enregistrés.")).to_be_visible()
    assert agent.preferences.get(nature="affectation").canal == Canal.RIEN


def test_the_bell_and_its_pages_hold_on_a_telephone(page, agent, parcours):
    page.set_viewport_size(TELEPHONE)
    se_connecter(page, agent)
    expect(_nombre(page)).to_be_visible()
    for nom in ("accueil", "notifications", "memos"):
        page.goto(reverse(f"accompagnement:{nom}"))
        examiner(page)
