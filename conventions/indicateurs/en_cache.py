"""The figures of a page, kept until somebody writes something they depend on.

Every write leaves an event (triggers, bulk writes included): the last event of each history is
the version of the data. The short life of an entry covers a write that was still uncommitted.
"""

import hashlib
from string import Template

from django.core.cache import cache
from django.db import connection

from conventions.indicateurs.officiel import lire_periodes

VERSIONS = Template("SELECT $derniers")
DERNIER = Template("(SELECT max(pgh_id) FROM $table)")
HISTORIQUES = (
    "accompagnement_participantevent",
    "accompagnement_parcoursevent",
    "accompagnement_affectationreferentevent",
    "accompagnement_situationevent",
    "accompagnement_critereeligibiliteevent",
    "accompagnement_etapeevent",
    "accompagnement_entretienevent",
    "accompagnement_emploievent",
    "accompagnement_miseenrelationevent",
    "accompagnement_sortieevent",
    "accompagnement_reglesortieevent",
    "comptes_agentevent",
    "offres_offrestatutfinleevent",
)
DERNIER_ARRETE = "(SELECT max(id) FROM conventions_moisarrete)"
# Offers are not all in the history: their count stands for their changes.
DERNIERE_OFFRE = "(SELECT max(id) FROM offres_offre)"
SECONDES = 300


def calculer_en_cache(periodes, *, agent=None, ventilations=(), codes=None, version=None):
    """What `lire_periodes` returns, computed at most once per version of the data."""
    demande = (agent and agent.pk, periodes, ventilations, codes, version or version_donnees())
    # A digest as a short cache key, not as a secret.
    cle = "indicateurs:" + hashlib.sha256(repr(demande).encode()).hexdigest()
    resultats = cache.get(cle)
    if resultats is None:
        resultats = lire_periodes(periodes, agent=agent, ventilations=ventilations, codes=codes)
        cache.set(cle, resultats, SECONDES)
    return resultats


def version_donnees():
    """Changes whenever a figure may change."""
    derniers = [DERNIER.substitute(table=table) for table in HISTORIQUES]
    with connection.cursor() as curseur:
        curseur.execute(
            VERSIONS.substitute(derniers=", ".join([*derniers, DERNIERE_OFFRE, DERNIER_ARRETE]))
        )
        return curseur.fetchone()
