"""The files that rows name: listed in the snapshot, copied, put back."""

import hashlib
from contextlib import contextmanager

from django.apps import apps
from django.core.files.storage import storages
from django.db import models
from pghistory.models import Event
from psycopg import sql

from plie.sauvegarde.erreurs import SauvegardeErreur

NOMMES = "SELECT DISTINCT {}, {} FROM {} WHERE {} <> '' ORDER BY 1"
# What a row says of the bytes of its file, by the name of the field that says so.
EMPREINTES = ("empreinte_conservee", "sha256")
LECTURE = 2**20


def champs():
    """The fields that name a file; those of the history may name one that was rightly deleted."""
    for modele in apps.get_models():
        if not issubclass(modele, Event):
            yield from (c for c in modele._meta.local_fields if isinstance(c, models.FileField))


def nommes(ouverte):
    """(storage, name, SHA-256 that its row keeps, or "") of every file that a row names."""
    for champ in champs():
        table, colonne = sql.Identifier(champ.model._meta.db_table), sql.Identifier(champ.column)
        question = sql.SQL(NOMMES).format(colonne, _empreinte_gardee(champ.model), table, colonne)
        for nom, empreinte in ouverte.execute(question).fetchall():
            yield alias_de(champ), nom, empreinte


def _empreinte_gardee(modele):
    connus = {champ.name: champ.column for champ in modele._meta.local_fields}
    trouvees = [connus[nom] for nom in EMPREINTES if nom in connus]
    return sql.Identifier(trouvees[0]) if trouvees else sql.Literal("")


def alias_de(champ):
    return "pieces" if champ.storage is storages["pieces"] else "default"


class Compte:
    """Reads a file through, and says what it read: its size and its SHA-256."""

    def __init__(self, flux):
        self._flux, self._somme, self.taille = flux, hashlib.sha256(), 0

    def read(self, nombre=LECTURE):
        octets = self._flux.read(nombre)
        self._somme.update(octets)
        self.taille += len(octets)
        return octets

    @property
    def empreinte(self):
        return self._somme.hexdigest()


def empreinte_du_depot(depot, nom):
    """The SHA-256 of a file that a storage holds, or None."""
    if not depot.exists(nom):
        return None
    with depot.open(nom, "rb") as flux:
        compte = Compte(flux)
        while compte.read():
            pass
        return compte.empreinte


@contextmanager
def depot_entendu():
    """What a storage answers, or does not, said in a sentence: a bucket fails in ways of its own,
    which are no OSError."""
    try:
        yield
    except (OSError, SauvegardeErreur):
        raise
    except Exception as erreur:
        raise SauvegardeErreur(
            f"Le dépôt des documents ne répond pas, ou refuse ({type(erreur).__name__})."
        ) from erreur
