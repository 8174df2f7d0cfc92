"""Figures as a French reader expects them: comma, unbreakable spaces, a dash when there is none."""

from decimal import ROUND_HALF_UP, Decimal

DECIMALES = 1
UN_DIXIEME = Decimal(1).scaleb(-DECIMALES)
INSECABLE = "\u00a0"
MOINS = "\u2212"
ABSENT = "—"
# Fewer people than this could be recognised.
SEUIL = 5
PETIT = f"< {SEUIL}"
RESERVE = "réservé"
# A rate over fewer than this moves by five points with each of them.
SEUIL_DU_TAUX = 20
TROP_FAIBLE = "effectif trop faible"
# Written beside the figure, with what is written beside a difference of two.
UNITES_ECRITES = {"%": "pt", "mois": "mois", "jours": "jours", "h": "h"}
# In French, plural begins at two.
SINGULIERS = {"jours": "jour"}


def nombre(valeur):
    """1 234,5; the decimal goes when it says nothing."""
    if valeur is None:
        return ABSENT
    lu = affichee(valeur)
    entier, _, fraction = f"{abs(lu):,}".partition(".")
    entier = entier.replace(",", INSECABLE)
    signe = MOINS if lu < 0 else ""
    return signe + entier + (f",{fraction}" if fraction.strip("0") else "")


def affichee(valeur):
    """What is read of `valeur`, exactly. A figure is rounded already (`calcul.Mesure`): this is for
    those written down before they were."""
    return Decimal(str(valeur)).quantize(UN_DIXIEME, ROUND_HALF_UP)


def avec_unite(valeur, unite):
    """56 %, 14,2 mois; people, parcours and jobs need no unit beside their label."""
    if valeur is None or unite not in UNITES_ECRITES:
        return nombre(valeur)
    return f"{nombre(valeur)}{INSECABLE}{_accorder(unite, valeur)}"


def _accorder(unite, valeur):
    return SINGULIERS.get(unite, unite) if abs(affichee(valeur)) < 2 else unite


def est_trop_faible(unite, denominateur):
    """Whether a rate is taken over too few to be compared with another."""
    return unite == "%" and 0 < (denominateur or 0) < SEUIL_DU_TAUX


def difference(valeur, avant, unite):
    """+12, −3,4 points, between the two as they are read; a dash when one is missing."""
    if valeur is None or avant is None:
        return ABSENT
    ecart = affichee(valeur) - affichee(avant)
    signe = "+" if ecart > 0 else ""
    if unite not in UNITES_ECRITES:
        return f"{signe}{nombre(ecart)}"
    return f"{signe}{nombre(ecart)}{INSECABLE}{_accorder(UNITES_ECRITES[unite], ecart)}"
