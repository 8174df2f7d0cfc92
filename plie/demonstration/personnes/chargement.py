"""Put the whole demonstration into an empty database."""

import itertools
from datetime import timedelta

import pghistory
import pgtrigger
from django.db import transaction

from accompagnement.enums import Sexe
from accompagnement.models import Participant
from plie.demonstration.personnes.a_surveiller import ecrire_a_surveiller
from plie.demonstration.personnes.agenda import ecrire_agenda
from plie.demonstration.personnes.agents import Equipe, creer_structures
from plie.demonstration.personnes.calendrier import derouler
from plie.demonstration.personnes.changements import ecrire_changements
from plie.demonstration.personnes.commissions import Commissions
from plie.demonstration.personnes.contrats import ecrire_contrats
from plie.demonstration.personnes.diagnostics import ecrire_diagnostics, ecrire_sirets
from plie.demonstration.personnes.emargements import ecrire_emargements
from plie.demonstration.personnes.noms import PRENOMS_FEMININS
from plie.demonstration.personnes.nouvelles import ecrire_nouvelles
from plie.demonstration.personnes.organisation import ecrire_organisation
from plie.demonstration.personnes.orientations import ecrire_orientations
from plie.demonstration.personnes.parcours import EcritureParcours
from plie.demonstration.personnes.pieces import ecrire_pieces
from plie.demonstration.personnes.portefeuilles import repartir
from plie.demonstration.personnes.prescriptions import Prescriptions
from plie.demonstration.personnes.preuves import ecrire_preuves, garder_les_faits
from plie.demonstration.personnes.scene import Scene

GRAINE = 2026
AGES_DES_MOTIFS = {"retraite": (62, 64), "maternite": (22, 38)}


def charger(aujourdhui):
    """Everything in one transaction; people enter with their criteria already frozen, and the day
    may be one to come."""
    with (
        transaction.atomic(),
        pghistory.context(travail="données de démonstration"),
        pgtrigger.ignore(
            "accompagnement.CritereEligibilite:entree_close",
            "accompagnement.CritereEligibilite:date_possible",
            "accompagnement.Situation:date_possible",
        ),
    ):
        structures = creer_structures()
        scene = Scene(GRAINE, aujourdhui, structures, Equipe(structures))
        chronique = derouler(GRAINE, aujourdhui)
        dossiers = repartir(scene, chronique, _inventer_participants(scene, chronique))
        commissions = Commissions(scene)
        ecriture = EcritureParcours(scene, commissions)
        for rang, dossier in enumerate(dossiers):
            ecriture.ecrire(rang, dossier)
        ecrire_agenda(scene, dossiers)
        ecrire_a_surveiller(scene, dossiers)
        ecrire_diagnostics(scene, dossiers)
        ecrire_changements(scene, dossiers)
        Prescriptions(scene, commissions).ecrire()
        scene.lot.ecrire(analyser=True)
        ecrire_sirets()
        ecrire_contrats(aujourdhui)
        ecrire_pieces(scene.equipe, aujourdhui)
        ecrire_preuves(scene.equipe)
        garder_les_faits()
        ecrire_emargements(scene.equipe)
        ecrire_organisation(scene.equipe, aujourdhui)
        ecrire_orientations(scene)
        ecrire_nouvelles(scene.equipe, aujourdhui)
    return chronique.personnes


def _inventer_participants(scene, chronique):
    passes = sorted(chronique.passes, key=lambda passe: passe.personne)
    return [
        scene.lot.creer(Participant, **_inventer(scene, personne, list(groupe)))
        for personne, groupe in itertools.groupby(passes, key=lambda passe: passe.personne)
    ]


def _inventer(scene, personne, passes):
    """An identity that agrees with the reasons of the exits: retirement has an age."""
    hasard = scene.hasard("personne", personne)
    champs = scene.identites.inventer(hasard, passes[0].entree)
    for passe in passes:
        if passe.motif in AGES_DES_MOTIFS:
            mini, maxi = AGES_DES_MOTIFS[passe.motif]
            age = timedelta(days=hasard.randint(mini * 366, maxi * 365))
            champs["date_naissance"] = passe.sortie - age
        if passe.motif == "maternite":
            champs |= {
                "sexe": Sexe.FEMME,
                "prenom": hasard.choice(PRENOMS_FEMININS),
                "email": "",
            }
    return champs
