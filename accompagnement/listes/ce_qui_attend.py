"""What of their own waits for an agent at home: what is new, what they have to do, the notes they
began. Which of it they may still open is asked once for all three."""

from string import Template
from typing import NamedTuple

from django.db import connection

from accompagnement.models import Brouillon, Memo, Notification
from accompagnement.models.parcours import EST_VISIBLE, est_visible_par
from plie.socle.sql import lire_sql

CE_QUI_ATTEND = Template(lire_sql(__file__, "ce_qui_attend")).substitute(est_visible=EST_VISIBLE)
MONTRES = 8
# What a page shows of each.
LUS = {
    "notifications": Notification.objects.select_related("parcours__participant", "auteur"),
    "memos": Memo.objects.avec_qui(),
    "brouillons": Brouillon.objects.select_related("parcours__participant").defer("contenu"),
}


class Attente(NamedTuple):
    cles: list
    nombre: int


def ce_qui_attend(agent):
    """{of what: the first of them, and how many they are}; read once and kept on the instance."""
    if not est_lu(agent):
        agent._ce_qui_attend = _lire(agent)
    return agent._ce_qui_attend


def est_lu(agent):
    return hasattr(agent, "_ce_qui_attend")


def _lire(agent):
    attentes = dict.fromkeys(LUS, Attente([], 0))
    with connection.cursor() as curseur:
        parametres = {"agent": agent.pk, "nombre": MONTRES}
        curseur.execute(CE_QUI_ATTEND, est_visible_par(agent) | parametres)
        for nature, cle, nombre in curseur.fetchall():
            attentes[nature] = Attente([*attentes[nature].cles, cle], nombre)
    return attentes


def premiers(agent, nature, nombre):
    """The first `nombre`, MONTRES at most, in their order; no query when nothing waits."""
    cles = ce_qui_attend(agent)[nature].cles[:nombre]
    lus = LUS[nature].in_bulk(cles) if cles else {}
    return [lus[cle] for cle in cles if cle in lus]
