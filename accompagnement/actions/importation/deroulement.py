"""One import from beginning to end, in one transaction: everything is written or nothing is."""

import pghistory
from django.db import DataError, IntegrityError, InternalError, connection, transaction

from accompagnement.actions.alerte import calculer_apres_coup
from accompagnement.actions.importation import lecture
from accompagnement.actions.importation.controle import Controle
from accompagnement.actions.importation.croisements import croiser, mettre_en_attente
from accompagnement.actions.importation.ecriture import ecrire
from accompagnement.actions.importation.lecture import FichierRefuse
from accompagnement.actions.importation.rapport import Rapport, resumer_avis
from plie.socle import verrous
from plie.socle.erreurs import phrase_contrainte

# The share of the work, as seen on the progress bar.
LECTURE, CROISEMENT = 0.3, 0.4


def sans_suivi(part):
    """The `suivre` of an import whose progress is not shown."""


def importer(chemin, *, par=None, simulation=False, suivre=sans_suivi):
    """Import the file `chemin` in the name of `par` and return its Rapport.

    `suivre` receives the part done, from 0 to 1. A simulation does everything, then undoes it.
    """
    try:
        fichier = lecture.ouvrir(chemin)
        with transaction.atomic(), pghistory.context(**_contexte(par)):
            rapport = _derouler(fichier, simulation, suivre)
            calculer_apres_coup()
            if simulation or not rapport.est_accepte:
                transaction.set_rollback(True)
        rapport.fichier = fichier
        return rapport
    except FichierRefuse as refus:
        return Rapport(simulation=simulation, refus=refus.phrases)
    except (IntegrityError, DataError, InternalError) as erreur:
        return Rapport(simulation=simulation, refus=(_expliquer(erreur),))


def _contexte(par):
    return {"agent": par.pk} if par else {"travail": "import en ligne de commande"}


def _derouler(fichier, simulation, suivre):
    controle = Controle()
    with connection.cursor() as curseur:
        # Two imports at once would each miss the other's rows.
        curseur.execute("SELECT pg_advisory_xact_lock(%s)", [verrous.IMPORTATION])
    mettre_en_attente(controle.lignes(fichier, lambda part: suivre(part * LECTURE)))
    if not controle.lignes_lues:
        raise FichierRefuse("Ce fichier n'a que son en-tête : aucune ligne à importer.")
    croiser(controle)
    suivre(CROISEMENT)
    rapport = Rapport(simulation=simulation, lignes=controle.lignes_lues, fautes=controle.fautes)
    if not controle.fautes:
        reste = 1 - CROISEMENT
        rapport.bilan, rapport.structures, rapport.agents = ecrire(
            controle, lambda part: suivre(CROISEMENT + part * reste)
        )
    rapport.avis = resumer_avis(controle.avis)
    return rapport


def _expliquer(erreur):
    """The sentence of a constraint that the checks let through: a dossier changed during the
    import, or no check covers it."""
    return (
        f"{phrase_contrainte(erreur)} Rien n'est écrit ; quelqu'un a pu modifier un dossier "
        "pendant l'import : relancez-le."
    )
