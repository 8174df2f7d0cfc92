from smtplib import SMTPConnectError, SMTPException, SMTPServerDisconnected

from django.utils import timezone

from accompagnement.actions import alerte, brouillon, courriel, fiche_offre, rapprochement
from accompagnement.actions.importation.demande import echouer_import, executer_import
from plie.taches.actions import demander
from plie.taches.registre import tache

# A mail server that refuses or sleeps is asked again, later and later, for about a day; while it
# is away the mails wait for one another, and leave the workers to the rest.
REPRISES = {
    "pour": (SMTPException, OSError),
    "reprises": (60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600),
    "service": "courriel",
    "absences": (TimeoutError, ConnectionError, SMTPServerDisconnected, SMTPConnectError),
}


@tache(abandonner=echouer_import)
def importer_fichier(import_id):
    return executer_import(import_id)


@tache()
def calculer_alertes():
    return alerte.calculer_alertes()._asdict()


@tache(**REPRISES)
def envoyer_invitation(entretien_id, nature):
    return courriel.envoyer_invitation(entretien_id, nature)


@tache(**REPRISES)
def envoyer_rappel(entretien_id):
    return courriel.envoyer_rappel(entretien_id)


@tache(**REPRISES)
def envoyer_fiche(mise_en_relation_id):
    return fiche_offre.envoyer_fiche(mise_en_relation_id)


@tache()
def envoyer_rappels():
    cles = courriel.rappels_a_envoyer(timezone.localdate()).values_list("pk", flat=True)
    for cle in cles:
        demander("accompagnement.tasks.envoyer_rappel", cle)
    return f"{len(cles)} rappels"


@tache()
def purger_brouillons():
    return brouillon.purger_brouillons()


@tache()
def calculer_rapprochements():
    return f"{rapprochement.calculer_rapprochements()} rapprochements"
