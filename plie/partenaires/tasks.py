from plie.partenaires.actions.appel import purger_appels
from plie.partenaires.actions.evenement import purger_evenements
from plie.taches.registre import tache


@tache()
def purger_les_appels():
    return f"{purger_appels()} appels oubliés"


@tache()
def purger_les_evenements():
    return f"{purger_evenements()} événements oubliés"
