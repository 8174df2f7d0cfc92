import pytest
from django.urls import reverse

from accompagnement.actions.regle_contrat import EMPLOI, ETAPE, charger_regles_contrat
from accompagnement.models import RegleContrat
from plie.comptes.enums import Role
from tests.accompagnement.pages import adresse, texte
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:regles_contrat")
ECRIRE = reverse("accompagnement:regle_contrat_ecrire")


@pytest.fixture
def regle():
    return RegleContrat.objects.create(type_contrat="cdd", **EMPLOI)


def test_administration_replaces_a_rule_and_the_page_keeps_the_former(client, regle):
    agent = AgentFactory(role=Role.ADMINISTRATION)
    client.force_login(agent)
    saisie = {"type_contrat": "cdd", "mois_min": "0", "mois_max": "6", "est_une_etape": "on"}
    reponse = client.post(adresse("regle_contrat_modifier", regle), saisie, follow=True)
    page = texte(reponse)
    assert "La règle est enregistrée." in page
    assert "moins de 6 mois" in page
    # What no rule says any longer, and what was before.
    assert "CDD, 6 mois et plus" in page
    assert "CDD, toute durée</strong> : met en emploi, compte pour la sortie." in page
    assert f"par {agent}" in page
    assert client.get(adresse("regle_contrat_modifier", regle)).status_code == 404


def test_a_contradiction_is_told_beside_its_box_and_nothing_typed_is_lost(
    client, coordination, regle
):
    saisie = {"type_contrat": "iae", "mois_min": "2", "met_en_emploi": "on", "est_une_etape": "on"}
    reponse = client.post(ECRIRE, saisie)
    assert reponse.status_code == 422
    assert "il ne met pas en emploi" in str(reponse.context["formulaire"].errors["est_une_etape"])
    assert reponse.context["formulaire"]["mois_min"].value() == "2"
    reponse = client.post(ECRIRE, {"type_contrat": "cdd", "mois_min": "3"})
    assert "Une autre règle dit déjà" in str(reponse.context["formulaire"].errors["mois_min"])
    assert RegleContrat.objects.count() == 1


def test_a_rule_is_closed_and_its_length_named(client, coordination, regle):
    assert "CDD, toute durée</li>" not in texte(client.get(LISTE))
    page = texte(client.post(adresse("regle_contrat_clore", regle), {}, follow=True))
    assert "La règle est close." in page
    assert "CDD, toute durée</li>" in page


def test_without_any_rule_the_page_says_so(client, coordination):
    assert "Aucune règle" in texte(client.get(LISTE))


def test_the_page_asks_as_many_questions_for_one_rule_as_for_all(
    client, coordination, regle, django_assert_max_num_queries
):
    client.get(LISTE)
    with django_assert_max_num_queries(100) as une:
        client.get(LISTE)
    RegleContrat.objects.create(type_contrat="cdi", ecrite_par=coordination, **EMPLOI)
    for rang in range(3):
        RegleContrat.objects.create(
            type_contrat="iae",
            mois_min=rang,
            mois_max=rang + 1,
            ecrite_par=AgentFactory(),
            **ETAPE,
        )
    with django_assert_max_num_queries(len(une)):
        client.get(LISTE)


def test_what_is_shipped_is_shown_as_such(client, coordination):
    charger_regles_contrat()
    page = texte(client.get(LISTE))
    assert page.count("livrée </td>") == RegleContrat.objects.count()
    assert "Sans règle" not in page
