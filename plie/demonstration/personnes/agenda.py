"""Appointments around today: those of the day, those that nobody has closed, those to come."""

from datetime import time, timedelta

from accompagnement.enums import Presence
from accompagnement.models import Entretien, ParticipationSeance, Seance
from plie.demonstration.personnes.identites import tirer
from plie.demonstration.personnes.jours import a_l_heure, ouvrable, ouvrable_apres
from plie.demonstration.personnes.suivi import MODES

HEURES_DU_JOUR = [time(9), time(10), time(11, 15), time(14), time(15, 30)]
EN_RETARD, A_VENIR, HORIZON = 3, 9, 14
# (title, place, days from today, hour, people registered)
SEANCES = [
    ("Atelier CV et lettre", "Salle de réunion", -7, time(14), 6),
    ("Réunion d'information sur les métiers de l'aide à domicile", "Mairie", 3, time(9, 30), 8),
]


def ecrire_agenda(scene, dossiers):
    for referent in scene.equipe.referents:
        suivis = [d for d in dossiers if d.referent is referent and not d.passe.sortie]
        _ecrire_portefeuille(scene, referent, suivis)
    premier = scene.equipe.referents[0]
    _ecrire_seances(scene, premier, [d for d in dossiers if d.referent is premier])


def _ecrire_seances(scene, referent, dossiers):
    """The collective sessions of one référent: one held, one to come."""
    hasard = scene.hasard("seances", referent.email)
    ouverts = [d for d in dossiers if not d.passe.sortie]
    for titre, lieu, ecart, heure, nombre in SEANCES:
        proche = ouvrable_apres if ecart > 0 else ouvrable
        jour = proche(scene.aujourdhui + timedelta(days=ecart))
        seance = scene.lot.creer(
            Seance,
            titre=titre,
            lieu=lieu,
            debut=a_l_heure(jour, heure),
            animateur=referent,
            places=12,
        )
        for dossier in hasard.sample(ouverts, nombre):
            absent = hasard.random() < 0.2
            presence = Presence.ABSENT if absent else Presence.HONORE
            scene.lot.creer(
                ParticipationSeance,
                seance=seance,
                parcours=dossier.parcours,
                presence=Presence.PREVU if jour > scene.aujourdhui else presence,
            )


def _ecrire_portefeuille(scene, referent, dossiers):
    hasard = scene.hasard("agenda", referent.email)
    nombre = len(HEURES_DU_JOUR) + EN_RETARD + A_VENIR
    choisis = iter(hasard.sample(dossiers, nombre))
    creneaux = [(scene.aujourdhui, heure) for heure in HEURES_DU_JOUR]
    for rang in range(1, EN_RETARD + 1):
        jour = ouvrable(scene.aujourdhui - timedelta(days=2 * rang - 1))
        creneaux.append((jour, hasard.choice(HEURES_DU_JOUR)))
    for _ in range(A_VENIR):
        jour = ouvrable_apres(scene.aujourdhui + timedelta(days=hasard.randint(1, HORIZON)))
        creneaux.append((jour, hasard.choice(HEURES_DU_JOUR)))
    for dossier, (jour, heure) in zip(choisis, creneaux, strict=True):
        scene.lot.creer(
            Entretien,
            parcours=dossier.parcours,
            agent=referent,
            debut=scene.creneaux.prendre(referent, a_l_heure(jour, heure)),
            mode=tirer(MODES, hasard),
            presence=Presence.PREVU,
        )
