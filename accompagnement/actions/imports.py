"""Imports sent through the page: ask for one, let a worker do it once."""

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accompagnement.enums import StatutImport
from accompagnement.importation.deroulement import importer
from accompagnement.models import ImportDossiers
from plie.celery import app

DUREE_PROGRESSION = 3600


@transaction.atomic
def demander_import(fichier, *, par, simulation):
    """Keep the file and hand it to a worker once the transaction is over."""
    demande = ImportDossiers.objects.create(
        fichier=fichier, nom_original=fichier.name[-255:], simulation=simulation, cree_par=par
    )
    transaction.on_commit(lambda: _envoyer(demande.pk), robust=True)
    return demande


def _envoyer(pk):
    app.send_task("accompagnement.tasks.importer_fichier", [pk])


def executer_import(pk):
    """Import the file of one demand; returns what was done, in French.

    Delivered twice, or again after a worker was killed, it is done once: the rows, the state and
    the report are one transaction, and its lock makes a second delivery wait, then read the state.
    """
    aboutie = False
    try:
        with transaction.atomic():
            demande = ImportDossiers.objects.select_for_update().get(pk=pk)
            if demande.statut != StatutImport.EN_ATTENTE:
                return "import déjà fait"
            _executer(demande)
        aboutie = True
    finally:
        if not aboutie:
            _echouer(pk)
    return demande.get_statut_display()


def _executer(demande):
    rapport = importer(
        demande.fichier.path,
        par=demande.cree_par,
        simulation=demande.simulation,
        suivre=_Suivi(demande.pk),
    )
    source = demande.fichier.name
    demande.statut = StatutImport.TERMINE if rapport.est_accepte else StatutImport.REJETE
    demande.rapport, demande.bilan = rapport.texte(), rapport.en_json()
    demande.fichier = ""
    if not rapport.est_accepte:
        demande.rejets.save("rejets.csv", ContentFile(rapport.rejets().encode()), save=False)
    demande.termine_le = timezone.now()
    demande.save()
    transaction.on_commit(lambda: default_storage.delete(source))


def _echouer(pk):
    ImportDossiers.objects.filter(pk=pk, statut=StatutImport.EN_ATTENTE).update(
        statut=StatutImport.ECHEC,
        termine_le=timezone.now(),
        rapport="L'import s'est interrompu et rien n'est écrit. Recommencez ; si cela se répète, "
        "prévenez l'administration.",
    )


class _Suivi:
    """Progress goes through the cache: the import's transaction shows nothing before its end."""

    def __init__(self, pk):
        self._cle = _cle(pk)
        self._montre = -1

    def __call__(self, part):
        pourcentage = int(part * 100)
        if pourcentage != self._montre:
            self._montre = pourcentage
            cache.set(self._cle, pourcentage, DUREE_PROGRESSION)


def progression(pk):
    """How far the import is, in percent."""
    return cache.get(_cle(pk), 0)


def _cle(pk):
    return f"import-{pk}"
