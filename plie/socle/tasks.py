from plie.socle import balayage
from plie.taches.actions import oublier_les_anciennes
from plie.taches.registre import tache


@tache("Nettoyage des sessions et du journal")
def oublier():
    """Tokens, sessions and the oldest lines of the journal of tasks."""
    return balayage.oublier_les_jetons() + oublier_les_anciennes()
