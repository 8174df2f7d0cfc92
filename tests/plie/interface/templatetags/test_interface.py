import pytest

from plie.interface.templatetags.interface import accord, de


@pytest.mark.parametrize(("nombre", "terminaison"), [(0, ""), (1, ""), (2, "s"), (1500, "s")])
def test_a_noun_is_plural_from_two_on(nombre, terminaison):
    assert f"dossier{accord(nombre)}" == f"dossier{terminaison}"


@pytest.mark.parametrize(
    ("mois", "attendu"),
    [("mars 2026", "de mars 2026"), ("octobre 2026", "d'octobre 2026"), ("août", "d'août")],
)
def test_the_article_elides_before_a_vowel(mois, attendu):
    assert de(mois) == attendu
