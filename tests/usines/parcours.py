from datetime import date

import factory
from factory.django import DjangoModelFactory

from accompagnement.enums import Statut
from accompagnement.models import Parcours
from tests.usines.affectation import AffectationFactory
from tests.usines.agent import StructureFactory
from tests.usines.participant import ParticipantFactory
from tests.usines.situation import CritereFactory, SituationFactory
from tests.usines.sortie import SortieFactory


class ParcoursFactory(DjangoModelFactory):
    class Meta:
        model = Parcours
        skip_postgeneration_save = True

    class Params:
        actif = factory.Trait(statut=Statut.ACTIF, date_entree=date(2025, 1, 15))
        sorti = factory.Trait(
            statut=Statut.SORTI, date_entree=date(2025, 1, 15), date_sortie=date(2025, 6, 30)
        )

    participant = factory.SubFactory(ParticipantFactory)
    structure = factory.SubFactory(StructureFactory)

    @factory.post_generation
    def motif(parcours, creer, motif, **options):
        if parcours.date_sortie:
            SortieFactory(parcours=parcours, motif__code=motif or "cdi", **options)

    @factory.post_generation
    def niveau(parcours, creer, niveau, **options):
        if niveau is not None:
            SituationFactory(parcours=parcours, niveau_formation=niveau)

    @factory.post_generation
    def criteres(parcours, creer, codes, **options):
        for code in codes or ():
            CritereFactory(parcours=parcours, code=code)

    @factory.post_generation
    def referent(parcours, creer, agent, **options):
        if agent:
            AffectationFactory(parcours=parcours, agent=agent)
