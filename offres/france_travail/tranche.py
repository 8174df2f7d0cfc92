"""A search larger than the service lets anybody read, cut by the day offers were created."""

from datetime import UTC, datetime, timedelta

from offres.france_travail.client import LISIBLES
from offres.france_travail.erreurs import RechercheTropLarge

# No offer is older.
PREMIER_JOUR = datetime(2005, 1, 1, tzinfo=UTC)
PAS_MIN = timedelta(seconds=1)
FORME = "%Y-%m-%dT%H:%M:%SZ"
# What one search may cost: the pages of so many offers, and so many questions to cut it.
OFFRES_MAX = 60_000
QUESTIONS_MAX = 200


def tranches(client, jusqu_a, **criteres):
    """The criteria of each part of a search that can be read whole, the latest created first; a
    part too large is halved. Two parts share the second that parts them: an offer may be in both.

    Raises RechercheTropLarge beyond OFFRES_MAX, for a second that is too large alone, or when
    QUESTIONS_MAX do not cut it.
    """
    a_faire = [(PREMIER_JOUR, jusqu_a.replace(microsecond=0) + PAS_MIN)]
    for _ in range(QUESTIONS_MAX):
        if not a_faire:
            return
        du, au = a_faire.pop()
        bornes = {"minCreationDate": du.strftime(FORME), "maxCreationDate": au.strftime(FORME)}
        total = client.rechercher(**criteres, **bornes).total
        if total > OFFRES_MAX or (total > LISIBLES and au - du <= PAS_MIN):
            raise RechercheTropLarge(total)
        if total > LISIBLES:
            milieu = _milieu(du, au)
            a_faire += [(du, milieu), (milieu, au)]
        elif total:
            yield criteres | bornes
    raise RechercheTropLarge(total)


def _milieu(du, au):
    return du + timedelta(seconds=(au - du) // PAS_MIN // 2)
