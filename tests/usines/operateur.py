import factory
from factory.django import DjangoModelFactory

from accompagnement.models import Operateur


class OperateurFactory(DjangoModelFactory):
    class Meta:
        model = Operateur
        django_get_or_create = ("nom",)

    nom = factory.Sequence(lambda rang: f"Organisme {rang}")
