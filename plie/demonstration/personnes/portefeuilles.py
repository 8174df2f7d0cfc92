"""Share the parcours out among référents, and say where the open ones stand today."""

import heapq
from datetime import timedelta

from plie.demonstration.personnes.agents import CCAS
from plie.demonstration.personnes.calendrier import date
from plie.demonstration.personnes.scene import Dossier

EQUIPE_ACTUELLE_DEPUIS = date(2022, 1, 1)
VILLE_DU_CCAS, AVANCE_DU_CCAS = "Denain", 3
# In each portfolio: state today, how many, seniority it takes (days).
ETATS = [
    ("sortie_proposee", 2, 250),
    ("six_mois", 2, 230),
    ("trois_mois", 1, 130),
    ("en_emploi", 5, 60),
    ("suspendu", 2, 90),
    ("delaisse", 6, 90),
]


def repartir(scene, chronique, participants):
    """One Dossier per parcours; each new one goes to whoever has the most room that day."""
    charges = dict.fromkeys(scene.equipe.referents, 0)
    departs, dossiers = [], []
    for rang, passe in enumerate(chronique.passes):
        while departs and departs[0][0] <= passe.entree:
            charges[departs[0][2]] -= 1
            heapq.heappop(departs)
        participant = participants[passe.personne]
        if passe.sortie and passe.sortie < EQUIPE_ACTUELLE_DEPUIS:
            referent = scene.hasard("ancien", rang).choice(scene.equipe.anciens)
        else:
            referent = _le_moins_charge(charges, _ville(scene, participant))
            charges[referent] += 1
            heapq.heappush(departs, (passe.sortie or date.max, rang, referent))
        dossiers.append(Dossier(passe, participant, referent))
    _situer_aujourdhui(scene, dossiers)
    return dossiers


def _ville(scene, participant):
    return scene.communes[participant.commune_id].nom


def _le_moins_charge(charges, ville):
    def charge(referent):
        avance = AVANCE_DU_CCAS if ville == VILLE_DU_CCAS and referent.structure.nom == CCAS else 0
        return (charges[referent] - avance) / float(referent.quotite)

    return min(charges, key=charge)


def _situer_aujourdhui(scene, dossiers):
    for referent in scene.equipe.referents:
        ouverts = [d for d in dossiers if d.referent is referent and not d.passe.sortie]
        scene.hasard("etats", referent.email).shuffle(ouverts)
        for etat, nombre, anciennete in ETATS:
            limite = scene.aujourdhui - timedelta(days=anciennete)
            libres = [d for d in ouverts if d.etat == "actif" and d.passe.entree <= limite]
            for dossier in libres[:nombre]:
                dossier.etat = etat
