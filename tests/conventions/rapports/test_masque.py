import pytest
from hypothesis import given
from hypothesis import strategies as st

from conventions.indicateurs.ventilations import CODES_VENTILES
from conventions.rapports.masque import MASQUE, PETIT, SEUIL, figures, masquer


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
        ((4, 0), [PETIT, MASQUE]),
        ((4,), [PETIT]),
        ((0, 0), [None, None]),
    ],
)
def test_small_groups_are_masked_and_never_alone(effectifs, attendu):
    assert _raisons(*effectifs) == attendu


@given(st.lists(st.integers(0, 12), min_size=2, max_size=8))
def test_no_masked_group_can_be_found_by_subtraction_from_the_total(effectifs):
    raisons = _raisons(*effectifs)
    assert all(raison for n, raison in zip(effectifs, raisons, strict=True) if 0 < n < SEUIL)
    assert sum(map(bool, raisons)) != 1


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


# What stays at the end, then the exits: positive, neutral, others.
ISSUES = st.tuples(*[st.integers(0, 12)] * 4)


def _mesures(reste, positives, neutres, autres, *, hors_neutres):
    sorties = positives + neutres + autres
    diviseur = sorties - neutres if hors_neutres else sorties
    valeurs = dict.fromkeys(CODES_VENTILES, 0) | {
        "personnes_accompagnees": reste + sorties,
        "file_active_fin": reste,
        "sorties": sorties,
        "sorties_positives": positives,
        "taux_sorties_positives": 100 * positives / diviseur if diviseur else None,
    }
    mesures = {code: {"valeur": valeur, "denominateur": None} for code, valeur in valeurs.items()}
    mesures["taux_sorties_positives"]["denominateur"] = diviseur
    return mesures


def _publier(*lignes, passe=None, nom="mois"):
    """The masks of each modality; the first one had the month `passe` before."""
    modalites = [
        {
            "code": str(rang),
            "valeurs": {"mois": mesures, "annee": mesures},
            "mois_passes": [figures(mesures if rang or not passe else passe)],
        }
        for rang, mesures in enumerate(lignes)
    ]
    donnees = {"mois": "2026-02-01", "ventilations": [{"modalites": modalites}]}
    (ventilation,) = masquer(donnees)["ventilations"]
    return [m["masque"][nom] for m in ventilation["modalites"]]


LUS = ("sorties", "sorties_positives", "denominateur")


def _connus(mesures, masque):
    """What a reader knows of the exits of one modality, with what the rate divides by."""
    valeurs = {code: mesure["valeur"] for code, mesure in mesures.items()}
    valeurs["denominateur"] = mesures["taux_sorties_positives"]["denominateur"]
    caches = set(masque) | ({"denominateur"} if "taux_sorties_positives" in masque else set())
    return {code: valeurs[code] for code in LUS if code not in caches}, valeurs


def _restes(connus):
    for tout in LUS:
        for partie in LUS:
            if tout in connus and partie in connus:
                yield connus[tout] - connus[partie]


@given(st.lists(ISSUES, min_size=2, max_size=6), st.booleans())
def test_no_remainder_of_one_to_four_exits_can_be_had(issues, hors_neutres):
    lignes = [_mesures(*issue, hors_neutres=hors_neutres) for issue in issues]
    lus = [_connus(*ligne) for ligne in zip(lignes, _publier(*lignes), strict=True)]
    for code in LUS:
        # The total is published: what is masked alone in its column is known.
        caches = [(connus, valeurs) for connus, valeurs in lus if code not in connus]
        if len(caches) == 1:
            caches[0][0][code] = caches[0][1][code]
    for connus, _ in lus:
        assert not [reste for reste in _restes(connus) if 0 < reste < SEUIL]


def test_the_one_exit_that_was_not_positive_is_not_read_by_subtraction():
    seule = _mesures(20, 5, 0, 1, hors_neutres=False)
    grande = _mesures(20, 10, 0, 10, hors_neutres=False)
    for masque in _publier(seule, grande, grande)[:2]:
        assert set(masque) >= {"sorties_positives", "taux_sorties_positives"}
    assert set(_publier(grande, grande, grande)[0]) == set()


def test_the_rate_does_not_tell_the_few_exits_that_the_rule_leaves_out():
    neutres = _mesures(20, 6, 2, 12, hors_neutres=True)
    grande = _mesures(20, 6, 10, 12, hors_neutres=True)
    assert set(_publier(neutres, grande, grande)[0]) == {"taux_sorties_positives", "denominateur"}


def test_the_year_to_date_does_not_give_a_masked_remainder_back():
    grande = _mesures(20, 6, 10, 12, hors_neutres=True)
    for passe in (
        _mesures(20, 6, 2, 12, hors_neutres=True),
        _mesures(20, 6, 8, 1, hors_neutres=True),
    ):
        masques = _publier(grande, grande, grande, passe=passe, nom="annee")
        assert all("taux_sorties_positives" in masque for masque in masques[:2])
