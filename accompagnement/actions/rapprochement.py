"""Store the best offers of everybody: every night, after each feed, when weights change."""

from django.db import connection, transaction

from accompagnement.models import ReglagesRapprochement
from accompagnement.permissions import Acte
from accompagnement.rapprochement.relation import instruction
from plie.journal.acte import acte, travail
from plie.socle import verrous
from plie.socle.ecriture import remplir, reprendre
from plie.taches.actions import demander

ECRIRE = """
INSERT INTO accompagnement_rapprochement (parcours_id, offre_id, score, criteres)
SELECT parcours_id, offre_id, score, criteres FROM ({relation}) r
"""


@travail("calcul de la nuit")
def calculer_rapprochements(parcours_ids=None):
    """Make the stored matches those of today, for everybody or for some parcours; returns how
    many there are. Two statements whatever the number of people, one computation at a time: run
    twice or at once, the result is the same."""
    relation, valeurs = instruction(parcours_ids=parcours_ids, toutes=False)
    with transaction.atomic(), connection.cursor() as curseur:
        curseur.execute("SELECT pg_advisory_xact_lock(%s)", [verrous.RAPPROCHEMENTS])
        if parcours_ids is None:
            curseur.execute("DELETE FROM accompagnement_rapprochement")
        else:
            curseur.execute(
                "DELETE FROM accompagnement_rapprochement WHERE parcours_id = ANY(%s)",
                [list(parcours_ids)],
            )
        curseur.execute(ECRIRE.format(relation=relation), valeurs)
        return curseur.rowcount


@acte(Acte.REGLER)
def enregistrer_poids(*, par, version, **champs):
    """Change what each criterion of a match is worth and have every match computed again by a
    worker. Raises Conflit when somebody saved after `version` was read."""
    ReglagesRapprochement.objects.get_or_create(pk=1)
    reglages = reprendre(ReglagesRapprochement(pk=1), version)
    remplir(reglages, champs)
    reglages.full_clean()
    reglages.save()
    demander("accompagnement.tasks.calculer_rapprochements")
    return reglages
