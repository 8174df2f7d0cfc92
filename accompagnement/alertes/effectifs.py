"""The numbers of the whole PLIE on the home page, kept until alerts are computed again: every
write to a dossier has them computed (`actions.alertes.rafraichir`)."""

import uuid
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from accompagnement.enums import STATUTS_ENTRES, CodeAlerte
from accompagnement.models import AffectationReferent, Alerte, Commission, Parcours, Passage
from accompagnement.portefeuille import coordonne
from plie.comptes.models import Agent
from plie.socle.arrondi import arrondir
from plie.socle.sql import NombreDe

VERSION = "alertes-version"
SECONDES = 300
COMMISSIONS_MONTREES = 3
# Of those whom somebody follows: who is entered and not gone.
ENTREES = Q(parcours__statut__in=STATUTS_ENTRES)


class LigneReferent(NamedTuple):
    """A référent with the people entered whom they follow, and those with an alert."""

    pk: int
    nom: str
    structure: str
    quotite: Decimal
    est_actif: bool
    personnes: int
    a_voir: int


class Charge(NamedTuple):
    """People for one full-time equivalent, and whether that is more than the mark of the PLIE."""

    par_etp: int
    est_au_dessus: bool


class Effectifs(NamedTuple):
    """People by alert; the team; people entered; parcours that nobody follows, the oldest
    prescription first."""

    par_alerte: dict
    equipe: list
    en_cours: int
    sans_referent: list


def charge_par_etp(personnes, centiemes, decimales=0):
    """People for one full-time equivalent, of so many hundredths: here and in the indicator."""
    return arrondir(100 * personnes, centiemes, decimales)


def charge(personnes, quotite, repere):
    """The load of a référent, wherever it is said."""
    par_etp = charge_par_etp(personnes, int(100 * quotite))
    return Charge(par_etp, par_etp > repere)


def avec_personnes(agents):
    """`agents` with the people entered whom each follows now, `personnes`: the same as the home
    page, read at once and not kept."""
    suivis = AffectationReferent.objects.en_cours().filter(ENTREES, agent=OuterRef("pk"))
    return agents.annotate(personnes=NombreDe(suivis))


def effectifs(agent):
    """What the PLIE counts now, its alerts as `agent` may know them: one answer for those who see
    every criterion, one for the others; read once and kept on the instance. A write that skips the
    actions shows a few minutes later."""
    if not hasattr(agent, "_effectifs"):
        nom = f"effectifs:{len(Effectifs._fields)}"
        agent._effectifs = Effectifs(*_garder(agent, nom, _compter))
    return agent._effectifs


def prochaines_commissions(agent):
    """[(commission, cases to decide, incomplete ones)], kept like `effectifs`; apart from them, for
    who reads nothing else of the whole PLIE."""
    return _garder(agent, "commissions", _commissions)


def _garder(agent, nom, compter):
    lit_tout = coordonne(agent)
    lues = "completes" if lit_tout else "ordinaires"
    cle = f"{nom}:{cache.get(VERSION)}:{timezone.localdate()}:{lues}"
    return cache.get_or_set(cle, partial(_compter_pour, lit_tout, compter), SECONDES)


def _compter_pour(lit_tout, compter):
    alertes = Alerte.objects.completes() if lit_tout else Alerte.objects.ordinaires()
    return compter(alertes.order_by())


def oublier():
    cache.set(VERSION, uuid.uuid4().hex, None)


def _compter(alertes):
    suivis = _par_referent(alertes)
    sans = Parcours.objects.ouverts().sans_referent().order_by("date_prescription", "pk")
    sans = dict(sans.values_list("pk", "statut"))
    return (
        dict(alertes.values_list("code").annotate(Count("pk"))),
        _equipe(suivis),
        # One référent each, or none.
        sum(personnes for personnes, _ in suivis.values())
        + sum(statut in STATUTS_ENTRES for statut in sans.values()),
        list(sans),
    )


def _equipe(comptes):
    """Those who may follow people, and whoever still does."""
    agents = Agent.objects.referents() | Agent.objects.filter(pk__in=comptes)
    return [
        LigneReferent(
            agent.pk,
            str(agent),
            str(agent.structure or ""),
            agent.quotite,
            agent.is_active,
            *comptes.get(agent.pk, (0, 0)),
        )
        for agent in agents.select_related("structure")
    ]


def _par_referent(alertes):
    alerte = Exists(alertes.filter(parcours=OuterRef("parcours")))
    comptes = (
        AffectationReferent.objects.en_cours()
        .order_by()
        .values_list("agent")
        .annotate(
            personnes=Count("pk", filter=ENTREES),
            a_voir=Count("pk", filter=alerte),
        )
    )
    return {agent: (personnes, a_voir) for agent, personnes, a_voir in comptes}


def _commissions(alertes):
    a_decider = Passage.objects.filter(commission=OuterRef("pk"), decision="").order_by()
    incomplet = alertes.filter(parcours=OuterRef("parcours"), code=CodeAlerte.DOSSIER_INCOMPLET)
    prochaines = Commission.objects.a_venir().annotate(
        a_decider=NombreDe(a_decider), incomplets=NombreDe(a_decider.filter(Exists(incomplet)))
    )
    return [(c, c.a_decider, c.incomplets) for c in prochaines[:COMMISSIONS_MONTREES]]
