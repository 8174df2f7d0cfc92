from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accompagnement.models import AffectationReferent, Remplacement
from plie.comptes.enums import Role
from tests.usines.agent import AgentFactory


class AffectationFactory(DjangoModelFactory):
    class Meta:
        model = AffectationReferent

    parcours = factory.SubFactory("tests.usines.parcours.ParcoursFactory", actif=True)
    agent = factory.SubFactory(AgentFactory)
    date_debut = factory.LazyAttribute(
        lambda affectation: affectation.parcours.date_entree or date(2025, 1, 10)
    )
    date_fin = factory.SelfAttribute("parcours.date_sortie")


class RemplacementFactory(DjangoModelFactory):
    """Running today, unless told otherwise."""

    class Meta:
        model = Remplacement

    absent = factory.SubFactory(AgentFactory)
    remplacant = factory.SubFactory(AgentFactory)
    date_debut = factory.LazyFunction(timezone.localdate)
    date_fin = factory.LazyFunction(timezone.localdate)
    decide_par = factory.SubFactory(AgentFactory, role=Role.COORDINATION)
