from django.utils import timezone

from conventions.actions import rapport, releve
from conventions.models import FichierRapport
from plie.socle.balayage import balayer
from plie.taches.registre import tache


@tache("Calcul des chiffres de la nuit")
def calculer_releves_nuit():
    return releve.calculer_releves(timezone.localdate())


@tache("Arrêt des mois terminés")
def figer_mois():
    return releve.figer_mois_echus(timezone.localdate())


@tache("Demande du rapport mensuel")
def produire_rapport_mensuel():
    demande = rapport.demander_mensuel(timezone.localdate())
    return demande and demande.pk


@tache("Production d'un rapport", abandonner=rapport.echouer)
def produire_rapport(rapport_id):
    return rapport.produire(rapport_id)


@tache("Nettoyage des fichiers de rapports")
def balayer_les_rapports():
    """Files that no report names, left by a worker that died in between."""
    return balayer("rapports", FichierRapport._meta.get_field("fichier"))
