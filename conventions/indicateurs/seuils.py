"""What may be told of few people: the thresholds that pages, files and the API share."""

from conventions.indicateurs.declarations import PUBLIES
from conventions.indicateurs.ecriture import SEUIL
from conventions.indicateurs.periodes import annee_de, est_un_mois

PERSONNES, FILE, ENTREES = "personnes_accompagnees", "file_active_fin", "entrees"
SORTIES, POSITIVES, TAUX = "sorties", "sorties_positives", "taux_sorties_positives"
# The exits that the rule divides by, which the rate tells.
DIVISEUR = "denominateur"
PARTS = tuple(i.code for i in PUBLIES if i.code.startswith("part_"))
# Counts of people at one moment: of two of them the difference is who came and who left.
DE_PERSONNES = frozenset({PERSONNES, *PARTS})
# A whole, its part, and the cell that is withheld when few are left.
RESTES = (
    (PERSONNES, ENTREES, ENTREES),
    (PERSONNES, FILE, FILE),
    (PERSONNES, SORTIES, SORTIES),
    (SORTIES, POSITIVES, POSITIVES),
)
# The same of what the rate divides by: nothing left is the ordinary case, and tells nothing.
RESTES_DU_TAUX = ((SORTIES, DIVISEUR, DIVISEUR), (DIVISEUR, POSITIVES, DIVISEUR))
DECEMBRE = 12


def est_petit(nombre):
    return 0 < (nombre or 0) < SEUIL


def trahit(compte, tous):
    """Whether a sensitive count tells who is in it: few people, or nearly everybody."""
    return compte < SEUIL or tous - compte < SEUIL


def peut_dire_le_sensible(code, debut, fin, ecart):
    """Whether a sensitive count may be given of this period to who may not list it: of a whole
    year, or the people of a month. Longer or overlapping periods would be subtracted.

    `ecart`: how many people came or left since the month before (`ecart_du_mois`). December only
    tells its year: less the exits of the year, its people would be those who left in December.
    """
    if (debut, fin) == annee_de(debut):
        return True
    est_un_effectif = est_un_mois(debut, fin) and debut.month != DECEMBRE and code in DE_PERSONNES
    return est_un_effectif and ecart >= SEUIL


def ecart_du_mois(avant, mois):
    """How many people the month counts that the month before it does not, and the reverse; both
    are {indicator: figure} of the whole PLIE."""
    return (mois.get(ENTREES) or 0) + (avant.get(SORTIES) or 0)


def petits(comptes, *, est_sensible=False):
    """The cells of one row that tell of few people, by themselves or by what they leave of
    another; of a sensitive row, those that tell of nobody too."""
    peu = (lambda nombre: nombre < SEUIL) if est_sensible else est_petit
    tus = {code for code, nombre in comptes.items() if peu(nombre)}
    tus |= set(_restes(comptes, RESTES, peu))
    return avec_le_taux(tus | set(_restes(comptes, RESTES_DU_TAUX, est_petit)))


def _restes(comptes, restes, peu):
    for tout, partie, celle in restes:
        if tout in comptes and partie in comptes and peu(comptes[tout] - comptes[partie]):
            yield celle


def avec_le_taux(tus):
    """`tus` with the rate and its divisor when one of its terms is withheld."""
    return tus | {DIVISEUR, TAUX} if tus & {SORTIES, POSITIVES, DIVISEUR} else tus
