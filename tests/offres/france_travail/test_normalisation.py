import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from offres.enums import CONTRATS_IAE, ContratOffre
from offres.france_travail.normalisation import OffreIllisible, normaliser
from offres.france_travail.normalisation import lire as lire_recue
from offres.lecture.fiche import sections
from offres.models import Offre

RECUE_LE = datetime(2026, 1, 13, 5, tzinfo=UTC)
COMMUNES = {"59172": (50.329, 3.394)}
ROMES = {"K1304": "Aide à domicile"}


def lire(**champs):
    return normaliser(lire_recue({"id": "048KLTP"} | champs), COMMUNES, ROMES, RECUE_LE)


@pytest.mark.parametrize(
    ("libelle", "attendu"),
    [
        ("Mensuel de 1923.00 Euros sur 12 mois", ("1923.00", "1923.00", "M")),
        ("Horaire de 12,00 Euros sur 12 mois", ("12.00", "12.00", "H")),
        ("Annuel de 30000.0 Euros à 40000.0 Euros sur 12.0 mois", ("30000.0", "40000.0", "A")),
        ("Mensuel de 1 923,50 Euros", ("1923.50", "1923.50", "M")),
        ("Mensuel de 12345678 Euros", (None, None, "")),
        # Rather no amount than the end of one.
        ("Mensuel de 1.923,00 Euros", (None, None, "")),
        ("à négocier", (None, None, "")),
    ],
)
def test_both_notations_of_a_salary_are_read(libelle, attendu):
    lue = lire(salaire={"libelle": libelle})

    bas, haut, periode = attendu
    assert lue["salaire"] == libelle
    assert (lue["salaire_min"], lue["salaire_max"]) == (
        bas and Decimal(bas),
        haut and Decimal(haut),
    )
    assert lue["salaire_periode"] == periode


@pytest.mark.parametrize("valeur", ["2026-01-10T18:04:03.871Z", "2026-01-10T18:04:03Z"])
def test_dates_are_read_with_milliseconds_or_not(valeur):
    lue = lire(dateCreation=valeur)

    assert lue["publiee_le"].replace(microsecond=0) == datetime(2026, 1, 10, 18, 4, 3, tzinfo=UTC)
    assert lue["actualisee_le"] == lue["publiee_le"]


@pytest.mark.parametrize("valeur", [None, "", "hier", 12, "9999-01-01T00:00:00Z"])
def test_a_date_that_is_not_one_leaves_the_day_of_reception(valeur):
    assert lire(dateCreation=valeur)["publiee_le"] == RECUE_LE


@pytest.mark.parametrize(
    ("libelle", "heures"),
    [
        ("35H Travail en journée", "35"),
        ("17H30 Travail le matin", "17.50"),
        ("151H par mois", None),
        ("Horaires", None),
    ],
)
def test_hours_are_read(libelle, heures):
    assert lire(dureeTravailLibelle=libelle)["heures_hebdo"] == (heures and Decimal(heures))


@pytest.mark.parametrize(
    ("libelle", "mois"), [("3 An(s)", 36), ("3 mois", 3), ("Débutant accepté", None)]
)
def test_experience_is_read_in_months(libelle, mois):
    assert lire(experienceLibelle=libelle)["experience_mois"] == mois


@pytest.mark.parametrize(
    "dit", [{"entrepriseAdaptee": True}, {"entreprise": {"entrepriseAdaptee": True}}]
)
def test_an_adapted_company_is_told_by_the_offer_or_by_the_company(dit):
    assert lire(**dit)["entreprise_adaptee"] is True
    assert lire()["entreprise_adaptee"] is False


def test_a_text_too_long_for_its_place_is_cut():
    long = "x" * 400
    lue = lire(intitule=long, appellationlibelle=long, entreprise={"nom": long})
    textes = {nom: lue[nom] for nom in ("intitule", "appellation", "entreprise")}
    places = {nom: Offre._meta.get_field(nom).max_length for nom in textes}
    assert {nom: len(texte) for nom, texte in textes.items()} == places


def test_licences_are_required_or_wished():
    lue = lire(
        permis=[
            {"libelle": "B - Véhicule léger", "exigence": "E"},
            {"libelle": "C - Poids lourd", "exigence": "S"},
        ]
    )

    assert (lue["permis_exiges"], lue["permis_souhaites"]) == (["B"], ["C"])


