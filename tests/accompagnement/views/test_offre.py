"""The people of one's scope for one offer, and those to whom it was proposed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accompagnement.models import Projet
from accompagnement.views.offre import mises_en_relation
from offres.enums import StatutOffre
from plie.comptes.enums import Role
from plie.referentiels.models import Rome
from tests.usines import AgentFactory, MiseEnRelationFactory, OffreFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rome():
    return Rome.objects.create(
        code="K2204",
        libelle="Nettoyage",
        grand_domaine_code="K",
        grand_domaine_libelle="Services",
        domaine_code="K22",
        domaine_libelle="Propreté",
    )


@pytest.fixture
def suivre(referent, rome):
    def suivre(par=None, **projet):
        par = par or referent
        parcours = ParcoursFactory(actif=True, structure=par.structure, referent=par)
        Projet.objects.create(parcours=parcours, **projet).metiers.set([rome])
        return parcours

    return suivre


def page(client, offre):
    return client.get(reverse("accompagnement:offre_personnes", args=[offre.pk]))


def questions(client, adresse):
    client.get(adresse)
    with CaptureQueriesContext(connection) as capture:
        assert client.get(adresse).status_code == 200
    return len(capture)


def test_each_person_is_shown_with_the_reasons_and_may_be_proposed(client, suivre):
    parcours, offre = suivre(), OffreFactory()
    texte = page(client, offre).content.decode()
    assert "Métier\xa0: métier visé (35)" in texte
    assert reverse("accompagnement:offre_proposer", args=[parcours.pk, offre.pk]) in texte


def test_the_page_of_an_offer_says_how_far_each_person_lives(client, suivre):
    commune = suivre().participant.commune
    offre = OffreFactory(latitude=commune.latitude + 0.1, longitude=commune.longitude)
    texte = client.get(reverse("offres:offre", args=[offre.pk])).text
    assert '<span class="text-nowrap">à 11 km</span>' in texte
    ailleurs = client.get(reverse("offres:offre", args=[OffreFactory().pk])).text
    assert "points sur 100" in ailleurs and 'class="text-nowrap">à ' not in ailleurs


def test_opened_from_a_dossier_an_offer_speaks_of_that_person_alone(client, suivre):
    parcours, autre = suivre(), suivre()
    commune = parcours.participant.commune
    offre = OffreFactory(latitude=commune.latitude + 0.1, longitude=commune.longitude)
    dossier = reverse("accompagnement:dossier_offres", args=[parcours.participant_id])
    [adresse] = re.findall(rf'href="(/offres/{offre.pk}/[^"]*)"', client.get(dossier).text)
    page = client.get(adresse).text
    assert page.count("à 11 km") == 1
    assert str(parcours.participant) in page and str(autre.participant) not in page
    [retour] = re.findall(r'class="retour"\s+href="([^"]*)"', page)
    assert retour == dossier
    assert reverse("accompagnement:offre_proposer", args=[parcours.pk, offre.pk]) in page


def test_opened_from_a_dossier_an_offer_that_does_not_suit_says_why(client, suivre):
    parcours, offre = suivre(contrats=["cdi"]), OffreFactory(contrat="CDD")
    page = client.get(reverse("offres:offre", args=[offre.pk]), {"pour": parcours.pk}).text
    assert "Écartée\xa0: contrat" in page
    assert reverse("accompagnement:offre_proposer", args=[parcours.pk, offre.pk]) not in page


def test_opened_from_a_dossier_that_it_does_not_suit_an_offer_names_nobody_else(client, suivre):
    """Without any trade, or a colleague's whom one reads."""
    vises, offre = suivre(), OffreFactory()
    MiseEnRelationFactory(parcours=vises, offre=offre)
    sans_metier = suivre()
    sans_metier.projet.metiers.clear()
    d_une_collegue = suivre(AgentFactory(structure=vises.structure))
    for parcours in (sans_metier, d_une_collegue):
        page = client.get(reverse("offres:offre", args=[offre.pk]), {"pour": parcours.pk}).text
        assert str(parcours.participant) in page and "pas de celles que vous avez" in page
        assert str(vises.participant) not in page


def test_opened_from_a_dossier_an_offer_tells_what_became_of_it_for_that_person(client, suivre):
    offre, parcours, autre = OffreFactory(), suivre(), suivre()
    for propose in (parcours, autre):
        MiseEnRelationFactory(parcours=propose, offre=offre)
    page = client.get(reverse("offres:offre", args=[offre.pk]), {"pour": parcours.pk}).text
    assert "Mises en relation\xa0: 1" in page and str(autre.participant) not in page


