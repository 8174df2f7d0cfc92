import hashlib
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from conventions.enums import StatutRapport
from conventions.models import FichierRapport, Rapport
from conventions.rapports.modeles import dire_la_periode


class Command(BaseCommand):
    help = (
        "Dit de quel rapport publié un fichier est une copie exacte, et s'il en est la dernière "
        "version ; code de sortie 1 s'il n'est d'aucun."
    )

    def add_arguments(self, parser):
        parser.add_argument("fichier", type=Path)

    def handle(self, *, fichier, **options):
        empreinte = _empreinte(fichier)
        trouves = (
            FichierRapport.objects.filter(sha256=empreinte)
            .select_related("rapport__publie_par", "rapport__prepare_par")
            .order_by("rapport__version")
        )
        publies = _derniers(f for f in trouves if f.rapport.statut == StatutRapport.PUBLIE)
        if not publies:
            raise CommandError(_inconnu(fichier, empreinte, trouves), returncode=1)
        for publie in publies:
            self.stdout.write(_dire(publie))


def _derniers(fichiers):
    """Two versions that say the same have the same file: it is of the latest."""
    return list({(f.rapport.modele, f.rapport.mois): f for f in fichiers}.values())


def _empreinte(fichier):
    try:
        with fichier.open("rb") as flux:
            return hashlib.file_digest(flux, "sha256").hexdigest()
    except OSError as refus:
        raise CommandError(f"Fichier illisible : {fichier} ({refus.strerror}).") from None


def _inconnu(fichier, empreinte, trouves):
    if trouves:
        return (
            f"{fichier} n'est pas un rapport publié : c'est un fichier de travail de « "
            f"{trouves[0].rapport} », qui n'est pas approuvé."
        )
    return (
        f"{fichier} n'est le fichier d'aucun rapport publié ici, ou il a été modifié "
        f"(empreinte SHA-256 {empreinte})."
    )


def _dire(publie):
    rapport = publie.rapport
    lignes = [
        f"{publie.rapport.donnees['plie']} : {rapport.get_modele_display()}, "
        f"{dire_la_periode(rapport.modele, rapport.mois)}, version {rapport.version} "
        f"({publie.get_format_display()}).",
        f"Publié le {rapport.publie_le:%d/%m/%Y}, approuvé par {rapport.publie_par}"
        + (f", préparé par {rapport.prepare_par}." if rapport.prepare_par else "."),
        f"Empreinte SHA-256 : {publie.sha256}.",
    ]
    suivantes = Rapport.objects.publies().filter(
        modele=rapport.modele, mois=rapport.mois, version__gt=rapport.version
    )
    derniere = suivantes.order_by("-version").first()
    lignes.append(
        f"Ce n'est plus la dernière version : la version {derniere.version} est publiée depuis le "
        f"{derniere.publie_le:%d/%m/%Y}."
        if derniere
        else "C'est la dernière version publiée."
    )
    return "\n".join(lignes)
