from plie.partenaires.actions.appel import purger_appels
from plie.partenaires.actions.application import purger_jetons
from plie.partenaires.actions.conseiller import envoyer_l_invitation
from plie.partenaires.actions.essai import purger_essais
from plie.partenaires.actions.evenement import purger_evenements
from plie.partenaires.actions.livraison import distribuer as distribuer_les_evenements
from plie.partenaires.actions.livraison import livrer as livrer_un_abonnement
from plie.partenaires.actions.volume import (
    envoyer_le_volume,
    envoyer_les_lectures,
    signaler_les_lectures,
    signaler_les_volumes,
)
from plie.taches.registre import COURRIEL, tache


@tache("Oubli des appels de plus d'un an")
def purger_les_appels():
    return f"{purger_appels()} appels oubliés"


@tache("Oubli des annonces de plus d'un an")
def purger_les_evenements():
    return f"{purger_evenements()} événements oubliés"


@tache("Oubli des essais de plus de 30 jours")
def purger_les_essais():
    return f"{purger_essais()} ressources d'essai oubliées"


@tache("Oubli des jetons expirés")
def purger_les_jetons():
    return f"{purger_jetons()} jetons oubliés"


@tache("Surveillance du volume des partenaires")
def surveiller_les_volumes():
    return f"{signaler_les_volumes() + signaler_les_lectures()} volumes inhabituels"


@tache("Avertissement d'un volume inhabituel", **COURRIEL)
def annoncer_le_volume(application_id, *volume):
    envoyer_le_volume(application_id, *volume)


@tache("Avertissement de lectures inhabituelles", **COURRIEL)
def annoncer_les_lectures(agent_id, personnes):
    envoyer_les_lectures(agent_id, personnes)


@tache("Invitation d'un conseiller partenaire", **COURRIEL)
def inviter_un_conseiller(conseiller_id):
    return envoyer_l_invitation(conseiller_id)


@tache("Annonces aux partenaires")
def distribuer():
    return f"{distribuer_les_evenements()} abonnements"


@tache("Annonces à un partenaire")
def livrer(abonnement_id):
    return f"{livrer_un_abonnement(abonnement_id)} annonces livrées"
