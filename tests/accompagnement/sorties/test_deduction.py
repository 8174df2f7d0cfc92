"""What the rule deduces, clause by clause; no database is touched."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from accompagnement.enums import CONTRATS, TypeContrat
from accompagnement.models import RegleSortie
from accompagnement.sorties.deduction import deduire_sortie
from accompagnement.sorties.faits import Contrat, FaitsDeSortie, Formation
from tests.accompagnement.sorties.cas import ATTENDRE, JOUR, LES_CAS

AUJOURDHUI = date(2026, 11, 24)
DEBUTS = st.dates(date(2024, 1, 1), date(2026, 11, 1))


def regle(**champs):
    return RegleSortie(version=1, valide_du=date(2004, 1, 1), libelle="règle", **champs)


def deduire(*contrats, jour=AUJOURDHUI, formations=(), **champs):
    """However long ago the contracts ended: the table says what recency is."""
    faits = FaitsDeSortie(tuple(contrats), tuple(formations))
    champs = {"fenetre_emploi_jours": 2000} | champs
    return deduire_sortie(faits, regle(**champs), jour)


def cdd(debut, mois, heures=35, type_="cdd", **champs):
    fin = debut + relativedelta(months=mois) - timedelta(days=1)
    return Contrat(type_, debut, fin_prevue=fin, heures=Decimal(heures), **champs)


@pytest.mark.parametrize(
    ("debut", "fin", "positive"),
    [
        # The sixth month ends in a February of 28 days, then of 29.
        ("2026-08-29", "2027-02-27", True),
        ("2026-08-31", "2027-02-26", False),
        ("2027-08-29", "2028-02-28", True),
        ("2027-08-30", "2028-02-28", True),
        ("2027-08-31", "2028-02-28", True),
        ("2027-08-31", "2028-02-27", False),
        # It begins on 29 February.
        ("2028-02-29", "2028-08-28", True),
        ("2028-02-29", "2028-08-27", False),
    ],
)
def test_six_months_around_february_to_the_day(debut, fin, positive):
    debut, fin = date.fromisoformat(debut), date.fromisoformat(fin)
    contrat = Contrat("cdd", debut, fin_prevue=fin, heures=Decimal(35))
    assert deduire(contrat, jour=debut + timedelta(days=30)).est_positive == positive


def test_twelve_months_back_from_a_29_february_are_a_year():
    jour = date(2028, 2, 29)
    mission = Contrat("interim", date(2027, 3, 1), fin_prevue=jour, heures_totales=910)
    assert deduire(mission, jour=jour, interim="heures").est_positive
    de_trop = Contrat("interim", date(2026, 3, 1), date(2027, 2, 27), heures_totales=910)
    assert not deduire(de_trop, jour=jour, interim="heures").est_positive


@pytest.mark.parametrize(
    ("jour", "positive"), [(date(2026, 7, 4), False), (date(2026, 7, 5), True)]
)
def test_a_long_training_counts_the_days_gone_whenever_it_ended_since(jour, positive):
    """Written down since, its end was not known that day."""
    for fin in (None, date(2027, 1, 4)):
        suivie = Formation("Titre", date(2026, 1, 5), fin, "realisee" if fin else "")
        deduction = deduire(formations=[suivie], jour=jour, formation="longue_apres_6_mois")
        assert deduction.est_positive == positive


@given(DEBUTS, st.integers(1, 300), st.none() | st.decimals(1, 48, places=2), st.integers(0, 400))
def test_one_more_contract_never_takes_away_what_another_gives(debut, duree, heures, decalage):
    """Whatever its hours, known or not: who holds a CDI at full time leaves for it."""
    cdi = Contrat("cdi", date(2024, 1, 1), heures=Decimal(35))
    autre = debut + timedelta(days=decalage)
    petit = Contrat("cdd", autre, fin_prevue=autre + timedelta(days=duree), heures=heures)
    deduction = deduire(cdi, petit, duree_min_mois=24)
    assert deduction.est_positive
    assert "01/01/2024" in deduction.clauses[1].pourquoi


def test_the_audit_tried_sixty_nine_cases():
    assert len(LES_CAS) == len({cas.titre for cas in LES_CAS}) >= 69


@pytest.mark.parametrize("cas", LES_CAS, ids=lambda cas: cas.titre)
def test_each_case_is_decided_by_its_sentence(cas):
    deduction = deduire_sortie(cas.faits, regle(**cas.regle), JOUR)
    lu = f"+{deduction.deduit_de}" if deduction.est_positive else deduction.deduit_de
    assert (ATTENDRE if deduction.attendre else lu) == cas.deduit
    assert deduction.attendre is None or deduction.deduit_de is None
    assert cas.phrase in " ".join(clause.pourquoi for clause in deduction.clauses)


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


@given(DEBUTS, st.integers(0, 80))
def test_overlapping_contracts_do_not_add_their_days(debut, decalage):
    premier, second = cdd(debut, 3), cdd(debut + timedelta(days=decalage), 3)
    assert not deduire(premier, second, jour=date(2027, 12, 31)).est_positive


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
    suivie = replace(FORMATION, est_certifiee=certifiee)
    assert deduire(formations=[suivie], formation=mode).deduit_de == origine


def test_a_certificate_validates_its_own_training_whatever_came_after():
    certifiee = replace(FORMATION, est_certifiee=True)
    atelier = Formation("Atelier", date(2026, 9, 1), date(2026, 9, 2), "realisee")
    assert deduire(formations=[certifiee, atelier]).deduit_de == "formation"


def test_without_job_nor_training_nothing_is_deduced():
    assert deduire().deduit_de is None
    assert deduire(cdd(AUJOURDHUI + timedelta(days=1), 8)).deduit_de is None
