from contextlib import suppress

from django.db import InterfaceError, OperationalError

from plie.taches.actions import consigner
from plie.taches.enums import StatutDemande

SAUVEGARDE, EPREUVE = "plie.tasks.sauvegarder", "plie.tasks.eprouver_sauvegarde"


def consigner_la_suite(tache, resultat, *, echec=False):
    """Leave it in the journal of jobs, which warnings read, if the database is there."""
    statut = StatutDemande.ECHOUEE if echec else StatutDemande.FAITE
    with suppress(OperationalError, InterfaceError):
        consigner(tache, statut, resultat)
