"""What one agent has to do, on a person or alone."""

from datetime import timedelta

from django.utils import timezone

from accompagnement.models import Memo

FAITS_MONTRES = timedelta(days=30)


def de_l_agent(agent):
    """(to do, given to others, done lately)."""
    memos = Memo.objects.visibles_par(agent).avec_qui()
    a_faire = list(memos.a_faire())
    faits = memos.filter(fait_le__gte=timezone.now() - FAITS_MONTRES).order_by("-fait_le", "-pk")
    return (
        [memo for memo in a_faire if memo.pour_id == agent.pk],
        [memo for memo in a_faire if memo.pour_id != agent.pk],
        list(faits),
    )


def du_parcours(parcours, agent):
    """Those not done that this agent wrote or has to do, on this parcours, which they may open; as
    a queryset: the page of a meeting shows less of them."""
    return parcours.memos.de(agent).a_faire()
