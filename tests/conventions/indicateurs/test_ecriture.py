import pytest

from conventions.indicateurs.calcul import _valeur
from conventions.indicateurs.ecriture import avec_unite, difference


@pytest.mark.parametrize(
    ("numerateur", "denominateur", "lu"), [(102, 480, "21,3\u00a0%"), (56, 100, "56\u00a0%")]
)
def test_a_rate_is_read_as_a_spreadsheet_rounds_it(numerateur, denominateur, lu):
    assert avec_unite(_valeur("%", numerateur, denominateur), "%") == lu


def test_a_difference_is_that_of_the_two_figures_as_they_are_read():
    """9/17 is 52,94 % and 53/100 is 53 %: they read 52,9 and 53."""
    assert difference(_valeur("%", 53, 100), _valeur("%", 9, 17), "%") == "+0,1\u00a0pt"
    assert difference(15.2, 13.6, "mois") == "+1,6\u00a0mois"
    assert difference(13.6, 15.2, "mois") == "\u22121,6\u00a0mois"
    assert difference(13.62, 13.58, "mois") == "0\u00a0mois"


@pytest.mark.parametrize(
    ("valeur", "lu"),
    [(0, "0 jour"), (1, "1 jour"), (1.9, "1,9 jour"), (2, "2 jours"), (35.5, "35,5 jours")],
)
def test_the_plural_begins_at_two(valeur, lu):
    assert avec_unite(valeur, "jours") == lu.replace(" ", "\xa0")


def test_a_difference_of_less_than_two_days_is_singular():
    assert difference(35, 34, "jours") == "+1\xa0jour"
    assert difference(34.8, 35.5, "jours") == "\u22120,7\xa0jour"
    assert difference(38, 35, "jours") == "+3\xa0jours"
