"""The cells masked so that no other one can be had by subtraction from the total of its column.

A masked cell stays unknown as long as one person may go from its row to another masked one, or
the reverse, with nothing that is published belied: the two tables are then equally possible.
"""

from dataclasses import dataclass, field
from itertools import islice

from conventions.indicateurs.ecriture import SEUIL
from conventions.indicateurs.seuils import (
    DIVISEUR,
    ENTREES,
    PERSONNES,
    POSITIVES,
    SORTIES,
    avec_le_taux,
)

COLONNES = (PERSONNES, ENTREES, SORTIES, POSITIVES, DIVISEUR)
# Read nowhere, moved with what is read.
ENTREES_DE_JANVIER = "entrees_de_janvier"
# The same beside the people of January: who was there before is known, so that they tell it.
VENUS = "venus_en_janvier"
# Behind one other row only, what is published of both over the year may still tell them apart.
COUVERTURES = 2
# What one more person in a column may bring with it, all withheld in both rows.
# January shows who was there: what the year moves of its entries, it moves in January.
TRAINS = {
    PERSONNES: ((PERSONNES, VENUS),),
    ENTREES: ((ENTREES, ENTREES_DE_JANVIER),),
    SORTIES: ((SORTIES,), (SORTIES, DIVISEUR), (SORTIES, DIVISEUR, POSITIVES)),
    POSITIVES: ((POSITIVES,), (SORTIES, DIVISEUR, POSITIVES)),
    DIVISEUR: ((DIVISEUR,), (SORTIES, DIVISEUR)),
}
# What is never more than what.
ORDRES = (
    (ENTREES, PERSONNES),
    (SORTIES, PERSONNES),
    (POSITIVES, SORTIES),
    (DIVISEUR, SORTIES),
    (POSITIVES, DIVISEUR),
)


@dataclass
class Ligne:
    code: str
    libelle: str
    comptes: dict
    # Rows exchange within one group only: the sum of each group is known.
    groupe: str = ""
    est_sensible: bool = False
    # A share of the report tells it, month after month.
    est_liee: bool = False
    # An earlier version told it among others.
    etait_fondue: bool = False
    # What being listed tells of its people.
    plancher: int = 1
    tus: set = field(default_factory=set)

    @property
    def effectif(self):
        """What its size is judged on: its people, or of a motif who left."""
        return self.comptes.get(PERSONNES, self.comptes.get(SORTIES))

    def se_concoit(self, train, pas):
        """Whether the row could have `pas` more in each column of `train`."""
        comptes = {c: n + pas * (c in train) for c, n in self.comptes.items()}
        return (
            min(comptes.values()) >= 0
            and comptes[PERSONNES if PERSONNES in comptes else SORTIES] >= self.plancher
            and all(
                comptes[moins] <= comptes[plus]
                for moins, plus in ORDRES
                if moins in comptes and plus in comptes
            )
        )


def proteger(lignes):
    """The same rows: each column withholds as few others as needed, the smallest of the large
    first and a zero last. What cannot hide among others stays alone: it is the total."""
    reste = True
    while reste:
        reste = sum(_completer(colonne, lignes) for colonne in COLONNES)
    return lignes


def _completer(colonne, lignes):
    """How many cells had to be withheld."""
    return sum(
        _couvrir(colonne, ligne, lignes) for ligne in lignes if _est_a_couvrir(colonne, ligne)
    )


def _couvrir(colonne, ligne, lignes):
    """Whether one more cell has to be withheld, of a row that no share tells or else of one that a
    share does."""
    for est_liee, voulues in ((False, COUVERTURES), (True, 1)):
        autres = [x for x in lignes if x is not ligne and x.est_liee == est_liee]
        echanges = (autre for autre in autres if _s_echangent(colonne, ligne, autre))
        couvertes = len(list(islice(echanges, voulues)))
        if couvertes == voulues:
            return False
        choisie = _moindre(colonne, ligne, autres)
        if choisie:
            choisie.tus = avec_le_taux(choisie.tus | {colonne})
            return True
        if couvertes:
            return False
    return _accompagner(colonne, ligne, lignes)


def _accompagner(colonne, ligne, lignes):
    """Whether one more cell has to be withheld of a column where this one is alone and that no row
    can exchange with: the total less what is printed would be it."""
    autres = [x for x in lignes if x is not ligne and x.groupe == ligne.groupe]
    visibles = [x for x in autres if x.comptes.get(colonne) and colonne not in x.tus]
    if not visibles or any(colonne in x.tus for x in autres):
        return False
    choisie = min(visibles, key=lambda x: _prix(x.comptes[colonne]))
    choisie.tus = avec_le_taux(choisie.tus | {colonne})
    return True


def _est_a_couvrir(colonne, ligne):
    """The divisor withheld beside its part tells nothing once it is found."""
    autres = {SORTIES, POSITIVES} if colonne == DIVISEUR else set()
    return colonne in ligne.tus and colonne in ligne.comptes and not ligne.tus & autres


def _moindre(colonne, ligne, autres):
    """The cheapest visible cell that would cover it."""
    visibles = [x for x in autres if colonne in x.comptes and colonne not in x.tus]
    visibles.sort(key=lambda x: _prix(x.comptes[colonne]))
    for autre in visibles:
        if _s_echangent(colonne, ligne, autre, avec_le_taux(autre.tus | {colonne})):
            return autre
    return None


def _prix(compte):
    """A row barely large enough has so few movements that its other months would tell this one."""
    return (compte == 0, compte < 2 * SEUIL, compte)


def _s_echangent(colonne, ligne, autre, tus=None):
    caches = ligne.tus & (autre.tus if tus is None else tus)
    if ligne.groupe != autre.groupe or colonne not in caches:
        return False
    return any(
        ligne.se_concoit(train, pas) and autre.se_concoit(train, -pas)
        for train in TRAINS.get(colonne, ((colonne,),))
        if caches.issuperset(set(train) - {ENTREES_DE_JANVIER, VENUS})
        for pas in (1, -1)
    )
