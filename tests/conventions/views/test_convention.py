"""A convention and its objectives, as each reads them."""

from datetime import date

import pytest
from django.urls import reverse

from plie.comptes.enums import Role
from tests.accompagnement.pages import texte
from tests.usines import (
    AgentFactory,
    CibleFactory,
    ConventionFactory,
    ObjectifFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
MI_ANNEE = {"le": "2025-07-02"}


@pytest.fixture
def direction(client):
    agent = AgentFactory(role=Role.DIRECTION)
    client.force_login(agent)
    return agent


def ouvrir(client, convention, **donnees):
    return client.get(reverse("conventions:convention", args=[convention.pk]), donnees)


def mots(reponse):
    return " ".join(texte(reponse).split())


def test_each_objective_says_what_is_reached_expected_and_promised(client, direction):
    ParcoursFactory.create_batch(3, actif=True)
    objectif = ObjectifFactory(cible=73, axe="Renforcer l'accompagnement")
    page = ouvrir(client, objectif.convention, **MI_ANNEE)
    ((axe, (jauge,)),) = page.context["axes"]
    assert axe == "Renforcer l'accompagnement"
    assert (jauge.realise, jauge.attendu, jauge.cible) == ("3", "37", "73")
    assert jauge.etat.label == "En retard"
    # Three of 73, 8 % beyond the target.
    assert jauge.longueur == f"{100 * 3 / (73 * 1.08):.2f}"
    assert "Trop peu pour prévoir" in page.text


@pytest.mark.parametrize(
    "champs, cible, etat",
    [
        ({}, 3, "Atteint"),
        ({}, 4, "Dans les temps"),
        ({}, 73, "En retard"),
        ({"sens": "au_plus"}, 2, "Plafond dépassé"),
        ({"sens": "au_plus"}, 3, "Dans les temps"),
        ({"indicateur": "taux_renouvellement"}, 100, "Dans les temps"),
        ({"indicateur": "taux_sorties_positives"}, 50, "Pas encore de chiffre"),
        ({}, None, "Sans cible"),
        ({"convention__date_debut": date(2025, 8, 1)}, 3, "À venir"),
    ],
)
def test_the_state_is_a_word(client, direction, champs, cible, etat):
    ParcoursFactory.create_batch(3, actif=True)
    objectif = ObjectifFactory(cible=cible, **champs)
    ((_, (jauge,)),) = ouvrir(client, objectif.convention, **MI_ANNEE).context["axes"]
    assert jauge.etat.label == etat


def test_once_over_an_objective_is_reached_or_not(client, direction):
    ParcoursFactory.create_batch(3, actif=True)
    objectif = ObjectifFactory(cible=4)
    ((_, (jauge,)),) = ouvrir(client, objectif.convention, le="2025-12-31").context["axes"]
    assert jauge.etat.label == "Non atteint"


def test_a_referent_reads_what_their_dossiers_bring(client):
    agent = AgentFactory()
    ParcoursFactory(actif=True, structure=agent.structure, referent=agent)
    ParcoursFactory(actif=True)
    objectif = ObjectifFactory(cible=10)
    client.force_login(agent)
    page = ouvrir(client, objectif.convention, **MI_ANNEE)
    ((_, (jauge,)),) = page.context["axes"]
    assert (jauge.realise, jauge.attendu, jauge.repere_attendu) == ("1", "", None)
    assert jauge.etat.label == "Vos dossiers"
    assert "ce que comptent les dossiers que vous pouvez ouvrir" in mots(page)


@pytest.mark.parametrize("champs", [{"indicateur": "part_rqth"}, {"criteres": ["rqth"]}])
def test_a_figure_of_health_is_for_coordination(client, direction, champs):
    ParcoursFactory.create_batch(2, actif=True, criteres=["rqth"])
    objectif = ObjectifFactory(cible=10, **champs)
    ((_, (jauge,)),) = ouvrir(client, objectif.convention, **MI_ANNEE).context["axes"]
    assert (jauge.realise, jauge.longueur, jauge.parties) == ("réservé", None, [])
    client.force_login(AgentFactory(role=Role.COORDINATION))
    ((_, (jauge,)),) = ouvrir(client, objectif.convention, **MI_ANNEE).context["axes"]
    assert jauge.realise != "réservé"


def test_of_a_whole_year_that_is_over_a_share_of_everybody_is_on_its_own_page(client, direction):
    """An objective is counted again at each reading: a correction would tell of whom it is."""
    ParcoursFactory.create_batch(6, actif=True, criteres=["rqth"])
    ParcoursFactory.create_batch(6, actif=True)
    objectif = ObjectifFactory(indicateur="part_rqth", cible=10)
    for le in ("2025-12-31", "2026-01-01"):
        ((_, (jauge,)),) = ouvrir(client, objectif.convention, le=le).context["axes"]
        assert jauge.realise == "réservé"
    annee = {"debut": "2025-01-01", "fin": "2025-12-31"}
    choisi = client.get("/indicateurs/part_rqth/", annee).context["choisi"]
    assert choisi.case.valeur.texte == "50\u00a0%"


@pytest.mark.parametrize("le", ["hier", "2099-01-01", "0001-01-01"])
def test_a_day_that_is_wrong_is_said(client, direction, le):
    page = ouvrir(client, ConventionFactory(), le=le)
    assert page.status_code == 422
    assert page.context["formulaire"].errors


def test_the_list_says_how_many_are_in_good_order(client, direction):
    convention = ConventionFactory(date_debut=date(2020, 1, 1), date_fin=date(2099, 12, 31))
    ParcoursFactory(actif=True)
    for code, cible in (("file_active_fin", 1), ("file_active_fin", 2)):
        ObjectifFactory(convention=convention, indicateur=code, cible=cible)
    page = mots(client.get(reverse("conventions:conventions")))
    assert "1 objectif sur 2" in page


@pytest.mark.parametrize("role", [Role.REFERENT, Role.GESTIONNAIRE_FSE])
def test_who_reads_is_offered_no_act(client, role):
    client.force_login(AgentFactory(role=role))
    objectif = ObjectifFactory(manuel=True, cible=4)
    for page in (
        client.get(reverse("conventions:conventions")),
        ouvrir(client, objectif.convention),
        client.get(reverse("conventions:objectif", args=[objectif.pk])),
    ):
        assert "Ajouter" not in page.text
        assert "Modifier" not in page.text


def test_a_convention_costs_the_same_with_one_objective_and_five(
    client, direction, django_assert_max_num_queries
):
    convention = ConventionFactory()
    for _ in range(5):
        CibleFactory(objectif=ObjectifFactory(convention=convention))
    ouvrir(client, convention, **MI_ANNEE)
    with django_assert_max_num_queries(15):
        ouvrir(client, convention, **MI_ANNEE)


def test_the_partners_are_read_as_one_writes_them_and_kept_one_by_one(client, direction):
    convention = ConventionFactory(partenaires=["La Porte du Hainaut", "France Travail"])
    adresse = reverse("conventions:convention_modifier", args=[convention.pk])
    page = client.get(adresse)
    assert 'value="La Porte du Hainaut, France Travail"' in page.text
    formulaire = page.context["formulaire"]
    saisie = {champ.html_name: champ.value() or "" for champ in formulaire}
    client.post(adresse, saisie | {"date_debut": "2025-01-01", "date_fin": "2025-12-31"})
    convention.refresh_from_db()
    assert convention.version == 2
    assert convention.partenaires == ["La Porte du Hainaut", "France Travail"]
