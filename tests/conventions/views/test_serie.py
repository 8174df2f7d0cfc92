"""What others publish of the territory: typed, imported, read beside ours."""

from datetime import date
from decimal import Decimal
from html import unescape
from importlib import import_module
from unittest.mock import patch

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from conventions.actions.serie import noter_une_valeur
from conventions.models import Serie, ValeurSerie
from plie.comptes.enums import Role
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
ENTETE = "serie;date;valeur;unite;source\n"


@pytest.fixture
def coordination(client):
    client.force_login(AgentFactory(role=Role.COORDINATION))


def _importer(client, lignes):
    fichier = ContentFile((ENTETE + lignes).encode(), "series.csv")
    return client.post("/series/importer/", {"fichier": fichier}, follow=True)


def test_a_value_is_typed_then_read(client, coordination):
    saisie = {
        "serie": "Demandeurs d'emploi, catégorie A",
        "date": "2025-09-30",
        "valeur": "10510",
        "unite": "personnes",
        "source": "Convention",
    }
    client.post("/series/noter/", saisie)
    assert "10\u00a0510\u00a0personnes" in client.get("/series/").text
    refus = client.post("/series/noter/", saisie | {"unite": "%", "date": "2025-12-31"})
    assert refus.status_code == 422 and "est en « personnes »" in unescape(refus.text)


def test_a_file_says_what_it_wrote_or_each_faulty_line(client, coordination):
    page = _importer(client, "A;2025-09-30;3;offres;INSEE\n")
    assert "Valeurs ajoutées\xa0: 1" in page.text
    refus = _importer(client, "B;hier;3;offres;INSEE\nC;2025-01-01;x;offres;INSEE\n")
    assert refus.status_code == 422
    assert "Ligne 2\xa0:" in refus.text and "Ligne 3\xa0:" in refus.text
    assert Serie.objects.count() == 1


def test_the_list_reads_the_last_value_of_each_series_only(client, coordination):
    _importer(client, "B;2025-09-30;3;offres;INSEE\nB;2025-08-31;4;offres;INSEE\n")
    _importer(client, "A;2024-09-30;5;offres;INSEE\nA;2025-08-31;6;offres;INSEE\n")
    with patch.object(ValeurSerie, "from_db", side_effect=ValeurSerie.from_db) as lire:
        page = client.get("/series/")
    lues = [(str(valeur.serie), valeur.valeur) for valeur, _, _ in page.context["lignes"]]
    assert lues == [("A", 6), ("B", 3)] and lire.call_count == 2


def test_a_series_is_read_beside_what_the_plie_counts_that_month(client, coordination):
    ParcoursFactory.create_batch(2, actif=True, date_entree=date(2025, 9, 2))
    _importer(client, "A;2025-09-30;3;offres;INSEE\nA;2025-08-31;4;offres;INSEE\n")
    serie = Serie.objects.get()
    client.post(f"/series/{serie.pk}/modifier/", _saisie(serie, indicateur="entrees"))
    page = client.get(f"/series/{serie.pk}/")
    assert [nous for _, _, nous in page.context["lignes"]] == ["2", "0"]
    assert "Au PLIE ce mois-là\xa0: Entrées" in page.text


def _saisie(serie, **champs):
    return {"libelle": serie.libelle, "unite": serie.unite, "version": serie.version} | champs


def test_who_may_not_read_a_figure_of_health_reads_it_nowhere(client):
    ParcoursFactory.create_batch(2, actif=True, date_entree=date(2025, 9, 2), criteres=["rqth"])
    serie = Serie.objects.create(libelle="RQTH", unite="%", indicateur="part_rqth")
    ValeurSerie.objects.create(
        serie=serie, date=date(2025, 9, 30), valeur=4, source="MDPH", saisie_par=AgentFactory()
    )
    client.force_login(AgentFactory(role=Role.DIRECTION))
    assert client.get(f"/series/{serie.pk}/").context["lignes"][0][2] in ("réservé", "< 5")


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_pages_ask_few_questions_whatever_their_size(
    client, coordination, django_assert_max_num_queries, nombre
):
    _importer(
        client, "".join(f"S{n};2025-0{n}-28;{n};offres;INSEE\n" for n in range(1, nombre + 1))
    )
    _importer(client, "".join(f"S1;2024-0{n}-28;{n};offres;INSEE\n" for n in range(1, nombre + 1)))
    Serie.objects.update(indicateur="entrees")
    with django_assert_max_num_queries(7):
        client.get("/series/")
    with django_assert_max_num_queries(12):
        client.get(f"/series/{Serie.objects.get(libelle='S1').pk}/")


@pytest.mark.parametrize("annee", [1982, 26, 1])
def test_a_value_from_before_the_years_were_bounded_passes_the_upgrade_and_its_page_opens(
    client, annee
):
    agent = AgentFactory(role=Role.COORDINATION)
    champs = {"valeur": Decimal(3), "unite": "%", "source": "INSEE", "par": agent}
    noter_une_valeur(serie="Recensement", date=date(2025, 1, 1), **champs)
    with connection.cursor() as curseur:
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
        curseur.execute("ALTER TABLE conventions_valeurserie DROP CONSTRAINT valeur_date_plausible")
    ValeurSerie.objects.update(date=date(annee, 1, 1))
    Serie.objects.update(indicateur="entrees")
    _passer("conventions", "0007_releve_de_sa_periode", "0008_jour_plausible_d_une_valeur")
    client.force_login(agent)
    assert client.get(f"/series/{Serie.objects.get().pk}/").status_code == 200


def _passer(app, avant, nom):
    etat = MigrationLoader(connection).project_state((app, avant))
    migration = import_module(f"{app}.migrations.{nom}").Migration(nom, app)
    with connection.schema_editor() as editeur:
        migration.apply(etat, editeur)
