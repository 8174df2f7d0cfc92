"""The figures of the offers: those of 13 January 2026, and each as long as the list it opens."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from offres.actions.territoire import charger_groupes
from offres.enums import Origine, StatutOffre
from offres.models import GroupeMetiers, Offre, Synchronisation
from offres.territoire import chiffres
from tests.usines import AgentFactory, CommuneFactory, OffreFactory, SynchronisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def fondation():
    """1 853 offers of France Travail: 371 in K, 352 in N."""
    charger_groupes()
    SynchronisationFactory()
    denain = CommuneFactory(code_insee="59172", nom="Denain", latitude=50.3293, longitude=3.3942)
    codes = ["K1304"] * 371 + ["N1103"] * 352 + ["F1602"] * 1100 + ["Z9999"] * 20 + [""] * 10
    Offre.objects.bulk_create(
        Offre(
            origine=Origine.FRANCE_TRAVAIL,
            identifiant=f"{rang:07d}",
            statut=StatutOffre.OUVERTE,
            intitule="Offre",
            rome_code=code,
            commune=denain if rang % 2 else None,
            contrat="CDI" if rang % 3 else "NEUF",
        )
        for rang, code in enumerate(codes)
    )


def test_the_founding_figures(fondation):
    groupes = chiffres.par_groupe(Offre.objects.montrables())
    assert [(part.libelle, part.nombre, part.pourcentage) for part in groupes] == [
        ("Services à la personne et à la collectivité", 371, 20),
        ("Transport et logistique", 352, 19),
        ("Autres métiers", 1130, 61),
    ]
    assert sum(part.nombre for part in chiffres.par_domaine(Offre.objects.montrables())) == 1853


def test_every_number_opens_as_many_rows(client, fondation, monkeypatch):
    monkeypatch.setattr("plie.interface.listes.PLAFOND", 5000)
    client.force_login(AgentFactory())
    page = client.get(reverse("offres:territoire"))
    assert "<svg" in page.content.decode()
    lignes = [ligne for _, _, lignes in page.context["tableaux"] for ligne in lignes]
    lignes += page.context["communes"]
    for ligne in lignes:
        if ligne["adresse"]:
            liste = client.get(ligne["adresse"])
            assert liste.context["page"].paginator.count == ligne["nombre"], ligne
    assert {ligne["nombre"] for ligne in lignes} >= {371, 352, 1130, 926}


@pytest.mark.parametrize("nombre", [1, 30])
def test_thirty_offers_cost_what_one_costs(client, django_assert_num_queries, nombre):
    charger_groupes()
    for rang in range(nombre):
        OffreFactory(
            rome_code=f"{'KNF'[rang % 3]}{1101 + 100 * rang}",
            contrat=("CDI", "CDD", "MIS")[rang % 3],
            commune=CommuneFactory(code_insee=f"{59000 + rang}", nom=f"Commune {rang}"),
            publiee_le=timezone.now() - timedelta(weeks=rang),
        )
    client.force_login(AgentFactory())
    page = reverse("offres:territoire")
    client.get(page)
    with django_assert_num_queries(13):
        assert client.get(page).status_code == 200


def test_an_offer_is_counted_once_in_the_first_group(db):
    GroupeMetiers.objects.create(libelle="Propreté", prefixes=["K22"], ordre=1)
    GroupeMetiers.objects.create(libelle="Services", prefixes=["K", "G"], ordre=2)
    OffreFactory(rome_code="K2204")
    OffreFactory(rome_code="K1304")
    nombres = [part.nombre for part in chiffres.par_groupe(Offre.objects.all())]
    assert nombres == [1, 1, 0]


def test_weeks_count_what_was_open_at_their_end(db):
    lundi = date(2026, 1, 12)
    publiee = datetime(2026, 1, 8, 10, tzinfo=UTC)
    OffreFactory(publiee_le=publiee)
    OffreFactory(publiee_le=publiee - timedelta(days=7), statut=StatutOffre.FERMEE, fin_le=publiee)
    OffreFactory(statut=StatutOffre.BROUILLON, publiee_le=publiee)
    semaines = chiffres.par_semaine(lundi)
    assert len(semaines) == 26
    assert semaines[-2:] == [(date(2026, 1, 4), 1), (date(2026, 1, 11), 1)]
    assert semaines[-3][1] == 0


def test_nothing_is_counted_of_a_stale_feed(client, fondation):
    Synchronisation.objects.update(debut=timezone.now() - timedelta(hours=25))
    client.force_login(AgentFactory())
    assert "Aucune offre à compter" in client.get(reverse("offres:territoire")).content.decode()


def test_default_groups_come_once(db):
    charger_groupes()
    GroupeMetiers.objects.filter(ordre=1).update(libelle="Le nôtre")
    charger_groupes()
    assert GroupeMetiers.objects.count() == 2
    assert GroupeMetiers.objects.filter(libelle="Le nôtre").exists()


def test_groups_are_edited(client):
    client.force_login(AgentFactory(role="coordination"))
    creer = reverse("offres:groupe_creer")
    refus = client.post(creer, {"libelle": "Faux", "prefixes": "ZZ", "ordre": 1})
    assert refus.status_code == 422
    client.post(creer, {"libelle": "Propreté", "prefixes": "K22,K2303", "ordre": 1})
    groupe = GroupeMetiers.objects.get()
    assert groupe.prefixes == ["K22", "K2303"]
    modifier = reverse("offres:groupe_modifier", args=[groupe.pk])
    client.post(modifier, {"libelle": "Ménage", "prefixes": "K22", "ordre": 1, "version": 1})
    groupe.refresh_from_db()
    assert groupe.libelle == "Ménage"
    client.post(reverse("offres:groupe_supprimer", args=[groupe.pk]))
    assert not GroupeMetiers.objects.exists()
