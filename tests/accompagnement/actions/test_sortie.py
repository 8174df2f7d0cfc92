"""An exit, from the proposal to the decision."""

from datetime import date

import pytest

from accompagnement.actions.passage import decider
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.enums import Categorie, Decision, TypeCommission
from tests.usines import (
    CommissionFactory,
    MotifSortieFactory,
    ParcoursFactory,
    RegleSortieFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("jour", "version"), [(date(2025, 6, 30), 1), (date(2025, 7, 1), 2)])
def test_an_exit_has_the_rule_of_its_day_whatever_the_day_of_the_commission(
    coordination, jour, version
):
    RegleSortieFactory(valide_au=date(2025, 6, 30))
    RegleSortieFactory(version=2, valide_du=date(2025, 7, 1), alternance_positive=False)
    sortie = proposer_sortie(
        ParcoursFactory(actif=True),
        par=coordination,
        motif=MotifSortieFactory(code="apprentissage"),
        date_effet=jour,
        commission=CommissionFactory(type=TypeCommission.SORTIE, date=date(2025, 7, 10)),
    )
    decider(sortie.parcours.passages.get(), par=coordination, decision=Decision.SORTIE_VALIDEE)
    sortie.refresh_from_db()
    attendue = {1: Categorie.POSITIVE, 2: Categorie.AUTRE}[version]
    assert (sortie.regle.version, sortie.categorie) == (version, attendue)
