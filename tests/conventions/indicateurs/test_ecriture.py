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
