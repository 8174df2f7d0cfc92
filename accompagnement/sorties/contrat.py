"""Which rule a contract comes under, by its type and the length signed."""

from accompagnement.enums import CONTRATS, TypeContrat
from accompagnement.models import RegleContrat
from accompagnement.sorties.continuite import SANS_FIN, atteint


def regle_de(emploi):
    """The RegleContrat in force for `emploi`, None when none speaks of its length."""
    return regle_parmi(RegleContrat.objects.en_vigueur(), emploi)


def regle_parmi(regles, emploi):
    """The same, among rules already read. A contract whose end is not known counts as without
    end."""
    fin = _fin_signee(emploi)
    for regle in regles:
        if regle.type_contrat == emploi.type_contrat and _couvre(regle, emploi.date_debut, fin):
            return regle
    return None


def _fin_signee(emploi):
    if CONTRATS[emploi.type_contrat].est_sans_terme:
        return SANS_FIN
    return min(emploi.date_fin_prevue or emploi.date_fin or SANS_FIN, SANS_FIN)


def _couvre(regle, debut, fin):
    trop_court = regle.mois_min and not atteint(debut, fin, regle.mois_min)
    trop_long = regle.mois_max is not None and atteint(debut, fin, regle.mois_max)
    return not trop_court and not trop_long


def sans_regle(regles):
    """[(TypeContrat, from months, to months or None)]: the lengths that no rule speaks of."""
    trous = []
    for type_ in TypeContrat:
        atteints = 0
        du_type = [regle for regle in regles if regle.type_contrat == type_]
        for regle in sorted(du_type, key=lambda regle: regle.mois_min):
            if regle.mois_min > atteints:
                trous.append((type_, atteints, regle.mois_min))
            atteints = regle.mois_max
        if atteints is not None:
            trous.append((type_, atteints, None))
    return trous
