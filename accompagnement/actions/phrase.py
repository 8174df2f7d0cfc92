"""The phrases that an agent inserts in their notes."""

from accompagnement.models import PhrasesDeLAgent
from accompagnement.permissions import Acte
from plie.journal.acte import acte


@acte(Acte.GARDER_PHRASES)
def garder_phrases(*, par, phrases):
    """Keep `phrases` in the order given, each once; none forgets them all."""
    gardees = list(dict.fromkeys(phrase.strip() for phrase in phrases if phrase.strip()))
    return PhrasesDeLAgent.objects.update_or_create(agent=par, defaults={"phrases": gardees})[0]
