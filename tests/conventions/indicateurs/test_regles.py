from datetime import date

import pytest
from django.urls import reverse

from accompagnement.enums import Denominateur
from conventions.actions.releve import figer
from conventions.indicateurs.regles import regles_de, versions_par_periode
from conventions.rapports.donnees import prendre
from conventions.rapports.donnees_longues import lignes
from conventions.rapports.masque import masquer
from plie.comptes.enums import Role
from tests.usines import AgentFactory, ParcoursFactory, RegleSortieFactory

pytestmark = pytest.mark.django_db
JUIN, JUILLET = date(2025, 6, 10), date(2025, 7, 10)


@pytest.fixture(autouse=True)
def deux_regles():
    premiere = RegleSortieFactory(valide_au=date(2025, 6, 30))
    seconde = RegleSortieFactory(
        version=2, valide_du=date(2025, 7, 1), denominateur=Denominateur.HORS_NEUTRES
    )
    for regle, jour in ((premiere, JUIN), (seconde, JUILLET)):
        ParcoursFactory(sorti=True, date_sortie=jour, motif__regle=regle)


def test_a_period_comes_under_the_rules_in_force_and_those_of_its_exits():
    assert regles_de((JUIN, JUIN)).versions == "v1"
    assert regles_de((JUILLET, JUILLET)).versions == "v2"
    assert regles_de((JUIN, JUILLET)).versions == "v1 et v2"
    assert regles_de((date(1999, 1, 1), date(1999, 12, 31))) is None
    # Taken on the day of the commission, an exit may come under a rule that is over.
    RegleSortieFactory(version=1)
    ParcoursFactory(sorti=True, date_sortie=date(2025, 9, 3))
    assert regles_de((date(2025, 9, 1), date(2025, 9, 30))).versions == "v1 et v2"


def test_a_page_and_a_report_over_two_rules_say_both_and_each_row_its_own(client):
    client.force_login(AgentFactory(role=Role.DIRECTION))
    adresse = reverse("conventions:indicateurs")
    page = client.get(adresse, {"debut": "2025-06-01", "fin": "2025-07-31"}).content.decode()
    dites = ("relèvent de 2 règles", "valide du 01/01/2004 au 30/06/2025", "hors sorties neutres")
    assert all(dit in page for dit in dites)
    donnees = masquer(prendre(date(2025, 7, 1)))
    assert all(dit in donnees["regle"]["phrase"] for dit in dites)
    regles = {
        (ligne[2], ligne[10]) for ligne in lignes(donnees) if ligne[0] == "taux_sorties_positives"
    }
    assert {("2025-07-01", "v2"), ("2024-07-01", "v1"), ("2025-01-01", "v1 et v2")} <= regles


def test_an_official_month_keeps_the_rules_that_its_figures_came_under():
    """Taken on the day of the commission, an exit validated after the month was made official may
    come under another rule: it is none of what the month counts."""
    septembre = date(2025, 9, 1), date(2025, 9, 30)
    figer(septembre[0])
    premiere = RegleSortieFactory(version=1)
    ParcoursFactory(sorti=True, date_sortie=date(2025, 9, 18), motif__regle=premiere)

    assert regles_de(septembre).versions == "v2"
    assert versions_par_periode([septembre, (JUIN, JUIN)])[septembre] == "v2"
    assert regles_de(septembre, en_direct=True).versions == "v1 et v2"
    # The year counts that exit.
    assert regles_de((date(2025, 7, 1), date(2025, 12, 31))).versions == "v1 et v2"
    # Of a correction, each figure says its own.
    donnees = prendre(septembre[0])
    assert donnees["regles"]["mois"] == "v2"
    dites = {
        (ligne[11], ligne[10])
        for ligne in lignes(masquer(donnees))
        if ligne[4] == "correction" and ligne[0] == "sorties_positives"
    }
    assert dites == {("arrete", "v2"), ("recalcule", "v1 et v2")}
