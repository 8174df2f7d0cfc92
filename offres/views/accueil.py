"""The blocks of the home page: what the agent said they would do next with an employer, and the
offers since yesterday."""

from datetime import date
from typing import NamedTuple

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from offres.listes.filtres import publiees_depuis
from offres.models import Offre
from plie.socle.sql import lire_sql

MONTRES = 10
NOUVELLES_MONTREES = 6
# Asked at each opening of the home page: to compose the query took longer than to answer it.
ECHANGES_DUS = lire_sql(__file__, "echanges_dus")


class EchangeDu(NamedTuple):
    etablissement_id: int
    etablissement: str
    suite: str
    suite_le: date


def echanges(agent):
    """The exchanges written by `agent` whose next step is due; None when nothing is."""
    valeurs = {"agent": agent.pk, "jour": timezone.localdate(), "nombre": MONTRES + 1}
    with connection.cursor() as curseur:
        curseur.execute(ECHANGES_DUS, valeurs)
        lus = [EchangeDu(*ligne) for ligne in curseur.fetchall()]
    if not lus:
        return None
    return {"echanges": lus[:MONTRES], "il_y_en_a_plus": len(lus) > MONTRES}


def nouvelles(_agent):
    """The offers published since yesterday: how many, as their list counts them, and the latest."""
    toutes = publiees_depuis(Offre.objects.montrables(), 1)
    dernieres = toutes.select_related("commune").only("intitule", "publiee_le", "commune__nom")
    return {
        "nombre": toutes.count(),
        "dernieres": list(dernieres.order_by("-publiee_le", "-pk")[:NOUVELLES_MONTREES]),
        "adresse": f"{reverse('offres:offres')}?depuis=1",
    }
