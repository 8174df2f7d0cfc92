"""Jobs held six months, against an oracle that walks the days of random contracts."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.dossiers import dossiers
from plie.socle.jours_ouvres import prochain_ouvre
from tests.usines import (
    AgentFactory,
    EmploiFactory,
    ParcoursFactory,
    RegleSortieFactory,
    SuiviEmploiFactory,
)

pytestmark = pytest.mark.django_db
MOIS = date(2025, 9, 1), date(2025, 9, 30)
JOUR = timedelta(days=1)
TOUJOURS = date(2099, 12, 31)
CODE = "maintien_emploi_6_mois"


def compter():
    mesure = calculer(*MOIS).mesures[CODE]
    listes = [dossiers(CODE, *MOIS, partie=p).count() for p in ("numerateur", "denominateur")]
    assert listes == [mesure.numerateur, mesure.denominateur]
    return mesure.numerateur, mesure.denominateur


def test_a_contract_of_exactly_six_months_is_held():
    EmploiFactory(type_contrat="cdd", date_debut=date(2025, 3, 10), date_fin=date(2025, 9, 9))
    EmploiFactory(type_contrat="cdd", date_debut=date(2025, 3, 10), date_fin=date(2025, 9, 8))
    assert compter() == (1, 2)


def test_a_term_that_is_over_is_held_only_where_a_follow_up_says_so():
    echu = {"type_contrat": "cdd", "date_fin_prevue": date(2025, 6, 30)}
    emplois = [EmploiFactory(date_debut=date(2025, 3, 10), **echu) for _ in range(2)]
    assert compter() == (0, 2)
    suivi(emplois[0], "en_poste", date(2025, 9, 12))
    assert compter() == (1, 2)


def test_a_contract_said_to_be_broken_is_held_no_more():
    suivi(EmploiFactory(date_debut=date(2025, 3, 10)), "rompu", date(2025, 9, 12))
    assert compter() == (0, 1)


def suivi(emploi, maintien, jour):
    SuiviEmploiFactory(
        emploi=emploi,
        jalon="m6",
        prevu_le=date(2025, 9, 10),
        fait_le=jour,
        maintien=maintien,
        fait_par=AgentFactory(),
    )


def test_missions_that_the_deduction_adds_up_are_one_job():
    parcours = ParcoursFactory(actif=True)
    lundi = date(2025, 3, 3)
    for rang in range(28):
        debut = lundi + rang * 7 * JOUR
        EmploiFactory(
            parcours=parcours,
            type_contrat="interim",
            date_debut=debut,
            date_fin_prevue=debut + 4 * JOUR,
        )
    assert compter() == (1, 1)
    # A contract of insertion is added to none.
    EmploiFactory(parcours=parcours, type_contrat="iae", date_debut=date(2025, 3, 17))
    assert compter() == (2, 2)


@st.composite
def contrats(draw):
    debut = draw(st.integers(-60, 60).map(lambda n: date(2025, 3, 15) + n * JOUR))
    duree = draw(st.sampled_from([4, 4, 11, 30, 90, 183, 250]))
    return {
        "type_contrat": draw(st.sampled_from(["interim", "interim", "cdd", "cdi", "iae"])),
        "date_debut": debut,
        draw(st.sampled_from(["date_fin", "date_fin_prevue", "rien"])): debut + duree * JOUR,
    }


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
@given(st.lists(st.lists(contrats(), max_size=5), max_size=3), st.integers(0, 4))
def test_the_indicator_is_what_walking_the_days_finds(tirage, tolerance):
    with transaction.atomic():
        RegleSortieFactory(tolerance_jours=tolerance)
        attendu = [0, 0]
        for vie in tirage:
            parcours = ParcoursFactory(actif=True)
            for contrat in vie:
                champs = {nom: valeur for nom, valeur in contrat.items() if nom != "rien"}
                EmploiFactory(parcours=parcours, **champs)
            for tenu in _oracle(vie, tolerance):
                attendu[0] += tenu
                attendu[1] += 1
        assert compter() == tuple(attendu)
        transaction.set_rollback(True)


def _oracle(vie, tolerance):
    """Whether each job whose six months fall in the month was held."""
    seuls = [[contrat] for contrat in vie if contrat["type_contrat"] == "iae"]
    ajoutes = [contrat for contrat in vie if contrat["type_contrat"] != "iae"]
    ajoutes.sort(key=lambda contrat: contrat["date_debut"])
    for emploi in [*seuls, *_groupes(ajoutes, tolerance)]:
        terme = emploi[0]["date_debut"] + relativedelta(months=6)
        if MOIS[0] <= terme <= MOIS[1]:
            couverts = {jour for contrat in emploi for jour in _jours(contrat, tolerance, terme)}
            debut = emploi[0]["date_debut"]
            manquants = {debut + n * JOUR for n in range((terme - debut).days)} - couverts
            yield not manquants and max(map(_dernier, emploi)) >= terme - JOUR


def _groupes(contrats, tolerance):
    groupes = []
    for contrat in contrats:
        portee = max((_portee(c, tolerance) for c in (groupes or [[]])[-1]), default=date.min)
        if contrat["date_debut"] <= portee:
            groupes[-1].append(contrat)
        else:
            groupes.append([contrat])
    return groupes


def _dernier(contrat):
    return contrat.get("date_fin") or contrat.get("date_fin_prevue") or TOUJOURS


def _portee(contrat, tolerance):
    """The last day on which the next contract may begin."""
    fin = _dernier(contrat)
    if fin == TOUJOURS:
        return fin
    reprise = prochain_ouvre(fin) if contrat["type_contrat"] == "interim" else fin
    return max(reprise, fin + (tolerance + 1) * JOUR)


def _jours(contrat, tolerance, terme):
    """The days it covers, and those of the interruption that it may be followed by."""
    fin = min(_portee(contrat, tolerance) - JOUR, terme)
    debut = contrat["date_debut"]
    return [debut + n * JOUR for n in range((fin - debut).days + 1)]
