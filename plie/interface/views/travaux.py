from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Max
from django.utils import timezone

from plie.taches.models import Demande
from plie.taches.registre import tache_nommee

JOURS = 7


class NonAbouti(NamedTuple):
    libelle: str
    nombre: int
    dernier_le: datetime


def non_aboutis(agent):
    """The tasks that failed or were set aside in the last week, each once; None without any.

    By task and never by what it worked on: its reader may see no dossier.
    """
    depuis = timezone.now() - timedelta(days=JOURS)
    comptes = Demande.objects.non_abouties(depuis).order_by().values_list("tache")
    lus = [
        NonAbouti(tache_nommee(nom).libelle, nombre, dernier_le)
        for nom, nombre, dernier_le in comptes.annotate(Count("pk"), Max("finie_le"))
    ]
    return {"travaux": sorted(lus), "jours": JOURS} if lus else None
