import factory
from factory.django import DjangoModelFactory

from accompagnement.models import Mot
from tests.usines.agent import AgentFactory
from tests.usines.parcours import ParcoursFactory


class MotFactory(DjangoModelFactory):
    class Meta:
        model = Mot

    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    auteur = factory.SubFactory(AgentFactory)
    texte = "Peux-tu l'appeler ?"
