"""What is new for one agent."""

from accompagnement.listes.ce_qui_attend import ce_qui_attend, est_lu
from accompagnement.models import Notification


def compter(agent):
    """The number of the bell, which is on every page: one short question when nothing is new, none
    where home has asked."""
    if not est_lu(agent) and not agent.notifications.non_lues().exists():
        return 0
    return ce_qui_attend(agent)["notifications"].nombre


def toutes(agent):
    """Those of `agent`, the latest first, ready to be shown."""
    visibles = Notification.objects.visibles_par(agent)
    return visibles.select_related("parcours__participant", "auteur")
