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
from django.utils.text import capfirst

from accompagnement.actions.notification import notifier, oublier
from conventions.enums import (
    MOIS_DE_FIN,
    RAPPORT_A_PUBLIER,
    RAPPORT_PUBLIE,
    STATUTS_EN_PRODUCTION,
    FormatFichier,
    ModeleRapport,
    StatutRapport,
)
from conventions.models import CommentaireRapport, FichierRapport, Rapport
from conventions.permissions import Acte
from conventions.rapports.classeur import ecrire_xlsx
from conventions.rapports.differences import differences
from conventions.rapports.document import ecrire_pdf
from conventions.rapports.donnees import prendre
from conventions.rapports.donnees_longues import ecrire_csv, ecrire_json
from conventions.rapports.masque import masquer
from conventions.rapports.modeles import base_du_nom, imprimer, titre_de
from plie.comptes.models import Agent
from plie.interface.notifications import natures
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
    FormatFichier.JSON: ".json",
}
PRODUITS = (StatutRapport.BROUILLON, StatutRapport.A_RELIRE, StatutRapport.PUBLIE)


@acte(Acte.PRODUIRE_RAPPORT)
def demander(mois, *, par, modele=ModeleRapport.MENSUEL):
    """The unpublished report of the period that ends with `mois`, to be produced again; created if
    there is none. Raises ValidationError when the period is not over. A worker produces it."""
    return _ouvrir(mois, modele, par)


@travail("commande produire_rapport")
def ouvrir(mois, modele=ModeleRapport.MENSUEL):
    """The same, for who produces it at once and in person."""
    return _ouvrir(mois, modele, None, differe=False)


def _ouvrir(mois, modele, par, *, differe=True):
    mois = mois.replace(day=1)
    if mois >= timezone.localdate().replace(day=1):
        raise ValidationError({"mois": "Ce mois n'est pas terminé."})
    if mois.month not in MOIS_DE_FIN.get(modele, (mois.month,)):
        raise ValidationError({"mois": "Choisissez le dernier mois de la période de ce modèle."})
    with transaction.atomic():
        rapport = _non_publie(modele, mois) or _creer(modele, mois, par)
        if rapport.statut not in STATUTS_EN_PRODUCTION:
            # Whoever submitted it has to again: the figures are not those that they read.
            _remettre_en_production(rapport, prepare_par=None)
        if differe:
            taches.demander(TACHE, rapport.pk)
    return rapport


def _remettre_en_production(rapport, *, prepare_par):
    rapport.statut = StatutRapport.EN_ATTENTE
    rapport.progression, rapport.etape = 0, ""
    rapport.prepare_par = prepare_par
    rapport.prepare_le = prepare_par and timezone.now()
    rapport.save()
    oublier(RAPPORT_A_PUBLIER, rapport.pk)


@acte(Acte.PRODUIRE_RAPPORT)
def soumettre(rapport, *, par, differe=True):
    """Say that it is ready: its files are written a last time, with its comments, for somebody else
    to approve. Raises ValidationError when it is not being prepared."""
    rapport = _verrouiller(rapport, StatutRapport.BROUILLON, "soumis à relecture")
    _remettre_en_production(rapport, prepare_par=par)
    if differe:
        taches.demander(TACHE, rapport.pk)
    return rapport


@acte(Acte.PRODUIRE_RAPPORT)
def renvoyer(rapport, *, par):
    """Back to whoever prepares it; its files stay."""
    rapport = _verrouiller(rapport, StatutRapport.A_RELIRE, "renvoyé en préparation")
    rapport.statut = StatutRapport.BROUILLON
    rapport.prepare_par = rapport.prepare_le = None
    rapport.save()
    oublier(RAPPORT_A_PUBLIER, rapport.pk)
    return rapport


def _verrouiller(rapport, statut, devenu):
    rapport = Rapport.objects.select_for_update().get(pk=rapport.pk)
    if rapport.statut != statut:
        raise ValidationError(
            f"Ce rapport ne peut pas être {devenu} : il est « {rapport.get_statut_display()} »."
        )
    return rapport


@travail("rapport du mois")
def demander_mensuel(jour):
    """The report of the month before `jour`, unless one exists already or somebody gave it up;
    returns it or None."""
    mois = (jour.replace(day=1) - timedelta(days=1)).replace(day=1)
    rapports = Rapport.objects.filter(modele=ModeleRapport.MENSUEL, mois=mois)
    aboutis = rapports.exclude(statut__in=(*STATUTS_EN_PRODUCTION, StatutRapport.ECHEC))
    if aboutis.exists() or any(map(_est_abandonne, rapports)):
        return None
    return _ouvrir(mois, ModeleRapport.MENSUEL, None)


def _est_abandonne(rapport):
    demande = taches.derniere(TACHE, rapport.pk)
    return bool(demande) and demande.statut == StatutDemande.ANNULEE


def _non_publie(modele, mois):
    rapports = Rapport.objects.select_for_update().non_publies()
    return rapports.filter(modele=modele, mois=mois).first()


def _creer(modele, mois, par):
    """Two requests at once: the unique key lets one create, the other reads what it created."""
    derniere = Rapport.objects.filter(modele=modele, mois=mois).order_by("-version").first()
    version = derniere.version + 1 if derniere else 1
    champs = {"modele": modele, "mois": mois, "version": version, "cree_par": par}
    try:
        with transaction.atomic():
            rapport = Rapport.objects.create(**champs)
            if derniere:
                _reprendre_les_commentaires(derniere, rapport)
            return rapport
    except IntegrityError:
        return _non_publie(modele, mois)


