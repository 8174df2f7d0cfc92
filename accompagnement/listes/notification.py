"""What is new for one agent."""

from accompagnement.models import Notification


def compter(agent):
    """The number of the bell, in one query whoever asks."""
    return Notification.objects.visibles_par(agent).non_lues().count()


def toutes(agent):
    """Those of `agent`, the latest first, ready to be shown."""
    visibles = Notification.objects.visibles_par(agent)
    return visibles.select_related("parcours__participant", "auteur")


def non_lues(agent, nombre):
    return list(toutes(agent).non_lues()[:nombre])
