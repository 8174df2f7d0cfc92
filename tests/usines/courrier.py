import factory
from factory.django import DjangoModelFactory

from accompagnement.enums import TexteCode
from accompagnement.models import Courrier
from tests.usines.agent import AgentFactory
from tests.usines.parcours import ParcoursFactory


class CourrierFactory(DjangoModelFactory):
    class Meta:
        model = Courrier

    parcours = factory.SubFactory(ParcoursFactory, actif=True)
    auteur = factory.SubFactory(AgentFactory)
    modele = TexteCode.COURRIER_RELANCE
    destinataire = "Madame Dominique Essai\n12 rue des Mines\n59220 DENAIN"
    objet = "Prenons des nouvelles"
    texte = "Madame,\n\nContactez-moi."
