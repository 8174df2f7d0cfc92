"""What the page tells of health, justice and housing, and to whom."""

from datetime import date

import pgtrigger
import pytest
from django.core.cache import cache
from django.core.management import call_command

from accompagnement.models import CritereEligibilite, MotifSortie
from conventions.actions.releve import figer, figer_mois_echus
from conventions.models import Releve
from conventions.rapports.donnees import prendre
from conventions.rapports.masque import masquer
from plie.comptes.enums import Role
from tests.usines import (
    ConventionFactory,
    CritereFactory,
    ObjectifFactory,
    ParcoursFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db
ANNEE = {"debut": "2025-01-01", "fin": "2025-12-31"}
ADRESSE = "/indicateurs/"


def test_a_sensitive_number_is_shown_without_its_list(client, connecter):
    ParcoursFactory(actif=True, criteres=["rqth"])
    connecter(Role.DIRECTION)

    page = client.get(ADRESSE, {**ANNEE, "ventilation": "critere"}).content.decode()
    assert "liste réservée à la coordination" in page
    assert "ces nombres n'ont pas de lien" in page
    assert '/indicateurs/part_rqth/dossiers/?debut=2025-01-01&amp;fin=2025-12-31"' not in page
    assert client.get("/indicateurs/part_rqth/dossiers/", ANNEE).status_code == 403
    requete = {**ANNEE, "ventilation": "critere", "modalite": "rqth"}
    assert client.get("/indicateurs/entrees/dossiers/", requete).status_code == 403
    assert client.get("/indicateurs/part_rqth/dossiers/exporter/csv/", ANNEE).status_code == 403


@pytest.mark.parametrize("role", [Role.DIRECTION, Role.GESTIONNAIRE_FSE, Role.REFERENT])
def test_the_figures_of_one_day_do_not_tell_the_health_of_who_entered(client, connecter, role):
    agent = connecter(role)
    for _ in range(3):
        structure = agent.structure or StructureFactory()
        ParcoursFactory(actif=True, structure=structure, criteres=["rqth", "rsa"])

    jour = {"debut": "2025-01-15", "fin": "2025-01-15", "ventilation": "critere"}
    reponse = client.get(ADRESSE, jour)
    rangs = dict(reponse.context["ventilees"][0][1])
    assert "Travailleur handicapé (RQTH)" not in rangs
    assert rangs["Bénéficiaire du RSA"][1].valeur.texte == "3"
    publics = dict(reponse.context["groupes"])["Publics accompagnés"]
    (part,) = [ligne for ligne in publics if ligne.code == "part_rqth"]
    assert (part.case.valeur.texte, part.case.numerateur, part.difference) == ("réservé", None, "—")


def _ligne_rqth(client, debut, fin):
    reponse = client.get(ADRESSE, {"debut": debut, "fin": fin, "ventilation": "critere"})
    tables = reponse.context["ventilees"]
    rangs = dict(tables[0][1]) if tables else {}
    publics = dict(reponse.context["groupes"])["Publics accompagnés"]
    (part,) = [ligne for ligne in publics if ligne.code == "part_rqth"]
    cases = rangs.get("Travailleur handicapé (RQTH)")
    return part.case.valeur.texte, cases and [case.valeur.texte for case in cases[:2]]


@pytest.fixture
def dernier_entre():
    """Ten people, five of them with a sensitive criterion, then one more who has it."""
    ParcoursFactory.create_batch(5, actif=True, criteres=["rqth"], date_entree=date(2025, 1, 2))
    ParcoursFactory.create_batch(5, actif=True, date_entree=date(2025, 1, 2))
    ParcoursFactory(actif=True, criteres=["rqth"], date_entree=date(2025, 11, 24))


@pytest.mark.parametrize("role", [Role.DIRECTION, Role.GESTIONNAIRE_FSE])
def test_two_periods_that_differ_by_one_day_say_nothing_of_who_entered_that_day(
    client, connecter, role, dernier_entre
):
    connecter(role)
    for fin in ("2025-11-23", "2025-11-24"):
        assert _ligne_rqth(client, "2025-01-01", fin) == ("réservé", None)
    assert _ligne_rqth(client, "2025-01-15", "2025-11-30") == ("réservé", None)
    assert _ligne_rqth(client, "2025-01-01", "2099-12-31") == ("réservé", None)
    # Nor do whole months: one person came in November, and the months before it are no year.
    assert _ligne_rqth(client, "2025-01-01", "2025-11-30") == ("réservé", None)
    assert _ligne_rqth(client, "2025-11-01", "2025-11-30") == ("réservé", None)
    # A year that is over, and a month that five people at least tell from the one before it; of
    # the entries of everybody counted, nothing.
    assert _ligne_rqth(client, "2025-01-01", "2025-12-31")[1] == ["6", "< 5"]
    assert _ligne_rqth(client, "2025-01-01", "2025-01-31")[1] == ["5", "réservé"]


@pytest.mark.parametrize("role", [Role.DIRECTION, Role.GESTIONNAIRE_FSE])
def test_a_month_that_still_moves_says_nothing_of_who_is_decided_from_one_day_to_the_next(
    client, connecter, role, time_machine
):
    """Its list names them; the number read before and after would give their health."""
    time_machine.move_to("2026-12-03 10:00:00+01:00")
    ParcoursFactory.create_batch(6, actif=True, criteres=["rqth"], date_entree=date(2026, 11, 2))
    ParcoursFactory.create_batch(6, actif=True, date_entree=date(2026, 11, 2))
    connecter(role)
    novembre = ("2026-11-01", "2026-11-30")
    assert _ligne_rqth(client, *novembre) == ("réservé", None)
    time_machine.move_to("2027-01-20 10:00:00+01:00")
    connecter(role)
    assert _ligne_rqth(client, *novembre) == ("50\u00a0%", ["6", "réservé"])
    # Of the year whose last month may still move, nothing.
    assert _ligne_rqth(client, "2026-01-01", "2026-12-31") == ("réservé", None)


def test_a_motif_that_lists_withhold_has_no_row_beside_them(client, connecter):
    """The list of the month names who left; the row would tell for what."""
    ParcoursFactory.create_batch(6, sorti=True, motif="incarceration")
    ParcoursFactory(sorti=True)
    requete = {**ANNEE, "ventilation": "motif_sortie"}
    libelle = MotifSortie.objects.get(code="incarceration").libelle
    for role, est_dit in (
        (Role.DIRECTION, False),
        (Role.GESTIONNAIRE_FSE, False),
        (Role.COORDINATION, True),
    ):
        connecter(role)
        assert (libelle in client.get(ADRESSE, requete).text) == est_dit


def test_a_referent_reads_no_sensitive_figure_of_their_own_set(client, connecter):
    agent = connecter(Role.REFERENT)
    ParcoursFactory.create_batch(9, actif=True, structure=agent.structure, criteres=["rqth"])
    ParcoursFactory(actif=True, structure=agent.structure)
    assert _ligne_rqth(client, "2025-01-01", "2025-01-31") == ("réservé", None)


def test_coordination_reads_every_figure_of_any_day(client, connecter, dernier_entre):
    connecter(Role.COORDINATION)
    assert _ligne_rqth(client, "2025-11-24", "2025-11-24")[1] == ["6", "1"]


def test_a_sensitive_figure_of_enough_people_is_shown(client, connecter):
    connecter(Role.DIRECTION)
    ParcoursFactory.create_batch(5, actif=True, criteres=["rqth"])
    # Everybody has it, then all but four, then all but five.
    for autres, attendu in ((0, None), (4, None), (1, "5")):
        ParcoursFactory.create_batch(autres, actif=True)
        cases = _ligne_rqth(client, "2025-01-01", "2025-12-31")[1]
        assert (cases and cases[0]) == attendu


DECEMBRE = date(2025, 12, 1)


def _dire_l_annee():
    """What a report of December says of it."""
    lu = masquer(prendre(DECEMBRE))
    (part,) = [i["valeurs"]["annee"] for i in lu["indicateurs"] if i["code"] == "part_rqth"]
    (table,) = [v["modalites"] for v in lu["ventilations"] if v["code"] == "critere"]
    rqth = [m["valeurs"]["annee"] for m in table if m["code"] == "rqth"]
    return part, rqth


@pytest.mark.parametrize("role", [Role.DIRECTION, Role.GESTIONNAIRE_FSE])
def test_a_correction_of_one_person_moves_no_year_that_is_official(client, connecter, role):
    """Read before and after, the year would tell what was corrected of the person whose dossier
    says that it was."""
    ParcoursFactory.create_batch(7, actif=True, criteres=["rqth"])
    autre, *_ = ParcoursFactory.create_batch(9, actif=True)
    annee = ("2025-01-01", "2025-12-31")
    figer(DECEMBRE)
    connecter(role)
    avant, rapport = _ligne_rqth(client, *annee), _dire_l_annee()
    assert avant[1][0] == "7" and rapport[0]["numerateur"] == 7 and rapport[1]
    CritereFactory(parcours=autre, code="rqth")
    cache.clear()
    assert _ligne_rqth(client, *annee) == avant
    fiche = client.get("/indicateurs/part_rqth/", ANNEE).context["choisi"]
    assert fiche.case.numerateur.texte == "7"
    assert _dire_l_annee() == rapport
    connecter(Role.COORDINATION)
    assert _ligne_rqth(client, *annee)[1][0] == "8"


def test_nor_does_an_objective_say_what_its_year_does_not(capsys):
    ParcoursFactory.create_batch(7, actif=True, criteres=["rqth"])
    autre, *_ = ParcoursFactory.create_batch(9, actif=True)
    convention = ConventionFactory(date_debut="2025-01-01", date_fin="2025-12-31")
    ObjectifFactory(convention=convention, indicateur="part_rqth", cible=45)
    ObjectifFactory(
        convention=convention, indicateur="personnes_accompagnees", criteres=["rqth"], cible=8
    )

    def dire():
        call_command("objectifs", "--le", "2025-12-31")
        return capsys.readouterr().out, prendre(DECEMBRE)["objectifs"]

    figer(DECEMBRE)
    avant = dire()
    assert [(o["numerateur"], o["etat"]) for o in avant[1]] == [(7, "manque")] * 2
    CritereFactory(parcours=autre, code="rqth")
    cache.clear()
    assert dire() == avant


def test_an_official_year_has_no_sensitive_figure_that_did_not_exist_then(client, connecter):
    ParcoursFactory.create_batch(7, actif=True, criteres=["rqth"])
    ParcoursFactory.create_batch(9, actif=True)
    figer(DECEMBRE)
    with pgtrigger.ignore("conventions.Releve:releve_fige"):
        Releve.objects.filter(debut=date(2025, 1, 1), indicateur="part_rqth").delete()
    connecter(Role.DIRECTION)
    assert _ligne_rqth(client, "2025-01-01", "2025-12-31")[0] == "< 5"
    assert _dire_l_annee()[0]["numerateur"] is None


def test_nor_does_the_last_of_those_who_have_it(client, connecter):
    ParcoursFactory.create_batch(9, actif=True)
    ParcoursFactory.create_batch(6, actif=True, criteres=["rqth"])
    figer(DECEMBRE)
    with pgtrigger.ignore("accompagnement.CritereEligibilite:entree_ineffacable"):
        CritereEligibilite.objects.filter(code="rqth").delete()
    connecter(Role.DIRECTION)
    assert _ligne_rqth(client, "2025-01-01", "2025-12-31")[1][0] == "6"


def test_a_year_official_before_its_sensitive_figures_were_kept_keeps_those_of_the_next_night(
    client, connecter
):
    ParcoursFactory.create_batch(9, actif=True)
    ParcoursFactory.create_batch(6, actif=True, criteres=["rqth"])
    figer(DECEMBRE)
    du_mois = Releve.objects.filter(debut=DECEMBRE).count()
    de_l_annee = Releve.objects.exclude(debut=DECEMBRE)
    with pgtrigger.ignore("conventions.Releve:releve_fige"):
        gardes = de_l_annee.delete()[0]
    for _ in range(2):
        figer_mois_echus(date(2026, 3, 1))
        assert de_l_annee.filter(debut=date(2025, 1, 1), fin=date(2025, 12, 31)).count() == gardes
    assert Releve.objects.filter(debut=DECEMBRE).count() == du_mois
    assert set(de_l_annee.values_list("fige_le", flat=True)) == {Releve.objects.first().fige_le}
