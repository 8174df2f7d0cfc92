"""Draw what happens during one parcours: meetings, étapes, jobs."""

import random
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from accompagnement.enums import (
    Axe,
    Mode,
    Presence,
    Resultat,
    TypeContrat,
)
from accompagnement.models import Entretien
from plie.demonstration.personnes import textes
from plie.demonstration.personnes.identites import tirer

PARIS = ZoneInfo("Europe/Paris")
HEURES = [time(9), time(9, 30), time(10, 15), time(11), time(13, 45), time(14, 30), time(16)]
MODES = [(Mode.PRESENCE, 70), (Mode.TELEPHONE, 20), (Mode.VISIO, 4), (Mode.VISITE, 6)]
PRESENCES = [
    (Presence.HONORE, 84),
    (Presence.ABSENT, 8),
    (Presence.EXCUSE, 6),
    (Presence.ANNULE, 2),
]
CONTRATS = {
    "cdi": TypeContrat.CDI,
    "cdd_6_mois": TypeContrat.CDD,
    "interim_6_mois": TypeContrat.INTERIM,
    "fonction_publique": TypeContrat.FONCTION_PUBLIQUE,
    "creation_entreprise": TypeContrat.CREATION,
    "apprentissage": TypeContrat.APPRENTISSAGE,
    "professionnalisation": TypeContrat.PROFESSIONNALISATION,
    "emploi_court": TypeContrat.CDD,
    "iae": TypeContrat.IAE,
}
SIX_MOIS = timedelta(days=183)
# Contracts whose end is agreed when they are signed, and for how long.
A_TERME = {
    TypeContrat.CDD: 240,
    TypeContrat.INTERIM: 200,
    TypeContrat.APPRENTISSAGE: 540,
    TypeContrat.PROFESSIONNALISATION: 365,
    TypeContrat.IAE: 120,
}


def a_l_heure(jour, heure):
    return datetime.combine(jour, heure, tzinfo=PARIS)


def ouvrable(jour):
    """The same day, or the Friday before a week-end."""
    return jour - timedelta(days=max(0, jour.weekday() - 4))


def entretiens(hasard, debut, fin, rythme, commune):
    """Meetings about every `rythme` days; the first and the last, near `fin`, were held."""
    jours, jour = [], fin - timedelta(days=hasard.randint(0, max(1, rythme * 2 // 3)))
    while jour > debut + timedelta(days=8):
        jours.append(jour)
        jour -= timedelta(days=round(rythme * hasard.uniform(0.75, 1.25)))
    jours.append(debut + timedelta(days=min(2, (fin - debut).days)))
    for rang, jour in enumerate(reversed(jours)):
        aux_bornes = rang in (0, len(jours) - 1)
        presence = Presence.HONORE if aux_bornes else tirer(PRESENCES, hasard)
        modeles = textes.NOTES_PREMIER if rang == 0 else textes.NOTES_SUIVI
        honore = presence == Presence.HONORE
        yield {
            "debut": a_l_heure(ouvrable(jour), hasard.choice(HEURES)),
            "mode": tirer(MODES, hasard),
            "presence": presence,
            "notes": noter(hasard, modeles, commune) if honore else "",
            "notes_confidentielles": hasard.choice(textes.NOTES_CONFIDENTIELLES)
            if honore and hasard.random() < 0.03
            else "",
        }


def ecrire_entretien(lot, parcours, agent, champs):
    auteur = agent if champs["notes_confidentielles"] else None
    lot.creer(Entretien, parcours=parcours, agent=agent, confie_par=auteur, **champs)


def noter(hasard, modeles, commune):
    metier, autre_metier = hasard.sample(textes.METIERS, 2)
    return hasard.choice(modeles).format(
        metier=metier,
        autre_metier=autre_metier,
        commune=commune,
        operateur=hasard.choice(textes.OPERATEURS),
        annees=hasard.randint(2, 15),
    )


def etapes(hasard, debut, fin, est_ouvert):
    """Zero to three étapes; those of an open parcours may still be running."""
    nombre = hasard.choices((0, 1, 2, 3, 4), (16, 22, 30, 22, 10))[0]
    for axe, libelle, duree, financement in hasard.sample(textes.ETAPES, nombre):
        depart = debut + timedelta(days=hasard.randint(5, max(6, (fin - debut).days)))
        depart = min(depart, fin)
        prevue = depart + timedelta(days=duree)
        en_cours = est_ouvert and prevue > fin
        resultat = hasard.choices(
            (Resultat.REALISEE, Resultat.INTERROMPUE, Resultat.ABANDONNEE), (80, 11, 9)
        )[0]
        yield {
            "axe": axe,
            "libelle": libelle,
            "operateur": hasard.choice(textes.OPERATEURS),
            "financement": financement,
            "date_debut": depart,
            "date_fin_prevue": prevue,
            "date_fin": None if en_cours else min(prevue, fin),
            "resultat": "" if en_cours else resultat,
        }


def emploi(hasard, contrat, debut, *, fin=None):
    """The fields of a job; part-time at least at half-time."""
    duree = A_TERME.get(contrat)
    return {
        "type_contrat": contrat,
        "employeur": hasard.choice(textes.EMPLOYEURS),
        "heures_hebdo": hasard.choices((35, 30, 28, 24, 20), (55, 14, 12, 12, 7))[0],
        "date_debut": debut,
        "date_fin_prevue": debut + timedelta(days=duree) if duree else None,
        "date_fin": fin,
    }


def emploi_de_sortie(hasard, motif, entree, sortie):
    """The job that a parcours ended with, or None."""
    contrat = CONTRATS.get(motif)
    if contrat is None:
        return None
    est_court = motif in ("emploi_court", "iae")
    tenu = timedelta(days=60) if est_court else SIX_MOIS + timedelta(days=hasard.randint(0, 15))
    debut = sortie - tenu
    fin = sortie if est_court else None
    return emploi(hasard, contrat, max(debut, entree + timedelta(days=15)), fin=fin)


def formation_de_sortie(hasard, motif, entree, sortie):
    """The training that a parcours ended with, or None."""
    if motif != "formation_qualifiante":
        return None
    libelle = hasard.choice(textes.TITRES)
    return {
        "axe": Axe.FORMATION,
        "libelle": libelle,
        "operateur": hasard.choice(textes.OPERATEURS),
        "date_debut": max(entree + timedelta(days=10), sortie - timedelta(days=170)),
        "date_fin": sortie - timedelta(days=hasard.randint(3, 25)),
        "resultat": Resultat.REALISEE,
    }


def emploi_rompu(graine, entree, fin):
    """For one parcours in seven, a first job that broke before its six months; else None."""
    hasard = random.Random(f"rupture-{graine}")  # noqa: S311 - invented people
    debut = entree + timedelta(days=hasard.randint(40, 200))
    rupture = debut + timedelta(days=hasard.randint(20, 150))
    if hasard.random() > 1 / 7 or rupture > fin - SIX_MOIS - timedelta(days=10):
        return None
    contrat = hasard.choice((TypeContrat.CDD, TypeContrat.INTERIM))
    return emploi(hasard, contrat, debut, fin=rupture)
