"""The page of each indicator, and why its official months differ from today's dossiers."""

from datetime import date
from html import unescape

import pgtrigger
import pytest
from django.core.cache import cache

from accompagnement.models import Parcours
from conventions.actions.releve import figer
from conventions.indicateurs.declarations import INDICATEURS
from conventions.indicateurs.historiques import event_de
from conventions.models import MoisArrete
from plie.comptes.enums import Role
from tests.usines import AgentFactory, EntretienFactory, EtapeFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
ANNEE = {"debut": "2025-01-01", "fin": "2025-12-31"}
MARS, DECEMBRE = date(2025, 3, 1), date(2025, 12, 1)
DECEMBRE = date(2025, 12, 1)
REQUETES = 15


def _remplir(nombre):
    for rang in range(nombre):
        suivi = ParcoursFactory(
            actif=True,
            date_entree=date(2025, 1 + rang % 3, 6),
            criteres=["rsa", "rqth"],
            referent=AgentFactory(),
        )
        EtapeFactory(parcours=suivi, date_debut=date(2025, 3, 10))
        EntretienFactory(parcours=suivi)
        ParcoursFactory(sorti=True, date_sortie=date(2025, 3, 12))


@pytest.mark.parametrize("indicateur", INDICATEURS, ids=lambda i: i.code)
def test_each_page_says_its_definition_whoever_reads_and_whatever_is_there(
    client, connecter, indicateur
):
    connecter(Role.DIRECTION)
    page = client.get(f"/indicateurs/{indicateur.code}/", ANNEE)
    assert page.status_code == 200
    assert indicateur.formule in unescape(page.text) and "Depuis quand" in page.text


@pytest.mark.parametrize("code", ["taux_sorties_positives", "part_rqth", "charge_par_etp"])
@pytest.mark.parametrize("nombre", [1, 3])
def test_a_page_asks_at_most_fifteen_questions(
    client, connecter, code, nombre, django_assert_max_num_queries
):
    connecter(Role.COORDINATION)
    _remplir(nombre)
    figer(MARS)
    Parcours.objects.filter(date_entree__month=3).update(date_entree=date(2025, 2, 3))
    with django_assert_max_num_queries(REQUETES):
        page = client.get(f"/indicateurs/{code}/", {**ANNEE, "ventilation": "referent"})
    assert page.status_code == 200


def test_no_page_of_an_indicator_asks_more(client, connecter, django_assert_max_num_queries):
    """Whatever it counts, with its first crossing, of a year that is official."""
    connecter(Role.DIRECTION)
    _remplir(3)
    figer(DECEMBRE)
    for indicateur in INDICATEURS:
        cache.clear()
        croisee = {"ventilation": indicateur.croisements[0]} if indicateur.croisements else {}
        with django_assert_max_num_queries(REQUETES, info=indicateur.code):
            client.get(f"/indicateurs/{indicateur.code}/", ANNEE | croisee)


def test_the_series_the_crossing_and_the_list_say_the_same_number(client, connecter):
    connecter(Role.DIRECTION)
    _remplir(3)
    page = client.get("/indicateurs/entrees/", {**ANNEE, "ventilation": "sexe"})
    contexte = page.context
    choisi = contexte["choisi"].resultat.mesures["entrees"].valeur
    mois = sum(
        p.resultat.mesures["entrees"].valeur for p in contexte["mois"] if "2025" in p.libelle
    )
    lignes = sum(int(cases[0].valeur.texte) for _, cases in contexte["lignes"])
    annee = next(p for p in contexte["annees"] if p.libelle == "année 2025")
    liste = client.get(contexte["choisi"].case.valeur.adresse)
    assert choisi == mois == lignes == liste.context["page"].paginator.count
    assert annee.resultat.mesures["entrees"].valeur == choisi


def test_figures_by_referent_are_for_those_entitled_and_say_volume_and_profile(client, connecter):
    _remplir(2)
    adresse, par = "/indicateurs/taux_sorties_positives/", {**ANNEE, "ventilation": "referent"}
    connecter(Role.GESTIONNAIRE_FSE)
    assert client.get(adresse, par).status_code == 404
    assert "ventilation=referent" not in client.get(adresse, ANNEE).text
    connecter(Role.COORDINATION)
    entetes = client.get(adresse, par).context["entetes"]
    assert {"Personnes accompagnées", "Bénéficiaires du RSA"} <= set(entetes)


