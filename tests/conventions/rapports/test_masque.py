"""What a report withholds, and that it withholds no more."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conventions.enums import INCONNU
from conventions.indicateurs.ecriture import SEUIL
from conventions.indicateurs.seuils import PARTS
from conventions.rapports.donnees import prendre
from conventions.rapports.masque import CACHE, MASQUE, masquer
from plie.referentiels.enums import Niveau
from tests.conventions.publies import publie_avec
from tests.conventions.rapports.plie_invente import Personne, l_an_d_apres, rapport
from tests.usines import CommuneFactory, ParcoursFactory

TRAITS = {
    "sexe": ["F"],
    "tranche_age": ["35"],
    "commune": ["59172"],
    "qpv": ["non"],
    "niveau": ["3"],
    "critere": ["rsa"],
    "structure": ["1"],
    "prescripteur": ["1"],
}
PERSONNES = "personnes_accompagnees"
JUIN = date(2025, 6, 1)


def _gens(nombre, *, entree=0, sortie=99, motif="", **traits):
    traits = TRAITS | {nom: [valeur] for nom, valeur in traits.items()}
    return [Personne(entree, traits, sortie, motif) for _ in range(nombre)]


def _foule(**traits):
    """Enough movements for the month to have its tables, and for a year to be read."""
    venus = _gens(9, entree=3, **traits) + _gens(9, entree=1, **traits)
    return _gens(20, **traits) + venus + _gens(12, sortie=5, motif="cdi", **traits)


def _table(dimension, *gens, mois=3):
    """{modality: {column: what is read}}."""
    lu = masquer(rapport([p for groupe in gens for p in groupe], mois))
    nom = "annee" if mois == 12 else "mois"
    for table in lu["ventilations"]:
        if table["code"] == dimension:
            return {
                m["libelle"]: {
                    code: m["masque"][nom].get(code, mesure["valeur"])
                    for code, mesure in m["valeurs"][nom].items()
                }
                for m in table["modalites"]
            }
    return {}


def _part(code, *gens, mois=3, nom="mois"):
    lu = masquer(rapport([p for groupe in gens for p in groupe], mois))
    return next(i["valeurs"][nom] for i in lu["indicateurs"] if i["code"] == code)


def test_a_month_gives_its_people_and_december_its_year():
    assert set(_table("sexe", _foule())["F"]) == {PERSONNES}
    annee = _table("sexe", _foule(), mois=12)["F"]
    assert annee == {
        PERSONNES: 50,
        "entrees": 18,
        "sorties": 12,
        "sorties_positives": 12,
        "taux_sorties_positives": 100,
    }


@pytest.mark.parametrize(
    ("petit", "attendus"),
    [(0, (50, None)), (4, (MASQUE, MASQUE)), (5, (50, 5))],
)
def test_a_cell_of_one_to_four_is_masked_with_what_gives_it_back(petit, attendus):
    table = _table("niveau", _foule(), _gens(petit, niveau="4"))
    assert tuple(table.get(code, {}).get(PERSONNES) for code in ("3", "4")) == attendus


def test_two_small_cells_hide_each_other_and_one_more_covers_them():
    gens = [_gens(3, niveau="4"), _gens(2, niveau="5"), _gens(12, niveau="6")]
    table = _table("niveau", _foule(), *gens, _gens(30, niveau="7"))
    lus = {code: ligne[PERSONNES] for code, ligne in table.items()}
    assert lus == {"3": 50, "4": MASQUE, "5": MASQUE, "6": MASQUE, "7": 30}


def test_what_is_masked_is_nowhere_in_what_is_written():
    lu = masquer(rapport([*_foule(), *_gens(2, niveau="4")], 3))
    (table,) = [v for v in lu["ventilations"] if v["code"] == "niveau"]
    assert [m["valeurs"]["mois"][PERSONNES] for m in table["modalites"]] == [CACHE, CACHE]


def test_small_communes_are_one_row_of_five_people_at_least():
    gens = [_gens(2, commune="59001"), _gens(2, commune="59002"), _gens(6, commune="59003")]
    table = _table("commune", _foule(), *gens)
    assert {code: ligne[PERSONNES] for code, ligne in table.items()} == {
        "59172": 50,
        "Autres communes": 10,
    }


def test_a_few_who_are_left_are_masked_with_the_rate_that_tells_them():
    # Of twelve exits of each, two are not positive here and none there.
    gens = _gens(10, sortie=5, motif="cdi", niveau="4") + _gens(
        2, sortie=5, motif="fin", niveau="4"
    )
    table = _table("niveau", _foule(), gens, _gens(9, niveau="4", entree=2), mois=12)
    assert table["4"]["sorties"] == 12
    assert table["4"]["sorties_positives"] == table["4"]["taux_sorties_positives"] == MASQUE


def test_no_row_tells_that_somebody_has_a_sensitive_criterion():
    def lignes(nombre, mois=3):
        return set(_table("critere", _foule(), _gens(nombre, critere="rqth"), mois=mois))

    assert lignes(4) == {"rsa"}
    assert lignes(5) == {"rsa", "rqth"}
    assert set(_table("critere", _foule(critere="rqth"))) == set()


def test_a_sensitive_motif_hides_among_others():
    sante = _gens(4, sortie=5, motif="sante")
    autres = [_gens(9, sortie=5, motif="fin"), _gens(7, sortie=5, motif="abandon")]
    table = _table("motif_sortie", _foule(), sante, *autres, mois=12)
    lus = {code: ligne["sorties"] for code, ligne in table.items()}
    assert lus == {"cdi": 12, "fin": 9, "Autres motifs": 11}
    autres.append(_gens(8, sortie=6, motif="detention"))
    assert set(_table("motif_sortie", _foule(), *autres, mois=12)) == {
        "cdi",
        "fin",
        "Autres motifs",
    }


def test_a_month_close_to_the_one_before_has_no_table():
    assert masquer(rapport(_foule(), 4))["ventilations"] == []
    assert masquer(rapport(_foule() + _gens(SEUIL, entree=4), 4))["ventilations"]


def test_a_share_is_withheld_with_its_cell():
    assert _part("part_femmes", _foule(), _gens(20, sexe="M"))["numerateur"] == 50
    assert _part("part_femmes", _foule(), _gens(3, sexe="M"))["est_masque"]
    assert _part("part_rsa", _foule(), _gens(2, critere="deld"))["est_masque"]


def test_a_share_does_not_tell_whose_level_is_not_known():
    connus = _foule(niveau=Niveau.INFRA3.value) + _gens(30, niveau="5")
    assert _part("part_infra3", connus)["denominateur"] == 80
    assert _part("part_infra3", connus, _gens(3, niveau=INCONNU))["est_masque"]


def test_a_share_that_tells_health_is_read_by_month_or_by_whole_year():
    gens = _foule(), _gens(6, critere="rqth")
    lus = {
        (mois, nom): not _part("part_rqth", *gens, mois=mois, nom=nom).get("est_masque")
        for mois in (3, 4, 12)
        for nom in ("mois", "annee")
    }
    assert [cle for cle, est_lu in lus.items() if est_lu] == [(3, "mois"), (12, "annee")]


def test_a_year_later_no_share_is_told_that_was_withheld():
    venus = _gens(20, entree=2, sexe="M") + _gens(2, entree=2, sexe="X")
    gens = [*_foule(), *venus, *_gens(2, critere="deld")]
    # With its cell, which hides that of two people.
    assert _part("part_femmes", gens, mois=12, nom="annee").get("est_masque")
    for mois in (1, 3, 12):
        alors, apres = (
            {i["code"]: i["valeurs"] for i in masquer(donnees(gens, mois))["indicateurs"]}
            for donnees in (rapport, l_an_d_apres)
        )
        for code in PARTS:
            for nom, mesure in alors[code].items():
                est_dit = not apres[code][f"{nom}_avant"].get("est_masque")
                assert not (est_dit and mesure.get("est_masque")), (mois, code, nom)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 9), st.integers(0, 9)), min_size=1),
    st.sampled_from((1, 3, 12)),
)
def test_no_cell_of_one_to_four_is_printed_nor_hidden_alone(lignes, mois):
    gens = [_foule(niveau="tous")]
    for rang, (presents, entres, sortis) in enumerate(lignes):
        niveau = f"n{rang}"
        gens += [
            _gens(presents, niveau=niveau),
            _gens(entres, entree=2, niveau=niveau),
            _gens(sortis, sortie=4, motif="fin", niveau=niveau),
        ]
    table = _table("niveau", *gens, mois=mois)
    for colonne in table["tous"]:
        lus = [ligne[colonne] for ligne in table.values()]
        if colonne != "taux_sorties_positives":
            assert not [n for n in lus if n != MASQUE and 0 < n < SEUIL]
            assert lus.count(MASQUE) != 1 or set(lus) <= {MASQUE, 0}


def test_one_who_came_is_not_what_is_left_of_the_total():
    """Nobody of that row was there in January: none of the others could be in their place."""
    table = _table("niveau", _foule(), _gens(1, entree=2, niveau="4"), mois=12)
    assert [ligne["entrees"] for ligne in table.values()] == [MASQUE, MASQUE]


@pytest.mark.django_db
def test_what_one_version_withheld_the_next_one_withholds():
    """Four, six and seven people, then five, six and seven: printed, they give back the four."""
    juin = {"actif": True, "date_entree": date(2025, 6, 2)}
    communes = [
        CommuneFactory(code_insee=f"5900{rang}", nom=f"Commune {rang}") for rang in range(4)
    ]
    for commune, combien in zip(communes, (4, 6, 7, 30), strict=True):
        ParcoursFactory.create_batch(combien, participant__commune=commune, **juin)
    _publier(prendre(JUIN))
    premiere = _communes_imprimees(masquer(prendre(JUIN)))
    ParcoursFactory(participant__commune=communes[0], **juin)
    seconde = prendre(JUIN)
    assert _communes_imprimees(masquer(seconde)) == premiere
    assert "59000" not in premiere
    assert "59000" in _communes_imprimees(masquer({**seconde, "deja_tu": {}}))


def _communes_imprimees(masque):
    communes = next(v for v in masque["ventilations"] if v["code"] == "commune")
    return {m["code"] for m in communes["modalites"]} - {"autres"}


def _publier(donnees):
    publie_avec(donnees, JUIN)


def test_a_rate_withheld_once_stays_so_with_what_it_divides_by():
    gens = _foule(commune="59172") + _foule(commune="59491")
    lu = rapport(gens, 12)
    taux, nom = "taux_sorties_positives", "annee"
    tus = {"cellules": [["commune", "59172", taux]], "fondues": [], "parts": []}

    def denain(donnees):
        communes = next(v for v in masquer(donnees)["ventilations"] if v["code"] == "commune")
        return next(m["valeurs"][nom][taux] for m in communes["modalites"] if m["code"] == "59172")

    assert denain(lu)["valeur"] is not None
    assert denain({**lu, "deja_tu": tus}) == CACHE
