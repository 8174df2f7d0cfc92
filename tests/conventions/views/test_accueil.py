"""What the direction reads first: the month against last year's, and the reports to publish."""

from datetime import date

import pytest
from django.urls import reverse

from conventions.actions.rapport import ouvrir
from plie.comptes.enums import ROLES_DE_LA_MAISON, Role
from tests.usines import AgentFactory, ParcoursFactory, RegleSortieFactory

pytestmark = pytest.mark.django_db
ACCUEIL = reverse("accompagnement:accueil")


@pytest.fixture
def direction(client, time_machine):
    time_machine.move_to("2026-06-15 09:00:00+02:00", tick=False)
    RegleSortieFactory()
    agent = AgentFactory(role=Role.DIRECTION)
    client.force_login(agent)
    return agent


def bloc(page, nom):
    colonnes = page.context["principaux"] + page.context["lateraux"]
    return next(bloc for gabarit, bloc in colonnes if nom in gabarit)


def test_the_month_stands_beside_the_same_days_of_last_year(client, direction):
    for jour in (date(2026, 6, 2), date(2026, 6, 9), date(2025, 6, 10), date(2025, 6, 20)):
        ParcoursFactory(actif=True, date_entree=jour)
    page = client.get(ACCUEIL)
    lignes = dict(bloc(page, "chiffres")["lignes"])
    mois, annee = lignes["Entrées"]
    assert [mois[0].valeur.texte, mois[1].valeur.texte, mois[2]] == ["2", "1", "+1"]
    assert [annee[0].valeur.texte, annee[1].valeur.texte] == ["2", "1"]
    liste = client.get(mois[0].valeur.adresse)
    assert liste.context["page"].paginator.count == 2
    assert "Règle v1" in page.content.decode()


def test_without_an_exit_the_rate_is_a_dash(client, direction):
    (mois, _) = dict(bloc(client.get(ACCUEIL), "chiffres")["lignes"])["Taux de sorties positives"]
    assert (mois[0].valeur.texte, mois[0].valeur.adresse, mois[2]) == ("—", None, "—")


def test_a_rate_over_few_exits_says_so_wherever_it_stands(client, direction):
    for jour in (date(2026, 6, 2), date(2025, 6, 3)):
        ParcoursFactory(sorti=True, date_sortie=jour)
    (mois, _) = dict(bloc(client.get(ACCUEIL), "chiffres")["lignes"])["Taux de sorties positives"]
    assert mois[0].est_trop_faible and mois[1].est_trop_faible
    assert client.get(ACCUEIL).text.count("effectif trop faible") == 4
    mois = {"debut": "2026-06-01", "fin": "2026-06-30"}
    page = " ".join(client.get(reverse("conventions:indicateurs"), mois).text.split())
    # Last year's, among the key figures and in the table.
    assert "juin 2025&nbsp;: 100 %, effectif trop faible" in page
    assert '100 %</a><br><span class="discret">effectif trop faible</span>' in page


def test_the_reports_that_wait_lead_to_their_page(client, direction):
    assert "Aucun rapport n'attend" in client.get(ACCUEIL).content.decode()
    rapport, titre = ouvrir(date(2026, 5, 1)), "Rapport mensuel, mai 2026"
    page = client.get(ACCUEIL)
    assert bloc(page, "rapports")["rapports"] == [(rapport, titre, "Voir l'avancement")]
    assert reverse("conventions:rapport", args=[rapport.pk]) in page.content.decode()


@pytest.mark.parametrize(
    "role", [r for r in ROLES_DE_LA_MAISON if r not in (Role.DIRECTION, Role.REFERENT)]
)
def test_the_figures_of_the_direction_are_not_on_the_home_of_others(client, role):
    client.force_login(AgentFactory(role=role))
    page = client.get(ACCUEIL)
    gabarits = {g for g, _ in page.context["principaux"] + page.context["lateraux"]}
    # Of its own, who answers for the proofs reads one block.
    siens = {"conventions/accueil_preuves.html"} if role == Role.GESTIONNAIRE_FSE else set()
    assert {g for g in gabarits if g.startswith("conventions/")} == siens


@pytest.mark.parametrize(
    ("jour", "attendus"),
    [
        ("2026-06-15", ["Du 1er au 15 juin", "Du 1er janvier au 15 juin"]),
        ("2026-06-01", ["Le 1er juin", "Du 1er janvier au 1er juin"]),
        ("2026-01-20", ["Du 1er au 20 janvier"]),
        ("2028-02-29", ["Du 1er au 29 février", "Du 1er janvier au 29 février"]),
    ],
)
def test_the_days_counted_are_said_in_french(client, time_machine, jour, attendus):
    time_machine.move_to(f"{jour} 09:00:00+01:00", tick=False)
    client.force_login(AgentFactory(role=Role.DIRECTION))
    colonnes = bloc(client.get(ACCUEIL), "chiffres")["colonnes"]
    assert [colonne.libelle for colonne in colonnes] == attendus
