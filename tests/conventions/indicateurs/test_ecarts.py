from datetime import date

import pghistory
import pytest

from accompagnement.models import Parcours
from conventions.actions.releve import figer
from conventions.indicateurs.ecarts import ecarts
from plie.comptes.enums import Role
from tests.usines import AgentFactory, CritereFactory, ParcoursFactory

# Events are dated by the transaction: what is frozen and what comes later need two of them.
pytestmark = pytest.mark.django_db(transaction=True)
MARS = date(2025, 3, 1)


def test_a_month_that_is_not_frozen_has_no_difference():
    ParcoursFactory(actif=True)
    assert ecarts(MARS) == []


def test_a_frozen_month_that_nobody_corrected_has_no_difference():
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    ParcoursFactory(actif=True, date_entree=date(2025, 4, 2))

    assert ecarts(MARS) == []


def test_a_later_correction_appears_with_its_dossier_its_author_and_what_changed():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    autrice = AgentFactory(role=Role.COORDINATION, prenom="Ada", nom="Martin")
    with pghistory.context(agent=autrice.pk):
        Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 2))

    par_code = {ecart.indicateur.code: ecart for ecart in ecarts(MARS)}
    entrees = par_code["entrees"]
    assert (entrees.fige, entrees.actuel, entrees.difference) == ("1", "0", "−1")
    (cause,) = entrees.causes
    assert cause.participant_id == suivi.participant_id
    assert cause.par == "Ada Martin"
    assert cause.quoi == "date d'entrée 10/03/2025 → 02/04/2025"
    assert "sorties" not in par_code


def test_a_change_that_the_month_cannot_see_is_no_cause():
    corrige = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    sorti_ensuite = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    Parcours.objects.filter(pk=corrige.pk).update(date_entree=date(2025, 2, 2))
    Parcours.objects.filter(pk=sorti_ensuite.pk).update(statut="suspendu")

    (ecart,) = [e for e in ecarts(MARS) if e.indicateur.code == "entrees"]
    assert [cause.participant_id for cause in ecart.causes] == [corrige.participant_id]


def test_a_criterion_explains_only_its_own_share():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    CritereFactory(parcours=suivi, code="rqth")
    CritereFactory(parcours=suivi, code="rsa")

    par_code = {ecart.indicateur.code: ecart for ecart in ecarts(MARS)}
    assert {"part_rqth", "part_rsa"} == set(par_code)
    assert [cause.critere for cause in par_code["part_rsa"].causes] == ["rsa"]


def test_the_causes_are_left_out_when_only_the_differences_are_asked_for():
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(MARS)
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 2, 2))

    assert all(ecart.causes == [] for ecart in ecarts(MARS, avec_causes=False))
