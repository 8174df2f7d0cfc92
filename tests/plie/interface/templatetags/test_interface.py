import pytest

from plie.interface.templatetags.interface import accord


@pytest.mark.parametrize(("nombre", "terminaison"), [(0, ""), (1, ""), (2, "s"), (1500, "s")])
def test_a_noun_is_plural_from_two_on(nombre, terminaison):
    assert f"dossier{accord(nombre)}" == f"dossier{terminaison}"
