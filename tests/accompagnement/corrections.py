"""Cases before a commission, decided, and all that a decision may change."""

from datetime import date, timedelta

from django.utils import timezone

from accompagnement.actions.commission import clore_commission, inscrire
from accompagnement.actions.passage import decider
from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.actions.sortie import proposer_sortie
from accompagnement.actions.suspension import suspendre
from accompagnement.enums import (
    Decision,
    Presence,
    Statut,
    TypeCommission,
)
from accompagnement.models import (
    Entretien,
    MotifSortie,
    Parcours,
    Passage,
    Sortie,
)
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    EntretienFactory,
    MotifSuspensionFactory,
    ParcoursFactory,
    PieceFactory,
)

HIER = timezone.localdate() - timedelta(days=1)


def presenter(coordination, statut=Statut.PRESENTE, type_=TypeCommission.INTEGRATION, **champs):
    """A case before a commission of yesterday."""
    parcours = ParcoursFactory(statut=statut, **champs)
    commission = CommissionFactory(type=type_, date=HIER)
    return inscrire(parcours, par=coordination, commission=commission)


def sortant(coordination, parcours=None, **champs):
    charger_regles()
    parcours = parcours or ParcoursFactory(actif=True, referent=AgentFactory())
    proposer_sortie(
        parcours,
        par=coordination,
        motif=MotifSortie.objects.get(code="cdi"),
        date_effet=HIER,
        commission=CommissionFactory(type=TypeCommission.SORTIE, date=HIER),
        **champs,
    )
    return Passage.objects.get(parcours=parcours)


def trancher(passage, par, decision, motif="parce que", **champs):
    return decider(passage, par=par, decision=decision, motif=motif, **champs)


def clore(passage, par):
    clore_commission(passage.commission, par=par)
    return passage


def lu(parcours):
    return Parcours.objects.get(pk=parcours.pk)


def photo(parcours):
    """All that a decision may change."""
    sortie = Sortie.objects.filter(parcours=parcours)
    return {
        "parcours": Parcours.objects.filter(pk=parcours.pk).values().get(),
        "affectations": list(parcours.affectations.order_by("pk").values()),
        "suspensions": list(parcours.suspensions.order_by("pk").values()),
        "sortie": list(sortie.values("motif", "date_effet", "commentaire", "validee_le", "regle")),
        "preuves": list(parcours.pieces.filter(sortie__isnull=False).values_list("pk", flat=True)),
        "rendez_vous": list(Entretien.objects.values_list("pk", "agent")),
    }


DECISIONS = [
    (Statut.PRESENTE, Decision.INTEGRE),
    (Statut.PRESENTE, Decision.REFUSE),
    (Statut.PRESENTE, Decision.AJOURNE),
    (Statut.ACTIF, Decision.PROLONGE),
    (Statut.ACTIF, Decision.MAINTENU),
    (Statut.SUSPENDU, Decision.AJOURNE),
    (Statut.SORTIE_PROPOSEE, Decision.SORTIE_VALIDEE),
    (Statut.SORTIE_PROPOSEE, Decision.SORTIE_REFUSEE),
    (Statut.SORTIE_PROPOSEE, Decision.AJOURNE),
]


def soumettre(coordination, statut):
    """A case in this state, with all that a decision could change."""
    referent = AgentFactory()
    if statut == Statut.PRESENTE:
        passage = presenter(coordination, referent=referent, date_prescription=date(2025, 1, 2))
    else:
        parcours = ParcoursFactory(actif=True, referent=referent)
        if statut != Statut.ACTIF:
            suspendre(
                parcours,
                par=coordination,
                motif=MotifSuspensionFactory(),
                date_debut=date(2025, 2, 1),
            )
        if statut == Statut.SORTIE_PROPOSEE:
            passage = sortant(coordination, parcours, commentaire="Elle a signé.")
            PieceFactory(
                participant=parcours.participant, parcours=parcours, sortie=parcours.sortie
            )
        else:
            commission = CommissionFactory(type=TypeCommission.SUIVI, date=HIER)
            passage = inscrire(lu(parcours), par=coordination, commission=commission)
    EntretienFactory(
        parcours=passage.parcours,
        agent=referent,
        debut=timezone.now() + timedelta(days=9),
        presence=Presence.PREVU,
    )
    return passage


def options(decision):
    if decision == Decision.PROLONGE:
        return {"prolonge_jusqu_au": timezone.localdate() + timedelta(days=90)}
    return {"referent": AgentFactory()} if decision == Decision.INTEGRE else {}
