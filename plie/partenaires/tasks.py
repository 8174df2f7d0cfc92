from plie.partenaires.actions.appel import purger_appels
from plie.taches.registre import tache


@tache()
def purger_les_appels():
    return f"{purger_appels()} appels oubliés"
