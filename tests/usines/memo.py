import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accompagnement.models import Memo
from tests.usines.agent import AgentFactory


class MemoFactory(DjangoModelFactory):
    """Of one agent for themselves, for today, about nobody."""

    class Meta:
        model = Memo

    auteur = factory.SubFactory(AgentFactory)
    pour = factory.SelfAttribute("auteur")
    texte = "Rappeler la CAF"
    le = factory.LazyFunction(timezone.localdate)
