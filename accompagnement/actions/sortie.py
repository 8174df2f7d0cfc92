"""Propose an exit; then what a commission's decision makes of it."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.affectation import clore_affectation
from accompagnement.actions.commission import mettre_a_l_ordre_du_jour
from accompagnement.actions.parcours import changer_statut, verrouiller
from accompagnement.actions.rendez_vous import annuler_a_venir
from accompagnement.actions.suspension import clore_suspension
from accompagnement.enums import Moment, Rattachement, Statut
from accompagnement.models import RegleSortie, Situation, Sortie
from accompagnement.permissions import Acte
from accompagnement.sorties.gardes import garder
from accompagnement.sorties.parcours import lire_faits
from plie.socle.ecriture import remplir
from plie.socle.erreurs import Conflit


@acte(Acte.ECRIRE_DOSSIER)
def proposer_sortie(
    parcours, *, par, motif, date_effet, commission=None, commentaire="", **situation
):
    """Propose an exit, on the agenda of `commission` if it is already known; `situation` (`issue`,
    `a_obtenu_qualification`, `qualification`) is the one on leaving, without `issue` still to
    collect."""
    parcours = verrouiller(parcours)
    _verifier_date_effet(parcours, date_effet)
    changer_statut(parcours, Statut.SORTIE_PROPOSEE)
    sortie = Sortie(
        parcours=parcours,
        motif=motif,
        date_effet=date_effet,
        commentaire=commentaire,
        proposee_par=par,
        proposee_le=timezone.localdate(),
    )
    sortie.full_clean()
    sortie.save()
    # That of an exit proposed before, and refused since, says nothing of this one.
    parcours.situations.filter(moment=Moment.SORTIE).delete()
    if any(situation.values()):
        _ecrire_situation(parcours, None, {"date": timezone.localdate(), **situation})
    if commission:
        mettre_a_l_ordre_du_jour(parcours, commission)
    return sortie


@acte(Acte.RECUEILLIR_SORTIE)
def recueillir_sortie(parcours, *, par, version=None, **champs):
    """Write the situation on leaving (`date` collected, `issue`, `a_obtenu_qualification`,
    `qualification`), once an exit is proposed; again, it is corrected.

    Raises ValidationError without an exit, or for a day before it or in the future; Conflit when
    somebody saved after `version` was read (0: there was none).
    """
    parcours = verrouiller(parcours)
    if parcours.statut not in (Statut.SORTIE_PROPOSEE, Statut.SORTI):
        raise ValidationError("Aucune sortie n'est proposée pour ce parcours.")
    return _ecrire_situation(parcours, version, champs)


def _ecrire_situation(parcours, version, champs):
    situation = parcours.situations.filter(moment=Moment.SORTIE).first()
    situation = situation or Situation(parcours=parcours, moment=Moment.SORTIE, version=0)
    if version not in (None, situation.version):
        raise Conflit(situation)
    if champs["date"] > timezone.localdate():
        raise ValidationError({"date": "Cette date est dans le futur."})
    sortie = parcours.sortie.date_effet
    if champs["date"] < sortie:
        raise ValidationError({"date": f"La personne sort le {sortie:%d/%m/%Y}, après ce jour."})
    situation.version += 1
    remplir(situation, champs)
    situation.full_clean()
    situation.save()
    return situation


def _verifier_date_effet(parcours, date_effet):
    if parcours.date_entree and date_effet < parcours.date_entree:
        raise ValidationError(
            {"date_effet": f"La sortie précède l'entrée ({parcours.date_entree:%d/%m/%Y})."}
        )
    if date_effet > timezone.localdate():
        raise ValidationError({"date_effet": "La date de sortie est dans le futur."})
    suspension = parcours.suspensions.en_cours().first()
    if suspension and date_effet < suspension.date_debut:
        depuis = f"{suspension.date_debut:%d/%m/%Y}"
        raise ValidationError(
            {
                "date_effet": f"Le parcours est suspendu depuis le {depuis} : la sortie ne précède "
                "pas ce jour. Si la suspension est une erreur, retirez-la."
            }
        )


def valider_sortie(sortie, *, le, passage=None):
    """Freeze the category, the rule in force on the day of the exit and the facts that it reads,
    and close the parcours. Nobody writes to the dead about their appointments."""
    parcours = sortie.parcours
    regle = _regle_du(sortie.date_effet)
    sortie.regle = regle
    sortie.categorie = regle.categorie_de(sortie.motif)
    sortie.faits = garder(lire_faits(parcours))
    sortie.passage = passage
    sortie.validee_le = le
    sortie.full_clean()
    sortie.save()
    date_sortie = le if regle.rattachement == Rattachement.VALIDATION else sortie.date_effet
    changer_statut(parcours, Statut.SORTI, date_sortie=date_sortie)
    clore_affectation(parcours, date_sortie)
    clore_suspension(parcours, date_sortie)
    annuler_a_venir([parcours.pk], dire=not sortie.motif.est_deces)
    return sortie


def _regle_du(jour):
    try:
        return RegleSortie.objects.en_vigueur(jour)
    except RegleSortie.DoesNotExist:
        raise ValidationError(
            f"Aucune règle de sortie n'est valide le {jour:%d/%m/%Y} : l'administration en écrit "
            "une qui commence ce jour-là au plus tard."
        ) from None


def refuser_sortie(parcours):
    """Forget the exit proposed: the parcours goes on from where it was."""
    parcours.sortie.delete()
    changer_statut(parcours, statut_anterieur(parcours))


def statut_anterieur(parcours):
    """Where a parcours goes on from once no exit is proposed."""
    if parcours.suspensions.en_cours().exists():
        return Statut.SUSPENDU
    if parcours.emplois.en_cours().mettent_en_emploi().exists():
        return Statut.EN_EMPLOI
    return Statut.ACTIF
