"""A form that is refused says so where the reader looks: in the title, then at the top, with a way
to each field."""

import re

import pytest
from django.urls import reverse

from tests.accompagnement.portes.adresses import adresse
from tests.accompagnement.portes.corps import CORPS
from tests.accompagnement.portes.scene import agents, monter
from tests.portes import clients
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
RESUME = re.compile(
    r'<div class="alert alert-(?:danger|warning)"[^>]*autofocus>(.*?)</div>', re.DOTALL
)
TITRE = re.compile(r"<title>\s*Erreur : ")
IMPLAUSIBLE = "9" * 400


@pytest.fixture
def refusees(settings, tmp_path):
    """{act: the page that refuses what was sent}: every field typed over by nonsense, by the
    conseiller where the page is a partner's."""
    settings.MEDIA_ROOT = tmp_path
    scene = monter(agents())
    ouverts = clients(scene["agents"])
    pages = {}
    for acte in CORPS:
        client = ouverts["conseiller" if acte.startswith("partenaire") else "coordination"]
        ou = adresse(acte, scene)
        contexte = client.get(ou).context or {}
        noms = [
            formulaire.add_prefix(champ)
            for nom in ("formulaire", "prescription")
            if nom in contexte
            for formulaire in [contexte[nom]]
            for champ in formulaire.fields
        ]
        reponse = client.post(ou, dict.fromkeys(noms, IMPLAUSIBLE))
        if reponse.status_code == 422:
            pages[acte] = reponse.content.decode()
    return pages


def test_every_refused_form_says_so_first(refusees):
    # Those of the entretien, the job, the étape, the dossier: what people fill in all day.
    assert {"entretien_creer", "parcours_signer_emploi", "etape_creer", "dossier_creer"} <= set(
        refusees
    )
    # And those of a partner.
    assert {"partenaire_recherche", "partenaire_orienter", "partenaire_joindre"} <= set(refusees)
    muettes = {}
    for acte, page in refusees.items():
        resume = RESUME.search(page)
        cibles = re.findall(r'href="#([^"]+)"', resume[1]) if resume else []
        perdues = [cible for cible in cibles if f'id="{cible}"' not in page]
        # The first of the page that asks for the focus has it.
        premier = resume and page.find("autofocus") < resume.end()
        if not premier or perdues or not TITRE.search(page):
            muettes[acte] = perdues
    assert muettes == {}


def test_a_page_that_refuses_nothing_has_no_summary(client):
    client.force_login(AgentFactory())
    page = client.get(reverse("accompagnement:dossier_creer")).content.decode()
    assert "autofocus" not in page
    assert "Erreur" not in page
