from plie.partenaires.actions.appel import purger_appels
from plie.partenaires.actions.essai import purger_essais
from plie.partenaires.actions.evenement import purger_evenements
from plie.partenaires.actions.livraison import distribuer as distribuer_les_evenements
from plie.partenaires.actions.livraison import livrer as livrer_un_abonnement
from plie.taches.registre import tache


@tache("Oubli des appels de plus d'un an")
def purger_les_appels():
    return f"{purger_appels()} appels oubliés"


@tache("Oubli des annonces de plus d'un an")
def purger_les_evenements():
    return f"{purger_evenements()} événements oubliés"


@tache("Oubli des essais de plus de 30 jours")
def purger_les_essais():
    return f"{purger_essais()} ressources d'essai oubliées"


@tache("Annonces aux partenaires")
def distribuer():
    return f"{distribuer_les_evenements()} abonnements"


@tache("Annonces à un partenaire")
def livrer(abonnement_id):
    return f"{livrer_un_abonnement(abonnement_id)} annonces livrées"