def _reprendre_les_commentaires(derniere, rapport):
    """What was written of the version before is still to be said, or to be changed."""
    anciens = derniere.commentaires.values("chapitre", "texte", "ecrit_par_id")
    CommentaireRapport.objects.bulk_create(
        CommentaireRapport(rapport=rapport, **ancien) for ancien in anciens
    )


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
        if rapport.statut in PRODUITS:
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
    pris_le, donnees = timezone.now(), prendre(rapport.mois, rapport.modele)
    masquees = masquer(donnees)
    edition = {
        "version": rapport.version,
        "changements": _changements(rapport, masquees),
        "commentaires": dict(rapport.commentaires.values_list("chapitre", "texte")),
        "prepare_par": str(rapport.prepare_par or ""),
    }
    imprimees = imprimer(masquees)
    _avancer(rapport, 40, "Composition du PDF")
    contenus = {FormatFichier.PDF: ecrire_pdf(imprimees, **edition)}
    _avancer(rapport, 75, "Écriture du classeur et des données")
    contenus[FormatFichier.XLSX] = ecrire_xlsx(imprimees)
    contenus[FormatFichier.CSV] = ecrire_csv(imprimees)
    contenus[FormatFichier.CSV_VIRGULE] = ecrire_csv(imprimees, virgule=True)
    contenus[FormatFichier.JSON] = ecrire_json(imprimees, **edition)
    _avancer(rapport, 95, "Enregistrement des fichiers")
    _attacher(rapport, donnees, pris_le, edition["changements"], contenus)


def _changements(rapport, masquees):
    """What this version changes in the last published one; [] for the first."""
    publies = Rapport.objects.publies().filter(modele=rapport.modele, mois=rapport.mois)
    publie = publies.order_by("-version").first()
    if not publie:
        return []
    return differences(imprimer(masquer(publie.donnees)), imprimer(masquees))


def _attacher(rapport, donnees, pris_le, changements, contenus):
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
        rapport.produit_le = pris_le
        rapport.ce_qui_change = "\n".join(changements)
        rapport.statut = (
            StatutRapport.A_RELIRE if rapport.prepare_par_id else StatutRapport.BROUILLON
        )
        rapport.progression, rapport.etape = 100, ""
        rapport.save()
        if rapport.statut == StatutRapport.A_RELIRE:
            _dire(rapport, RAPPORT_A_PUBLIER, par=rapport.prepare_par)


def _dire(rapport, nature, *, par):
    """Told to all those of its roles, but `par`: their mail has the name of the report and a link
    to sign in, no figure."""
    agents = Agent.objects.filter(role__in=natures()[nature].roles, is_active=True)
    version = f", version {rapport.version}" if rapport.version > 1 else ""
    notifier(
        nature,
        agents.values_list("pk", flat=True),
        par=par,
        objet=rapport.pk,
        precision=capfirst(titre_de(rapport.modele, rapport.mois)) + version,
    )


def _deposer(contenu):
    provisoire = Path(default_storage.path(f"rapports/.{uuid.uuid4()}"))
    provisoire.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    provisoire.touch(mode=0o600)
    provisoire.write_bytes(contenu)
    return provisoire


def _placer(provisoire, rapport, format_):
    dossier = f"{rapport.mois:%Y-%m}"
    if rapport.modele != ModeleRapport.MENSUEL:
        dossier += f"-{rapport.modele}"
    nom = f"rapports/{dossier}/v{rapport.version}/{nom_fichier(rapport, format_)}"
    chemin = Path(default_storage.path(nom))
    chemin.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.replace(provisoire, chemin)
    return nom


def nom_fichier(rapport, format_):
    return base_du_nom(rapport) + SUFFIXES[format_]


@acte(Acte.PUBLIER_RAPPORT)
def publier(rapport, *, par, lu=None):
    """Approve it: it is frozen with its files, and told. Raises ValidationError when it is not
    ready, when `par` prepared it, when its files are not those that `par` read (`lu`, of
    its `production`; those of `rapport` when it does not say), or when another report told of the
    same month since its figures were taken: what each of the two withholds, the other could give
    back."""
    lu = rapport.production if lu is None else lu
    # Two of one month are approved one after the other.
    list(Rapport.objects.select_for_update().filter(mois=rapport.mois).order_by("pk").only("pk"))
    rapport = _verrouiller(rapport, StatutRapport.A_RELIRE, "publié")
    if rapport.prepare_par_id == par.pk:
        raise ValidationError("Vous avez préparé ce rapport : une autre personne l'approuve.")
    if rapport.production != lu:
        raise ValidationError(
            "Ce rapport a été produit de nouveau depuis que vous l'avez lu : relisez-le."
        )
    if _autres_publies(rapport):
        raise ValidationError(
            "Un autre rapport des mêmes mois a été publié depuis que celui-ci est produit : "
            "produisez-le de nouveau."
        )
    rapport.statut = StatutRapport.PUBLIE
    rapport.publie_par, rapport.publie_le = par, timezone.now()
    rapport.save()
    oublier(RAPPORT_A_PUBLIER, rapport.pk)
    _dire(rapport, RAPPORT_PUBLIE, par=par)
    return rapport


def _autres_publies(rapport):
    """Whether a report of the same month was published that its figures did not know of."""
    publies = Rapport.objects.publies().filter(mois=rapport.mois)
    return publies.exclude(pk__in=rapport.donnees.get("publies_lus", ())).exists()


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
