from datetime import date

import factory
from factory.django import DjangoModelFactory

from accompagnement.models import MiseEnRelation
from tests.usines.agent import AgentFactory
from tests.usines.offre import OffreFactory
from tests.usines.parcours import ParcoursFactory


class MiseEnRelationFactory(DjangoModelFactory):
    class Meta:
        model = MiseEnRelation

    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    offre = factory.SubFactory(OffreFactory)
    proposee_par = factory.SubFactory(AgentFactory)
    proposee_le = date(2025, 6, 2)
    origine = factory.SelfAttribute("offre.origine")
    rome_code = factory.SelfAttribute("offre.rome_code")
    rome_libelle = factory.SelfAttribute("offre.rome_libelle")
