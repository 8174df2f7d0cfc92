"""Fill a database for the benches: many people, plausible and deterministic, by COPY."""

import math
import random
from datetime import date, timedelta

import pgtrigger
from django.db import transaction
from django.db.models import Max

from accompagnement.enums import Moment, Statut
from accompagnement.models import (
    AffectationReferent,
    CritereEligibilite,
    Emploi,
    Etape,
    Parcours,
    Participant,
    Situation,
    Sortie,
)
from plie.comptes.enums import Role, TypeStructure
from plie.comptes.models import Agent, Structure
from plie.demonstration.personnes import suivi
from plie.demonstration.personnes.identites import age_au, profiler, situer
from plie.demonstration.personnes.scene import ORDRE, Scene

TRANCHE = 5000
PREMIER_JOUR = date(2004, 1, 5)
PART_OUVERTE, PART_RETOUR = 0.12, 0.06
DUREE_MAXIMALE, OUVERTS_DEPUIS = 1000, 900
PORTEFEUILLE, REFERENTS_PAR_STRUCTURE = 65, 6
MOTIFS = [
    ("cdi", 19),
    ("cdd_6_mois", 21),
    ("formation_qualifiante", 6),
    ("demenagement", 6),
    ("retraite", 2),
    ("abandon", 20),
    ("reorientation", 18),
    ("fin_de_duree", 8),
]


class Equipe:
    """As many référents as the number of open parcours takes."""

    def __init__(self, participants, deja):
        ouverts = participants * PART_OUVERTE
        nombre = max(2, math.ceil(ouverts / PORTEFEUILLE))
        structures = Structure.objects.bulk_create(
            Structure(nom=f"Structure {deja + rang:04d}", type=TypeStructure.CCAS, accompagne=True)
            for rang in range(math.ceil(nombre / REFERENTS_PAR_STRUCTURE))
        )
        self.referents = Agent.objects.bulk_create(
            Agent(
                email=f"referent{deja + rang:05d}@banc.example",
                nom=f"Référent {deja + rang:05d}",
                role=Role.REFERENT,
                structure=structures[rang // REFERENTS_PAR_STRUCTURE],
                password="!",  # noqa: S106 - nobody signs in
            )
            for rang in range(nombre)
        )


# Every constraint and trigger applies, but for the two that an empty past has no use for: the
# criteria come after the entry they belong to, and nobody reads the history of invented rows.
DECLENCHEURS_IGNORES = (
    "accompagnement.CritereEligibilite:entree_close",
    *(f"accompagnement.{modele.__name__}:insert_insert" for modele in ORDRE),
)


def peupler(participants, graine, aujourdhui, suivre):
    """Invent `participants` people, some thousands a transaction: statistics then keep up with
    the tables, and the triggers look rows up the fast way. `suivre` receives the number done."""
    deja = Participant.objects.aggregate(Max("pk"))["pk__max"] or 0
    scene = Scene(graine, aujourdhui, {}, Equipe(participants, deja), deja=deja)
    for debut in range(0, participants, TRANCHE):
        fin = min(debut + TRANCHE, participants)
        hasard = random.Random(f"{graine}-{debut}")  # noqa: S311 - invented people
        for _ in range(debut, fin):
            _inventer(scene, hasard)
        with transaction.atomic(), pgtrigger.ignore(*DECLENCHEURS_IGNORES):
            scene.lot.ecrire()
        suivre(fin)


def _inventer(scene, hasard):
    sortie = None
    est_ouvert = hasard.random() < PART_OUVERTE
    if est_ouvert:
        recul = hasard.randint(1, OUVERTS_DEPUIS)
        entree = scene.aujourdhui - timedelta(days=recul)
    else:
        recul = (scene.aujourdhui - PREMIER_JOUR).days - DUREE_MAXIMALE
        entree = PREMIER_JOUR + timedelta(days=hasard.randint(0, recul))
        sortie = entree + timedelta(days=hasard.randint(60, DUREE_MAXIMALE - 10))
    participant = scene.lot.creer(Participant, **scene.identites.inventer(hasard, entree))
    _ecrire_parcours(scene, hasard, participant, entree, sortie)
    if sortie and hasard.random() < PART_RETOUR:
        retour = sortie + timedelta(days=hasard.randint(200, 900))
        if retour < scene.aujourdhui - timedelta(days=DUREE_MAXIMALE):
            fin = retour + timedelta(days=hasard.randint(60, DUREE_MAXIMALE - 10))
            _ecrire_parcours(scene, hasard, participant, retour, fin)


def _ecrire_parcours(scene, hasard, participant, entree, sortie):
    referent = hasard.choice(scene.equipe.referents)
    parcours = scene.lot.creer(
        Parcours,
        participant=participant,
        structure=referent.structure,
        statut=Statut.SORTI if sortie else Statut.ACTIF,
        date_prescription=entree - timedelta(days=hasard.randint(15, 50)),
        date_entree=entree,
        date_sortie=sortie,
    )
    commune = scene.communes[participant.commune_id]
    age = age_au(entree, participant.date_naissance)
    situation, criteres = situer(hasard, participant.sexe, commune.population_municipale, age)
    creer = scene.lot.creer
    creer(Situation, parcours=parcours, moment=Moment.ENTREE, date=entree, **situation)
    for code in criteres:
        creer(CritereEligibilite, parcours=parcours, code=code, constate_le=entree)
    creer(
        AffectationReferent,
        parcours=parcours,
        agent=referent,
        date_debut=entree,
        date_fin=sortie,
    )
    _ecrire_suivi(scene, hasard, parcours, referent, commune.nom, profiler(situation, age))
    if sortie:
        _ecrire_sortie(scene, hasard, parcours)


def _ecrire_suivi(scene, hasard, parcours, referent, commune, profil):
    entree = parcours.date_entree
    fin = parcours.date_sortie or scene.aujourdhui
    rythme = max(30, (fin - entree).days // 3)
    for champs in suivi.entretiens(hasard, entree, fin, rythme, commune, profil):
        suivi.ecrire_entretien(scene.lot, parcours, referent, champs)
    for champs in suivi.etapes(hasard, entree, fin, parcours.date_sortie is None, profil):
        champs["operateur"] = scene.operateurs[champs["operateur"]]
        scene.lot.creer(Etape, parcours=parcours, **champs)


def _ecrire_sortie(scene, hasard, parcours):
    entree, sortie = parcours.date_entree, parcours.date_sortie
    motif = scene.motifs[suivi.tirer(MOTIFS, hasard)]
    regle = scene.regle_du(sortie)
    scene.lot.creer(
        Sortie,
        parcours=parcours,
        motif=motif,
        date_effet=sortie,
        proposee_le=sortie,
        categorie=regle.categorie_de(motif),
        regle=regle,
        validee_le=sortie,
    )
    emploi = suivi.emploi_de_sortie(hasard, motif.code, entree, sortie)
    if emploi:
        scene.lot.creer(Emploi, parcours=parcours, **emploi)
