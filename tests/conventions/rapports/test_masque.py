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
    return [m["masque"]["annee"].get("personnes_accompagnees") for m in ventilation["modalites"]]


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


def _masques(*modalites, mois="2026-10-01"):
    """{period: [the masks of each modality]}; each is (month, year, past months), as figures of
    CODES."""

    def mesures(valeurs):
        return {code: {"valeur": n} for code, n in zip(CODES, valeurs, strict=True)}

    donnees = {
        "mois": mois,
        "ventilations": [
            {
                "modalites": [
                    {
                        "code": str(rang),
                        "valeurs": {"mois": mesures(du_mois), "annee": mesures(annee)},
                        "mois_passes": [dict(zip(CODES, n, strict=True)) for n in passes],
                    }
                    for rang, (du_mois, annee, passes) in enumerate(modalites)
                ]
            }
        ],
    }
    (ventilation,) = masquer(donnees)["ventilations"]
    return {
        nom: [set(m["masque"][nom]) for m in ventilation["modalites"]] for nom in ("mois", "annee")
    }


CODES = ("personnes_accompagnees", "entrees", "file_active_fin", "sorties")


def _grand(nombre_de_mois=0):
    return (60, 10, 50, 10), (90, 30, 50, 40), [(60, 10, 50, 10)] * nombre_de_mois


GRAND = _grand()


def test_a_small_cell_of_a_large_group_is_masked_with_what_gives_it_back():
    petite = ((20, 9, 19, 1), (29, 20, 19, 10), [])
    masques = _masques(petite, GRAND, GRAND)
    # Its exits, and the file active that tells them; then another of each column.
    assert masques["mois"][0] == {"sorties", "file_active_fin"}
    for code in ("sorties", "file_active_fin"):
        assert sum(code in masque for masque in masques["mois"]) >= 2
    assert not any("entrees" in masque for masque in masques["mois"])


def test_the_year_to_date_does_not_give_a_masked_month_back():
    petite = ((20, 2, 12, 8), (40, 22, 12, 28), [])
    assert "entrees" in _masques(petite, GRAND)["annee"][0]


def test_a_month_masked_earlier_stays_masked_until_the_year_hides_two():
    calme = ((20, 9, 12, 8), (40, 22, 12, 28), [(20, 2, 12, 8)])
    assert "entrees" in _masques(calme, _grand(1))["annee"][0]
    deux = ((20, 9, 12, 8), (40, 22, 12, 28), [(20, 2, 12, 8), (20, 3, 12, 8)])
    assert "entrees" in _masques(deux, _grand(2), mois="2026-11-01")["annee"][0]
    assert "entrees" not in _masques(deux, _grand(2), mois="2026-12-01")["annee"][0]


CELLULES = st.tuples(*[st.integers(0, 12)] * 3).map(
    lambda n: (n[0] + n[2], min(n[1], n[0] + n[2]), n[0], n[2])
)


@given(st.lists(CELLULES, min_size=1, max_size=6))
def test_no_cell_of_one_to_four_is_published_nor_alone_in_its_row_or_column(lignes):
    masques = _masques(*[(ligne, ligne, []) for ligne in lignes], mois="2026-01-01")["mois"]
    for rang, code in enumerate(CODES):
        colonne = [(ligne[rang], code in m) for ligne, m in zip(lignes, masques, strict=True)]
        assert all(est_masque for n, est_masque in colonne if 0 < n < SEUIL)
        visibles = [n for n, est_masque in colonne if n and not est_masque]
        assert sum(est_masque for _, est_masque in colonne) != 1 or not visibles
    assert all(len(m & {CODES[0], CODES[2], CODES[3]}) != 1 for m in masques)
