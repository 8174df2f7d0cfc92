"""Two published versions of the report of the last month of the founding year: somebody's commune
was corrected in between, so that the month has a difference to explain and the second version
something to say."""

from datetime import date
from pathlib import Path

from accompagnement.actions.participant import modifier_participant
from accompagnement.models import Participant
from conventions.actions.commentaire import commenter
from conventions.actions.rapport import ouvrir, produire, publier, soumettre
from conventions.actions.serie import importer_series
from conventions.enums import ModeleRapport
from conventions.indicateurs.periodes import mois_precedent
from conventions.models import Serie
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.demonstration.personnes.calendrier import ANNEE_FONDATRICE
from plie.referentiels.models import Commune

MOIS = date(ANNEE_FONDATRICE, 12, 1)
TERRITOIRE = Path(__file__).with_name("territoire.csv")
COMMENTAIRES = {
    "essentiel": "La file active croît depuis janvier : l'année à venir se prépare à effectif de "
    "référents égal, en demandant à chaque étape ce qu'elle doit lever.",
    "objectifs": "Les objectifs de la convention avec France Travail se lisent ici comme ils ont "
    "été signés ; ceux d'un petit groupe ne sont pas imprimés.",
}
A_COTE = {
    "Demandeurs d'emploi, catégorie A": "file_active_fin",
    "Part des plus de 50 ans": "part_seniors",
    "Évolution du nombre de bénéficiaires du RSA": "part_rsa",
    "Offres d'emploi": "offres_ouvertes",
}


def ecrire_rapports():
    """Once the month is official; the figures of the year stay those that were published."""
    _publier()
    _corriger_une_commune()
    _publier()
    for modele in (ModeleRapport.TRIMESTRIEL, ModeleRapport.ANNUEL):
        _publier(modele)


def ecrire_un_rapport_a_relire(aujourdhui):
    """What direction finds to approve: the year to come, of the last month that is over."""
    rapport = ouvrir(mois_precedent(aujourdhui)[0], ModeleRapport.FSE)
    produire(rapport.pk)
    par = _premier(Role.COORDINATION)
    commenter(rapport, par=par, textes=COMMENTAIRES, version=1)
    soumettre(rapport, par=par, differe=False)
    produire(rapport.pk)


def ecrire_territoire(aujourdhui):
    """What the founding convention says of the territory, each figure with its date and source;
    what was known by then."""
    entetes, *lignes = TERRITOIRE.read_text("utf-8").splitlines()
    connues = [ligne for ligne in lignes if ligne.split(";")[1] <= aujourdhui.isoformat()]
    fichier = "\n".join([entetes, *connues]).encode()
    importer_series(fichier, par=_premier(Role.COORDINATION))
    for libelle, indicateur in A_COTE.items():
        Serie.objects.filter(libelle__startswith=libelle).update(indicateur=indicateur)


def _publier(modele=ModeleRapport.MENSUEL):
    rapport = ouvrir(MOIS, modele)
    produire(rapport.pk)
    soumettre(rapport, par=_premier(Role.COORDINATION), differe=False)
    produire(rapport.pk)
    rapport.refresh_from_db()
    publier(rapport, par=_premier(Role.DIRECTION))


def _corriger_une_commune():
    suivis = Participant.objects.filter(
        parcours__date_entree__year=ANNEE_FONDATRICE, parcours__date_sortie=None
    )
    personne = suivis.filter(commune__nom="Denain").order_by("pk").first()
    modifier_participant(
        personne,
        par=_premier(Role.COORDINATION),
        version=personne.version,
        commune=Commune.objects.get(nom="Raismes"),
    )


def _premier(role):
    return Agent.objects.filter(role=role, is_active=True).order_by("pk").first()
