"""Each indicator says how it is forecast, or why it is not; what is counted is not drawn."""

from dataclasses import replace
from datetime import date

import pytest

from accompagnement.enums import Statut
from conventions.indicateurs.calcul import Mesure
from conventions.indicateurs.declarations import INDICATEURS, PAR_CODE
from conventions.indicateurs.previsions.methodes import (
    EVENEMENTS_MIN,
    FILE_ACTIVE,
    NOMBRE,
    PART_DES_PERSONNES,
    PERSONNES,
    RENOUVELLEMENT,
    TAUX,
    TROP_PEU,
    Demande,
    lire_les_retards,
    methode_de,
    prevoir,
)
from conventions.indicateurs.previsions.series import MOIS_LUS, Retards
from tests.usines import ParcoursFactory

LE, ANNEE = date(2025, 6, 30), (date(2025, 1, 1), date(2025, 12, 31))
CONSTANTS = {"entrees": 17, "sorties": 10, "sorties_positives": 6}


def demander(code, mesure, **comptes):
    mesures = {
        lu: [Mesure(nombre, None, nombre)] * MOIS_LUS
        for lu, nombre in (CONSTANTS | comptes).items()
    }
    mesures["taux_sorties_positives"] = [Mesure(6, 10, 60)] * MOIS_LUS
    return Demande(PAR_CODE[code], *ANNEE, LE, mesure, mesures)


@pytest.mark.parametrize("indicateur", INDICATEURS, ids=lambda indicateur: indicateur.code)
def test_each_indicator_has_a_method_or_a_reason(indicateur):
    methode, raison = methode_de(indicateur)
    assert (methode is None) == (raison is not None)
    assert methode is None or set(methode.codes(indicateur)) <= set(PAR_CODE)


@pytest.mark.parametrize(
    "code, methode",
    [
        ("entrees", NOMBRE),
        ("prescriptions", NOMBRE),
        ("personnes_accompagnees", PERSONNES),
        ("file_active_fin", FILE_ACTIVE),
        ("taux_sorties_positives", TAUX),
        ("maintien_emploi_6_mois", TAUX),
        ("part_femmes", PART_DES_PERSONNES),
        ("taux_renouvellement", RENOUVELLEMENT),
        ("duree_moyenne_parcours_mois", None),
        ("file_active_debut", None),
        ("offres_ouvertes", None),
    ],
)
def test_the_method_is_that_of_what_is_counted(code, methode):
    assert methode_de(PAR_CODE[code])[0] is methode


@pytest.mark.parametrize(
    "code, mesure, milieu",
    [
        ("entrees", Mesure(100, None, 100), 100 + 6 * 17),
        ("personnes_accompagnees", Mesure(400, None, 400), 400 + 6 * 17),
        ("file_active_fin", Mesure(330, None, 330), 330 + 6 * (17 - 10)),
        ("taux_sorties_positives", Mesure(36, 60, 60), 60),
        ("part_femmes", Mesure(200, 400, 50), 50),
        ("taux_renouvellement", Mesure(100, 400, 25), 100 * 202 / 502),
    ],
)
def test_the_middle_is_where_a_steady_year_ends(code, mesure, milieu):
    prevue, raison = prevoir(demander(code, mesure))
    assert raison is None
    assert prevue["valeur"] == pytest.approx(milieu, rel=0.06)
    assert prevue["bas"] < prevue["valeur"] < prevue["haut"]
    assert prevue["niveau"] == 80 and prevue["methode"].endswith("intervalle à 80\u00a0%.")


def test_what_is_counted_already_is_never_lost():
    prevue, _ = prevoir(demander("entrees", Mesure(500, None, 500)))
    assert prevue["bas"] >= 500


def test_the_same_data_give_the_same_forecast():
    un, deux = (prevoir(demander("entrees", Mesure(100, None, 100))) for _ in range(2))
    assert un == deux


@pytest.mark.parametrize("nombre", [EVENEMENTS_MIN - 1, EVENEMENTS_MIN])
def test_under_twenty_events_in_a_year_say_nothing(nombre):
    demande = demander("entrees", Mesure(3, None, 3))
    demande.mesures["entrees"] = [Mesure(0, None, 0)] * (MOIS_LUS - 1)
    demande.mesures["entrees"].append(Mesure(nombre, None, nombre))
    prevue, raison = prevoir(demande)
    assert (prevue is None, raison) == ((True, TROP_PEU) if nombre < 20 else (False, None))


@pytest.mark.parametrize("code", ["sorties", "taux_sorties_positives", "file_active_fin"])
@pytest.mark.parametrize("jour", [date(2025, 7, 1), date(2025, 7, 2), date(2025, 7, 31)])
def test_the_first_of_a_month_is_forecast_as_its_other_days(code, jour):
    """No exit is known on its day: on the 1st, none of the month is."""
    demande = demander(code, Mesure(36, 60, 60))
    demande = replace(demande, le=jour, retards=Retards((1, 20, 35)))
    prevue, raison = prevoir(demande)
    assert raison is None
    assert prevue["bas"] <= prevue["valeur"] <= prevue["haut"]


@pytest.mark.parametrize("retards", [Retards(), Retards((500, 900))])
def test_a_plie_from_which_nobody_has_left_yet_is_forecast(retards):
    """Nor do exits of years ago, written all at once, say anything of the last ones."""
    demande = demander("file_active_fin", Mesure(100, None, 100), sorties=0)
    prevue, raison = prevoir(replace(demande, retards=retards))
    assert raison is None
    assert prevue["valeur"] == pytest.approx(100 + 6 * 17, rel=0.06)


@pytest.mark.django_db
def test_exits_tell_how_late_they_are_known():
    parcours = ParcoursFactory(sorti=True)
    assert parcours.statut == Statut.SORTI
    sortie = parcours.sortie
    connue = sortie.validee_le
    assert lire_les_retards(connue).jours == ((connue - sortie.date_effet).days,)
    assert lire_les_retards(date(connue.year + 2, 1, 1)).jours == ()
