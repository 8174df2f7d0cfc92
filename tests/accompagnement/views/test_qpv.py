"""The district of an address, chosen on one page, read in the tab until the person moves."""

import pytest
from django.urls import reverse

from accompagnement.actions.situation import noter_changement
from plie.referentiels.models import Qpv
from tests.accompagnement.pages import adresse, texte
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def quartiers():
    Qpv.objects.create(code="QP059054", nom="Gambetta", generation="2015")
    Qpv.objects.create(code="QN05901M", nom="Centre", generation="2024")


@pytest.mark.usefixtures("quartiers")
def test_a_district_is_read_until_the_person_moves(client, parcours, referent):
    page = reverse("accompagnement:dossier_qpv", args=[parcours.participant_id])
    formulaire = texte(client.get(page))
    assert formulaire.index("Centre (2024)") < formulaire.index("Gambetta (2015)")
    saisie = {"constate_le": "2025-03-12", "resultat": "qpv:QN05901M", "source": "verifiee"}
    assert client.post(page, saisie).status_code == 302
    onglet = adresse("dossier_situation", parcours.participant)
    lu = texte(client.get(onglet))
    assert "En QPV : Centre (2024)" in lu and "adresse vérifiée, 12/03/2025" in lu
    assert "À constater pour cette adresse" not in lu
    champs = {"date": parcours.date_entree, "adresse": "9 rue Basse"}
    noter_changement(parcours, par=referent, **champs)
    lu = texte(client.get(onglet))
    assert "À constater pour cette adresse" in lu and "Avant : En QPV : Centre (2024)" in lu


@pytest.mark.usefixtures("quartiers")
@pytest.mark.parametrize(
    ("resultat", "constat"),
    [
        ("hors:2015", (False, "2015", None)),
        ("en:2024", (True, "2024", None)),
        ("qpv:QP059054", (True, "2015", "QP059054")),
    ],
)
def test_each_answer_says_inside_or_outside_and_of_which_generation(
    client, parcours, resultat, constat
):
    page = reverse("accompagnement:dossier_qpv", args=[parcours.participant_id])
    client.post(page, {"constate_le": "2025-03-12", "resultat": resultat, "source": "declaree"})
    note = parcours.participant.constats_qpv.get()
    assert (note.est_en_qpv, note.generation, note.qpv_id) == constat


def test_an_unknown_answer_is_refused_and_keeps_what_was_typed(client, parcours):
    page = reverse("accompagnement:dossier_qpv", args=[parcours.participant_id])
    saisie = {"constate_le": "2025-03-12", "resultat": "qpv:QP000000", "source": "declaree"}
    reponse = client.post(page, saisie)
    assert reponse.status_code == 422
    assert 'value="2025-03-12"' in texte(reponse)


@pytest.mark.usefixtures("quartiers")
def test_a_finding_of_the_wrong_day_is_taken_out_and_says_why(client, parcours, referent):
    page = reverse("accompagnement:dossier_qpv", args=[parcours.participant_id])
    client.post(page, {"constate_le": "2025-03-12", "resultat": "en:2024", "source": "declaree"})
    constat = parcours.participant.constats_qpv.get()
    retirer = adresse("qpv_retirer", constat)
    assert retirer in client.get(adresse("dossier_situation", parcours.participant)).text
    assert client.post(retirer, {"motif": "  "}).status_code == 422
    client.force_login(AgentFactory(structure=parcours.structure))
    assert client.post(retirer, {"motif": "Autre jour"}).status_code == 403
    client.force_login(referent)
    assert client.post(retirer, {"motif": "Autre jour"}).status_code == 302
    assert not parcours.participant.constats_qpv.exists()
    retires = texte(client.get(adresse("dossier_historique", parcours.participant)))
    assert "Constat de QPV du 12/03/2025" in retires and "Autre jour" in retires
