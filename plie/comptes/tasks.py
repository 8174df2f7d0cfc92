from plie.comptes.code import envoyer
from plie.comptes.courriels import annoncer_changement_d_adresse
from plie.comptes.models import Agent
from plie.taches.registre import COURRIEL, tache

EvenementAgent = Agent.events.rel.related_model


@tache("Annonce d'une nouvelle adresse électronique", **COURRIEL)
def annoncer_nouvelle_adresse(avant_id):
    """`avant_id`: the event of the history that holds the former address."""
    avant = EvenementAgent.objects.select_related("pgh_obj").get(pk=avant_id)
    annoncer_changement_d_adresse(avant.email, avant.pgh_obj).send()


@tache("Envoi d'un code de connexion", **COURRIEL)
def envoyer_code(_reference, scelle):
    return envoyer(scelle)
