from datetime import date

import factory
import pgtrigger
from factory.django import DjangoModelFactory

from accompagnement.enums import Moment
from accompagnement.models import CritereEligibilite, Situation


class SituationFactory(DjangoModelFactory):
    class Meta:
        model = Situation

    parcours = factory.SubFactory("tests.usines.parcours.ParcoursFactory")
    moment = Moment.ENTREE
    date = factory.LazyAttribute(
        lambda situation: situation.parcours.date_entree or date(2025, 1, 10)
    )
    niveau_formation = "3"


class CritereFactory(DjangoModelFactory):
    """A criterion at entry, even of somebody who has already entered."""

    class Meta:
        model = CritereEligibilite

    parcours = factory.SubFactory("tests.usines.parcours.ParcoursFactory")
    code = "rsa"
    constate_le = factory.LazyAttribute(
        lambda critere: critere.parcours.date_entree or date(2025, 1, 10)
    )

    @classmethod
    def _create(cls, modele, *args, **champs):
        with pgtrigger.ignore("accompagnement.CritereEligibilite:entree_close"):
            return super()._create(modele, *args, **champs)
