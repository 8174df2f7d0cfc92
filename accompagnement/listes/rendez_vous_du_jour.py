"""The appointments that the home page shows first, read as plain values: a page that everybody
opens every morning composes nothing that never changes."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from accompagnement.enums import STATUTS_CLOS, Mode, Presence
from accompagnement.permissions import Acte
from accompagnement.portefeuille import portefeuilles_de
from plie.socle.sql import lire_sql

# A union: the same asked with OR would read the appointments of the whole PLIE. One's own may be
# with somebody who has gone to another structure since: `Entretien.objects.visibles_par` says which
# are still in sight.
AVANT_DEMAIN = lire_sql(__file__, "avant_demain")


class RendezVous(NamedTuple):
    pk: int
    debut: datetime
    mode: str
    lieu: str
    agent_id: int
    participant_id: int
    personne: str
    telephone: str

    @property
    def libelle_mode(self):
        return Mode(self.mode).label


def rendez_vous_avant_demain(agent, nombre):
    """The first `nombre` appointments not written down, today's included: those of `agent` and of
    the portfolios in their hands."""
    est_referent = Acte.SUIVRE.permet(agent)
    demain = timezone.localdate() + timedelta(days=1)
    parametres = {
        "agent": agent.pk,
        "prevu": Presence.PREVU,
        "minuit": timezone.make_aware(datetime.combine(demain, time.min)),
        "partout": not est_referent,
        "structure": agent.structure_id,
        "clos": list(STATUTS_CLOS),
        "portefeuilles": portefeuilles_de(agent) if est_referent else [],
        "nombre": nombre,
    }
    with connection.cursor() as curseur:
        curseur.execute(AVANT_DEMAIN, parametres)
        return [RendezVous(*ligne) for ligne in curseur.fetchall()]
