"""What is new for one agent."""

from accompagnement.models import Notification


def compter(agent):
    """The number of the bell; no query on a page that has just read them."""
    lues = getattr(agent, "nouvelles_lues", None)
    return _compter(agent) if lues is None else lues


def _compter(agent):
    """Which dossiers they may open is a long question: asked only when something waits."""
    if not agent.notifications.non_lues().exists():
        return 0
    return Notification.objects.visibles_par(agent).non_lues().count()


def toutes(agent):
    """Those of `agent`, the latest first, ready to be shown."""
    visibles = Notification.objects.visibles_par(agent)
    return visibles.select_related("parcours__participant", "auteur")


def non_lues(agent, nombre):
    lues = list(toutes(agent).non_lues()[: nombre + 1])
    if len(lues) <= nombre:
        agent.nouvelles_lues = len(lues)
    return lues[:nombre]
