import pytest

from plie.socle.caracteres import sans_invisibles


@pytest.mark.parametrize(
    "invisible",
    ["\ufeff", "\u200b", "\u202e", "\xad", "\x00", "\x07", "\uf0b7", "\ud800", "\uffff"],
)
def test_what_nobody_sees_is_removed(invisible):
    assert sans_invisibles(f"Du{invisible}pont") == "Dupont"


def test_what_french_is_written_with_stays():
    texte = "Élève : œuvre\u202f! 12\xa0000 €\nl’été\r\n\tà l’Île – « ñ » 😀 e\u0301"
    assert sans_invisibles(texte) == texte
