"""What a production must never be started with."""

import logging
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Error
from django.core.checks import Warning as Imprudence
from django.core.exceptions import ImproperlyConfigured
from django.db import InterfaceError, OperationalError, connection
from django.db.migrations.loader import MigrationLoader

from plie.comptes.enums import ROLES_DES_PARTENAIRES

journal = logging.getLogger(__name__)
DOMAINE_DEMONSTRATION = "@demo.example"
LONGUEUR_CLE = 50
COURRIEL_AU_JOURNAL = "django.core.mail.backends.console.EmailBackend"
HOTES_LOCAUX = {"localhost", "127.0.0.1", "[::1]"}
CLES_CONNUES = ("django-insecure-", "changez-moi", "changeme", "secret")


def exiger_production_saine() -> None:
    """Refuse to serve a real database under conditions fit only for a demonstration."""
    if defauts := [*_defauts_de_base(), *_defauts_de_reglage().values()]:
        raise ImproperlyConfigured(" ".join(defauts))


class _Examen:
    """What this process knows of its database."""

    est_passe = False


def exiger_des_que_possible() -> None:
    """The same, once: a database that does not answer is not a reason to leave, it is asked again
    by the next request or the next task."""
    if _Examen.est_passe:
        return
    try:
        exiger_production_saine()
    except (OperationalError, InterfaceError) as absence:
        journal.warning("base injoignable : %s", type(absence).__name__)
        connection.close()
    else:
        _Examen.est_passe = True


def controler_deploiement(app_configs, **_):
    """The same as a system check, without touching the database; and what only deserves a word."""
    erreurs = [Error(defaut, id=f"plie.{code}") for code, defaut in _defauts_de_reglage().items()]
    return erreurs + [Imprudence(phrase, id=f"plie.{code}") for code, phrase in _imprudences()]


def _imprudences():
    """(stable code, sentence) of what works, until the day when it is missed."""
    if settings.DEBUG or settings.DEMONSTRATION:
        return
    dossiers = {"FICHIERS": settings.FICHIERS, "SAUVEGARDES": settings.SAUVEGARDES}
    for rang, (nom, dossier) in enumerate(dossiers.items(), start=1):
        if dossier and Path(dossier).absolute().is_relative_to(settings.BASE_DIR):
            yield (
                f"W00{rang}",
                f"PLIE_{nom} est dans le dossier du code ({dossier}) : une mise à jour pourrait "
                "l'emporter. Déplacez-le, par exemple sous /var/lib/plie.",
            )


def _defauts_de_reglage() -> dict[str, str]:
    """What is wrong, in French, by its stable code."""
    if settings.DEBUG:
        return _defauts_de_mise_au_point()
    if settings.DEMONSTRATION:
        return {}
    defauts = {}
    cle = settings.SECRET_KEY
    if len(cle) < LONGUEUR_CLE or len(set(cle)) < 8 or cle.lower().startswith(CLES_CONNUES):
        defauts["E001"] = (
            f"SECRET_KEY est celle d'un exemple ou trop courte : tirez-en une de {LONGUEUR_CLE} "
            "caractères au moins, par exemple avec « openssl rand -base64 48 »."
        )
    if settings.EMAIL_BACKEND == COURRIEL_AU_JOURNAL:
        defauts["E002"] = (
            "EMAIL_URL manque : les liens de mot de passe et les invitations seraient écrits "
            "dans le journal. Indiquez le serveur de courriel, par exemple smtp+tls://nom:mot@serveur:587."
        )
    if set(settings.ROLES_SECOND_FACTEUR) & set(ROLES_DES_PARTENAIRES):
        defauts["E004"] = (
            "ROLES_SECOND_FACTEUR nomme un rôle de partenaire : un conseiller entre par un code "
            "envoyé à son adresse, il n'a pas de second facteur. Retirez ce rôle."
        )
    adresse = urlsplit(settings.SMS_URL)
    if settings.SMS_URL and adresse.scheme != "https" and adresse.hostname not in HOTES_LOCAUX:
        defauts["E005"] = (
            "SMS_URL n'est pas en https : le jeton et les numéros partiraient en clair. Donnez "
            "l'adresse en https du fournisseur."
        )
    return defauts


def _defauts_de_mise_au_point() -> dict[str, str]:
    if ailleurs := set(settings.ALLOWED_HOSTS) - HOTES_LOCAUX:
        return {
            "E003": "DEBUG=true montre le code et les réglages à chaque erreur : il n'est "
            "admis que sur cette machine. Retirez-le, ou retirez d'ALLOWED_HOSTS "
            f"{', '.join(sorted(ailleurs))}."
        }
    return {}


def _defauts_de_base() -> list[str]:
    defauts = []
    if inconnues := _migrations_inconnues():
        defauts.append(
            "La base a été écrite par une version plus récente de la plateforme (migration "
            f"{inconnues[0]} inconnue) : mettez celle-ci à jour."
        )
    if not (settings.DEMONSTRATION or settings.DEBUG) and _a_des_comptes_de_demonstration():
        defauts.append(
            f"La base contient les comptes de démonstration en {DOMAINE_DEMONSTRATION}, dont le "
            "mot de passe est public : utilisez une autre base, ou DEMONSTRATION=true."
        )
    return defauts


def _a_des_comptes_de_demonstration() -> bool:
    agents = get_user_model().objects
    if agents.model._meta.db_table not in connection.introspection.table_names():
        return False
    return agents.filter(email__iendswith=DOMAINE_DEMONSTRATION).exists()


def _migrations_inconnues() -> list[str]:
    """Migrations of ours that the database has had and that this code does not know."""
    chargeur = MigrationLoader(connection)
    a_nous = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(settings.BASE_DIR)
        and ".venv" not in Path(config.path).parts
    }
    inconnues = chargeur.applied_migrations.keys() - chargeur.disk_migrations.keys()
    return sorted(f"{label}.{nom}" for label, nom in inconnues if label in a_nous)
