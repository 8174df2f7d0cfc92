"""Measures of the platform, read at once: jobs in one pass over their journal, disks."""

import shutil
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from plie.celery import app
from plie.sauvegarde.suite import EPREUVE, SAUVEGARDE
from plie.taches.enums import NON_ABOUTIS, StatutDemande
from plie.taches.models import Demande
from plie.taches.registre import de_ce_service

# Older failures are no news: the home page of those who watch keeps them a week.
RECENTS = timedelta(days=2)


def travaux():
    """What the journal of jobs says, in one query."""
    maintenant = timezone.now()
    attendent = Q(statut=StatutDemande.A_FAIRE, pas_avant__lte=maintenant, commencee_le=None)
    courriels = Q(statut=StatutDemande.A_FAIRE, tache__in=_du_courriel())
    faite = Q(statut=StatutDemande.FAITE)
    # The timetable writes rows that stand for no backup: nothing came of them.
    sauvegarde = faite & Q(tache=SAUVEGARDE, resultat__has_key="fichiers")
    echouees = Q(statut__in=NON_ABOUTIS, finie_le__gte=maintenant - RECENTS)
    return Demande.objects.order_by().aggregate(
        veille=Max("prevue_le"),
        attendent=Count("pk", filter=attendent),
        plus_ancien=Min("pas_avant", filter=attendent),
        courriels=Count("pk", filter=courriels),
        plus_ancien_courriel=Min("demandee_le", filter=courriels),
        non_aboutis=Count("pk", filter=echouees),
        sauvegarde=Max("finie_le", filter=sauvegarde),
        epreuve=Max("finie_le", filter=faite & Q(tache=EPREUVE, resultat__has_key="fichiers")),
    )


@cache
def _du_courriel():
    app.loader.import_default_modules()
    return de_ce_service("courriel")


def travaux_de_nuit_en_echec():
    """{label: when} of the jobs of the timetable whose latest end is a failure."""
    finies = Demande.objects.filter(prevue_le__gte=timezone.now() - RECENTS, finie_le__isnull=False)
    dernieres = finies.order_by("tache", "-finie_le").distinct("tache")
    lues = dernieres.values_list("tache", "statut", "finie_le")
    return {tache: fin for tache, statut, fin in lues if statut in NON_ABOUTIS}


def disques():
    """{what it is for: (free, total)} in bytes; those that are not mounted here are left out."""
    dossiers = {"documents": str(settings.FICHIERS), "sauvegardes": settings.SAUVEGARDES}
    lus = {}
    for usage, dossier in dossiers.items():
        if dossier and (existant := _existant(Path(dossier))):
            place = shutil.disk_usage(existant)
            lus[usage] = (place.free, place.total)
    return lus


def _existant(dossier):
    return next((d for d in (dossier, *dossier.parents) if d.is_dir()), None)
