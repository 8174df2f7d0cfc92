"""Ask for a report, produce its files, publish it."""

import hashlib
import os
import uuid
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.formats import date_format

from accompagnement.actions.notification import notifier, oublier
from conventions.enums import (
    RAPPORT_A_PUBLIER,
    STATUTS_EN_PRODUCTION,
    FormatFichier,
    StatutRapport,
)
from conventions.models import FichierRapport, Rapport
from conventions.permissions import Acte
from conventions.rapports.classeur import ecrire_xlsx
from conventions.rapports.document import ecrire_pdf
from conventions.rapports.donnees import differences, prendre
from conventions.rapports.donnees_longues import ecrire_csv
from conventions.rapports.masque import masquer
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.journal.acte import acte, travail
from plie.socle import verrous
from plie.taches import actions as taches
from plie.taches.enums import StatutDemande
from plie.taches.registre import PANNES, Annulee

TACHE = "conventions.tasks.produire_rapport"
SUFFIXES = {
    FormatFichier.PDF: ".pdf",
    FormatFichier.XLSX: ".xlsx",
    FormatFichier.CSV: ".csv",
    FormatFichier.CSV_VIRGULE: "-virgule.csv",
}


@acte(Acte.PRODUIRE_RAPPORT)
def demander(mois, *, par):
    """The unpublished report of the month, to be produced again; created if there is none.

    Raises ValidationError when the month is not over. A worker produces it.
    """
    return _ouvrir(mois, par)


@travail("commande produire_rapport")
def ouvrir(mois):
    """The same, for who produces it at once and in person."""
    return _ouvrir(mois, None, differe=False)


def _ouvrir(mois, par, *, differe=True):
    mois = mois.replace(day=1)
    if mois >= timezone.localdate().replace(day=1):
        raise ValidationError({"mois": "Ce mois n'est pas terminé."})
    with transaction.atomic():
        rapport = _non_publie(mois) or _creer(mois, par)
        if rapport.statut not in STATUTS_EN_PRODUCTION:
            rapport.statut = StatutRapport.EN_ATTENTE
            rapport.progression, rapport.etape = 0, ""
            rapport.save()
        if differe:
            taches.demander(TACHE, rapport.pk)
    return rapport


@travail("rapport du mois")
def demander_mensuel(jour):
    """The report of the month before `jour`, unless one exists already or somebody gave it up;
    returns it or None."""
    mois = (jour.replace(day=1) - timedelta(days=1)).replace(day=1)
    rapports = Rapport.objects.filter(mois=mois)
    aboutis = rapports.exclude(statut__in=(*STATUTS_EN_PRODUCTION, StatutRapport.ECHEC))
    if aboutis.exists() or any(map(_est_abandonne, rapports)):
        return None
    return _ouvrir(mois, None)


def _est_abandonne(rapport):
    demande = taches.derniere(TACHE, rapport.pk)
    return bool(demande) and demande.statut == StatutDemande.ANNULEE


def _non_publie(mois):
    return Rapport.objects.select_for_update().non_publies().filter(mois=mois).first()


def _creer(mois, par):
    """Two requests at once: the unique key lets one create, the other reads what it created."""
    derniere = Rapport.objects.filter(mois=mois).order_by("-version").first()
    version = derniere.version + 1 if derniere else 1
    try:
        with transaction.atomic():
            return Rapport.objects.create(mois=mois, version=version, cree_par=par)
    except IntegrityError:
        return _non_publie(mois)


def est_repris(pk):
    """Whether the production was cut short and taken up again."""
    demande = taches.derniere(TACHE, pk)
    return bool(demande) and demande.est_reprise


@travail("production du rapport")
def produire(pk):
    """Produce the files of a report; returns what was done, in French.

    Safe to call twice, at once or one after the other, and after a worker was killed in the
    middle: one caller at a time holds the report, files replace files of the same name, and
    the report changes state with its files in one transaction.
    """
    with _seul(pk) as est_seul:
        if not est_seul:
            return "production déjà en cours"
        rapport = Rapport.objects.get(pk=pk)
        if rapport.statut in (StatutRapport.BROUILLON, StatutRapport.PUBLIE):
            return "rapport déjà produit"
        try:
            _produire(rapport)
        except Annulee:
            return "production annulée"
        except PANNES:
            # Still waiting: it will be taken up again.
            raise
        except Exception:
            echouer(pk)
            raise
        return "rapport produit"


@travail("production du rapport")
def echouer(pk, phrase="La production a échoué."):
    """Say that the report will not come by itself."""
    Rapport.objects.filter(pk=pk, statut__in=STATUTS_EN_PRODUCTION).update(
        statut=StatutRapport.ECHEC, progression=0, etape=phrase
    )


@acte(Acte.PRODUIRE_RAPPORT)
def annuler(rapport, *, par):
    """Give up the production of a report; one in progress stops at its next step."""
    taches.annuler(TACHE, rapport.pk)
    echouer(rapport.pk, "La production a été annulée.")


