from offres.actions import offre
from offres.actions.synchronisation import (
    SynchronisationEnCours,
    interrompre,
    synchroniser,
)
from offres.enums import Declencheur, StatutSynchronisation
from plie.comptes.models import Agent
from plie.taches.registre import AReprendre, tache

REPRISES = (15 * 60,) * 4


@tache(
    "Synchronisation des offres de France Travail",
    pour=(Exception,),
    reprises=REPRISES,
    abandonner=interrompre,
)
def synchroniser_offres(declencheur=Declencheur.HORAIRE, par=None):
    """One run of the feed; tried again later when it is not complete, or cut short by what it
    stands on (Redis, the network)."""
    agent = Agent.objects.get(pk=par) if par else None
    try:
        run = synchroniser(declencheur, par=agent)
    except SynchronisationEnCours as erreur:
        return str(erreur)
    if declencheur == Declencheur.HORAIRE and run.statut != StatutSynchronisation.REUSSIE:
        raise AReprendre(run.get_statut_display())
    return run.get_statut_display()


@tache("Fermeture des offres arrivées à échéance")
def expirer_offres():
    """Close our own offers whose last day has passed."""
    return f"{offre.expirer_offres()} offres expirées"
