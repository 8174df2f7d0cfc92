import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from plie.comptes.enums import ROLES_DES_PARTENAIRES, Role, TypeStructure
from plie.comptes.models import Agent, Structure

MOT_DE_PASSE = "mot-de-passe-des-essais"
DOMAINE = "exemple.fr"


class StructureFactory(DjangoModelFactory):
    class Meta:
        model = Structure

    nom = factory.Sequence(lambda rang: f"CCAS numéro {rang}")
    type = TypeStructure.CCAS
    accompagne = True


class AgentFactory(DjangoModelFactory):
    """AgentFactory(role=Role.COORDINATION); a référent, a partner, gets a structure of their own,
    a conseiller an address of its domain."""

    class Meta:
        model = Agent
        skip_postgeneration_save = True

    email = factory.LazyAttributeSequence(
        lambda agent, rang: (
            f"agent{rang}@{getattr(agent.structure, 'domaine_courriel', '') or DOMAINE}"
        )
    )
    nom = factory.Sequence(lambda rang: f"Agent{rang}")
    prenom = "Camille"
    # Their first visit is over.
    visite = 5
    role = Role.REFERENT
    structure = factory.Maybe(
        factory.LazyAttribute(lambda agent: agent.role in (Role.REFERENT, *ROLES_DES_PARTENAIRES)),
        factory.SubFactory(StructureFactory, domaine_courriel=DOMAINE),
    )
    password = factory.LazyAttribute(
        lambda agent: make_password(None if agent.role in ROLES_DES_PARTENAIRES else MOT_DE_PASSE)
    )


class CoordinationFactory(AgentFactory):
    """Who may write to any dossier: the author of what a test is not about."""

    role = Role.COORDINATION
