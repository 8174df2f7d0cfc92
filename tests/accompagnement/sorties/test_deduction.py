"""What the rule deduces, clause by clause; no database is touched."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from accompagnement.enums import CONTRATS, TypeContrat
from accompagnement.models import RegleSortie
from accompagnement.sorties.deduction import Contrat, FaitsDeSortie, Formation, deduire_sortie

AUJOURDHUI = date(2026, 11, 24)
DEBUTS = st.dates(date(2024, 1, 1), date(2026, 11, 1))


def regle(**champs):
    return RegleSortie(version=1, valide_du=date(2004, 1, 1), libelle="règle", **champs)


def deduire(*contrats, jour=AUJOURDHUI, formations=(), a_certification=False, **champs):
    faits = FaitsDeSortie(tuple(contrats), tuple(formations), a_certification)
    return deduire_sortie(faits, regle(**champs), jour)


def cdd(debut, mois, heures=35, type_="cdd", **champs):
    fin = debut + relativedelta(months=mois) - timedelta(days=1)
    return Contrat(type_, debut, fin_prevue=fin, heures=Decimal(heures), **champs)


@given(DEBUTS, st.integers(1, 24))
def test_a_contract_of_the_length_asked_for_is_positive_and_one_day_less_is_not(debut, mois):
    juste = cdd(debut, mois)
    court = Contrat("cdd", debut, fin_prevue=juste.fin_prevue - timedelta(days=1), heures=35)
    assert deduire(juste, duree_min_mois=mois).deduit_de == "cdd"
    refuse = deduire(court, duree_min_mois=mois)
    assert (refuse.deduit_de, refuse.est_positive) == ("emploi_court", False)
    assert [clause.libelle for clause in refuse.manques] == ["Durée"]


@given(DEBUTS)
def test_more_than_six_months_refuses_six_months_to_the_day(debut):
    assert not deduire(cdd(debut, 6), operateur_duree=">").est_positive
    assert deduire(cdd(debut, 6), operateur_duree=">=").est_positive


@given(st.decimals(1, 48, places=2), st.sampled_from([Decimal("0.5"), Decimal("0.33"), Decimal(1)]))
def test_the_share_of_full_time_decides_to_the_hundredth(heures, quotite):
    deduction = deduire(cdd(date(2026, 1, 1), 8, heures), quotite_min=quotite)
    assert deduction.est_positive == (heures / 35 >= quotite)


@given(DEBUTS, st.integers(0, 20), st.integers(0, 20))
def test_two_contracts_make_one_run_when_their_gap_is_tolerated(debut, ecart, tolerance):
    premier, fin = cdd(debut, 3), cdd(debut, 6).fin_prevue
    reprise = premier.fin_prevue + timedelta(days=ecart + 1)
    for dernier, assez in ((fin, True), (fin - timedelta(days=1), False)):
        second = Contrat("cdd", reprise, fin_prevue=dernier, heures=Decimal(35))
        deduction = deduire(premier, second, jour=date(2027, 12, 31), tolerance_jours=tolerance)
        assert deduction.est_positive == (assez and ecart <= tolerance)


@pytest.mark.parametrize(("heures", "positive"), [("17.49", False), ("17.5", True)])
def test_exactly_half_of_full_time_is_enough_where_half_is_asked_for(heures, positive):
    deduction = deduire(cdd(date(2026, 1, 1), 8, heures), quotite_min=Decimal("0.5"))
    assert deduction.est_positive is positive


@given(DEBUTS, st.integers(0, 80))
def test_overlapping_contracts_do_not_add_their_days(debut, decalage):
    premier, second = cdd(debut, 3), cdd(debut + timedelta(days=decalage), 3)
    assert not deduire(premier, second, jour=date(2027, 12, 31)).est_positive


def test_part_time_contracts_held_together_add_their_hours():
    debut = date(2026, 1, 5)
    deduction = deduire(cdd(debut, 8, 10), cdd(debut, 8, 8))
    assert deduction.est_positive
    assert "18 h par semaine, 51 %" in deduction.clauses[2].pourquoi


def test_unknown_hours_are_told():
    deduction = deduire(Contrat("cdi", date(2026, 1, 5)))
    assert (deduction.deduit_de, [c.libelle for c in deduction.manques]) == (
        None,
        ["Temps de travail"],
    )
    assert "ne sont pas renseignées" in deduction.manques[0].pourquoi


@pytest.mark.parametrize(
    ("jour", "positive"), [(date(2026, 8, 31), False), (date(2026, 9, 1), True)]
)
def test_maintien_waits_for_six_months_of_presence_and_their_proof(jour, positive):
    contrat = Contrat(
        "cdi", date(2026, 3, 1), heures=Decimal(35), est_prouve=True, est_maintenu_a_m6=True
    )
    assert deduire(contrat, jour=jour, mode_six_mois="maintien").est_positive == positive


def test_maintien_without_its_document_says_so():
    contrat = Contrat("cdi", date(2026, 3, 1), heures=Decimal(35), est_maintenu_a_m6=True)
    deduction = deduire(contrat, mode_six_mois="maintien")
    assert [clause.libelle for clause in deduction.manques] == ["Preuve"]
    assert deduire(contrat).est_positive


@pytest.mark.parametrize(
    ("type_", "champs", "origine"),
    [
        ("interim", {}, "interim"),
        ("interim", {"interim": "non"}, None),
        ("creation", {}, "creation"),
        ("creation", {"creation_positive": False}, None),
        ("apprentissage", {"alternance_positive": False}, None),
        ("professionnalisation", {}, "professionnalisation"),
        ("fonction_publique", {}, "fonction_publique"),
        ("iae", {}, "iae"),
    ],
)
def test_each_type_of_contract_meets_its_switch(type_, champs, origine):
    assert deduire(cdd(date(2026, 1, 5), 9, type_=type_), **champs).deduit_de == origine


@pytest.mark.parametrize("type_", TypeContrat)
def test_the_rule_reads_what_is_known_of_each_contract(type_):
    faits = CONTRATS[type_]
    commence = Contrat(type_, AUJOURDHUI - timedelta(days=30), heures=Decimal(35))
    assert deduire(commence, iae_positive=True).est_positive == faits.est_sans_terme
    tenu = cdd(date(2026, 1, 5), 9, type_=type_)
    compte = deduire(tenu, iae_positive=True, alternance_positive=False).est_positive
    assert compte != faits.est_alternance


def test_a_job_of_insertion_is_positive_only_where_the_rule_says_so():
    contrat = cdd(date(2026, 1, 5), 9, type_="iae")
    assert not deduire(contrat).est_positive
    assert deduire(contrat, iae_positive=True).est_positive


def test_an_excluded_contract_does_not_lend_its_months_to_the_next_one():
    insertion = cdd(date(2026, 1, 1), 5, type_="iae")
    suite = cdd(date(2026, 6, 1), 2)
    assert not deduire(insertion, suite).est_positive


@pytest.mark.parametrize(("heures", "positive"), [(909, False), (910, True)])
def test_hours_of_interim_add_up(heures, positive):
    missions = [
        Contrat("interim", date(2026, 1, 5), fin=date(2026, 2, 5), heures_totales=heures - 400),
        Contrat("interim", date(2026, 5, 5), fin=date(2026, 7, 5), heures_totales=400),
    ]
    assert deduire(*missions, interim="heures").est_positive == positive


FORMATION = Formation("Titre professionnel", date(2026, 1, 5), date(2026, 7, 10), "realisee")


@pytest.mark.parametrize(
    ("mode", "certifiee", "origine"),
    [
        ("obtention", True, "formation"),
        ("obtention", False, None),
        ("entree", False, "formation"),
        ("longue_apres_6_mois", False, "formation"),
        ("non", True, None),
    ],
)
def test_a_training_meets_the_mode_of_the_rule(mode, certifiee, origine):
    deduction = deduire(formations=[FORMATION], a_certification=certifiee, formation=mode)
    assert deduction.deduit_de == origine


def test_without_job_nor_training_nothing_is_deduced():
    assert deduire().deduit_de is None
    assert deduire(cdd(AUJOURDHUI + timedelta(days=1), 8)).deduit_de is None
