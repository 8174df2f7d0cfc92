import csv
import io
from datetime import date, timedelta
from html import unescape

import openpyxl
import pytest
from django.utils import timezone

from accompagnement.enums import StatutMiseEnRelation
from accompagnement.models import Parcours
from conventions.actions.releve import figer
from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.ventilations import VENTILATIONS
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    CommuneFactory,
    MiseEnRelationFactory,
    ParcoursFactory,
    RegleSortieFactory,
)

pytestmark = pytest.mark.django_db
ANNEE = {"debut": "2025-01-01", "fin": "2025-12-31"}
ADRESSE = "/indicateurs/"


@pytest.mark.parametrize(
    ("role", "statut"),
    [
        (Role.REFERENT, 200),
        (Role.COORDINATION, 200),
        (Role.DIRECTION, 200),
        (Role.GESTIONNAIRE_FSE, 200),
        (Role.FACILITATEUR, 403),
        (Role.ADMINISTRATION, 403),
    ],
)
def test_each_role_reads_figures_and_lists_or_neither(client, connecter, role, statut):
    connecter(role)
    for adresse in (ADRESSE, "/indicateurs/entrees/dossiers/"):
        assert client.get(adresse, ANNEE).status_code == statut


def test_a_referent_reads_their_perimeter_and_is_told_so(client, connecter):
    agent = connecter(Role.REFERENT)
    ParcoursFactory(actif=True, structure=agent.structure, referent=agent)
    ParcoursFactory(actif=True, structure=agent.structure, referent=AgentFactory())
    ParcoursFactory(actif=True)

    reponse = client.get(ADRESSE, {**ANNEE, "ventilation": "referent"})
    assert reponse.context["resultat"].mesures["entrees"].valeur == 2
    assert "dossiers que vous pouvez ouvrir" in reponse.content.decode()
    ((_, lignes),) = reponse.context["ventilees"]
    assert [libelle for libelle, _ in lignes] == [str(agent)]
    liste = client.get("/indicateurs/entrees/dossiers/", ANNEE)
    assert liste.context["page"].paginator.count == 2


def test_the_fse_manager_has_no_figures_by_referent(client, connecter):
    connecter(Role.GESTIONNAIRE_FSE)
    assert client.get(ADRESSE, {**ANNEE, "ventilation": "referent"}).status_code == 404
    requete = {**ANNEE, "ventilation": "referent", "modalite": "1"}
    assert client.get("/indicateurs/entrees/dossiers/", requete).status_code == 403


@pytest.mark.parametrize(
    ("chemin", "requete"),
    [
        ("/indicateurs/astrologie/dossiers/", ANNEE),
        ("/indicateurs/entrees/dossiers/", {}),
        ("/indicateurs/entrees/dossiers/", {"debut": "2025-12-31", "fin": "2025-01-01"}),
        ("/indicateurs/entrees/dossiers/", {**ANNEE, "partie": "denominateur"}),
        ("/indicateurs/entrees/dossiers/", {**ANNEE, "partie": "' OR 1=1"}),
        ("/indicateurs/entrees/dossiers/", {**ANNEE, "ventilation": "astre", "modalite": "x"}),
        ("/indicateurs/entrees/dossiers/", {**ANNEE, "ventilation": "sexe"}),
        ("/indicateurs/entrees/dossiers/", {**ANNEE, "modalite": "F"}),
        (
            "/indicateurs/entrees/dossiers/",
            {**ANNEE, "ventilation": "sexe", "modalite": "F\x00"},
        ),
        ("/indicateurs/entrees/dossiers/exporter/exe/", ANNEE),
        (ADRESSE, {**ANNEE, "ventilation": "astre"}),
        ("/indicateurs/arretes/2025-01/", {}),
    ],
)
def test_an_address_that_counts_nothing_known_is_not_found(client, connecter, chemin, requete):
    connecter(Role.COORDINATION)
    assert client.get(chemin, requete).status_code == 404


@pytest.mark.parametrize(
    ("requete", "phrase"),
    [
        ({"debut": "2025-12-31", "fin": "2025-01-01"}, "précède son début"),
        ({"debut": "", "fin": "2025-01-01"}, "Indiquez le premier jour."),
        ({"debut": "2025-01-01"}, "Indiquez le dernier jour."),
        ({"debut": "2025-02-30", "fin": "2025-03-01"}, "Indiquez un jour"),
        ({"debut": "2099-01-01", "fin": "2099-12-31"}, "Cette période est à venir"),
        ({"debut": "0001-01-01", "fin": "2025-03-01"}, "L'année va de 1990 à 2099."),
        ({"debut": "2025-01-01", "fin": "9999-12-31"}, "L'année va de 1990 à 2099."),
    ],
)
def test_a_period_nobody_can_mean_is_refused_beside_its_field(client, connecter, requete, phrase):
    connecter(Role.DIRECTION)
    reponse = client.get(ADRESSE, requete)
    assert reponse.status_code == 422
    assert phrase in unescape(reponse.content.decode())


