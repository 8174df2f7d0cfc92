"""Correct what was validated: a decision of a closed commission, an entry, an exit, a closing
without entry. Each asks for a reason; once a frozen month is touched, a second person confirms."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.correction.ecriture import (
    avant_la_decision,
    composer,
    deplacer,
    etat_de,
    ouvrir,
    remettre_en_etat,
)
from accompagnement.actions.correction.retour import (
    deduire,
    etat_avant,
    etat_avant_la_non_entree,
    exiger_immobile,
    remettre,
)
from accompagnement.actions.notification import notifier, qui_tient
from accompagnement.actions.parcours import verrouiller
from accompagnement.enums import Decision, Moment, NatureCorrection, Statut
from accompagnement.enums.notification import Notifie
from accompagnement.models import Commission, Correction, NonEntree, Passage, Sortie
from accompagnement.models.non_entree import REPRISE
from accompagnement.permissions import Acte
from plie.taches.actions import demander


def verrouiller_passage(passage):
    """(the case, its parcours), locked: the parcours first, then the commission, as every act on an
    agenda does."""
    parcours = verrouiller(passage.parcours)
    Commission.objects.select_for_update().get(pk=passage.commission_id)
    actuel = Passage.objects.select_for_update(of=("self",)).select_related("commission")
    return actuel.get(pk=passage.pk), parcours


@acte(Acte.CORRIGER)
def annuler_decision(passage, *, par, motif):
    """Say that a decision of a closed commission is not in force: the case stays as it was, the
    parcours goes back. Raises ValidationError when the parcours has gone on since."""
    passage, parcours = verrouiller_passage(passage)
    if not passage.decision:
        raise ValidationError("Ce dossier attend encore sa décision.")
    if not passage.commission.close_le:
        raise ValidationError("La commission n'est pas close : revenez sur la décision.")
    if passage.corrections.filter(refusee_le__isnull=True).exists():
        raise ValidationError("Cette décision est déjà annulée, ou l'annulation est demandée.")
    etat = etat_avant(passage, parcours)
    exiger_immobile(passage, parcours, etat)
    apres = avant_la_decision(parcours, etat)
    return _corriger(parcours, NatureCorrection.DECISION, par, motif, apres, passage)


@acte(Acte.CORRIGER)
def corriger_entree(parcours, *, par, motif, date_entree):
    """Move the day of the entry."""
    parcours = verrouiller(parcours)
    if parcours.date_entree is None:
        raise ValidationError("Cette personne n'est pas entrée.")
    _verifier_entree(parcours, date_entree)
    apres = etat_de(parcours) | {"date_entree": date_entree.isoformat()}
    return _corriger(parcours, NatureCorrection.ENTREE, par, motif, apres)


def _verifier_entree(parcours, date_entree):
    if date_entree == parcours.date_entree:
        raise ValidationError({"date_entree": "C'est déjà la date d'entrée."})
    if date_entree > timezone.localdate():
        raise ValidationError({"date_entree": "Cette date est dans le futur."})
    situation = parcours.situations.filter(moment=Moment.ENTREE).first()
    if situation and date_entree < situation.date:
        raise ValidationError(
            {
                "date_entree": "La situation à l'entrée est constatée le "
                f"{situation.date:%d/%m/%Y} : corrigez-la d'abord."
            }
        )
    changements = parcours.situations.filter(moment=Moment.A_DATE)
    for lignes, champ, phrase in (
        (changements, "date", "Un changement est noté le {}, avant ce jour."),
        (parcours.suspensions, "date_debut", "Une suspension commence le {}."),
        (parcours.emplois, "date_debut", "Un emploi commence le {}, avant ce jour."),
        (
            Sortie.objects.filter(parcours=parcours),
            "date_effet",
            "La sortie est datée du {}, avant ce jour.",
        ),
    ):
        premier = lignes.filter(**{f"{champ}__lt": date_entree}).order_by(champ).first()
        if premier:
            le = f"{getattr(premier, champ):%d/%m/%Y}"
            raise ValidationError({"date_entree": phrase.format(le)})


@acte(Acte.CORRIGER)
def rouvrir_sortie(parcours, *, par, motif):
    """Take an exit away: the parcours goes on from where it was, with whom followed it."""
    parcours = verrouiller(parcours)
    sortie = _sortie(parcours)
    apres = etat_de(parcours) | {
        "statut": _statut_avant_la_sortie(parcours, sortie),
        "date_sortie": None,
    }
    return _corriger(parcours, NatureCorrection.SORTIE, par, motif, apres, sortie.passage)


def _sortie(parcours):
    sorties = Sortie.objects.select_related("passage__commission").filter(parcours=parcours)
    sortie = sorties.first() if parcours.statut == Statut.SORTI else None
    if sortie is None:
        statut = parcours.get_statut_display().lower()
        raise ValidationError(f"Il n'y a pas de sortie à rouvrir : le parcours est « {statut} ».")
    return sortie


def _avant_la_sortie(parcours, sortie):
    if sortie.passage:
        return etat_avant(sortie.passage, parcours)
    return deduire(parcours, Decision.SORTIE_VALIDEE, parcours.date_sortie)


def _statut_avant_la_sortie(parcours, sortie):
    if _avant_la_sortie(parcours, sortie)["suspensions_closes"]:
        return Statut.SUSPENDU.value
    en_emploi = parcours.emplois.en_cours().mettent_en_emploi().exists()
    return (Statut.EN_EMPLOI if en_emploi else Statut.ACTIF).value


@acte(Acte.CORRIGER)
def rouvrir_prescription(parcours, *, par, motif):
    """Take a closing without entry away, whoever was answered: the prescription goes on from where
    it was, with whom followed it. Partners are told on their orientation, and by mail the
    prescriber whom a mail had answered."""
    parcours = verrouiller(parcours)
    etat = etat_avant_la_non_entree(_non_entree(parcours), parcours)
    apres = avant_la_decision(parcours, etat)
    return _corriger(parcours, NatureCorrection.NON_ENTREE, par, motif, apres)


def _non_entree(parcours):
    non_entree = NonEntree.objects.filter(parcours=parcours).first()
    if non_entree is None:
        statut = parcours.get_statut_display().lower()
        raise ValidationError(
            f"Il n'y a pas de non-entrée à annuler : le parcours est « {statut} »."
        )
    return non_entree


def _corriger(parcours, nature, par, motif, apres, passage=None):
    """At once, unless a frozen month is touched."""
    correction = composer(parcours, nature, par=par, motif=motif, apres=apres, passage=passage)
    if not correction.touche_un_mois_arrete:
        _faire(correction, parcours, par)
    return correction


def _faire(correction, parcours, par):
    """Told to who had the person in hand, and to who has them again."""
    concernes = qui_tient(parcours.pk)
    ouvrir(correction)
    FAIRE[correction.nature](correction, parcours)
    notifier(
        Notifie.CORRECTION,
        concernes | qui_tient(parcours.pk),
        par=par,
        parcours=parcours.pk,
        objet=correction.pk,
        precision=correction.get_nature_display().lower(),
    )


def _annuler_la_decision(correction, parcours):
    remettre_en_etat(correction, parcours, etat_avant(correction.passage, parcours))


def _corriger_la_date(correction, parcours):
    deplacer(correction, parcours, {})


def _retirer_la_sortie(correction, parcours):
    sortie = _sortie(parcours)
    champs = remettre(parcours, _avant_la_sortie(parcours, sortie))
    sortie.delete()
    deplacer(correction, parcours, champs)


def _retirer_la_non_entree(correction, parcours):
    non_entree = _non_entree(parcours)
    etat = etat_avant_la_non_entree(non_entree, parcours)
    non_entree.delete()
    remettre_en_etat(correction, parcours, etat)
    if non_entree.reponse_envoyee_le:
        demander(REPRISE, correction.pk)


FAIRE = {
    NatureCorrection.DECISION: _annuler_la_decision,
    NatureCorrection.ENTREE: _corriger_la_date,
    NatureCorrection.SORTIE: _retirer_la_sortie,
    NatureCorrection.NON_ENTREE: _retirer_la_non_entree,
}


@acte(Acte.CONFIRMER_CORRECTION)
def confirmer_correction(correction, *, par):
    """Do what somebody else asked; raises ValidationError when the parcours has moved since."""
    correction, parcours = _a_juger(correction, par)
    if etat_de(parcours) != correction.avant:
        raise ValidationError(
            "Le parcours a changé depuis la demande : refusez-la, elle se demandera de nouveau."
        )
    if correction.nature == NatureCorrection.DECISION:
        passage = correction.passage
        exiger_immobile(passage, parcours, etat_avant(passage, parcours))
    correction.confirmee_par, correction.confirmee_le = par, timezone.now()
    correction.full_clean()
    _faire(correction, parcours, par)
    _dire_le_jugement(correction, par, "faite")
    return correction


@acte(Acte.CONFIRMER_CORRECTION)
def refuser_correction(correction, *, par):
    correction, _ = _a_juger(correction, par)
    correction.refusee_par, correction.refusee_le = par, timezone.now()
    correction.full_clean()
    correction.save()
    _dire_le_jugement(correction, par, "refusée")
    return correction


def _dire_le_jugement(correction, par, jugement):
    notifier(
        Notifie.CORRECTION_JUGEE,
        [correction.demandee_par_id],
        par=par,
        parcours=correction.parcours_id,
        objet=correction.pk,
        precision=jugement,
    )


def _a_juger(correction, par):
    parcours = verrouiller(correction.parcours)
    lues = Correction.objects.select_for_update(of=("self",))
    actuelle = lues.select_related("passage__commission").get(pk=correction.pk)
    if not actuelle.est_en_attente:
        faite = "déjà faite" if actuelle.faite_le else "déjà refusée"
        raise ValidationError(f"Cette correction est {faite}.")
    if actuelle.demandee_par_id == par.pk:
        raise ValidationError("Vous avez demandé cette correction : une autre personne la juge.")
    return actuelle, parcours
