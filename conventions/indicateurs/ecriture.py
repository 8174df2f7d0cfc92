"""Figures as a French reader expects them: comma, unbreakable spaces, a dash when there is none."""

INSECABLE = "\u00a0"
MOINS = "\u2212"
ABSENT = "—"
# Fewer people than this could be recognised.
SEUIL = 5
PETIT = f"< {SEUIL}"
RESERVE = "réservé"
# Written beside the figure, with what is written beside a difference of two.
UNITES_ECRITES = {"%": "pt", "mois": "mois", "jours": "jours"}


def nombre(valeur, decimales=1):
    """1 234,5; the decimals go when they say nothing."""
    if valeur is None:
        return ABSENT
    texte = f"{round(abs(valeur), decimales):,.{decimales}f}"
    entier, _, fraction = texte.partition(".")
    entier = entier.replace(",", INSECABLE)
    signe = MOINS if round(valeur, decimales) < 0 else ""
    return signe + entier + (f",{fraction}" if fraction.strip("0") else "")


def avec_unite(valeur, unite):
    """56 %, 14,2 mois; people, parcours and jobs need no unit beside their label."""
    if valeur is None or unite not in UNITES_ECRITES:
        return nombre(valeur)
    return f"{nombre(valeur)}{INSECABLE}{unite}"


def difference(valeur, avant, unite):
    """+12, −3,4 points; a dash when one of the two is missing."""
    if valeur is None or avant is None:
        return ABSENT
    ecart = valeur - avant
    signe = "+" if round(ecart, 1) > 0 else ""
    suffixe = INSECABLE + UNITES_ECRITES[unite] if unite in UNITES_ECRITES else ""
    return f"{signe}{nombre(ecart)}{suffixe}"
