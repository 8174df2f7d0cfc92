"""On random PLIEs: the accounting identities, and the list behind every number."""

from datetime import datetime, time, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from accompagnement.actions.retrait import retirer
from accompagnement.enums import Presence
from accompagnement.models import Parcours
from conventions.indicateurs.calcul import calculer
from conventions.indicateurs.declarations import INDICATEURS, PAR_CODE
from conventions.indicateurs.dossiers import dossiers
from conventions.indicateurs.ventilations import PAR_CODE as VENTILATIONS
from tests.conventions.tirages import DEBUT, FIN, creer, personnes
from tests.usines import (
    PARIS,
    CoordinationFactory,
    EmploiFactory,
    EntretienFactory,
    EtapeFactory,
    MiseEnRelationFactory,
)

pytestmark = pytest.mark.django_db
TIRAGES = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)


def _essayer(tirage, verifier):
    """Each draw in a transaction of its own, undone at the end."""
    with transaction.atomic():
        creer(tirage)
        verifier()
        transaction.set_rollback(True)


@TIRAGES
@given(personnes())
def test_the_file_active_at_the_end_is_that_of_the_beginning_plus_entries_minus_exits(tirage):
    def verifier():
        m = {code: mesure.numerateur for code, mesure in calculer(DEBUT, FIN).mesures.items()}
        assert m["file_active_debut"] + m["entrees"] - m["sorties"] == m["file_active_fin"]
        assert m["sorties"] == (m["sorties_positives"] + m["sorties_neutres"] + m["sorties_autres"])

    _essayer(tirage, verifier)


@TIRAGES
@given(personnes(rentrees=False))
def test_without_re_entry_people_are_the_file_active_at_the_end_plus_the_exits(tirage):
    def verifier():
        m = {code: mesure.numerateur for code, mesure in calculer(DEBUT, FIN).mesures.items()}
        assert m["personnes_accompagnees"] == m["file_active_fin"] + m["sorties"]

    _essayer(tirage, verifier)


@TIRAGES
@given(personnes())
def test_the_list_behind_a_total_has_as_many_rows_as_the_number_says(tirage):
    _essayer(tirage, lambda: _comparer(calculer(DEBUT, FIN).mesures))


@settings(TIRAGES, max_examples=6)
@given(personnes())
def test_the_list_behind_a_breakdown_has_as_many_rows_as_the_number_says(tirage):
    def verifier():
        resultat = calculer(DEBUT, FIN, ventilations=VENTILATIONS)
        for ventilation, modalites in resultat.ventilations.items():
            for modalite in modalites:
                _comparer(modalite.mesures, ventilation=ventilation, modalite=modalite.code)

    _essayer(tirage, verifier)


def _comparer(mesures, **ou):
    for code, mesure in mesures.items():
        if PAR_CODE[code].mesure is None:
            liste = dossiers(code, DEBUT, FIN, **ou)
            assert liste.count() == mesure.numerateur, (code, ou)
        if PAR_CODE[code].condition("denominateur") and mesure.denominateur is not None:
            liste = dossiers(code, DEBUT, FIN, partie="denominateur", **ou)
            assert liste.count() == mesure.denominateur, (code, ou)


@settings(TIRAGES, max_examples=5)
@given(personnes())
def test_what_is_typed_then_withdrawn_counts_nowhere(tirage):
    def verifier():
        avant, par = calculer(DEBUT, FIN).mesures, CoordinationFactory()
        for parcours in Parcours.objects.en_cours()[:2]:
            for objet in _saisir_par_erreur(parcours):
                retirer(objet, par=par, motif="Saisi par erreur")
        assert calculer(DEBUT, FIN).mesures == avant

    _essayer(tirage, verifier)


def _saisir_par_erreur(parcours):
    """What figures of the period would count."""
    le = datetime.combine(DEBUT, time(9), PARIS)
    return [
        EtapeFactory(parcours=parcours, date_debut=DEBUT),
        EntretienFactory(parcours=parcours, debut=le, presence=Presence.HONORE),
        EmploiFactory(parcours=parcours, date_debut=DEBUT - timedelta(days=170)),
        MiseEnRelationFactory(parcours=parcours, proposee_le=DEBUT),
    ]


@TIRAGES
@given(personnes())
def test_simple_breakdowns_add_up_to_the_total(tirage):
    def verifier():
        additives = ("sexe", "tranche_age", "commune", "qpv", "niveau", "structure", "referent")
        resultat = calculer(DEBUT, FIN, ventilations=additives)
        for code in ("personnes_accompagnees", "entrees", "sorties", "file_active_fin"):
            for nom in additives:
                parts = [m.mesures[code].numerateur for m in resultat.ventilations[nom]]
                assert sum(parts) == resultat.mesures[code].numerateur, (code, nom)

    _essayer(tirage, verifier)


CROISES = sorted({c for i in INDICATEURS for c in i.croisements} - {"critere"})


@settings(TIRAGES, max_examples=15)
@given(personnes())
def test_each_crossing_of_an_indicator_adds_up_to_it(tirage):
    """Both halves of it: nobody is left out of a table of its page, or counted twice in it."""

    def verifier():
        resultat = calculer(DEBUT, FIN, ventilations=CROISES)
        for indicateur in INDICATEURS:
            total = _moities(resultat, indicateur)
            for nom in set(indicateur.croisements) & set(CROISES):
                parts = [_moities(modalite, indicateur) for modalite in resultat.ventilations[nom]]
                sommes = [sum(moitie) for moitie in zip(*parts, strict=True)] or [0, 0]
                assert sommes == pytest.approx(total), (indicateur.code, nom)

    _essayer(tirage, verifier)


def _moities(resultat, indicateur):
    mesure = resultat.mesures[indicateur.code]
    # The middle of all is not the sum of the middles.
    numerateur = 0 if indicateur.est_une_mediane else mesure.numerateur
    return [numerateur or 0, mesure.denominateur or 0]