def test_a_referent_reads_their_own_row_of_their_own_dossiers(client, connecter):
    agent = connecter(Role.REFERENT)
    ParcoursFactory(actif=True, structure=agent.structure, referent=agent)
    ParcoursFactory(actif=True, structure=agent.structure, referent=AgentFactory())
    ParcoursFactory(actif=True)
    page = client.get("/indicateurs/entrees/", {**ANNEE, "ventilation": "referent"})
    assert [libelle for libelle, _ in page.context["lignes"]] == [str(agent)]
    assert page.context["choisi"].resultat.mesures["entrees"].valeur == 2
    assert "dossiers que vous pouvez ouvrir" in page.text
    assert "a_des_mois_arretes" not in page.context
    assert client.get("/indicateurs/entrees/ecarts/", ANNEE).status_code == 403


def test_a_sensitive_share_is_withheld_on_its_page_as_in_the_table(client, connecter):
    connecter(Role.DIRECTION)
    _remplir(3)
    for annee in (ANNEE, {"debut": "2025-03-03", "fin": "2025-12-31"}):
        page = client.get("/indicateurs/part_rqth/", annee)
        tableau = client.get("/indicateurs/", annee)
        (ligne,) = [
            x for _, lignes in tableau.context["groupes"] for x in lignes if x.code == "part_rqth"
        ]
        assert page.context["choisi"].case == ligne.case
        assert page.context["choisi"].case.valeur.adresse is None
        # By sex or by structure, what one row withholds is the total less the others.
        assert page.context["croisements"] == []
        assert "réservée à la coordination" in page.text and "courbe" not in page.context
        for point in (*page.context["mois"], *page.context["annees"]):
            assert point.case.valeur.texte in ("réservé", "< 5", "—")


def test_an_unknown_code_or_crossing_is_not_found_and_a_bad_period_is_told(client, connecter):
    connecter(Role.DIRECTION)
    assert client.get("/indicateurs/inconnu/").status_code == 404
    assert client.get("/indicateurs/inconnu/ecarts/").status_code == 404
    assert client.get("/indicateurs/entrees/", {"ventilation": "axe"}).status_code == 404
    retournee = {"debut": "2025-12-31", "fin": "2025-01-01"}
    page = client.get("/indicateurs/entrees/", retournee)
    assert page.status_code == 422 and "précède son début" in page.text
    assert "Ce qu'il compte" in page.text


def test_nothing_to_divide_by_is_a_dash_and_a_sentence(client, connecter):
    connecter(Role.DIRECTION)
    page = client.get("/indicateurs/taux_sorties_positives/", ANNEE)
    assert page.context["choisi"].case.valeur.texte == "—"
    assert "ne se calcule pas encore" in page.text and "Aucun mois ne donne" in page.text


def test_the_months_that_differ_are_explained_in_a_sentence(client, connecter):
    connecter(Role.DIRECTION)
    deplacee = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    ParcoursFactory.create_batch(2, actif=True, date_entree=date(2025, 3, 12))
    Parcours.objects.filter(pk=deplacee.pk).update(date_entree=date(2025, 1, 10))
    page = client.get("/indicateurs/entrees/", ANNEE)
    (ecart,) = page.context["ecarts"]
    assert (ecart.libelle, ecart.fige, ecart.actuel, ecart.difference) == (
        "mars 2025",
        "1",
        "2",
        "+1",
    )
    ((_, libelle, _, phrase),) = client.get("/indicateurs/entrees/ecarts/", ANNEE).context["ecarts"]
    assert libelle == "mars 2025"
    assert phrase == "2 entrées saisies en retard ; 1 entrée déplacée de mars en janvier"


def test_a_month_official_under_another_definition_keeps_its_figure_and_says_so(client, connecter):
    connecter(Role.DIRECTION)
    sorti = ParcoursFactory(sorti=True, date_sortie=date(2025, 3, 12))
    figer(MARS)
    arrete = MoisArrete.objects.get()
    table = event_de(sorti.suspensions.model)._meta.db_table
    bornes = {nom: borne for nom, borne in arrete.bornes.items() if nom != table}
    with pgtrigger.ignore("conventions.MoisArrete:arrete_definitif"):
        MoisArrete.objects.update(bornes=bornes)
    page = client.get("/indicateurs/duree_moyenne_parcours_mois/", ANNEE)
    (mars,) = [p for p in page.context["mois"] if p.libelle == "mars 2025"]
    assert mars.definition_d_avant and page.context["ecarts"] == []
    assert "les jours de suspension y comptaient" in page.text


def test_a_load_has_no_meaning_within_the_dossiers_of_a_referent(client, connecter):
    connecter(Role.REFERENT)
    page = client.get("/indicateurs/charge_par_etp/", ANNEE)
    assert "ne se lit que pour tout le PLIE" in page.text and "Mois par mois" not in page.text
