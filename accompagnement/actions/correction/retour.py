"""What a decision changes, noted as it is taken, and put back when it is taken back; what a
closing without entry changed, from the history."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from accompagnement.actions.orientation.statut import dire_la_reprise
from accompagnement.enums import STATUTS_AVANT_ENTREE, Decision, Statut, StatutOrientation
from accompagnement.models import (
    AffectationReferent,
    Entretien,
    NonEntree,
    Orientation,
    Piece,
    Sortie,
)

CHAMPS = ("statut", "date_fin_prevue", "structure_id")
CHAMPS_SORTIE = ("motif_id", "date_effet", "commentaire", "proposee_par_id", "proposee_le")
# Of the cases decided before the platform noted what a decision changes, what cannot be deduced.
SANS_RETOUR = (Decision.SORTIE_REFUSEE, Decision.PROLONGE)


def relever(parcours):
    """What a decision may change, as it stands."""
    return {champ: getattr(parcours, champ) for champ in CHAMPS} | {
        "affectations": set(parcours.affectations.en_cours().values_list("pk", flat=True)),
        "suspensions": set(parcours.suspensions.en_cours().values_list("pk", flat=True)),
        "sortie": _sortie(parcours),
        "orientations": dict(
            Orientation.objects.acceptees().filter(parcours=parcours).values_list("pk", "reponse")
        ),
        "rendez_vous": dict(
            Entretien.objects.a_venir().filter(parcours=parcours).values_list("pk", "agent_id")
        ),
    }


def _sortie(parcours):
    sortie = Sortie.objects.filter(parcours=parcours).first()
    if sortie is None:
        return None
    preuves = list(sortie.preuves.values_list("pk", flat=True))
    return {champ: getattr(sortie, champ) for champ in CHAMPS_SORTIE} | {"preuves": preuves}


def noter(avant, parcours):
    """What stands on the passage: `avant` where the decision changed it."""
    apres = relever(parcours)
    return {champ: avant[champ] for champ in CHAMPS} | {
        "devient": parcours.statut,
        "affectations_closes": sorted(avant["affectations"] - apres["affectations"]),
        "affectations_ouvertes": sorted(apres["affectations"] - avant["affectations"]),
        "suspensions_closes": sorted(avant["suspensions"] - apres["suspensions"]),
        "sortie": None if apres["sortie"] else avant["sortie"],
        "orientations": list(avant["orientations"].items()),
        "rendez_vous": [
            (pk, agent)
            for pk, agent in avant["rendez_vous"].items()
            if apres["rendez_vous"].get(pk) != agent
        ],
    }


def etat_avant(passage, parcours):
    """What to put back; deduced for a case decided before it was noted (an import, the
    demonstration), when it can be."""
    if passage.etat_avant:
        return passage.etat_avant
    if passage.decision in SANS_RETOUR:
        raise ValidationError(
            "Cette décision a été enregistrée sans ce qu'elle changeait : elle ne se reprend pas."
        )
    return deduire(parcours, Decision(passage.decision), passage.commission.date)


def deduire(parcours, decision, le):
    """The same, from a decision and the day from which it held."""
    le = parcours.date_sortie or le
    statut = {
        Decision.INTEGRE: Statut.PRESENTE,
        Decision.REFUSE: Statut.PRESENTE,
        Decision.SORTIE_VALIDEE: Statut.SORTIE_PROPOSEE,
    }.get(decision, Statut(parcours.statut))
    if statut == Statut.AJOURNE:
        statut = Statut.PRESENTE
    return {
        "statut": statut.value,
        "date_fin_prevue": parcours.date_fin_prevue,
        "structure_id": parcours.structure_id,
        "devient": DEVIENNENT.get(decision, parcours.statut),
        "affectations_closes": _closes(parcours, le),
        "affectations_ouvertes": [],
        "suspensions_closes": _suspensions_closes(parcours, le),
        "sortie": None,
        "orientations": [],
        "rendez_vous": [],
    }


DEVIENNENT = {
    Decision.INTEGRE: Statut.ACTIF.value,
    Decision.REFUSE: Statut.REFUSE.value,
    Decision.SORTIE_VALIDEE: Statut.SORTI.value,
}
# What is told to the partners who sent the person.
DITES = (Statut.ACTIF, Statut.REFUSE, Statut.NON_ENTRE)


def etat_avant_la_non_entree(non_entree, parcours):
    """What to put back of a parcours closed without entry."""
    return deduire(parcours, None, non_entree.date) | {
        "statut": _statut_avant_la_non_entree(parcours),
        "affectations_closes": _closes_avec(non_entree),
        "orientations": _reponses_d_avant(parcours),
    }


def _statut_avant_la_non_entree(parcours):
    """Where the history says it was; written by hand, it was only prescribed."""
    avant = parcours.events.exclude(statut=Statut.NON_ENTRE).order_by("-pgh_id")
    return avant.values_list("statut", flat=True).first() or Statut.PRESCRIT.value


def _closes_avec(non_entree):
    """The assignments that the same transaction ended, which the history dates alike: whoever had
    left before does not come back."""
    ecritures = NonEntree.pgh_event_model.objects.filter(pgh_obj_id=non_entree.pk)
    closes = AffectationReferent.pgh_event_model.objects.filter(
        parcours=non_entree.parcours_id,
        pgh_created_at__in=ecritures.values("pgh_created_at"),
    )
    return sorted(set(closes.exclude(date_fin=None).values_list("pgh_obj_id", flat=True)))


def _reponses_d_avant(parcours):
    """[(orientation, the answer it had while it was accepted)]."""
    passe = Orientation.pgh_event_model.objects.filter(
        parcours=parcours.pk, statut=StatutOrientation.ACCEPTEE
    )
    dernieres = passe.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return list(dernieres.values_list("pgh_obj_id", "reponse"))


def _closes(parcours, le):
    """The assignment that ended with the parcours."""
    derniere = None if parcours.est_ouvert else parcours.affectations.first()
    return [derniere.pk] if derniere and derniere.date_fin and derniere.date_fin >= le else []


def _suspensions_closes(parcours, le):
    """The one that ended with the parcours."""
    closes = () if parcours.est_ouvert else parcours.suspensions.filter(date_fin=le)
    return [suspension.pk for suspension in closes]


def exiger_immobile(passage, parcours, etat):
    """Raise ValidationError when the parcours has gone on from what was decided."""
    if parcours.statut != etat["devient"]:
        raise ValidationError(
            "Le parcours a avancé depuis cette décision : il est "
            f"« {parcours.get_statut_display().lower()} »."
        )
    autres = parcours.passages.exclude(pk=passage.pk).select_related("commission")
    suivant = autres.filter(
        Q(decision="") | Q(decide_le__gt=passage.decide_le),
        ~Q(corrections__faite_le__isnull=False),
    ).first()
    if suivant:
        raise ValidationError(
            "Le parcours a avancé depuis cette décision : la commission du "
            f"{suivant.commission.date:%d/%m/%Y} en est saisie."
        )
    if etat["statut"] in STATUTS_AVANT_ENTREE:
        _exiger_sans_emploi_ni_suspension(parcours)


def _exiger_sans_emploi_ni_suspension(parcours):
    for relation, nom in (("emplois", "un emploi"), ("suspensions", "une suspension")):
        if getattr(parcours, relation).exists():
            raise ValidationError(f"Le parcours a avancé depuis cette décision : {nom} y est noté.")


def remettre(parcours, etat):
    """Put back what hangs from a locked parcours; returns its own fields, to be written with its
    statut. A référent assigned since stays."""
    champs = {"date_fin_prevue": _jour(etat["date_fin_prevue"])}
    if _remettre_les_affectations(parcours, etat):
        champs["structure_id"] = etat["structure_id"]
        _remettre_les_rendez_vous(etat)
    for suspension in parcours.suspensions.filter(pk__in=etat["suspensions_closes"]):
        suspension.date_fin = None
        suspension.full_clean()
        suspension.save()
    if etat["statut"] in STATUTS_AVANT_ENTREE and etat["devient"] in DITES:
        dire_la_reprise(parcours, dict(etat["orientations"]))
    return champs


def _remettre_les_affectations(parcours, etat):
    """Whether what the decision did to the assignments was undone."""
    closes, ouvertes = etat["affectations_closes"], etat["affectations_ouvertes"]
    en_cours = parcours.affectations.en_cours().order_by("pk").values_list("pk", flat=True)
    if not (closes or ouvertes) or list(en_cours) != list(ouvertes):
        return False
    parcours.affectations.filter(pk__in=ouvertes).delete()
    for affectation in parcours.affectations.filter(pk__in=closes):
        affectation.date_fin, affectation.structure = None, None
        affectation.full_clean()
        affectation.save()
    return True


def _remettre_les_rendez_vous(etat):
    for pk, agent_id in etat["rendez_vous"]:
        for entretien in Entretien.objects.a_venir().filter(pk=pk):
            entretien.agent_id = agent_id
            entretien.version += 1
            entretien.save()


def remettre_la_sortie(parcours, etat):
    """The exit waits again for its commission: no longer validated, or no longer refused."""
    Sortie.objects.filter(parcours=parcours).update(
        categorie="", regle=None, passage=None, validee_le=None
    )
    if etat["sortie"]:
        champs = dict(etat["sortie"])
        preuves = champs.pop("preuves")
        sortie = Sortie(parcours=parcours, **champs)
        sortie.full_clean()
        sortie.save()
        Piece.objects.filter(pk__in=preuves).update(sortie=sortie)


def _jour(valeur):
    return date.fromisoformat(valeur) if isinstance(valeur, str) else valeur
