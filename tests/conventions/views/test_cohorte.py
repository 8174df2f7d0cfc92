"""A cohort: its places, its own figures, who is in it and who left it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from plie.comptes.enums import Role
from tests.usines import AgentFactory, AppartenanceFactory, CohorteFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordination(client):
    agent = AgentFactory(role=Role.COORDINATION)
    client.force_login(agent)
    return agent


@pytest.fixture
def cohorte():
    return CohorteFactory(capacite=3)


def ouvrir(client, cohorte, **donnees):
    return client.get(reverse("conventions:cohorte", args=[cohorte.pk]), donnees)


def noms(reponse):
    return [m.parcours.participant.nom for m in reponse.context["page"].object_list]


def test_who_is_in_it_and_who_left_are_two_lists(client, coordination, cohorte):
    jour = timezone.localdate()
    AppartenanceFactory(cohorte=cohorte, parcours__participant__nom="Presente")
    AppartenanceFactory(
        cohorte=cohorte, parcours__participant__nom="Partie", date_fin=jour, raison_fin="Déménage"
    )
    parcours = ParcoursFactory(sorti=True, participant__nom="Sortie")
    AppartenanceFactory(cohorte=cohorte, parcours=parcours)
    page = ouvrir(client, cohorte)
    assert noms(page) == ["Presente"]
    assert page.context["nombres"] == {"membres": 1, "anciens": 2}
    anciens = ouvrir(client, cohorte, qui="anciens")
    assert noms(anciens) == ["Partie", "Sortie"]
    assert "Déménage" in anciens.text


def test_its_figures_are_those_of_its_people(client, coordination, cohorte):
    jour = timezone.localdate()
    janvier = jour.replace(month=1, day=1)
    for motif in ("cdi", "abandon"):
        parcours = ParcoursFactory(sorti=True, date_sortie=janvier, motif=motif)
        AppartenanceFactory(cohorte=cohorte, parcours=parcours)
    ParcoursFactory(sorti=True, date_sortie=janvier)
    AppartenanceFactory(cohorte=cohorte, date_debut=jour)
    page = ouvrir(client, cohorte)
    chiffres = {libelle: (valeur, detail) for libelle, valeur, detail in page.context["chiffres"]}
    assert chiffres["Taux de sorties positives"] == ("50\u00a0%", "1 sur 2")
    assert chiffres["File active à la fin"] == ("1", "")
    assert page.context["mouvements"] == (1, 2)


def test_who_was_put_in_by_mistake_counts_in_none_of_its_figures(client, coordination, cohorte):
    AppartenanceFactory(cohorte=cohorte)
    erreur = AppartenanceFactory(cohorte=cohorte, date_debut=timezone.localdate())
    assert ouvrir(client, cohorte).context["nombres"] == {"membres": 2, "anciens": 0}
    client.post(
        reverse("accompagnement:retirer", args=["suivi-renforce", erreur.pk]), {"motif": "Erreur"}
    )
    page = ouvrir(client, cohorte)
    assert page.context["nombres"] == {"membres": 1, "anciens": 0}
    assert page.context["mouvements"] == (0, 0)
    chiffres = {libelle: valeur for libelle, valeur, _ in page.context["chiffres"]}
    assert chiffres["File active à la fin"] == "1"


def test_a_referent_sees_their_own_dossiers(client, cohorte):
    agent = AgentFactory()
    sien = ParcoursFactory(actif=True, structure=agent.structure, referent=agent)
    AppartenanceFactory(cohorte=cohorte, parcours=sien)
    AppartenanceFactory(cohorte=cohorte, parcours__participant__nom="Ailleurs")
    client.force_login(agent)
    page = ouvrir(client, cohorte)
    assert noms(page) == [sien.participant.nom]
    assert "Ailleurs" not in page.text


def test_the_list_says_the_places(client, coordination, cohorte):
    AppartenanceFactory(cohorte=cohorte)
    (lue,) = client.get(reverse("conventions:cohortes")).context["cohortes"]
    assert (lue.effectif, lue.capacite) == (1, 3)


def test_fewer_places_than_people_is_refused_beside_them(client, coordination, cohorte):
    for _ in range(2):
        AppartenanceFactory(cohorte=cohorte)
    ou = reverse("conventions:cohorte_modifier", args=[cohorte.pk])
    saisie = {"libelle": "Moins", "code": cohorte.code, "capacite": 1, "jours_sans_entretien": 15}
    saisie |= {"version": cohorte.version}
    reponse = client.post(ou, saisie)
    assert reponse.status_code == 422
    assert "2 personnes" in reponse.context["formulaire"].errors["capacite"][0]


@pytest.mark.parametrize("nombre", [1, 3])
def test_a_page_costs_the_same_whoever_is_in_it(
    client, coordination, cohorte, nombre, django_assert_max_num_queries
):
    for _ in range(nombre):
        AppartenanceFactory(cohorte=cohorte, date_debut=date(2025, 2, 1))
    ouvrir(client, cohorte)
    with django_assert_max_num_queries(15):
        ouvrir(client, cohorte)
