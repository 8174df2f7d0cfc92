"""The appointments of home are written in SQL for its speed: they are those that the models say."""

from datetime import date, datetime, time, timedelta
from itertools import product

import pytest
from django.db.models import Q
from django.utils import timezone

from accompagnement.enums import Presence
from accompagnement.listes.rendez_vous_du_jour import rendez_vous_avant_demain
from accompagnement.models import Entretien, Parcours
from accompagnement.portefeuille import portefeuilles_de, suit
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    EntretienFactory,
    ParcoursFactory,
    RemplacementFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db


def de_toute_sorte(agent):
    """One of each: whose appointment, of which structure and state, in whose portfolio; then one
    held, one of tomorrow, and one of a closed parcours of who has come back."""
    absent = RemplacementFactory(remplacant=agent).absent
    hier, ici = timezone.now() - timedelta(days=1), agent.structure or StructureFactory()
    for tient, structure, referent, cycle in product(
        (agent, AgentFactory()),
        (ici, StructureFactory(), None),
        (agent, absent, AgentFactory(), None),
        ("actif", "sorti"),
    ):
        parcours = ParcoursFactory(**{cycle: True}, structure=structure, referent=referent)
        EntretienFactory(parcours=parcours, agent=tient, debut=hier, presence=Presence.PREVU)
    parcours = ParcoursFactory(actif=True, structure=ici, referent=agent)
    EntretienFactory(parcours=parcours, agent=agent, debut=hier)
    demain = hier + timedelta(days=2)
    EntretienFactory(parcours=parcours, agent=agent, debut=demain, presence=Presence.PREVU)
    ailleurs = ParcoursFactory(
        statut="sorti",
        date_entree=date(2024, 1, 1),
        date_sortie=date(2024, 6, 1),
        participant=parcours.participant,
    )
    EntretienFactory(parcours=ailleurs, agent=agent, debut=hier, presence=Presence.PREVU)


@pytest.mark.parametrize("role", [Role.REFERENT, Role.COORDINATION, Role.DIRECTION])
def test_home_shows_what_its_reader_may_open(role):
    agent = AgentFactory(role=role)
    de_toute_sorte(agent)
    siens = Q(agent=agent)
    if suit(agent):
        siens |= Q(parcours__in=Parcours.objects.des_referents(portefeuilles_de(agent)))
    demain = timezone.localdate() + timedelta(days=1)
    minuit = timezone.make_aware(datetime.combine(demain, time.min))
    attendus = Entretien.objects.visibles_par(agent).a_venir().filter(siens, debut__lt=minuit)
    lus = [rendez_vous.pk for rendez_vous in rendez_vous_avant_demain(agent, 200)]
    assert len(lus) > 8 and sorted(lus) == sorted(attendus.values_list("pk", flat=True))
