"""Write many rows at once by COPY, under the same constraints and triggers as any other row."""

from operator import attrgetter

from django.db import connection, transaction


def copier(modele, objets):
    """COPY rows that carry every field of `modele` but those the database fills by itself."""
    champs = champs_copies(modele)
    lire = attrgetter(*(champ.attname for champ in champs))
    copier_lignes(modele._meta.db_table, [champ.column for champ in champs], map(lire, objets))


def champs_copies(modele):
    return [
        champ
        for champ in modele._meta.concrete_fields
        if not champ.generated and not champ.has_db_default()
    ]


def copier_lignes(table, colonnes, lignes):
    """COPY tuples into `colonnes` of `table`; making them must not query the database."""
    nommer = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as curseur:
        # COPY bypasses Django's execute wrappers, which carry the history context and the
        # ignored triggers: a first ordinary statement hands them to the transaction.
        curseur.execute(f"LOCK TABLE {nommer(table)} IN ROW EXCLUSIVE MODE")
        liste = ", ".join(nommer(colonne) for colonne in colonnes)
        # Nor does Django name its failures, by which callers tell what will pass.
        with (
            connection.wrap_database_errors,
            curseur.copy(f"COPY {nommer(table)} ({liste}) FROM STDIN") as copie,
        ):
            for ligne in lignes:
                copie.write_row(ligne)