def test_coordinates_in_africa_give_way_to_the_commune():
    lieu = {"commune": "59172", "latitude": 0.5, "longitude": 20.1}

    assert lire(lieuTravail=lieu)["latitude"] == COMMUNES["59172"][0]
    assert lire(lieuTravail=lieu | {"commune": "59999"})["latitude"] is None


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(49.8, 3.394), (50.9, 3.394), (50.329, 2.8), (50.329, 4.0)]
)
def test_half_a_degree_away_on_any_side_is_not_in_the_commune(latitude, longitude):
    lieu = {"commune": "59172", "latitude": latitude, "longitude": longitude}
    lue = lire(lieuTravail=lieu)
    assert (lue["latitude"], lue["longitude"]) == COMMUNES["59172"]


def test_an_unknown_commune_or_none_is_kept_in_words():
    inconnue = lire(lieuTravail={"commune": "59999", "libelle": "59 - AILLEURS"})
    sans = lire(lieuTravail={"libelle": "59 - Nord", "latitude": 50.4, "longitude": 3.2})

    assert (inconnue["commune_id"], inconnue["commune_insee"]) == (None, "59999")
    assert (inconnue["lieu"], inconnue["departement"]) == ("59 - AILLEURS", "59")
    assert (sans["commune_id"], sans["departement"]) == (None, "59")
    # The middle of a département is nobody's distance.
    assert (sans["lieu"], sans["latitude"], sans["longitude"]) == ("Nord (59)", None, None)


def test_an_unknown_rome_code_is_kept_and_a_missing_title_replaced():
    assert lire(romeCode="Z9999")["rome_code"] == "Z9999"
    assert lire(romeCode="K1304")["intitule"] == "Aide à domicile"
    assert lire()["intitule"] == "Offre sans intitulé"


def test_what_postgresql_refuses_is_removed_and_the_rest_kept_whole():
    texte = "<script>alert(1)</script>\x00" + "x" * 5_000_000
    lue = lire(description=texte, intitule="A\x00\ud800" * 200)

    assert json.loads(lue["brut"])["description"] == texte.replace("\x00", "")
    assert len(lue["intitule"]) == 300
    assert "\\u0000" not in lue["brut"]


def test_the_numbers_and_the_truths_beside_what_is_removed_stay():
    champs = {"nombrePostes": 3, "alternance": True, "salaire": {"taux": 1.5}, "agence": None}
    brut = json.loads(lire(description="\x00", **champs)["brut"])

    assert brut == {"id": "048KLTP", "description": ""} | champs


def test_a_number_too_large_to_be_one_is_none():
    brut = json.loads(lire(nombrePostes=json.loads("1e999"))["brut"], parse_constant=pytest.fail)

    assert brut == {"id": "048KLTP", "nombrePostes": None}


def test_objects_within_objects_without_end_are_cut_where_a_page_can_read_them():
    profond = "fond"
    for _ in range(400):
        profond = [{"autre": profond}]
    brut = json.loads(lire(autre=profond, langues=[{"libelle": "Anglais"}])["brut"])

    assert [section.titre for section in sections(brut)][0] == "Le profil demandé"
    assert "fond" not in json.dumps(brut)


@pytest.mark.parametrize("champ", ["lieuTravail", "salaire", "permis", "formations", "entreprise"])
@pytest.mark.parametrize("valeur", [None, "texte", 3, [None], {}])
def test_a_field_of_another_shape_leaves_the_offer(champ, valeur):
    assert lire(**{champ: valeur})["identifiant"] == "048KLTP"


@pytest.mark.parametrize(("dit", "postes"), [(2_147_483_647, 2_147_483_647), (2_147_483_648, 1)])
def test_a_number_that_postgresql_cannot_hold_is_not_kept(dit, postes):
    assert lire(nombrePostes=dit)["postes"] == postes


@pytest.mark.parametrize(("dit", "lue"), [(True, True), (False, False), ("true", False)])
def test_alternance_is_what_the_service_says(dit, lue):
    assert lire(alternance=dit)["est_alternance"] is lue


@pytest.mark.parametrize("offre", [None, {}, {"id": None}, {"id": "x" * 21}])
def test_an_offer_without_a_number_is_said(offre):
    with pytest.raises(OffreIllisible):
        lire_recue(offre)


@pytest.mark.parametrize(
    "champs", [{"typeContrat": "DDI"}, {"natureContrat": "Insertion par l'activ.éco."}]
)
def test_insertion_contracts_are_told(champs):
    assert lire(**champs)["est_iae"]


@pytest.mark.parametrize("code", ContratOffre.values)
def test_a_code_alone_tells_an_insertion_contract(code):
    assert lire(typeContrat=code)["est_iae"] == (code in CONTRATS_IAE)
