"""The appointments that the home page shows first, read as plain values: a page that everybody
opens every morning composes nothing that never changes."""

from datetime import datetime, time, timedelta
from string import Template
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from accompagnement.enums import Mode, Presence
from accompagnement.models.parcours import EST_VISIBLE, est_visible_par
from plie.socle.sql import lire_sql

# A union: the same asked with OR would read the appointments of the whole PLIE. One's own may be
# with somebody who has gone to another structure since: `Entretien.objects.visibles_par` says which
# are still in sight.
AVANT_DEMAIN = Template(lire_sql(__file__, "avant_demain")).substitute(est_visible=EST_VISIBLE)


class RendezVous(NamedTuple):
    pk: int
    debut: datetime
    mode: str
    lieu: str
    agent_id: int
    participant_id: int
    personne: str
    telephone: str
    agent: str

    @property
    def libelle_mode(self):
        return Mode(self.mode).label


def rendez_vous_avant_demain(agent, nombre):
    """The first `nombre` appointments not written down, today's included: those of `agent` and of
    the portfolios in their hands."""
    demain = timezone.localdate() + timedelta(days=1)
    parametres = est_visible_par(agent) | {
        "agent": agent.pk,
        "prevu": Presence.PREVU,
        "minuit": timezone.make_aware(datetime.combine(demain, time.min)),
        "nombre": nombre,
    }
    with connection.cursor() as curseur:
        curseur.execute(AVANT_DEMAIN, parametres)
        return [RendezVous(*ligne) for ligne in curseur.fetchall()]
