from decimal import ROUND_HALF_UP, Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plie.socle.arrondi import arrondir


@pytest.mark.parametrize(
    ("fraction", "attendu"),
    [((102 * 100, 480), 21.3), ((-1, 20), -0.1), ((1, 8), 0.1), ((6265, 100), 62.7), ((0, 3), 0.0)],
)
def test_a_half_goes_away_from_zero(fraction, attendu):
    assert arrondir(*fraction, 1) == attendu


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_it_is_what_a_person_writes_down(numerateur, denominateur):
    with localcontext(prec=60):
        exact = Decimal(numerateur) / Decimal(denominateur)
        ecrit = exact.quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert Decimal(str(arrondir(numerateur, denominateur, 1))) == ecrit
