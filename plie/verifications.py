"""What a production must never be started with."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.loader import MigrationLoader

DOMAINE_DEMONSTRATION = "@demo.example"
LONGUEUR_CLE = 50
CLES_CONNUES = ("django-insecure-", "changez-moi", "changeme", "secret")


def exiger_production_saine() -> None:
    """Refuse to serve a real database under conditions fit only for a demonstration."""
    if defauts := [*_defauts_de_base(), *_defauts_de_reglage()]:
        raise ImproperlyConfigured(" ".join(defauts))


def controler_deploiement(app_configs, **_):
    """The same as a system check, without touching the database."""
    return [
        Error(defaut, id=f"plie.E{numero:03}")
        for numero, defaut in enumerate(_defauts_de_reglage(), start=1)
    ]


def _defauts_de_reglage() -> list[str]:
    if settings.DEMONSTRATION or settings.DEBUG:
        return []
    cle = settings.SECRET_KEY
    faible = len(cle) < LONGUEUR_CLE or len(set(cle)) < 8 or cle.lower().startswith(CLES_CONNUES)
    phrase = (
        f"SECRET_KEY est celle d'un exemple ou trop courte : tirez-en une de {LONGUEUR_CLE} "
        "caractères au moins, par exemple avec « openssl rand -base64 48 »."
    )
    return [phrase] if faible else []


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
