import factory
from factory.django import DjangoModelFactory

from plie.comptes.enums import Role, TypeStructure
from plie.comptes.models import Agent, Structure

MOT_DE_PASSE = "mot-de-passe-des-essais"


class StructureFactory(DjangoModelFactory):
    class Meta:
        model = Structure

    nom = factory.Sequence(lambda rang: f"CCAS numéro {rang}")
    type = TypeStructure.CCAS
    accompagne = True


class AgentFactory(DjangoModelFactory):
    """AgentFactory(role=Role.COORDINATION); a référent, a partner, gets a structure
    of their own."""

    class Meta:
        model = Agent
        skip_postgeneration_save = True

    email = factory.Sequence(lambda rang: f"agent{rang}@exemple.fr")
    nom = factory.Sequence(lambda rang: f"Agent{rang}")
    prenom = "Camille"
    role = Role.REFERENT
    structure = factory.Maybe(
        factory.LazyAttribute(lambda agent: agent.role in (Role.REFERENT, Role.PARTENAIRE)),
        factory.SubFactory(StructureFactory),
    )
    password = factory.django.Password(MOT_DE_PASSE)


class CoordinationFactory(AgentFactory):
    """Who may write to any dossier: the author of what a test is not about."""

    role = Role.COORDINATION
