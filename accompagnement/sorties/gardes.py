"""The facts of an exit as they are kept with it: plain values, without what only words them."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

from accompagnement.sorties.faits import Contrat, FaitsDeSortie, Formation

JOURS = ("debut", "fin", "fin_prevue")
# A training is named for its reader only; a row may be withdrawn since.
OMIS = ("libelle", "cle")


def garder(faits):
    """`faits`, a FaitsDeSortie, as JSON holds it."""
    return {
        "contrats": [_plat(contrat) for contrat in faits.contrats],
        "formations": [_plat(formation) for formation in faits.formations],
        "a_titre_libre": faits.a_titre_libre,
        "naissance": faits.naissance and faits.naissance.isoformat(),
    }


def reprendre(gardes):
    """The FaitsDeSortie that `garder` kept."""
    naissance = gardes["naissance"]
    return FaitsDeSortie(
        contrats=tuple(Contrat(**_lu(contrat)) for contrat in gardes["contrats"]),
        formations=tuple(Formation(libelle="", **_lu(f)) for f in gardes["formations"]),
        a_titre_libre=gardes["a_titre_libre"],
        naissance=naissance and date.fromisoformat(naissance),
    )


def _plat(fait):
    return {nom: _texte(v) for nom, v in asdict(fait).items() if nom not in OMIS}


def _texte(valeur):
    if isinstance(valeur, date):
        return valeur.isoformat()
    return str(valeur) if isinstance(valeur, Decimal) else valeur


def _lu(plat):
    lu = {nom: date.fromisoformat(v) if nom in JOURS and v else v for nom, v in plat.items()}
    return lu | ({"heures": Decimal(lu["heures"])} if lu.get("heures") else {})
