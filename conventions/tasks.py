from django.utils import timezone

from conventions.actions import rapports, releves
from plie.taches.registre import tache


@tache()
def calculer_releves_nuit():
    return releves.calculer_releves(timezone.localdate())


@tache()
def figer_mois():
    return releves.figer_mois_echus(timezone.localdate())


@tache()
def produire_rapport_mensuel():
    rapport = rapports.demander_mensuel(timezone.localdate())
    return rapport and rapport.pk


@tache(abandonner=rapports.echouer)
def produire_rapport(rapport_id):
    return rapports.produire(rapport_id)
