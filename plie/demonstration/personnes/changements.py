"""What changed since the entry, for some of the people followed, and a few situations on leaving
that nobody has collected yet."""

from datetime import timedelta

from accompagnement.actions.situation import DU_PROJET
from accompagnement.enums import Critere, Foyer, IssueSortie, Moment, StatutEmploi
from accompagnement.models import CritereEligibilite, Etape, Projet, Situation
from plie.demonstration.personnes.identites import SANS_ENFANT_DES
from plie.demonstration.personnes.suivi import CONTRATS
from plie.demonstration.personnes.textes import PERMIS

# Of the open dossiers, one in so many.
UN_SUR = 6
# Of the exits of the last weeks, those still to ask about.
RECENTES, UNE_SUR = timedelta(days=60), 3
CHANGEMENTS = (
    {"statut_emploi": StatutEmploi.EN_FORMATION},
    {"a_permis": True, "a_vehicule": False},
    {"foyer": Foyer.PARENT_ISOLE},
    {"a_permis": True, "a_vehicule": True},
    {"foyer": Foyer.COUPLE_ENFANTS},
)
ISSUES = {
    "cdi": IssueSortie.CDI,
    "fonction_publique": IssueSortie.CDI,
    "creation_entreprise": IssueSortie.INDEPENDANT,
    "emploi_court": IssueSortie.CDD_COURT,
    "iae": IssueSortie.AIDE,
    "formation_qualifiante": IssueSortie.FORMATION,
}
INACTIFS = ("retraite", "maternite", "sante", "incarceration", "deces")


def ecrire_changements(scene, dossiers):
    ouverts = [d for d in dossiers if not d.passe.sortie and d.etat == "actif"]
    projets = {projet.parcours_id: projet for projet in scene.lot.faits(Projet)}
    apprenants = _apprenants(scene)
    for rang, dossier in enumerate(ouverts[::UN_SUR]):
        entree = dossier.passe.entree
        ecoule = (scene.aujourdhui - entree).days
        if ecoule > 60:
            jour = entree + timedelta(days=ecoule // 2)
            champs = _changement(rang, dossier, apprenants.get(dossier.parcours.pk, jour) > jour)
            projet = projets.get(dossier.parcours.pk)
            _changer(scene, dossier.parcours, jour, champs, projet)
            if champs.get("a_permis"):
                _perdre(Critere.SANS_PERMIS, scene, dossier.parcours, jour)
            if rang % 2:
                _perdre(Critere.RSA, scene, dossier.parcours, jour)


def _apprenants(scene):
    """Until when each parcours has a licence course, planned ones included."""
    cours = [etape for etape in scene.lot.faits(Etape) if etape.libelle == PERMIS]
    return {etape.parcours_id: etape.date_fin or etape.date_fin_prevue for etape in cours}


def _changement(rang, dossier, apprend):
    """The next change that can happen to this person."""
    suivants = (CHANGEMENTS[(rang + pas) % len(CHANGEMENTS)] for pas in range(len(CHANGEMENTS)))
    return next(champs for champs in suivants if _peut(dossier.profil, champs, apprend))


def _peut(profil, champs, apprend):
    if "a_permis" in champs:
        return not profil.a_permis and not apprend
    if "foyer" in champs:
        return not profil.a_enfants and profil.age < SANS_ENFANT_DES
    return True


def _changer(scene, parcours, jour, champs, projet):
    """The project follows, as when an agent notes it."""
    avant = {champ: getattr(projet, champ) for champ in DU_PROJET if projet and champ in champs}
    for champ in avant:
        setattr(projet, champ, champs[champ])
    scene.lot.creer(
        Situation,
        parcours=parcours,
        moment=Moment.A_DATE,
        date=jour,
        projet_avant=avant,
        **champs,
    )


def _perdre(code, scene, parcours, jour):
    for critere in scene.lot.faits(CritereEligibilite):
        if critere.parcours_id == parcours.pk and critere.code == code:
            critere.perdu_le = jour


def ecrire_situation_de_sortie(scene, parcours, motif, sortie):
    """The one on leaving, collected a few days later."""
    if scene.aujourdhui - sortie < RECENTES and parcours.pk % UNE_SUR == 0:
        return
    jour = min(sortie + timedelta(days=parcours.pk % 20), scene.aujourdhui)
    scene.lot.creer(
        Situation,
        parcours=parcours,
        moment=Moment.SORTIE,
        date=jour,
        issue=_issue(motif),
        a_obtenu_qualification=motif == "formation_qualifiante",
        qualification="Titre professionnel" if motif == "formation_qualifiante" else "",
    )


def _issue(motif):
    if motif in INACTIFS:
        return IssueSortie.INACTIF
    if motif in ISSUES:
        return ISSUES[motif]
    return IssueSortie.CDD_6_MOIS if motif in CONTRATS else IssueSortie.RECHERCHE
