"""A form that is refused says so where the reader looks: in the title, then at the top, with a way
to each field."""

import pytest
from django.urls import reverse

from tests.accompagnement.portes.adresses import adresse
from tests.accompagnement.portes.corps import CORPS
from tests.accompagnement.portes.scene import agents, monter
from tests.portes import clients
from tests.saisies import muettes, refuser
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
# What people fill in all day: the entretien, the job, the étape, the dossier; what a partner does.
REMPLIES = {
    "entretien_creer",
    "parcours_signer_emploi",
    "etape_creer",
    "dossier_creer",
    "partenaire_recherche",
    "partenaire_orienter",
    "partenaire_joindre",
}


def test_every_refused_form_says_so_first(settings, tmp_path):
    """By the conseiller where the page is a partner's."""
    settings.MEDIA_ROOT = tmp_path
    scene = monter(agents())
    ouverts = clients(scene["agents"])
    pages = {}
    for acte in CORPS:
        qui = "conseiller" if acte.startswith("partenaire") else "coordination"
        pages[acte] = refuser(ouverts[qui], adresse(acte, scene))
    assert {acte for acte in REMPLIES if pages[acte] is None} == set()
    assert muettes(pages) == {}


def test_a_page_that_refuses_nothing_has_no_summary(client):
    client.force_login(AgentFactory())
    page = client.get(reverse("accompagnement:dossier_creer")).content.decode()
    assert "autofocus" not in page
    assert "Erreur" not in page
