from datetime import date

import pytest

from plie.socle.dates import ecrire_le_jour


@pytest.mark.parametrize(
    ("jour", "forme", "lu"),
    [
        (date(2026, 12, 1), "l j F", "mardi 1er décembre"),
        (date(2026, 12, 1), "j F Y", "1er décembre 2026"),
        (date(2026, 12, 11), "l j F Y", "vendredi 11 décembre 2026"),
        (date(2026, 12, 1), "F Y", "décembre 2026"),
    ],
)
def test_the_first_of_a_month_is_an_ordinal(jour, forme, lu):
    assert ecrire_le_jour(jour, forme) == lu
