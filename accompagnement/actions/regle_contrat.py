"""The rules of contracts: written, closed, and never rewritten under what was noted."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.enums import TypeContrat
from accompagnement.models import RegleContrat, RegleSortie
from accompagnement.models.regle_contrat import EFFETS, MOIS_D_UNE_SORTIE
from accompagnement.permissions import Acte
from plie.journal.acte import acte, travail

CHAMPS = ("type_contrat", "mois_min", "mois_max", *EFFETS)
EMPLOI = {"met_en_emploi": True, "compte_pour_sortie": True}
ETAPE = {"est_une_etape": True, "garde_les_offres": True}
# Short contracts add up to an exit, one after the other.
ETAPE_COURTE = ETAPE | {"compte_pour_sortie": True}
COURTS = (TypeContrat.CDD, TypeContrat.INTERIM, TypeContrat.SAISONNIER)
D_INSERTION = (TypeContrat.IAE, TypeContrat.AI, TypeContrat.AIDE)


@acte(Acte.REGLER_CONTRATS)
def ecrire_regle_contrat(*, par, **champs):
    """Say what a contract of some type and length does, from now on."""
    return _ecrire(par, champs)


@acte(Acte.REGLER_CONTRATS)
def remplacer_regle_contrat(regle, *, par, **champs):
    """Close a rule and write the one that takes over; the jobs already noted keep the former. The
    same words close nothing."""
    actuelle = _verrouiller(regle)
    if all(getattr(actuelle, champ) == champs[champ] for champ in CHAMPS):
        return actuelle
    _clore(actuelle, par)
    return _ecrire(par, champs)


@acte(Acte.REGLER_CONTRATS)
def clore_regle_contrat(regle, *, par):
    """From now on, no rule speaks of what this one covered: such a contract puts in a job and
    counts, as without any rule."""
    return _clore(_verrouiller(regle), par)


def _verrouiller(regle):
    actuelle = RegleContrat.objects.select_for_update().get(pk=regle.pk)
    if actuelle.close_le:
        raise ValidationError(
            "Cette règle a été remplacée ou close entre-temps : repartez de la liste."
        )
    return actuelle


def _clore(regle, par):
    regle.close_par, regle.close_le = par, timezone.now()
    regle.save()
    return regle


def _ecrire(par, champs):
    regle = RegleContrat(ecrite_par=par, **champs)
    regle.full_clean()
    regle.save()
    return regle


@travail("mise à niveau")
def charger_regles_contrat():
    """Write the rules shipped for the kinds of contract that never had any: what the rule of exits
    in force says. The jobs already noted stay under none, and do what they did."""
    connus = set(RegleContrat.objects.values_list("type_contrat", flat=True))
    RegleContrat.objects.bulk_create(
        regle for regle in regles_livrees() if regle.type_contrat not in connus
    )


def regles_livrees():
    """Unsaved; a contract of insertion that the rule of exits counts puts in a job."""
    sortie = RegleSortie.objects.order_by("-version").first() or RegleSortie()
    seuil = min(MOIS_D_UNE_SORTIE, sortie.duree_min_mois)
    for type_ in TypeContrat:
        if type_ in COURTS and seuil:
            yield RegleContrat(type_contrat=type_, mois_max=seuil, **ETAPE_COURTE)
            yield RegleContrat(type_contrat=type_, mois_min=seuil, **EMPLOI)
        elif type_ in D_INSERTION and not (type_ == TypeContrat.IAE and sortie.iae_positive):
            yield RegleContrat(type_contrat=type_, **ETAPE)
        else:
            yield RegleContrat(type_contrat=type_, **EMPLOI)
