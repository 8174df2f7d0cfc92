from plie.administration.actions import envoyer_l_invitation, fermer_les_echus
from plie.taches.registre import COURRIEL, tache


@tache("Invitation d'un agent", **COURRIEL)
def envoyer_une_invitation(agent_id):
    return envoyer_l_invitation(agent_id)


@tache("Fin des accès dont le dernier jour est passé")
def fermer_les_acces():
    return f"{fermer_les_echus()} accès fermés"
