"""Characters that nobody sees: they come with a paste, and make two equal names differ."""

import unicodedata

# Controls, formats (U+FEFF, U+200B), halves of a pair, private use, unassigned.
CATEGORIES_INVISIBLES = {"Cc", "Cf", "Cs", "Co", "Cn"}
GARDES = frozenset("\n\r\t")


def sans_invisibles(texte):
    """The text without what cannot be seen nor printed; line ends and tabs stay."""
    return "".join(
        lettre
        for lettre in texte
        if lettre in GARDES or unicodedata.category(lettre) not in CATEGORIES_INVISIBLES
    )
