"""Decide the cases of a commission: the only door from `presente` and `sortie_proposee`."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.affectation import clore_affectation, confier
from accompagnement.actions.commission import verrouiller_ouverte
from accompagnement.actions.correction.demande import verrouiller_passage
from accompagnement.actions.correction.ecriture import (
    avant_la_decision,
    composer,
    ouvrir,
    remettre_en_etat,
)
from accompagnement.actions.correction.retour import etat_avant, exiger_immobile, noter, relever
from accompagnement.actions.notification import notifier, oublier, qui_tient
from accompagnement.actions.orientation.statut import dire_la_decision
from accompagnement.actions.parcours import changer_statut, verrouiller
from accompagnement.actions.rendez_vous import annuler_a_venir
from accompagnement.actions.sortie import refuser_sortie, valider_sortie
from accompagnement.alertes.completude import faits_d_eligibilite
from accompagnement.enums import (
    DECISIONS,
    DECISIONS_A_MOTIVER,
    Decision,
    NatureCorrection,
    Statut,
)
from accompagnement.enums.notification import Notifie
from accompagnement.models import Commission, Passage
from accompagnement.permissions import Acte
from plie.socle.ecriture import remplir

PROLONGATION_MAXIMALE = timedelta(days=3 * 366)
A_DECIDER = {
    "decision": "",
    "motif": "",
    "prolonge_jusqu_au": None,
    "decide_par": None,
    "decide_le": None,
    "etat_avant": None,
}
DEJA_DECIDE = "Ce dossier est déjà décidé : {}."


def _a_decider(passage):
    """The undecided case and its parcours, both locked. Every act on an agenda locks in this order
    (parcours, commission, case): two of them at once cannot deadlock."""
    parcours = verrouiller(passage.parcours)
    Commission.objects.select_for_update().get(pk=passage.commission_id)
    actuel = Passage.objects.select_for_update().filter(pk=passage.pk).first()
    if actuel is None:
        raise ValidationError("Ce dossier n'est plus à l'ordre du jour.")
    if actuel.decision:
        raise ValidationError(DEJA_DECIDE.format(actuel.get_decision_display().lower()))
    return actuel, parcours


@acte(Acte.DECIDER_COMMISSION)
def retirer_passage(passage, *, par):
    """Take a case off the agenda; it still waits for a commission. A decided case stays."""
    passage, _ = _a_decider(passage)
    verrouiller_ouverte(passage.commission)
    passage.delete()


@acte(Acte.DECIDER_COMMISSION)
def deplacer_passage(passage, *, par, rang):
    """Put a case at `rang` (1 is the first) of its agenda; out of bounds, at the nearest end."""
    commission = verrouiller_ouverte(passage.commission)
    ordre = [autre for autre in commission.passages.all() if autre.pk != passage.pk]
    ordre.insert(max(rang - 1, 0), passage)
    for numero, autre in enumerate(ordre, start=1):
        autre.ordre = numero
    Passage.objects.filter(decision="").bulk_update(
        [autre for autre in ordre if not autre.decision], ["ordre"]
    )


@acte(Acte.DECIDER_COMMISSION)
def decider(passage, *, par, decision, motif="", referent=None, prolonge_jusqu_au=None):
    """Record the commission's decision and move the parcours.

    Raises ValidationError when the commission is still to come, the case is already decided, the
    decision is not among DECISIONS for its state, a motif is missing (refuse, ajourne,
    sortie_refusee, integre without any criterion), or a prolongation has no day to come.
    """
    passage, parcours = _a_decider(passage)
    verrouiller_ouverte(passage.commission)
    if not passage.commission.a_eu_lieu:
        raise ValidationError(
            f"La commission se tient le {passage.commission.date:%d/%m/%Y} : la décision "
            "s'enregistre à partir de ce jour."
        )
    if decision not in DECISIONS.get(Statut(parcours.statut), ()):
        raise ValidationError("Cette décision n'est pas possible pour ce dossier.")
    if not motif.strip():
        _exiger_un_motif(parcours, decision)
    if decision == Decision.PROLONGE:
        _verifier_prolongation(parcours, prolonge_jusqu_au)
        passage.prolonge_jusqu_au = prolonge_jusqu_au
    passage.decision = decision
    passage.motif = motif
    passage.decide_par = par
    passage.decide_le = timezone.now()
    passage.full_clean()
    avant, tenu_par = relever(parcours), qui_tient(parcours.pk)
    CONSEQUENCES[decision](passage, parcours, par, referent)
    passage.etat_avant = noter(avant, parcours)
    passage.save()
    _dire(Notifie.DECISION, tenu_par, passage, par)
    return passage


def _dire(nature, tenu_par, passage, par):
    notifier(
        nature,
        tenu_par,
        par=par,
        parcours=passage.parcours_id,
        objet=passage.pk,
        precision=passage.get_decision_display().lower(),
    )


@acte(Acte.CORRIGER)
def reprendre_decision(passage, *, par):
    """Take a decision back while its commission sits: the case is to be decided again, and the
    parcours where it was. Raises ValidationError when the parcours has gone on, or when a frozen
    month counts what was decided."""
    passage, parcours = verrouiller_passage(passage)
    verrouiller_ouverte(passage.commission)
    if not passage.decision:
        raise ValidationError("Ce dossier attend déjà sa décision.")
    etat = etat_avant(passage, parcours)
    exiger_immobile(passage, parcours, etat)
    correction = composer(
        parcours,
        NatureCorrection.DECISION,
        par=par,
        motif=f"Reprise en séance : {passage.get_decision_display()}. {passage.commission}.",
        apres=avant_la_decision(parcours, etat),
    )
    if correction.touche_un_mois_arrete:
        raise ValidationError(
            "Un mois arrêté compte déjà cette décision : closez la commission, puis annulez la "
            "décision avec un motif."
        )
    ouvrir(correction)
    _rendre_a_decider(passage)
    remettre_en_etat(correction, parcours, etat)
    oublier(Notifie.DECISION, passage.pk)
    _dire(Notifie.REPRISE, qui_tient(parcours.pk), passage, par)
    return passage


def _rendre_a_decider(passage):
    remplir(passage, A_DECIDER)
    passage.save()


def _exiger_un_motif(parcours, decision):
    if decision in DECISIONS_A_MOTIVER:
        raise ValidationError({"motif": "Indiquez le motif de cette décision."})
    if decision == Decision.INTEGRE and not _a_un_critere_qui_se_dit(parcours):
        raise ValidationError(
            {
                "motif": "Aucun critère d'éligibilité n'est présenté à la commission : indiquez "
                "pourquoi elle intègre cette personne."
            }
        )


def _a_un_critere_qui_se_dit(parcours):
    """As the projection has it: were a reserved criterion enough, the room would learn of it by
    what is not asked."""
    criteres, _ = faits_d_eligibilite(ordinaires=True)
    return criteres.filter(parcours=parcours).exists()


def _verifier_prolongation(parcours, jusqu_au):
    if jusqu_au is None:
        raise ValidationError({"prolonge_jusqu_au": "Indiquez jusqu'à quand."})
    if jusqu_au <= timezone.localdate():
        raise ValidationError({"prolonge_jusqu_au": "Cette date est passée."})
    if jusqu_au > timezone.localdate() + PROLONGATION_MAXIMALE:
        raise ValidationError({"prolonge_jusqu_au": "Cette date est trop lointaine."})


def _prolonger(passage, parcours, par, referent):
    parcours.date_fin_prevue = passage.prolonge_jusqu_au
    parcours.full_clean()
    parcours.save()


def _maintenir(passage, parcours, par, referent):
    """Leave the planned end as it is; the minutes say that the commission saw the case."""


def _integrer(passage, parcours, par, referent):
    changer_statut(parcours, Statut.ACTIF, date_entree=passage.commission.date)
    dire_la_decision(parcours, est_integre=True)
    if referent:
        confier(parcours, a=referent, par=par)


def _refuser(passage, parcours, par, referent):
    changer_statut(parcours, Statut.REFUSE)
    clore_affectation(parcours, passage.commission.date)
    annuler_a_venir([parcours.pk])
    dire_la_decision(parcours, est_integre=False)


def _ajourner(passage, parcours, par, referent):
    if parcours.statut == Statut.PRESENTE:
        changer_statut(parcours, Statut.AJOURNE)


def _valider_sortie(passage, parcours, par, referent):
    valider_sortie(parcours.sortie, le=passage.commission.date, passage=passage)


def _refuser_sortie(passage, parcours, par, referent):
    refuser_sortie(parcours)


CONSEQUENCES = {
    Decision.INTEGRE: _integrer,
    Decision.REFUSE: _refuser,
    Decision.AJOURNE: _ajourner,
    Decision.SORTIE_VALIDEE: _valider_sortie,
    Decision.SORTIE_REFUSEE: _refuser_sortie,
    Decision.PROLONGE: _prolonger,
    Decision.MAINTENU: _maintenir,
}
