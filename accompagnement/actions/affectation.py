"""Give people to a référent, one or several at once: as many statements for one as for 500."""

from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection
from django.db.models import Exists, Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.text import capfirst

from accompagnement.actions.alerte import rafraichir
from accompagnement.actions.notification import dire_les_passations
from accompagnement.models import AffectationReferent, Entretien, Parcours
from accompagnement.permissions import Acte
from plie.comptes.models import Agent
from plie.journal.acte import acte
from plie.socle.sql import lire_sql

REMETTRE_LES_RENDEZ_VOUS = lire_sql(__file__, "remettre_les_rendez_vous")
SUIVRE_LE_REFERENT = lire_sql(__file__, "suivre_le_referent")


@dataclass
class Transfert:
    """Whom a transfer moves, whom it leaves where they are and why, and the appointments to come
    that follow."""

    parcours: list = field(default_factory=list)
    refus: list = field(default_factory=list)
    rendez_vous: int = 0


def prevoir(parcours_ids, *, vers, le, avec_rendez_vous=True):
    """What `transferer` would do now; raises ValidationError when it would do nothing at all."""
    _verifier(vers, le)
    requete = Parcours.objects.filter(pk__in=parcours_ids).avec_referent()
    lus = (
        requete.select_related("participant", "affectation__agent")
        .annotate(derniere_fin=Max("affectations__date_fin"))
        .order_by("participant__recherche", "pk")
    )
    transfert = Transfert()
    for parcours in lus:
        raison = _refus(parcours, vers, le)
        if raison:
            transfert.refus.append((str(parcours.participant), raison))
        else:
            transfert.parcours.append(parcours)
    if avec_rendez_vous:
        transfert.rendez_vous = _a_remettre([p.pk for p in transfert.parcours]).count()
    return transfert


def _verifier(vers, le):
    if le > timezone.localdate():
        raise ValidationError({"le": "Cette date est dans le futur."})
    if not Agent.objects.referents().filter(pk=vers.pk).exists():
        raise ValidationError({"vers": "Choisissez un référent en activité."})


def _refus(parcours, vers, le):
    """Why this parcours stays where it is; empty when it may move."""
    if not parcours.est_ouvert:
        return "le parcours est clos."
    actuelle = parcours.affectation
    if actuelle and actuelle.agent_id == vers.pk:
        return f"déjà suivi par {vers}."
    if actuelle and le < actuelle.date_debut:
        return f"suivi par {actuelle.agent} depuis le {actuelle.date_debut:%d/%m/%Y} seulement."
    if parcours.derniere_fin and le < parcours.derniere_fin:
        return f"suivi par quelqu'un d'autre jusqu'au {parcours.derniere_fin:%d/%m/%Y}."
    if parcours.date_prescription and le < parcours.date_prescription:
        return f"prescrit le {parcours.date_prescription:%d/%m/%Y} seulement."
    return ""


def _a_remettre(parcours_ids):
    """The appointments to come that the référents of these parcours hold for them."""
    en_cours = AffectationReferent.objects.en_cours().filter(
        parcours=OuterRef("parcours"), agent=OuterRef("agent")
    )
    a_venir = Entretien.objects.a_venir().filter(debut__gte=timezone.now())
    return a_venir.filter(Exists(en_cours), parcours__in=parcours_ids)


@acte(Acte.AFFECTER)
def transferer(parcours_ids, *, par, vers, le, avec_rendez_vous=True):
    """Give these parcours to `vers` from the day `le`; those that may not move stay, named with
    the reason. The history of assignments is kept; the invitations already sent are not sent
    again."""
    return _confier(parcours_ids, vers, le, avec_rendez_vous, par)


@acte(Acte.AFFECTER)
def affecter(parcours, *, par, agent, le=None):
    """Give one parcours to `agent` from the day `le`, today by default; raises ValidationError."""
    confier(parcours, a=agent, le=le, par=par)


def confier(parcours, *, a, par, le=None):
    """What `affecter` does, without its right, for the acts that assign along the way: a
    prescription that its author follows, a decision of a commission. Does nothing when `a`
    follows the parcours already."""
    if parcours.referent == a:
        return
    transfert = _confier([parcours.pk], a, le or timezone.localdate(), True, par)
    for _, raison in transfert.refus:
        raise ValidationError({"le" if parcours.est_ouvert else NON_FIELD_ERRORS: capfirst(raison)})


def _confier(parcours_ids, vers, le, avec_rendez_vous, par):
    list(Parcours.objects.filter(pk__in=parcours_ids).select_for_update().order_by("pk"))
    transfert = prevoir(parcours_ids, vers=vers, le=le, avec_rendez_vous=avec_rendez_vous)
    cles = [parcours.pk for parcours in transfert.parcours]
    remettre(dict.fromkeys(cles, vers.pk), le, avec_rendez_vous, par=par)
    rafraichir(*cles)
    return transfert


def remettre(referents, le, avec_rendez_vous=True, *, par):
    """Write the hand-overs `referents` ({parcours: agent}, keys) of the day `le`, in as many
    statements for all, and tell both sides: whoever calls it has judged and locked them, and has
    the alerts computed."""
    cles, agents = list(referents), list(referents.values())
    suivis = AffectationReferent.objects.en_cours().filter(parcours__in=cles).order_by("parcours")
    suivis = dict(suivis.values_list("parcours", "agent"))
    dire_les_passations(referents, suivis, par)
    remis = list(_a_remettre(cles).values_list("pk", flat=True)) if avec_rendez_vous else []
    structure = Parcours.objects.filter(pk=OuterRef("parcours")).values("structure")
    AffectationReferent.objects.en_cours().filter(parcours__in=cles).update(
        date_fin=le, structure=Subquery(structure)
    )
    sans = Parcours.objects.filter(pk__in=[cle for cle in cles if cle not in suivis])
    quittees = dict(sans.values_list("pk", "structure"))
    AffectationReferent.objects.bulk_create(
        AffectationReferent(
            parcours_id=cle, agent_id=agent, date_debut=le, structure_avant_id=quittees.get(cle)
        )
        for cle, agent in referents.items()
    )
    with connection.cursor() as curseur:
        curseur.execute(REMETTRE_LES_RENDEZ_VOUS, [cles, agents, remis])
        curseur.execute(SUIVRE_LE_REFERENT, [cles, agents])


def clore_affectation(parcours, le):
    """End on `le` the assignments of `parcours` that run; returns their keys."""
    closes = list(parcours.affectations.en_cours())
    for affectation in closes:
        affectation.date_fin = max(le, affectation.date_debut)
        affectation.save()
    return [affectation.pk for affectation in closes]


def portefeuille(agent):
    """The keys of the parcours that `agent` follows, those of a closed account included."""
    return list(Parcours.objects.du_referent(agent).values_list("pk", flat=True))