@contextmanager
def _seul(pk):
    """A lock that PostgreSQL frees by itself when the worker dies."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_try_advisory_lock(%s, %s)", [verrous.RAPPORT, pk])
        (obtenu,) = curseur.fetchone()
    try:
        yield obtenu
    finally:
        # A session that died has freed it.
        if obtenu and connection.connection and not connection.connection.closed:
            with connection.cursor() as curseur:
                curseur.execute("SELECT pg_advisory_unlock(%s, %s)", [verrous.RAPPORT, pk])


def _avancer(rapport, progression, etape):
    taches.exiger_non_annulee()
    Rapport.objects.filter(pk=rapport.pk).update(
        statut=StatutRapport.EN_COURS, progression=progression, etape=etape
    )


def _produire(rapport):
    _avancer(rapport, 5, "Calcul des chiffres")
    donnees = prendre(rapport.mois)
    masquees = masquer(donnees)
    changements = _changements(rapport, masquees)
    _avancer(rapport, 40, "Composition du PDF")
    contenus = {
        FormatFichier.PDF: ecrire_pdf(masquees, version=rapport.version, changements=changements)
    }
    _avancer(rapport, 75, "Écriture du classeur et des données")
    contenus[FormatFichier.XLSX] = ecrire_xlsx(masquees)
    contenus[FormatFichier.CSV] = ecrire_csv(masquees)
    contenus[FormatFichier.CSV_VIRGULE] = ecrire_csv(masquees, virgule=True)
    _avancer(rapport, 95, "Enregistrement des fichiers")
    _attacher(rapport, donnees, changements, contenus)


def _changements(rapport, masquees):
    """What this version changes in the last published one; [] for the first."""
    publie = Rapport.objects.publies().filter(mois=rapport.mois).order_by("-version").first()
    return differences(masquer(publie.donnees), masquees) if publie else []


def _attacher(rapport, donnees, changements, contenus):
    """Put the files in place and tie them to the report, or leave everything as it was."""
    provisoires = {format_: _deposer(contenu) for format_, contenu in contenus.items()}
    with transaction.atomic():
        rapport = Rapport.objects.select_for_update().get(pk=rapport.pk)
        rapport.fichiers.all().delete()
        FichierRapport.objects.bulk_create(
            FichierRapport(
                rapport=rapport,
                format=format_,
                fichier=_placer(provisoires[format_], rapport, format_),
                sha256=hashlib.sha256(contenu).hexdigest(),
                taille=len(contenu),
            )
            for format_, contenu in contenus.items()
        )
        rapport.donnees = donnees
        rapport.ce_qui_change = "\n".join(changements)
        rapport.statut = StatutRapport.BROUILLON
        rapport.progression, rapport.etape = 100, ""
        rapport.save()
        _dire_qu_il_attend(rapport)


def _dire_qu_il_attend(rapport):
    direction = Agent.objects.filter(role=Role.DIRECTION, is_active=True)
    notifier(
        RAPPORT_A_PUBLIER,
        direction.values_list("pk", flat=True),
        objet=rapport.pk,
        precision=date_format(rapport.mois, "F Y"),
    )


def _deposer(contenu):
    provisoire = Path(default_storage.path(f"rapports/.{uuid.uuid4()}"))
    provisoire.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    provisoire.touch(mode=0o600)
    provisoire.write_bytes(contenu)
    return provisoire


def _placer(provisoire, rapport, format_):
    nom = f"rapports/{rapport.mois:%Y-%m}/v{rapport.version}/{nom_fichier(rapport, format_)}"
    chemin = Path(default_storage.path(nom))
    chemin.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.replace(provisoire, chemin)
    return nom


def nom_fichier(rapport, format_):
    return f"plie-rapport-{rapport.mois:%Y-%m}{SUFFIXES[format_]}"


@acte(Acte.PUBLIER_RAPPORT)
def publier(rapport, *, par):
    """Freeze a draft with its files; raises ValidationError when it is not a draft."""
    rapport = Rapport.objects.select_for_update().get(pk=rapport.pk)
    if rapport.statut != StatutRapport.BROUILLON:
        raise ValidationError(
            f"Ce rapport ne peut pas être publié : il est « {rapport.get_statut_display()} »."
        )
    rapport.statut = StatutRapport.PUBLIE
    rapport.publie_par, rapport.publie_le = par, timezone.now()
    rapport.save()
    oublier(RAPPORT_A_PUBLIER, rapport.pk)
    return rapport


def lire_fichier(fichier):
    """The bytes of a file; raises ValidationError when they are not those that were recorded."""
    try:
        with fichier.fichier.open("rb") as flux:
            contenu = flux.read()
    except FileNotFoundError:
        raise ValidationError("Le fichier a disparu du stockage.") from None
    if hashlib.sha256(contenu).hexdigest() != fichier.sha256:
        raise ValidationError("Le fichier ne correspond plus à son empreinte SHA-256.")
    return contenu
