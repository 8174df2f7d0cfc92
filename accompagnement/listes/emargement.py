"""The meetings of a month that nobody signed, and those that one sheet may carry."""

from datetime import datetime, time

from dateutil.relativedelta import relativedelta
from django.db.models import Count, Q
from django.utils import timezone

from accompagnement.enums import Presence
from accompagnement.listes.lecteurs import collegues
from accompagnement.models import Entretien
from accompagnement.portefeuille import suit
from plie.comptes.models import Agent, Structure

SUR_LA_FEUILLE = (Presence.HONORE, Presence.PREVU)


def _du_mois(entretiens, mois):
    """In the month that begins on `mois`."""
    premier = datetime.combine(mois, time.min)
    debut = timezone.make_aware(premier)
    fin = timezone.make_aware(premier + relativedelta(months=1))
    return entretiens.filter(debut__gte=debut, debut__lt=fin)


def realises(agent, mois, *, structure=None, referent=None):
    """The meetings that took place in the month that begins on `mois`, among those `agent` may see,
    of the parcours of one structure, held by one référent."""
    vus = _du_mois(Entretien.objects.visibles_par(agent).realises(), mois)
    if structure:
        vus = vus.filter(parcours__structure=structure)
    return vus.filter(agent=referent) if referent else vus


def non_signes(entretiens):
    """Those of `entretiens` to be signed, with what a list shows; `est_modifie`: they were signed,
    and changed since."""
    lies = entretiens.sans_emargement().select_related(
        "agent", "parcours__participant", "parcours__structure"
    )
    return lies.annotate(est_modifie=Q(emargement__isnull=False)).order_by("debut", "pk")


def compter(entretiens):
    """(how many, how many of them nobody signed)."""
    return entretiens.count(), entretiens.sans_emargement().count()


def par_referent(entretiens):
    """How many nobody signed, by who held them and structure of the parcours, the most first."""
    noms = ("agent", "agent__nom", "agent__prenom")
    structure = ("parcours__structure", "parcours__structure__nom")
    comptes = entretiens.sans_emargement().order_by().values(*noms, *structure)
    return comptes.annotate(restants=Count("pk")).order_by("-restants", "agent__nom", *structure)


def de_la_feuille(parcours, mois):
    """What the sheet of one month prints: what took place, and what is planned."""
    lus = Entretien.objects.filter(parcours=parcours)
    lus = lus.filter(presence__in=SUR_LA_FEUILLE).select_related("agent")
    return list(_du_mois(lus, mois).order_by("debut", "pk"))


def a_couvrir(parcours, mois):
    """What a signed sheet of that month may cover."""
    lus = Entretien.objects.filter(parcours=parcours).realises().sans_emargement()
    return _du_mois(lus, mois).select_related("agent").order_by("debut", "pk")


def choix_de(agent, *, referent=(), structure=()):
    """(agents, structures) that a list offered to `agent` chooses from; those asked for (keys) are
    among them, gone or not, when `agent` may see a meeting of theirs."""
    agents = collegues()
    structures = Structure.objects.filter(est_active=True)
    if suit(agent):
        agents = agents.filter(structure=agent.structure_id)
        structures = structures.filter(pk=agent.structure_id)
    vus = Entretien.objects.visibles_par(agent).order_by()
    menes = vus.filter(agent__in=referent).values("agent")
    suivies = vus.filter(parcours__structure__in=structure).values("parcours__structure")
    return (
        Agent.objects.filter(Q(pk__in=agents.values("pk")) | Q(pk__in=menes)),
        Structure.objects.filter(Q(pk__in=structures.values("pk")) | Q(pk__in=suivies)),
    )
