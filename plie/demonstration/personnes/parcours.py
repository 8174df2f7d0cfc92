"""Write one parcours with all that hangs from it."""

from datetime import date, timedelta

from accompagnement.enums import Moment, Statut, TypeCommission, TypeContrat
from accompagnement.models import (
    AffectationReferent,
    CritereEligibilite,
    Emploi,
    Etape,
    Parcours,
    Situation,
    Sortie,
    Suspension,
)
from plie.demonstration.personnes import suivi
from plie.demonstration.personnes.agents import PRESCRIPTEURS
from plie.demonstration.personnes.calendrier import ANNEE_FONDATRICE
from plie.demonstration.personnes.changements import ecrire_situation_de_sortie
from plie.demonstration.personnes.identites import age_au, profiler, situer, tirer
from plie.demonstration.personnes.jours import ouvrable

STATUTS = {
    "actif": Statut.ACTIF,
    "delaisse": Statut.ACTIF,
    "suspendu": Statut.SUSPENDU,
    "en_emploi": Statut.EN_EMPLOI,
    "six_mois": Statut.EN_EMPLOI,
    "trois_mois": Statut.EN_EMPLOI,
    "sortie_proposee": Statut.SORTIE_PROPOSEE,
}
# Meetings are monthly in the files kept since then, two or three in those taken over before.
RYTHME_MENSUEL_DEPUIS, RYTHME = date(2024, 1, 1), 30
AGE_DE_MATERNITE = 42
PART_AJOURNEE, PART_PASSATION = 0.06, 0.07
MOTIFS_PROPOSES = ("cdi", "cdd_6_mois", "abandon", "formation_qualifiante", "reorientation")


