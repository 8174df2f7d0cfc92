"""Store the alerts: every night for everybody, after each write for the dossier written."""

import functools
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models.expressions import RawSQL
from django.forms.models import model_to_dict
from django.utils import timezone

from accompagnement.alertes import effectifs
from accompagnement.alertes.declarations import attendues
from accompagnement.models import Parcours, Reglages
from plie.journal.acte import travail
from plie.socle import verrous
from plie.socle.sql import lire_sql
from plie.socle.unite import en_fin_d_unite
from plie.taches.actions import acquitter, demander, poser

TACHE = "accompagnement.tasks.rafraichir_alertes"
# No UPDATE of an unchanged row: nothing to vacuum, nothing in the history.
ECRIRE = lire_sql(__file__, "ecrire")


class Bilan(NamedTuple):
    alertes: int
    ecrites: int
    retirees: int


@travail("calcul des alertes")
def calculer_alertes(parcours_ids=None):
    """Make the stored alerts what they should be today, for all parcours or for some; returns
    how many there are, how many were written and how many removed.

    Two statements whatever the number of people. The lock makes the second of two computations
    start from what the first one wrote: run twice or at once, the result is the same.
    """
    portee = sorted(set(parcours_ids)) if parcours_ids is not None else []
    seuils = model_to_dict(Reglages.objects.actuels(), exclude=["id"])
    texte, valeurs = _instruction(
        parcours_ids is not None, timezone.localdate(), tuple(seuils.items())
    )
    with transaction.atomic(), connection.cursor() as curseur:
        curseur.execute("SELECT pg_advisory_xact_lock(%s)", [verrous.ALERTES])
        curseur.execute(texte, [portee, *valeurs])
        transaction.on_commit(effectifs.oublier, robust=True)
        return Bilan(*curseur.fetchone())


@functools.lru_cache(maxsize=4)
def _instruction(est_partielle, jour, seuils):
    """The statement and its values: composing it takes longer than running it for one dossier,
    and it changes once a day. The parcours of a partial computation are its first parameter."""
    parcours, dans_la_portee = Parcours.objects.all(), ""
    if est_partielle:
        parcours = parcours.filter(pk__in=RawSQL("SELECT id FROM portee", []))
        dans_la_portee = "a.parcours_id IN (SELECT id FROM portee) AND"
    lignes = attendues(parcours, Reglages(**dict(seuils)), jour)
    texte, valeurs = lignes.query.sql_with_params()
    return ECRIRE.format(attendues=texte, dans_la_portee=dans_la_portee), valeurs


def rafraichir(*parcours_ids):
    """Compute again the alerts of what this transaction writes, once it is over.

    Whatever writes to a dossier calls it; one computation a unit. Without any parcours, only the
    home page counts again (a new commission). If PostgreSQL refuses the computation, or the process
    dies, the watch does it.
    """
    en_fin_d_unite(_rafraichir_apres_coup, *parcours_ids)


def _rafraichir_apres_coup(parcours_ids):
    demandes = poser(TACHE, *sorted(parcours_ids))

    # A function, and not a callable object: Django names it when it fails.
    def rafraichir_apres_coup():
        calculer_alertes(parcours_ids)
        acquitter(demandes)

    transaction.on_commit(rafraichir_apres_coup, robust=True)


def calculer_apres_coup():
    """Compute everything in this process once the transaction is over."""
    demandes = poser(TACHE, None)

    def calculer():
        calculer_alertes()
        acquitter(demandes)

    transaction.on_commit(calculer, robust=True)


def demander_calcul():
    """Have a worker compute everything, once the transaction is over."""
    demander("accompagnement.tasks.calculer_alertes")
