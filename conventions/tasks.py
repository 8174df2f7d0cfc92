from django.utils import timezone

from conventions.actions import rapport, releve
from plie.taches.registre import tache


@tache()
def calculer_releves_nuit():
    return releve.calculer_releves(timezone.localdate())


@tache()
def figer_mois():
    return releve.figer_mois_echus(timezone.localdate())


@tache()
def produire_rapport_mensuel():
    demande = rapport.demander_mensuel(timezone.localdate())
    return demande and demande.pk


@tache(abandonner=rapport.echouer)
def produire_rapport(rapport_id):
    return rapport.produire(rapport_id)
