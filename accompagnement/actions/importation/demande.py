"""Imports sent through the page: ask for one, let a worker do it once."""

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accompagnement.actions.importation.deroulement import importer
from accompagnement.actions.notification import notifier
from accompagnement.enums import StatutImport
from accompagnement.enums.notification import Notifie
from accompagnement.models import ImportDossiers
from accompagnement.permissions import Acte
from plie.journal.acte import acte, travail
from plie.taches import actions as taches
from plie.taches.registre import PANNES, Annulee

TACHE = "accompagnement.tasks.importer_fichier"
DUREE_PROGRESSION = 3600


@acte(Acte.IMPORTER)
def demander_import(fichier, *, par, simulation):
    """Keep the file and hand it to a worker once the transaction is over."""
    demande = ImportDossiers.objects.create(
        fichier=fichier, nom_original=fichier.name[-255:], simulation=simulation, cree_par=par
    )
    taches.demander(TACHE, demande.pk)
    return demande


@acte(Acte.IMPORTER)
def importer_pour_de_bon(demande, *, par):
    """Import the file of a simulation without fault: a new demand, which takes the file."""
    demande = ImportDossiers.objects.select_for_update().get(pk=demande.pk)
    if not demande.est_a_confirmer:
        raise ValidationError("Ce fichier n'est plus là : envoyez-le à nouveau.")
    suite = ImportDossiers.objects.create(
        fichier=demande.fichier.name, nom_original=demande.nom_original, cree_par=par
    )
    demande.fichier = ""
    demande.save(update_fields=["fichier"])
    taches.demander(TACHE, suite.pk)
    return suite


@acte(Acte.IMPORTER)
def relancer_import(demande, *, par):
    """Import again the file of a demand that was cut short or given up."""
    demande = ImportDossiers.objects.select_for_update().get(pk=demande.pk)
    if not demande.est_relancable:
        raise ValidationError("Cet import ne peut pas être relancé : envoyez le fichier à nouveau.")
    demande.statut, demande.rapport, demande.termine_le = StatutImport.EN_ATTENTE, "", None
    demande.save()
    taches.demander(TACHE, demande.pk)
    return demande


@acte(Acte.IMPORTER)
def annuler_import(demande, *, par):
    """Give up an import; one in progress stops at its next percent and writes nothing."""
    taches.annuler(TACHE, demande.pk)
    # An import in progress locks its row, and writes itself that it was given up.
    libres = ImportDossiers.objects.select_for_update(skip_locked=True).filter(pk=demande.pk)
    if libres.first():
        _arreter(demande.pk, StatutImport.ANNULE, "L'import a été annulé et rien n'est écrit.")


@travail("import")
def executer_import(pk):
    """Import the file of one demand; returns what was done, in French.

    Delivered twice, or again after a worker was killed, it is done once: the rows, the state and
    the report are one transaction, and its lock makes a second delivery wait, then read the state.
    """
    try:
        with transaction.atomic():
            demande = ImportDossiers.objects.select_for_update().get(pk=pk)
            if demande.statut != StatutImport.EN_ATTENTE:
                return "import déjà fait"
            _executer(demande)
    except Annulee:
        _arreter(pk, StatutImport.ANNULE, "L'import a été annulé et rien n'est écrit.")
        return "import annulé"
    except PANNES:
        # Still waiting: it will be taken up again.
        raise
    except Exception:
        echouer_import(pk)
        raise
    return demande.get_statut_display()


def echouer_import(pk):
    est_arrete = _arreter(
        pk,
        StatutImport.ECHEC,
        "L'import s'est interrompu et rien n'est écrit. Relancez-le ; si cela se répète, "
        "prévenez l'administration.",
    )
    if est_arrete:
        _dire_la_fin(ImportDossiers.objects.get(pk=pk))


def _arreter(pk, statut, phrase):
    """Whether it was still waiting."""
    return ImportDossiers.objects.filter(pk=pk, statut=StatutImport.EN_ATTENTE).update(
        statut=statut, termine_le=timezone.now(), rapport=phrase
    )


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
    se_garde = demande.simulation and (rapport.est_accepte or rapport.se_corrige)
    if not se_garde:
        demande.fichier = ""
    elif rapport.se_corrige:
        _garder_tel_que_lu(demande, rapport.fichier)
    if not rapport.est_accepte:
        demande.rejets.save("rejets.csv", ContentFile(rapport.rejets().encode()), save=False)
    demande.termine_le = timezone.now()
    demande.save()
    _dire_la_fin(demande)
    if demande.fichier.name != source:
        transaction.on_commit(lambda: default_storage.delete(source), robust=True)


def _garder_tel_que_lu(demande, fichier):
    """The CSV of a workbook in its place: the page that corrects it runs in a web process, which
    unfolding one would hold for seconds."""
    if fichier.temporaire:
        with fichier.chemin.open("rb") as lu:
            demande.fichier.save("lu.csv", File(lu), save=False)


def _dire_la_fin(demande):
    """To who asked for it, whose act ended long before."""
    notifier(
        Notifie.IMPORT,
        [demande.cree_par_id],
        objet=demande.pk,
        precision=f"« {demande.nom_original[:100]} » : {demande.get_statut_display().lower()}",
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
            taches.exiger_non_annulee()


def est_repris(pk):
    """Whether the import was cut short and taken up again."""
    demande = taches.derniere(TACHE, pk)
    return bool(demande) and demande.est_reprise


def progression(pk):
    """How far the import is, in percent."""
    return cache.get(_cle(pk), 0)


def _cle(pk):
    return f"import-{pk}"
