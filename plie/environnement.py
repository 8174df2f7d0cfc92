"""Where settings are read from: a variable, or the file that its `_FILE` names; and those of who
runs the platform."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from environ.fileaware_mapping import FileAwareMapping


class _Variables(FileAwareMapping):
    """The line feed that an editor leaves at the end of a file is no part of a secret."""

    def __getitem__(self, cle):
        try:
            return super().__getitem__(cle).rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as erreur:
            raise ImproperlyConfigured(
                f"{cle}_FILE nomme un fichier illisible : {self.env[f'{cle}_FILE']}."
            ) from erreur


class Env(environ.Env):
    ENVIRON = _Variables()


env = Env()

DOSSIER_DE_PRODUCTION = Path("/var/lib/plie/fichiers")


def dossier_des_fichiers(donnees: Path, *, est_production: bool) -> Path:
    """Where documents are kept: outside the code in production, unless an older version, or
    `PLIE_DONNEES`, has put them in the data folder."""
    if nomme := env.str("PLIE_FICHIERS", default=""):
        return Path(nomme)
    anciens = donnees / "fichiers"
    if est_production and not os.environ.get("PLIE_DONNEES") and not anciens.is_dir():
        return DOSSIER_DE_PRODUCTION
    return anciens


# Backups: without a folder none is made at night; the key is not SECRET_KEY, which they may hold.
SAUVEGARDES = env.str("PLIE_SAUVEGARDES", default="")
SAUVEGARDE_CLE = env.str("PLIE_SAUVEGARDE_CLE", default="")
# How many of the last days, weeks and months keep one.
SAUVEGARDES_GARDEES = env.list("PLIE_SAUVEGARDES_GARDEES", cast=int, default=[7, 5, 12])
# Hours after which the last one is old; 0 where backups are made by other means.
SAUVEGARDE_HEURES = env.int("PLIE_SAUVEGARDE_HEURES", default=30)

# Supervision: without a token, `/metrics` and what `/sante/` details are for nobody.
JETON_SUPERVISION = env.str("PLIE_JETON_SUPERVISION", default="")
# Who receives warnings; the administration's agents when nobody is named.
ALERTES_COURRIEL = env.list("PLIE_ALERTES_COURRIEL", default=[])
DISQUE_LIBRE_POURCENT = env.int("PLIE_DISQUE_LIBRE_POURCENT", default=10)
REQUETE_LENTE_MS = env.int("PLIE_REQUETE_LENTE_MS", default=1000)

__all__ = [
    "ALERTES_COURRIEL",
    "DISQUE_LIBRE_POURCENT",
    "JETON_SUPERVISION",
    "REQUETE_LENTE_MS",
    "SAUVEGARDES",
    "SAUVEGARDES_GARDEES",
    "SAUVEGARDE_CLE",
    "SAUVEGARDE_HEURES",
    "env",
]
