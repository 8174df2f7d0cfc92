"""The one thing to do next on a parcours, with its reason."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import DELAI_SORTIE, Jalon, Maintien, Presence, Statut
from accompagnement.lecture.actes_proposes import adresse_de


@dataclass(frozen=True)
class Echeance:
    action: str
    raison: str
    adresse: str = ""
    est_en_retard: bool = False
    invitation: str | None = None


def _jour(instant):
    return timezone.localtime(instant).date() if isinstance(instant, datetime) else instant


def _le(jour):
    return f"{_jour(jour):%d/%m/%Y}"


def _avant_diagnostic(lecture):
    parcours = lecture.parcours
    depuis = parcours.date_prescription
    raison = f"Prescrit le {_le(depuis)}." if depuis else "Date de prescription inconnue."
    return Echeance(
        "Faire le diagnostic d'entrée", raison, adresse_de("parcours_diagnostic", parcours)
    )


def _avant_commission(lecture):
    adresse = adresse_de("parcours_presenter", lecture.parcours)
    return Echeance("Présenter en commission", "Le diagnostic est enregistré.", adresse)


def _apres_ajournement(lecture):
    motif = lecture.passages[0].motif if lecture.passages else ""
    raison = (
        f"La commission a ajourné le dossier : {motif}"
        if motif
        else "La commission a ajourné le dossier."
    )
    return Echeance(
        "Compléter puis présenter à nouveau",
        raison,
        adresse_de("parcours_presenter", lecture.parcours),
    )


def _en_attente_de_decision(lecture):
    passage = lecture.passage_en_attente
    if passage is None:
        return Echeance(
            "Inscrire à une commission",
            "Il n'est inscrit à aucun ordre du jour.",
            adresse_de("parcours_inscrire", lecture.parcours),
            est_en_retard=True,
        )
    commission = passage.commission
    return Echeance(
        "Décision de la commission",
        f"À l'ordre du jour du {_le(commission.date)}.",
        reverse("accompagnement:commission", args=[commission.pk]),
        est_en_retard=commission.date < timezone.localdate(),
    )


def _pendant_le_parcours(lecture):
    """The first thing that lacks, in the order in which a person gets lost."""
    parcours, maintenant = lecture.parcours, timezone.now()
    a_venir = sorted(
        (e for e in lecture.entretiens if e.presence == Presence.PREVU), key=lambda e: e.debut
    )
    if lecture.referent is None:
        return Echeance(
            "Affecter un référent",
            "Personne ne suit ce parcours.",
            adresse_de("parcours_affecter", parcours),
            est_en_retard=True,
        )
    if a_venir and a_venir[0].debut < maintenant:
        return Echeance(
            f"Noter l'entretien du {_le(a_venir[0].debut)}",
            "L'heure du rendez-vous est passée.",
            reverse("accompagnement:entretien_modifier", args=[a_venir[0].pk]),
            est_en_retard=True,
        )
    if a_venir:
        rendez_vous = timezone.localtime(a_venir[0].debut)
        return Echeance(
            "Prochain rendez-vous",
            f"Le {rendez_vous:%d/%m/%Y à %H:%M}.",
            reverse("accompagnement:entretien_modifier", args=[a_venir[0].pk]),
            invitation=lecture.invitations.get(a_venir[0].pk),
        )
    dernier = next((e for e in lecture.entretiens if e.presence == Presence.HONORE), None)
    if dernier is None or dernier.debut < maintenant - timedelta(
        days=lecture.reglages.jours_entretien_1
    ):
        depuis = f"Dernier entretien le {_le(dernier.debut)}." if dernier else "Aucun entretien."
        return Echeance(
            "Planifier un entretien",
            depuis,
            adresse_de("entretien_creer", parcours),
            est_en_retard=True,
        )
    if not any(etape.date_debut for etape in lecture.etapes):
        return Echeance(
            "Ajouter une étape", "Aucune étape commencée.", adresse_de("etape_creer", parcours)
        )
    return Echeance(
        "Planifier le prochain entretien",
        f"Dernier entretien le {_le(dernier.debut)}.",
        adresse_de("entretien_creer", parcours),
    )


def _pendant_la_suspension(lecture):
    suspension = next((s for s in lecture.suspensions if s.date_fin is None), None)
    prevue = suspension.date_fin_prevue if suspension else None
    raison = f"Fin prévue le {_le(prevue)}." if prevue else "Aucune fin prévue."
    return Echeance(
        "Reprendre le parcours",
        raison,
        adresse_de("parcours_reprendre", lecture.parcours),
        est_en_retard=bool(prevue and prevue < timezone.localdate()),
    )


def _pendant_l_emploi(lecture):
    """The follow-up that is due, else the exit once six months are proved, else what comes."""
    jour, suivis = timezone.localdate(), lecture.suivis_emploi
    if not suivis:
        return _pendant_le_parcours(lecture)
    dernier_fait = max(
        (s.prevu_le for s in suivis if s.maintien == Maintien.EN_POSTE), default=None
    )
    dus = [
        suivi
        for suivi in suivis
        if suivi.prevu_le <= jour
        and suivi.maintien in ("", Maintien.INJOIGNABLE)
        and (dernier_fait is None or suivi.prevu_le > dernier_fait)
    ]
    if dus:
        return _suivi_a_faire(dus[-1])
    m6 = next((suivi for suivi in reversed(suivis) if suivi.jalon == Jalon.M6), None)
    if m6 and m6.maintien == Maintien.EN_POSTE:
        return Echeance(
            "Proposer la sortie",
            f"Six mois en emploi depuis le {_le(m6.prevu_le)}.",
            adresse_de("parcours_proposer_sortie", lecture.parcours),
            est_en_retard=True,
        )
    a_venir = next((suivi for suivi in suivis if suivi.prevu_le > jour), None)
    if a_venir is None:
        return Echeance(
            "Suivre l'emploi",
            "Aucun suivi à venir.",
            adresse_de("dossier_emploi", lecture.parcours),
        )
    return Echeance(
        "Suivre l'emploi",
        f"Suivi à {a_venir.get_jalon_display()} le {_le(a_venir.prevu_le)}.",
        adresse_de("dossier_emploi", lecture.parcours),
    )


def _suivi_a_faire(suivi):
    return Echeance(
        f"Faire le suivi à {suivi.get_jalon_display()}",
        f"{suivi.emploi}, prévu le {_le(suivi.prevu_le)}.",
        reverse("accompagnement:suivi_emploi_faire", args=[suivi.pk]),
        est_en_retard=True,
    )


def _apres_la_sortie(lecture):
    sortie = lecture.parcours.date_sortie
    raison = f"Sortie le {_le(sortie)}."
    # As long as the alert asks for it.
    est_demandee = timezone.localdate() <= sortie + relativedelta(months=6)
    if est_demandee and lecture.situation_sortie is None and lecture.peut_recueillir_sortie:
        terme = sortie + DELAI_SORTIE
        attendue = "attendue depuis" if terme < timezone.localdate() else "à recueillir avant"
        raison += f" Situation à la sortie {attendue} le {_le(terme)} (FSE+)."
    return Echeance("Parcours clos", raison)


def _apres_le_refus(lecture):
    refus = lecture.passages[0].commission if lecture.passages else None
    raison = f"Commission du {_le(refus.date)}." if refus else "Il reste lisible."
    return Echeance("Parcours refusé", raison)


def _apres_la_non_entree(lecture):
    non_entree = lecture.non_entree
    if non_entree is None:
        return Echeance("Parcours clos sans entrée", "Il reste lisible.")
    raison = f"Le {_le(non_entree.date)} : {str(non_entree.motif).lower()}."
    return Echeance("Parcours clos sans entrée", raison)


ECHEANCES = {
    Statut.PRESCRIT: _avant_diagnostic,
    Statut.EN_DIAGNOSTIC: _avant_commission,
    Statut.AJOURNE: _apres_ajournement,
    Statut.PRESENTE: _en_attente_de_decision,
    Statut.ACTIF: _pendant_le_parcours,
    Statut.SUSPENDU: _pendant_la_suspension,
    Statut.EN_EMPLOI: _pendant_l_emploi,
    Statut.SORTIE_PROPOSEE: _en_attente_de_decision,
    Statut.SORTI: _apres_la_sortie,
    Statut.REFUSE: _apres_le_refus,
    Statut.NON_ENTRE: _apres_la_non_entree,
}


def prochaine_echeance(lecture):
    """The one thing to do next on this parcours, or how it ended; None before any prescription."""
    if lecture.parcours is None:
        return None
    return ECHEANCES[Statut(lecture.parcours.statut)](lecture)