def test_a_rate_without_denominator_is_a_dash_that_opens_nothing(client, connecter):
    connecter(Role.DIRECTION)
    ParcoursFactory(actif=True)
    page = client.get(ADRESSE, ANNEE).content.decode()
    assert "—" in page and 'aria-label="—' not in page and "sur\u00a00" not in page
    assert page.count("liste réservée à la coordination") == 1


def test_an_empty_period_says_so(client, connecter):
    connecter(Role.DIRECTION)
    page = client.get(ADRESSE, {"debut": "1999-01-01", "fin": "1999-12-31"}).content.decode()
    assert "Aucune personne accompagnée sur cette période" in page


def test_both_columns_say_what_they_stand_on_and_a_period_that_it_is_not_over(client, connecter):
    ParcoursFactory(actif=True)
    figer(date(2025, 2, 1))
    connecter(Role.DIRECTION)
    page = client.get(ADRESSE, {"debut": "2025-02-01", "fin": "2025-02-28"}).text
    entetes = " ".join(page.split("<thead>", 1)[1].split())
    assert 'février 2025 <span class="discret">(arrêté)' in entetes
    assert 'février 2024 <span class="discret">(provisoire)' in entetes
    en_cours = "Cette période n'est pas terminée"
    assert en_cours not in page
    demain = timezone.localdate() + timedelta(days=1)
    page = client.get(ADRESSE, {"debut": "2025-02-01", "fin": demain}).text
    assert en_cours in page


def test_the_rule_stands_under_the_rate(client, connecter):
    ParcoursFactory(sorti=True)
    connecter(Role.DIRECTION)
    page = client.get(ADRESSE, ANNEE).content.decode()
    assert "Règle v1, valide depuis le 01/01/2004" in page
    assert "<svg" in page and "<table" in page.split("Lire ces chiffres en tableau")[1]


@pytest.mark.parametrize("role", [Role.REFERENT, Role.DIRECTION])
@pytest.mark.parametrize("combien", [1, 3])
def test_the_pages_ask_few_queries_whatever_the_size(
    client, connecter, django_assert_max_num_queries, role, combien
):
    agent = connecter(role)
    for _ in range(combien):
        ParcoursFactory(sorti=True, structure=agent.structure, criteres=["rsa"], referent=agent)
    requete = {"debut": "2025-06-01", "fin": "2025-06-30", "ventilation": "commune"}
    figer(date(2025, 6, 1))

    # One of them for the map, which has to know where the communes are.
    with django_assert_max_num_queries(20):
        client.get(ADRESSE, requete)
    with django_assert_max_num_queries(9):
        client.get(ADRESSE, requete)
    with django_assert_max_num_queries(11):
        client.get("/indicateurs/sorties/dossiers/", ANNEE)


@pytest.mark.django_db(transaction=True)
def test_a_change_in_a_dossier_shows_at_once(client, connecter):
    connecter(Role.DIRECTION)
    suivi = ParcoursFactory(actif=True)
    avant = client.get(ADRESSE, ANNEE).context["resultat"]
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2024, 12, 31))
    apres = client.get(ADRESSE, ANNEE).context["resultat"]

    assert avant.mesures["entrees"].valeur == 1
    assert apres.mesures["entrees"].valeur == 0


@pytest.mark.parametrize("ventilation", [v.code for v in VENTILATIONS if v.est_generale])
def test_every_breakdown_has_its_page(client, connecter, ventilation):
    connecter(Role.COORDINATION)
    suivi = ParcoursFactory(sorti=True, criteres=["aah"], niveau="3", referent=AgentFactory())
    MiseEnRelationFactory(parcours=suivi)
    reponse = client.get(ADRESSE, {**ANNEE, "ventilation": ventilation})
    assert reponse.context["ventilees"]


@pytest.mark.parametrize(("ventilation", "dit"), [("critere", False), ("commune", True)])
def test_open_offers_stand_in_the_breakdowns_that_an_offer_has(client, connecter, ventilation, dit):
    suivi = ParcoursFactory(actif=True, criteres=["rsa"])
    MiseEnRelationFactory(proposee_le=date(2025, 6, 2), parcours=suivi)
    connecter(Role.DIRECTION)
    (_, (entetes, _)) = client.get(ADRESSE, ANNEE | {"ventilation": ventilation}).context[
        "ventilees"
    ]
    assert ("Offres ouvertes" in entetes) == dit


