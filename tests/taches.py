"""What only a test asks a worker for: a verb of the trade, in the name of an agent."""

from accompagnement.actions.suspension import suspendre
from accompagnement.models import MotifSuspension, Parcours
from plie.comptes.models import Agent
from plie.taches.registre import tache


@tache("Essai")
def suspendre_au_nom_de(parcours_id, agent_id):
    parcours, par = Parcours.objects.get(pk=parcours_id), Agent.objects.get(pk=agent_id)
    motif = MotifSuspension.objects.get(code="famille")
    suspendre(parcours, par=par, motif=motif, date_debut=parcours.date_entree)
    return "suspendu"
