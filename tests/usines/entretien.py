from datetime import datetime
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from accompagnement.enums import Presence
from accompagnement.models import Entretien, Seance
from tests.usines.agent import AgentFactory
from tests.usines.parcours import ParcoursFactory

PARIS = ZoneInfo("Europe/Paris")


class EntretienFactory(DjangoModelFactory):
    class Meta:
        model = Entretien

    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    agent = factory.SubFactory(AgentFactory)
    debut = datetime(2025, 3, 3, 10, 0, tzinfo=PARIS)
    presence = Presence.HONORE
    notes_confidentielles = ""
    confie_par = factory.LazyAttribute(
        lambda entretien: entretien.agent if entretien.notes_confidentielles else None
    )


class SeanceFactory(DjangoModelFactory):
    class Meta:
        model = Seance

    titre = "Atelier CV"
    debut = datetime(2025, 3, 4, 14, 0, tzinfo=PARIS)
    animateur = factory.SubFactory(AgentFactory)
