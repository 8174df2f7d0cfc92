"""The days on which people work: Monday to Friday, but on the holidays of the Code du travail
(article L3133-1), those of mainland France."""

from datetime import date, timedelta

from dateutil.easter import easter

FIXES = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
# Days from Easter: its Monday, Ascension, the Monday of Pentecost.
MOBILES = (1, 39, 50)
SAMEDI = 5


def feries(annee):
    """The holidays of one year."""
    paques = easter(annee)
    return {date(annee, mois, jour) for mois, jour in FIXES} | {
        paques + timedelta(days=ecart) for ecart in MOBILES
    }


def est_ouvre(jour):
    return jour.weekday() < SAMEDI and jour not in feries(jour.year)


def prochain_ouvre(jour):
    """The first working day after `jour`."""
    suivant = jour + timedelta(days=1)
    while not est_ouvre(suivant):
        suivant += timedelta(days=1)
    return suivant