def test_who_reads_no_follow_up_learns_of_nobody_by_naming_a_parcours():
    mise = MiseEnRelationFactory()
    ailleurs = MiseEnRelationFactory()
    for parcours in (mise.parcours, ailleurs.parcours):
        bloc = mises_en_relation(
            AgentFactory(role=Role.FACILITATEUR), mise.offre, pour=str(parcours.pk)
        )
        assert bloc == {"total": 1, "proposees": [], "autres": 1}


@pytest.mark.parametrize("pour", ["d_un_collegue", "x", "9" * 30])
def test_of_nobody_one_may_name_the_offer_speaks_as_ever(client, suivre, pour):
    sien, d_un_collegue, offre = suivre(), suivre(AgentFactory()), OffreFactory()
    pour = d_un_collegue.pk if pour == "d_un_collegue" else pour
    page = client.get(reverse("offres:offre", args=[offre.pk]), {"pour": pour}).text
    assert str(sien.participant) in page and str(d_un_collegue.participant) not in page
    assert "Retour aux offres<" in page


def test_who_is_set_aside_is_named_with_why(client, suivre):
    suivre(contrats=["cdi"])
    suivre(souhaite_adapte=True)
    ecarts = page(client, OffreFactory(contrat="CDD")).context["ecarts"]
    assert sorted((e.raison.split()[0], e.nombre, len(e.parcours)) for e in ecarts) == [
        ("Contrat", 1, 1),
        ("Poste", 1, 1),
    ]


def test_more_than_the_best_twenty_are_there(client, suivre):
    for _ in range(27):
        suivre()
    reponse = page(client, OffreFactory())
    assert (reponse.context["nombre"], reponse.context["page"].paginator.count) == (27, 27)
    assert len(reponse.context["personnes"]) == 25


def test_the_people_of_others_are_not_there_unless_one_coordinates(client, suivre):
    collegue = AgentFactory()
    autre, offre = suivre(collegue), OffreFactory()
    assert page(client, offre).context["personnes"] == []
    client.force_login(AgentFactory(role=Role.COORDINATION))
    assert [p.parcours for p in page(client, offre).context["personnes"]] == [autre]


def test_an_offer_that_may_not_be_shown_has_no_list(client, referent):
    assert page(client, OffreFactory(statut=StatutOffre.BROUILLON)).status_code == 404
    assert page(client, OffreFactory(importee=True)).status_code == 404


def test_the_people_of_offers_are_not_read_in_bulk(client, referent, settings):
    settings.OFFRES_PAGES_PAR_MINUTE = 1
    offre = OffreFactory()
    assert [page(client, offre).status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize(
    ("nom", "cout"), [("accompagnement:offre_personnes", 10), ("offres:offre", 12)]
)
def test_three_people_cost_what_one_costs(client, suivre, nom, cout):
    offre = OffreFactory()
    adresse = reverse(nom, args=[offre.pk])

    def ajouter():
        suivre()
        suivre(souhaite_adapte=True)
        MiseEnRelationFactory(parcours=suivre(), offre=offre)
        MiseEnRelationFactory(offre=offre)

    ajouter()
    une = questions(client, adresse)
    ajouter()
    ajouter()
    assert (une, questions(client, adresse)) == (cout, cout)


def test_the_offer_names_whom_one_may_open_and_counts_the_others(client, suivre):
    offre, parcours = OffreFactory(), suivre()
    mise = MiseEnRelationFactory(parcours=parcours, offre=offre)
    autre = MiseEnRelationFactory(offre=offre).parcours.participant
    texte = " ".join(client.get(reverse("offres:offre", args=[offre.pk])).content.decode().split())
    assert "Mises en relation : 2" in texte
    assert mise.get_statut_display() in texte
    assert str(autre) not in texte
    assert "1 autre, dont vous ne" in texte


def test_who_reads_nothing_of_the_follow_up_only_reads_a_number():
    offre = MiseEnRelationFactory().offre
    bloc = mises_en_relation(AgentFactory(role=Role.FACILITATEUR), offre)
    assert bloc == {"total": 1, "proposees": [], "autres": 1}


def test_an_offer_proposed_to_nobody_has_no_such_block():
    assert mises_en_relation(AgentFactory(), OffreFactory()) is None
