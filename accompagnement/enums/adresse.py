"""Where a person lives, as an envelope says it."""

import re
from typing import NamedTuple

# "12 rue des Mines, 59220 Denain": an address that says its town itself, or its postcode alone.
AVEC_SA_VILLE = re.compile(
    r"^(?:(?P<rue>.*\S)[\s,–-]+)?(?P<code>\d{5})(?:\s+(?P<ville>\D+))?$", re.DOTALL
)


class Lieu(NamedTuple):
    """Each is "" when it is not known for certain."""

    rue: str
    code_postal: str
    ville: str


def lieu_de_vie(adresse, commune, codes_postaux):
    """What `adresse` says as it was typed, completed by the name and the postcodes of the commune.

    The postcode is the one typed, else that of a commune that has one: of several, none is certain.
    """
    saisie, codes_postaux = adresse.strip(), codes_postaux or ()
    ecrite = AVEC_SA_VILLE.match(saisie)
    if ecrite and (ecrite["ville"] or ecrite["code"] in codes_postaux):
        rue = (ecrite["rue"] or "").rstrip(" ,–-")
        return Lieu(rue, ecrite["code"], " ".join((ecrite["ville"] or commune).split()))
    return Lieu(saisie, codes_postaux[0] if len(codes_postaux) == 1 else "", commune)