def test_a_hire_transforms_a_proposal(client, connecter):
    connecter(Role.COORDINATION)
    conclues = {"proposee_le": date(2024, 12, 20), "conclue_le": date(2025, 2, 3)}
    MiseEnRelationFactory(statut=StatutMiseEnRelation.EMBAUCHEE, **conclues)
    MiseEnRelationFactory(statut=StatutMiseEnRelation.NON_RETENUE, motif="autre", **conclues)
    MiseEnRelationFactory(proposee_le=date(2025, 3, 3))
    resultat = calculer(date(2025, 1, 1), date(2025, 12, 31), ventilations=["domaine"])
    codes = ("mises_en_relation", "embauches", "taux_transformation")
    assert [resultat.mesures[code].valeur for code in codes] == [1, 1, 50]
    (domaine,) = resultat.ventilations["domaine"]
    assert domaine.mesures["taux_transformation"].valeur == 50
    liste = client.get("/indicateurs/taux_transformation/dossiers/", ANNEE)
    assert liste.context["page"].paginator.count == 1
    assert "mise en relation," in " ".join(liste.text.split())


def _lignes(format_, octets):
    if format_ == "csv":
        return list(csv.reader(octets.decode("utf-8-sig").splitlines(), delimiter=";"))
    feuille = openpyxl.load_workbook(io.BytesIO(octets)).active
    return list(feuille.iter_rows(values_only=True))


@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_the_file_says_what_the_page_shows(client, connecter, format_):
    connecter(Role.DIRECTION)
    RegleSortieFactory()
    for _ in range(2):
        ParcoursFactory(sorti=True, criteres=["rqth"])
    demande = {**ANNEE, "ventilation": "commune"}
    page = client.get(ADRESSE, demande)
    assert f"/indicateurs/exporter/{format_}/?debut=2025" in page.text
    reponse = client.get(f"{ADRESSE}exporter/{format_}/", demande)
    assert "indicateurs-du-plie-2025-01-01-2025-12-31" in reponse["Content-Disposition"]
    entetes, *rangees = _lignes(format_, b"".join(reponse.streaming_content))
    lues = {tuple(rangee[1:3]): rangee[3:] for rangee in rangees}
    assert (
        entetes[3] == f"{page.context['libelle_periode']} ({page.context['resultat'].etat.label})"
    )
    assert [float(v) for v in lues["Taux de sorties positives", "Total"][:3]] == [100, 2, 2]
    # What the page withholds from who may not list it.
    assert lues["Travailleurs handicapés (RQTH)", "Total"][0] == "< 5"
    assert len(rangees) == sum(len(lignes) for _, lignes in page.context["groupes"]) + sum(
        len(titres) * len(lignes) for titres, lignes in page.context["ventilees"]
    )
    assert any(r[0] == "Par commune" for r in rangees)


def test_a_spreadsheet_in_french_reads_the_numbers_of_the_csv(client, connecter):
    """A point there makes a text of a number, or a date."""
    connecter(Role.DIRECTION)
    regle = RegleSortieFactory()
    ParcoursFactory(sorti=True, participant__sexe="F")
    ParcoursFactory.create_batch(2, sorti=True, participant__sexe="M")
    reponse = client.get(f"{ADRESSE}exporter/csv/", ANNEE)
    _, *rangees = _lignes("csv", b"".join(reponse.streaming_content))
    lues = {tuple(rangee[1:3]): rangee[3:] for rangee in rangees}
    assert lues["Femmes", "Total"][:3] == ["33,3", "1", "3"]
    # No rate is shown without its rule.
    ecrites = {rangee[1] for rangee in rangees if rangee[-1]}
    assert ecrites == {"Taux de sorties positives"}
    assert all(r[-1] == regle.phrase for r in rangees if r[1] in ecrites)


def test_the_file_of_a_referent_says_that_it_is_theirs(client, connecter):
    connecter(Role.REFERENT)
    reponse = client.get(f"{ADRESSE}exporter/csv/", ANNEE)
    assert "indicateurs-de-mes-dossiers-2025" in reponse["Content-Disposition"]


@pytest.mark.parametrize("requete", [{"debut": "x"}, {"ventilation": "rien"}])
def test_a_file_of_nothing_known_is_not_found(client, connecter, requete):
    connecter(Role.DIRECTION)
    assert client.get(f"{ADRESSE}exporter/csv/", {**ANNEE, **requete}).status_code == 404
    assert client.get(f"{ADRESSE}exporter/pdf/", ANNEE).status_code == 404


def test_the_communes_are_on_a_map_beside_their_table(client, connecter):
    commune = CommuneFactory()
    ParcoursFactory.create_batch(3, actif=True, participant__commune=commune)
    connecter(Role.DIRECTION)
    annee = {"debut": "2025-01-01", "fin": "2025-12-31"}
    page = client.get("/indicateurs/", annee | {"ventilation": "commune"})
    assert "Un cercle par commune" in page.text and commune.nom in page.context["carte"]
    assert "Un cercle par commune" not in client.get("/indicateurs/", annee).text
