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
    # Of the days before, all of them, those left out too.
    en_retard: int

    @property
    def libelle_mode(self):
        return Mode(self.mode).label


def rendez_vous_avant_demain(agent, nombre):
    """The appointments not written down, of `agent` and of the portfolios in their hands, the
    oldest first: today's, and the first late ones that `nombre` leaves room for."""
    jour = timezone.localdate()
    parametres = est_visible_par(agent) | {
        "agent": agent.pk,
        "prevu": Presence.PREVU,
        "aujourd_hui": _a_minuit(jour),
        "minuit": _a_minuit(jour + timedelta(days=1)),
        "nombre": nombre,
    }
    with connection.cursor() as curseur:
        curseur.execute(AVANT_DEMAIN, parametres)
        lus = [RendezVous(*ligne) for ligne in curseur.fetchall()]
    return sorted(lus, key=lambda rendez_vous: (rendez_vous.debut, rendez_vous.pk))


def _a_minuit(jour):
    return timezone.make_aware(datetime.combine(jour, time.min))
