"""Periods, both bounds included, and how they read in French."""

from calendar import monthrange
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.formats import date_format

from plie.socle.dates import ecrire_le_jour

UN_JOUR = timedelta(days=1)
PREMIERE_ANNEE, DERNIERE_ANNEE = 1990, 2099


def mois_de(jour):
    """The whole month of a day."""
    return jour.replace(day=1), jour.replace(day=monthrange(jour.year, jour.month)[1])


def mois_precedent(jour):
    return mois_de(jour.replace(day=1) - UN_JOUR)


def trimestre_de(jour):
    debut = date(jour.year, 3 * ((jour.month - 1) // 3) + 1, 1)
    return debut, debut + relativedelta(months=3) - UN_JOUR


def annee_de(jour):
    return date(jour.year, 1, 1), date(jour.year, 12, 31)


def depuis_janvier(fin):
    """The year to date."""
    return date(fin.year, 1, 1), fin


def un_an_avant(debut, fin):
    """The same period a year before; the last day of a month stays a last day."""
    if (fin + UN_JOUR).day == 1:
        fin_avant = mois_de(fin - relativedelta(years=1))[1]
    else:
        fin_avant = fin - relativedelta(years=1)
    return debut - relativedelta(years=1), fin_avant


def derniers_mois(fin, nombre):
    """The `nombre` whole months that end with the month of `fin`, in order."""
    dernier = 12 * fin.year + fin.month - 1
    rangs = range(dernier - nombre + 1, dernier + 1)
    return [mois_de(date(rang // 12, rang % 12 + 1, 1)) for rang in rangs]


def mois_entre(debut, fin):
    """The first days of the whole months that [debut, fin] is made of."""
    nombre = 12 * (fin.year - debut.year) + fin.month - debut.month + 1
    return [premier for premier, _ in derniers_mois(fin, nombre)]


def est_un_mois(debut, fin):
    return mois_de(debut) == (debut, fin)


def sont_des_mois_finis(debut, fin):
    """Whether the period is whole months that are over: two periods that differ by one day would
    reveal who came that day."""
    return fin < timezone.localdate() and debut.day == 1 and (fin + UN_JOUR).day == 1


def est_un_mois_ou_une_annee_finis(debut, fin):
    """Whether the period is one calendar month or year that is over."""
    entier = est_un_mois(debut, fin) or (debut, fin) == annee_de(debut)
    return entier and sont_des_mois_finis(debut, fin)


def libelle(debut, fin):
    """ "décembre 2025", "année 2025", "du 3 mars au 12 mai 2025"."""
    if debut == fin:
        return f"le {_jour(debut)} {debut.year}"
    if est_un_mois(debut, fin):
        return date_format(debut, "F Y")
    if (debut, fin) == annee_de(debut):
        return f"année {debut.year}"
    if (debut, fin) == trimestre_de(debut):
        return f"{_rang(1 + debut.month // 3)} trimestre {debut.year}"
    annee = "" if debut.year == fin.year else f" {debut.year}"
    return f"du {_jour(debut)}{annee} au {_jour(fin)} {fin.year}"


def _jour(jour):
    return ecrire_le_jour(jour, "j F")


def _rang(nombre):
    return "1er" if nombre == 1 else f"{nombre}e"
