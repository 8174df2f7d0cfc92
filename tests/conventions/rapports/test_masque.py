import pytest
from hypothesis import given
from hypothesis import strategies as st

from conventions.rapports.masque import MASQUE, PETIT, SEUIL, masquer


def _raisons(*effectifs):
    donnees = {
        "ventilations": [
            {
                "modalites": [
                    {
                        "code": str(rang),
                        "valeurs": {
                            nom: {"personnes_accompagnees": {"valeur": effectif}}
                            for nom in ("mois", "annee")
                        },
                    }
                    for rang, effectif in enumerate(effectifs)
                ]
            }
        ]
    }
    (ventilation,) = masquer(donnees)["ventilations"]
    return [modalite["masque"]["annee"] for modalite in ventilation["modalites"]]


@pytest.mark.parametrize(
    ("effectifs", "attendu"),
    [
        ((5, 6), [None, None]),
        ((4, 30, 20), [PETIT, None, MASQUE]),
        ((4, 3, 20), [PETIT, PETIT, None]),
        ((4, 0, 20), [PETIT, None, MASQUE]),
        ((4,), [PETIT]),
        ((0, 0), [None, None]),
    ],
)
def test_small_groups_are_masked_and_never_alone(effectifs, attendu):
    assert _raisons(*effectifs) == attendu


@given(st.lists(st.integers(0, 12), min_size=2, max_size=8))
def test_no_masked_group_can_be_found_by_subtraction_from_the_total(effectifs):
    raisons = _raisons(*effectifs)
    masques = [n for n, raison in zip(effectifs, raisons, strict=True) if raison]
    assert all(raison for n, raison in zip(effectifs, raisons, strict=True) if 0 < n < SEUIL)
    assert len(masques) != 1 or sum(1 for n in effectifs if n) == 1
