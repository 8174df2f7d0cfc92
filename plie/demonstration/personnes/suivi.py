"""Draw what happens during one parcours: meetings, étapes, jobs."""

import random
from datetime import timedelta

from accompagnement.enums import (
    Axe,
    Mode,
    Presence,
    Resultat,
    TypeContrat,
)
from accompagnement.models import Entretien
from plie.demonstration.personnes import textes
from plie.demonstration.personnes.creneaux import HEURES
from plie.demonstration.personnes.identites import tirer
from plie.demonstration.personnes.jours import a_l_heure, ouvrable, ouvrable_apres
from plie.referentiels.enums import Niveau

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
# How long a job is held when a parcours ends with it, how long after the entry it is found.
TENU_AU_PLUS, RECHERCHE = timedelta(days=290), timedelta(days=15)
# A week-end and a holiday, by which a day may move.
MARGE = timedelta(days=9)
PART_SEULE = 0.3
SUPERIEURS = (Niveau.N5, Niveau.N6, Niveau.N7)
# What an étape takes, by its name; the others suit everybody.
EXIGENCES = {
    textes.PERMIS: lambda profil: not profil.a_permis,
    textes.MODE_DE_GARDE: lambda profil: profil.a_enfants,
    textes.REMISE_A_NIVEAU: lambda profil: profil.niveau not in SUPERIEURS,
}
# Contracts whose end is agreed when they are signed, and for how long.
A_TERME = {
    TypeContrat.CDD: 240,
    TypeContrat.INTERIM: 200,
    TypeContrat.APPRENTISSAGE: 540,
    TypeContrat.PROFESSIONNALISATION: 365,
    TypeContrat.IAE: 120,
}


def entretiens(hasard, debut, fin, rythme, commune, profil):
    """Meetings about every `rythme` days; the first and the last, near `fin`, were held."""
    jours, jour = [], fin - timedelta(days=hasard.randint(0, max(1, rythme * 2 // 3)))
    while jour > debut + timedelta(days=8):
        jours.append(jour)
        jour -= timedelta(days=round(rythme * hasard.uniform(0.75, 1.25)))
    jours.append(debut + timedelta(days=hasard.randint(0, min(6, (fin - debut).days))))
    suites = notes_de_suivi(profil)
    for rang, jour in enumerate(reversed(jours)):
        aux_bornes = rang in (0, len(jours) - 1)
        presence = Presence.HONORE if aux_bornes else tirer(PRESENCES, hasard)
        modeles = textes.NOTES_PREMIER if rang == 0 else suites
        honore = presence == Presence.HONORE
        yield {
            "debut": a_l_heure(ouvrable(jour, debut), hasard.choice(HEURES)),
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


def notes_de_suivi(profil):
    """Those that can be said of this person."""
    modeles = list(textes.NOTES_SUIVI)
    modeles += () if profil.a_permis else textes.NOTES_SANS_PERMIS
    return modeles + (textes.NOTES_PARENTS if profil.a_enfants else [])


def noter(hasard, modeles, commune):
    metier, autre_metier = hasard.sample(textes.METIERS, 2)
    dite = hasard.choice(modeles).format(
        metier=metier,
        autre_metier=autre_metier,
        commune=commune,
        atelier=hasard.choice(textes.ATELIERS),
        organisme=hasard.choice(textes.ORGANISMES),
        annees=hasard.randint(2, 15),
    )
    if modeles is textes.NOTES_PREMIER or hasard.random() < PART_SEULE:
        return dite
    return f"{dite} {hasard.choice(textes.SUITES)}"


def etapes_possibles(profil):
    """The kinds of étapes that make sense for somebody."""
    return [etape for etape in textes.ETAPES if EXIGENCES.get(etape[1], _a_tous)(profil)]


def _a_tous(_profil):
    return True


def etapes(hasard, debut, fin, est_ouvert, profil):
    """Zero to three étapes; those of an open parcours may still be running."""
    nombre = hasard.choices((0, 1, 2, 3, 4), (16, 22, 30, 22, 10))[0]
    for axe, libelle, duree, financement, operateurs in hasard.sample(
        etapes_possibles(profil), nombre
    ):
        depart = debut + timedelta(days=hasard.randint(5, max(6, (fin - debut).days)))
        depart = ouvrable(min(depart, fin), debut)
        prevue = ouvrable(depart + timedelta(days=duree), depart)
        en_cours = est_ouvert and prevue > fin
        resultat = hasard.choices(
            (Resultat.REALISEE, Resultat.INTERROMPUE, Resultat.ABANDONNEE), (80, 11, 9)
        )[0]
        yield {
            "axe": axe,
            "libelle": libelle,
            "operateur": hasard.choice(operateurs),
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
    tenu = timedelta(days=60) if est_court else _tenu(hasard, contrat, sortie - entree)
    debut = max(ouvrable(sortie - tenu), ouvrable_apres(entree + RECHERCHE))
    return emploi(hasard, contrat, debut, fin=sortie if est_court else None)


def _tenu(hasard, contrat, duree):
    """Six months at least, and more where the parcours and the end of the contract allow it."""
    au_plus = min(TENU_AU_PLUS, duree - RECHERCHE - MARGE)
    if contrat in A_TERME:
        au_plus = min(au_plus, timedelta(days=A_TERME[contrat]) - MARGE)
    return SIX_MOIS + timedelta(days=hasard.randint(0, max(0, (au_plus - SIX_MOIS).days)))


def formation_de_sortie(hasard, motif, entree, sortie):
    """The training that a parcours ended with, or None."""
    if motif != "formation_qualifiante":
        return None
    libelle = hasard.choice(textes.TITRES)
    return {
        "axe": Axe.FORMATION,
        "libelle": libelle,
        "operateur": hasard.choice(textes.ORGANISMES),
        "date_debut": ouvrable(max(entree + timedelta(days=10), sortie - timedelta(days=170))),
        "date_fin": ouvrable(sortie - timedelta(days=hasard.randint(3, 25))),
        "resultat": Resultat.REALISEE,
    }


def emploi_rompu(graine, entree, fin):
    """For one parcours in seven, a first job that broke before its six months; else None."""
    hasard = random.Random(f"rupture-{graine}")  # noqa: S311 - invented people
    debut = ouvrable(entree + timedelta(days=hasard.randint(40, 200)))
    rupture = ouvrable(debut + timedelta(days=hasard.randint(20, 150)))
    if hasard.random() > 1 / 7 or rupture > fin - TENU_AU_PLUS - MARGE:
        return None
    contrat = hasard.choice((TypeContrat.CDD, TypeContrat.INTERIM))
    return emploi(hasard, contrat, debut, fin=rupture)
