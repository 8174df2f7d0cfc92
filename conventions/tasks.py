from django.utils import timezone

from conventions.actions import rapport, releve
from conventions.models import FichierRapport
from plie.socle.balayage import balayer
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


@tache()
def balayer_les_rapports():
    """Files that no report names, left by a worker that died in between."""
    return balayer("rapports", FichierRapport._meta.get_field("fichier"))
