"""Rows of the demonstration, made as plain values and written by COPY."""

import itertools
from collections import defaultdict
from types import SimpleNamespace

from django.db import connection

from plie.socle.copy_postgresql import champs_copies, copier


class Lot:
    """Rows of several models, numbered as they are made, written by COPY in one go.

    `modeles` gives the order of writing: a row comes after those its triggers read. Rows are not
    instances, which take longer to make than to write: only the fields can be read back.
    """

    def __init__(self, modeles):
        self._modeles = modeles
        self._numeros = {modele: itertools.count(_prochain(modele)) for modele in modeles}
        self._vierges = {
            modele: {champ.attname: champ.get_default() for champ in champs_copies(modele)}
            for modele in modeles
        }
        self._liens = {
            modele: {
                champ.name: champ.attname for champ in champs_copies(modele) if champ.is_relation
            }
            for modele in modeles
        }
        self._objets = defaultdict(list)

    def creer(self, modele, **champs):
        """A row with `champs`, named as the model names them, and defaults for the others."""
        valeurs = self._vierges[modele] | champs
        for nom, colonne in self._liens[modele].items():
            if nom in champs:
                valeurs[colonne] = champs[nom] and champs[nom].pk
        valeurs["id"] = valeurs["pk"] = next(self._numeros[modele])
        objet = SimpleNamespace(**valeurs)
        self._objets[modele].append(objet)
        return objet

    def faits(self, modele):
        """The rows made and not yet written, in order; what they say may still change."""
        return self._objets[modele]

    def ecrire(self, *, analyser=False):
        """`analyser` for one great transaction: the triggers of what follows look up what came
        before, and need its statistics to do it the fast way."""
        for modele in self._modeles:
            objets = self._objets.pop(modele, ())
            if objets:
                copier(modele, objets)
                _avancer(modele, objets[-1].pk)
                if analyser:
                    _analyser(modele)


def _sequence(modele):
    return f"pg_get_serial_sequence('\"{modele._meta.db_table}\"', '{modele._meta.pk.column}')"


def _prochain(modele):
    with connection.cursor() as curseur:
        curseur.execute(f"SELECT nextval({_sequence(modele)})")
        return curseur.fetchone()[0]


def _avancer(modele, dernier):
    with connection.cursor() as curseur:
        curseur.execute(f"SELECT setval({_sequence(modele)}, %s)", [dernier])


def _analyser(modele):
    with connection.cursor() as curseur:
        curseur.execute(f"ANALYZE {connection.ops.quote_name(modele._meta.db_table)}")