class EcritureParcours:
    def __init__(self, scene, commissions):
        self._scene = scene
        self._lot = scene.lot
        self._commissions = commissions
        self._motifs_proposes = 0

    def ecrire(self, rang, dossier):
        hasard = self._scene.hasard("parcours", rang)
        passe = dossier.passe
        ajournement = passe.entree.year >= ANNEE_FONDATRICE and hasard.random() < PART_AJOURNEE
        delai = hasard.randint(15, 50) + (40 if ajournement else 0)
        dossier.parcours = self._lot.creer(
            Parcours,
            participant=dossier.participant,
            prescripteur=self._scene.structures[tirer(PRESCRIPTEURS, hasard)],
            structure=dossier.referent.structure,
            statut=Statut.SORTI if passe.sortie else STATUTS[dossier.etat],
            date_prescription=passe.entree - timedelta(days=delai),
            date_entree=passe.entree,
            date_sortie=passe.sortie,
        )
        self._ecrire_entree(hasard, dossier, ajournement)
        self._ecrire_affectations(hasard, dossier)
        self._ecrire_suivi(hasard, dossier)
        if passe.sortie:
            self._ecrire_sortie(hasard, dossier)
        else:
            self._ecrire_etat(hasard, dossier)

    def _ecrire_entree(self, hasard, dossier, ajournement):
        entree = dossier.passe.entree
        dossier.profil = situer_entree(
            self._scene, hasard, dossier.participant, dossier.parcours, entree
        )
        if entree.year >= ANNEE_FONDATRICE:
            self._commissions.integrer(dossier.parcours, entree, ajournement=ajournement)

    def _ecrire_affectations(self, hasard, dossier):
        passe, debut = dossier.passe, dossier.passe.entree
        fin = passe.sortie or self._scene.aujourdhui
        if (fin - debut).days > 120 and hasard.random() < PART_PASSATION:
            passation = debut + timedelta(days=hasard.randint(60, (fin - debut).days - 30))
            collegues = [a for a in self._collegues(dossier) if a is not dossier.referent]
            self._affecter(dossier.parcours, hasard.choice(collegues), debut, passation)
            debut = passation
        self._affecter(dossier.parcours, dossier.referent, debut, passe.sortie)

    def _collegues(self, dossier):
        actuels = dossier.referent in self._scene.equipe.referents
        return self._scene.equipe.referents if actuels else self._scene.equipe.anciens

    def _affecter(self, parcours, agent, debut, fin):
        self._lot.creer(
            AffectationReferent, parcours=parcours, agent=agent, date_debut=debut, date_fin=fin
        )

    def _ecrire_suivi(self, hasard, dossier):
        passe = dossier.passe
        fin = passe.sortie or self._scene.aujourdhui - timedelta(days=1)
        commune = self._scene.communes[dossier.participant.commune_id].nom
        est_ouvert = passe.sortie is None
        for champs in suivi.etapes(hasard, passe.entree, fin, est_ouvert, dossier.profil):
            champs["operateur"] = self._scene.operateurs[champs["operateur"]]
            self._lot.creer(Etape, parcours=dossier.parcours, **champs)
        rompu = suivi.emploi_rompu(dossier.parcours.pk, passe.entree, fin)
        if rompu:
            self._lot.creer(Emploi, parcours=dossier.parcours, **rompu)
        if dossier.etat == "delaisse":
            fin -= timedelta(days=hasard.randint(28, 62))
        recent = fin >= RYTHME_MENSUEL_DEPUIS
        rythme = RYTHME if recent else max(RYTHME, (fin - passe.entree).days // 2)
        for champs in suivi.entretiens(hasard, passe.entree, fin, rythme, commune, dossier.profil):
            champs["debut"] = self._scene.creneaux.prendre(dossier.referent, champs["debut"])
            suivi.ecrire_entretien(self._lot, dossier.parcours, dossier.referent, champs)

    def _ecrire_sortie(self, hasard, dossier):
        passe, parcours = dossier.passe, dossier.parcours
        motif, regle = self._scene.motifs[passe.motif], self._scene.regle_du(passe.sortie)
        passage = None
        if passe.sortie.year >= ANNEE_FONDATRICE:
            passage = self._commissions.valider_sortie(parcours, passe.sortie)
        self._lot.creer(
            Sortie,
            parcours=parcours,
            motif=motif,
            date_effet=passe.sortie,
            proposee_par=dossier.referent if passage else None,
            proposee_le=passe.sortie,
            categorie=regle.categorie_de(motif),
            regle=regle,
            passage=passage,
            validee_le=passage.commission.date if passage else passe.sortie,
        )
        ecrire_situation_de_sortie(self._scene, parcours, passe.motif, passe.sortie)
        emploi = suivi.emploi_de_sortie(hasard, passe.motif, passe.entree, passe.sortie)
        if emploi:
            self._lot.creer(Emploi, parcours=parcours, **emploi)
        formation = suivi.formation_de_sortie(hasard, passe.motif, passe.entree, passe.sortie)
        if formation:
            formation["operateur"] = self._scene.operateurs[formation["operateur"]]
            self._lot.creer(Etape, parcours=parcours, **formation)

    def _ecrire_etat(self, hasard, dossier):
        aujourdhui = self._scene.aujourdhui
        match dossier.etat:
            case "suspendu":
                self._suspendre(hasard, dossier)
            case "en_emploi":
                self._embaucher(hasard, dossier, aujourdhui - timedelta(hasard.randint(8, 40)))
            case "trois_mois":
                self._embaucher(hasard, dossier, aujourdhui - timedelta(hasard.randint(93, 110)))
            case "six_mois":
                debut = aujourdhui - suivi.SIX_MOIS - timedelta(days=hasard.randint(1, 15))
                self._embaucher(hasard, dossier, debut)
            case "sortie_proposee":
                self._proposer_sortie(hasard, dossier)

    def _embaucher(self, hasard, dossier, debut, contrat=None):
        debut = ouvrable(debut)
        contrat = contrat or hasard.choice((TypeContrat.CDI, TypeContrat.CDD, TypeContrat.CDD))
        self._lot.creer(Emploi, parcours=dossier.parcours, **suivi.emploi(hasard, contrat, debut))

    def _suspendre(self, hasard, dossier):
        debut = self._scene.aujourdhui - timedelta(days=hasard.randint(10, 60))
        est_femme = dossier.participant.sexe == "F"
        peut_naitre = est_femme and dossier.profil.age < AGE_DE_MATERNITE
        motifs = ("sante", "maternite", "famille") if peut_naitre else ("sante", "famille")
        self._lot.creer(
            Suspension,
            parcours=dossier.parcours,
            motif=self._scene.motifs_suspension[hasard.choice(motifs)],
            date_debut=debut,
            date_fin_prevue=debut + timedelta(days=hasard.randint(60, 150)),
            decidee_par=dossier.referent,
        )

    def _proposer_sortie(self, hasard, dossier):
        """One exit in two is already on the agenda of the next commission."""
        rang, self._motifs_proposes = self._motifs_proposes, self._motifs_proposes + 1
        motif = MOTIFS_PROPOSES[rang % len(MOTIFS_PROPOSES)]
        effet = ouvrable(self._scene.aujourdhui - timedelta(days=hasard.randint(1, 12)))
        if contrat := suivi.CONTRATS.get(motif):
            self._embaucher(hasard, dossier, effet - suivi.SIX_MOIS, contrat)
        self._lot.creer(
            Sortie,
            parcours=dossier.parcours,
            motif=self._scene.motifs[motif],
            date_effet=effet,
            proposee_par=dossier.referent,
            proposee_le=effet,
        )
        if rang % 2 == 0:
            self._commissions.inscrire(dossier.parcours, TypeCommission.SORTIE)


def situer_entree(scene, hasard, participant, parcours, jour):
    """The situation and the criteria at entry, seen on `jour`; returns the profile they draw."""
    habitants = scene.communes[participant.commune_id].population_municipale
    age = age_au(jour, participant.date_naissance)
    situation, criteres = situer(hasard, participant.sexe, habitants, age)
    scene.lot.creer(Situation, parcours=parcours, moment=Moment.ENTREE, date=jour, **situation)
    for code in criteres:
        scene.lot.creer(CritereEligibilite, parcours=parcours, code=code, constate_le=jour)
    return profiler(situation, age)
