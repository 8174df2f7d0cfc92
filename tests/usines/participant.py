from datetime import date

import factory
from factory.django import DjangoModelFactory

from accompagnement.enums import Sexe
from accompagnement.models import Participant
from plie.referentiels.models import Commune


class CommuneFactory(DjangoModelFactory):
    class Meta:
        model = Commune
        django_get_or_create = ("code_insee",)

    code_insee = "59172"
    nom = "Denain"
    codes_postaux = ["59220"]
    latitude = 50.33
    longitude = 3.39


class ParticipantFactory(DjangoModelFactory):
    class Meta:
        model = Participant

    nom = factory.Sequence(lambda rang: f"Nom{rang}")
    prenom = "Dominique"
    date_naissance = date(1985, 5, 20)
    sexe = Sexe.FEMME
    commune = factory.SubFactory(CommuneFactory)
