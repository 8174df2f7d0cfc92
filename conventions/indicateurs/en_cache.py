"""The figures of a page, kept until somebody writes something they depend on.

Every write leaves an event (triggers, bulk writes included): the last event of each history is
the version of the data, with the transactions that are writing some. One of them may hold an event
older than the last: the version is another once it ends, and a figure kept is never that of fewer
rows than its list. The version is read from the database, and before the figures: a replica that
computes them has replayed at least what it tells.
"""

import hashlib
import pickle
from base64 import b64decode, b64encode
from pathlib import Path
from string import Template

from cryptography.fernet import InvalidToken
from django.core.cache import cache
from django.db import connection

from conventions.indicateurs.calcul import calculer, calculer_periodes
from conventions.indicateurs.historiques import tables
from conventions.indicateurs.officiel import lire_periodes
from conventions.indicateurs.rejeu import changements
from plie.comptes.chiffrement import chiffrer, dechiffrer
from plie.socle.replique import sur_la_replique

# Of another database made of the same template, the tables have the same keys.
VERSIONS = Template("""
SELECT (
    SELECT array_agg(DISTINCT virtualtransaction ORDER BY virtualtransaction) FROM pg_locks
    WHERE mode = 'RowExclusiveLock' AND relation = ANY (ARRAY['$tables']::regclass[]::oid[])
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
), $derniers
""")
DERNIER = Template("(SELECT max(pgh_id) FROM $table)")
# Rules of exits and agents too: what is counted of an exit, who may see which dossier; who is in
# which cohort, which a scope may ask; and what kind of employer signed.
HISTORIQUES = (
    *tables(),
    "accompagnement_reglesortieevent",
    "accompagnement_appartenancecohorteevent",
    "comptes_agentevent",
    "offres_etablissementevent",
)
DERNIER_ARRETE = "(SELECT max(id) FROM conventions_moisarrete)"
# Open offers are counted from what the last run wrote down.
DERNIER_STOCK = "(SELECT max(releve_le) FROM offres_stock)"
# Read with each exit, and kept in no history.
DECES = "(SELECT array_agg(code ORDER BY code) FROM accompagnement_motifsortie WHERE est_deces)"
SECONDES = 300
# Of the code that counts, SQL first, and of the values it keeps: those of another version are not
# read.
MODULES = sorted(f for f in Path(__file__).parent.rglob("*") if f.suffix in (".py", ".sql"))
CODE = hashlib.sha256(b"".join(module.read_bytes() for module in MODULES)).hexdigest()


def compter_en_cache(periodes, portee, codes, *, agent=None, version=None):
    """What `calculer_periodes` returns of some indicators within `portee`, as of today: what an
    objective has reached is no official figure."""
    return garder(
        ("portée", agent and agent.pk, periodes, portee, codes),
        sur_la_replique(
            lambda: calculer_periodes(periodes, agent=agent, codes=codes, portee=portee)
        ),
        version,
    )


def calculer_en_cache(periodes, *, agent=None, ventilations=(), codes=None, version=None):
    """What `lire_periodes` returns, computed at most once per version of the data."""
    return garder(
        ("lus", agent and agent.pk, periodes, ventilations, codes),
        sur_la_replique(
            lambda: lire_periodes(periodes, agent=agent, ventilations=ventilations, codes=codes)
        ),
        version,
    )


def recalculer_en_cache(debut, fin, *, ventilations=(), tranches=None):
    """What `calculer` returns of the whole PLIE: today's figures, of an official month too."""
    return garder(
        ("aujourd'hui", debut, fin, ventilations, tranches),
        sur_la_replique(lambda: calculer(debut, fin, ventilations=ventilations, tranches=tranches)),
    )


def changements_en_cache(arrete):
    """What `changements` returns: an official month is counted again as it was once per version of
    the data, not once per page of its lists. Encrypted where it is kept: of each dossier, it says
    which criteria."""
    scelle = garder(("rejeu scellé", arrete.pk), lambda: _sceller(changements(arrete)))
    try:
        # What we wrote: another key opens nothing.
        return pickle.loads(b64decode(dechiffrer(scelle)))  # noqa: S301
    except InvalidToken:
        return changements(arrete)


def _sceller(couples):
    return chiffrer(b64encode(pickle.dumps(couples)).decode())


def garder(demande, faire, version=None):
    """What `faire()` returns, computed at most once per version of the data, and of the code, for
    this `demande`."""
    demande = (CODE, *demande, version or version_donnees())
    # A digest as a short cache key, not as a secret.
    cle = "indicateurs:" + hashlib.sha256(repr(demande).encode()).hexdigest()
    garde = cache.get(cle)
    if garde is None:
        garde = faire()
        cache.set(cle, garde, SECONDES)
    return garde


def version_donnees():
    """Changes whenever a figure may change."""
    derniers = [DERNIER.substitute(table=table) for table in HISTORIQUES]
    with connection.cursor() as curseur:
        curseur.execute(
            VERSIONS.substitute(
                tables="','".join(HISTORIQUES),
                derniers=", ".join([*derniers, DERNIER_STOCK, DERNIER_ARRETE, DECES]),
            )
        )
        return curseur.fetchone()
