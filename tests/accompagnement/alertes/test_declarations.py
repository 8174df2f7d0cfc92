import pytest

from accompagnement.alertes.declarations import DECLARATIONS, groupes, phrases
from accompagnement.enums import CodeAlerte
from accompagnement.models import Reglages


def test_every_code_is_declared_once():
    assert sorted(declaration.code for declaration in DECLARATIONS) == sorted(CodeAlerte)


def test_every_alert_has_its_place_on_the_home_page():
    assert [code for codes in groupes().values() for code in codes] == [
        declaration.code for declaration in DECLARATIONS
    ]


def test_a_prescription_that_waits_is_not_called_an_orientation():
    """The inbox of orientations is another list, where this person is not."""
    textes = phrases(Reglages())[CodeAlerte.ORIENTATION]
    assert textes.texte(2) == "personnes prescrites sans diagnostic depuis plus de 15 jours"
    assert textes.libelle == "Prescription sans diagnostic depuis plus de 15 jours"


@pytest.mark.parametrize("champ", ["jours_orientation", "jours_avant_reprise", "mois_avant_fin"])
def test_the_words_say_the_thresholds_of_this_plie(champ):
    avant, apres = phrases(Reglages(**{champ: 7})), phrases(Reglages(**{champ: 8}))
    assert sum(avant[code] != apres[code] for code in CodeAlerte) == 1


@pytest.mark.parametrize(
    "code", ["sans_etape", "contrat_m1", "contrat_m3", "contrat_m6", "maintien_m6"]
)
def test_an_alert_without_threshold_has_one_wording(code):
    assert phrases(Reglages())[code].libelle.startswith(CodeAlerte(code).label)
