"""Where settings are read from: a variable, or the file that its `_FILE` names; and those of who
runs the platform."""

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

# Backups: without a folder none is made at night; the key is not SECRET_KEY, which they may hold.
SAUVEGARDES = env.str("PLIE_SAUVEGARDES", default="")
SAUVEGARDE_CLE = env.str("PLIE_SAUVEGARDE_CLE", default="")
# How many of the last days, weeks and months keep one.
SAUVEGARDES_GARDEES = env.list("PLIE_SAUVEGARDES_GARDEES", cast=int, default=[7, 5, 12])

__all__ = ["SAUVEGARDES", "SAUVEGARDES_GARDEES", "SAUVEGARDE_CLE", "env"]
