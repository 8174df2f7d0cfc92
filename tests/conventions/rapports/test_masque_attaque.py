"""Nothing that is masked is found by whoever solves, and most of what is printed can be read."""

import pytest

from conventions.indicateurs.seuils import PARTS
from conventions.rapports import masque, parts
from conventions.rapports.masque import masquer
from tests.conventions.rapports import plie_invente as plie
from tests.conventions.rapports.attaque import MOUVEMENTS, Table

pytestmark = pytest.mark.long


def _tables(graine, dimensions=plie.DIMENSIONS, **options):
    personnes = plie.inventer(graine)
    rapports = [masquer(plie.rapport(personnes, mois)) for mois in plie.MOIS]
    apres = [masquer(plie.l_an_d_apres(personnes, mois)) for mois in plie.MOIS]
    trimestres = [
        (mois, masquer(plie.rapport(personnes, mois, est_trimestriel=True)))
        for mois in (3, 6, 9, 12)
    ]
    lus = {"apres": apres, "trimestres": trimestres}
    return [Table(personnes, rapports, dimension, **lus, **options) for dimension in dimensions]


@pytest.mark.parametrize("graine", [1, 17])
def test_all_reports_of_a_year_those_of_a_year_later_and_the_page_give_back_no_masked_cell(graine):
    for table in _tables(graine, direction=True):
        assert table.retrouver() == set(), table.dimension


@pytest.mark.parametrize("graine", [1, 17])
def test_who_came_or_left_in_one_month_is_seldom_found(graine):
    """No report gives these few by row. A row that hardly moves tells it from a month to the next,
    the people of a small commune; no share does, nor the year, nor January."""
    cibles, trouvees = 0, {}
    for table in _tables(graine, mouvements=True):
        cibles += sum(lettre in MOUVEMENTS for _, _, lettre in table.cibles)
        trouvees[table.dimension] = len(table.retrouver())
    assert not any(trouvees[dimension] for dimension in ("sexe", "qpv", "critere"))
    assert sum(trouvees.values()) < cibles / 25


@pytest.mark.parametrize("graine", [1, 17])
def test_two_thirds_of_what_is_printed_can_be_read(graine):
    tables = _tables(graine)
    lisibles = sum(table.lisibles for table in tables)
    masquees = sum(table.masquees for table in tables)
    assert lisibles / (lisibles + masquees) > 2 / 3


def test_the_attacker_is_able(monkeypatch):
    monkeypatch.setattr(masque, "proteger", lambda lignes: lignes)
    trouvees = [table.retrouver() for table in _tables(1, ("niveau", "sexe"))]
    assert all(trouvees)


@pytest.mark.parametrize("graine", [1, 17])
def test_the_shares_of_quarters_would_tell_who_came_and_left(graine, monkeypatch):
    """Months that overlap them tell the rest: withheld, they add nothing to what is found."""
    (tue,) = _tables(graine, ("niveau",), mouvements=True)
    monkeypatch.setattr(parts, "TRIMESTRE", "aucun")
    (dite,) = _tables(graine, ("niveau",), mouvements=True)
    assert len(tue.retrouver()) < len(dite.retrouver())


@pytest.mark.parametrize("graine", [1, 17])
def test_a_quarter_tells_no_share_and_no_row_of_its_own(graine):
    personnes = plie.inventer(graine)
    for mois in (3, 6, 9, 12):
        mensuel = masquer(plie.rapport(personnes, mois))
        trimestriel = masquer(plie.rapport(personnes, mois, est_trimestriel=True))
        assert trimestriel["ventilations"] == mensuel["ventilations"]
        lus = {i["code"]: i["valeurs"] for i in mensuel["indicateurs"]}
        for indicateur in trimestriel["indicateurs"]:
            valeurs = dict(indicateur["valeurs"])
            du_trimestre = valeurs.pop("trimestre")
            assert valeurs == lus[indicateur["code"]]
            assert du_trimestre.get("est_masque", False) == (indicateur["code"] in PARTS)
