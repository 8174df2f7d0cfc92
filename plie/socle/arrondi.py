"""The one way a fraction is rounded, so that a page, a file and a program read the same figure."""


def arrondir(numerateur, denominateur, decimales=0):
    """Half away from zero, as spreadsheets do, from two whole numbers and without a float on the
    way; raises ZeroDivisionError on an empty denominator."""
    echelle = 10**decimales
    reste = (2 * echelle * abs(numerateur) + denominateur) // (2 * denominateur)
    signe = -1 if numerateur < 0 else 1
    return signe * reste / echelle if decimales else signe * reste
