"""The phrases of one agent, in their order."""

from accompagnement.models import PhrasesDeLAgent


def phrases_de(agent):
    gardees = PhrasesDeLAgent.objects.filter(agent=agent).values_list("phrases", flat=True)
    return gardees.first() or []
