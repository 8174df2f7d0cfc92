"""Statements of more than a few lines live beside the module that runs them, in a folder `sql`,
each in a file named for what it finds or writes."""

from functools import cache
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, OperationalError, connection
from django.db.models import IntegerField, Subquery


class NombreDe(Subquery):
    """How many rows of `requete`, as a column of another."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS lignes)"
    output_field = IntegerField()

    def __init__(self, requete):
        super().__init__(requete.order_by().values("pk"))


@cache
def lire_sql(module, nom):
    """The text of `sql/<nom>.sql` beside the file `module` (`__file__`)."""
    return (Path(module).parent / "sql" / f"{nom}.sql").read_text(encoding="utf-8")


_colonnes = {}


def lire_ligne(requete, parametres):
    """{column: value} of the one row that `requete` finds, or None."""
    return next(iter(lire_lignes(requete, parametres)), None)


def lire_en_premier(requete, parametres):
    """As `lire_ligne`, for the first question of a call. It shows by itself whether the session is
    alive, in place of the one that Django asks before it; a dead session is opened again."""
    connection.health_check_done = True
    try:
        return lire_ligne(requete, parametres)
    except OperationalError:
        if connection.in_atomic_block or connection.is_usable():
            raise
    connection.close()
    return lire_ligne(requete, parametres)


def lire_lignes(requete, parametres):
    """[{column: value}] of the rows that `requete` finds. Its plan is kept: for what each call of
    the API asks, and takes longer to plan than to run."""
    with connection.curseur_prepare() as curseur:
        curseur.execute(requete, parametres)
        lues = curseur.fetchall()
        if requete not in _colonnes:
            _colonnes[requete] = tuple(colonne.name for colonne in curseur.description)
    return [dict(zip(_colonnes[requete], lu, strict=True)) for lu in lues]


def instance_de(modele, valeurs):
    """A row of `modele` from {column: value}; a column that is not there is read once asked for."""
    champs = [champ.attname for champ in modele._meta.concrete_fields if champ.attname in valeurs]
    return modele.from_db(DEFAULT_DB_ALIAS, champs, [valeurs[nom] for nom in champs])
