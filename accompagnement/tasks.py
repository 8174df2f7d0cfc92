from datetime import timedelta

from django.utils import timezone

from accompagnement.actions import (
    alerte,
    brouillon,
    courriel,
    emploi,
    fiche_offre,
    memo,
    non_entree,
    notification,
    rapprochement,
    sms,
)
from accompagnement.actions.importation.demande import echouer_import, executer_import
from accompagnement.actions.orientation import courriel as courriel_orientation
from accompagnement.actions.orientation import statut as statut_orientation
from accompagnement.models import Emargement, ImportDossiers, Piece, PieceOrientation
from plie.socle.balayage import balayer
from plie.socle.sms import ServiceAbsent, SmsErreur
from plie.taches.actions import demander
from plie.taches.registre import COURRIEL, tache

# How long the file of a simulation waits to be imported for good.
SIMULATION_GARDEE = timedelta(days=1)

# What the provider did not take is tried again for four hours; while it is away one message a
# minute tries it.
SMS = {
    "pour": (SmsErreur,),
    "reprises": (60, 300, 900, 3600, 3 * 3600),
    "service": "sms",
    "absences": (ServiceAbsent,),
}


@tache("Import de dossiers", abandonner=echouer_import)
def importer_fichier(import_id):
    return executer_import(import_id)


@tache("Calcul des alertes")
def calculer_alertes():
    return alerte.calculer_alertes()._asdict()


@tache("Emplois qui commencent")
def commencer_emplois():
    return emploi.commencer_emplois()


@tache("Mise à jour des alertes après une saisie")
def rafraichir_alertes(parcours_id):
    """Those of one parcours, or all (None): what a dead process had to do after its write."""
    return alerte.calculer_alertes(None if parcours_id is None else [parcours_id])._asdict()


@tache("Courriel sur un rendez-vous", **COURRIEL)
def envoyer_invitation(entretien_id, nature):
    return courriel.envoyer_invitation(entretien_id, nature)


@tache("Rappel d'un rendez-vous", **COURRIEL)
def envoyer_rappel(entretien_id):
    return courriel.envoyer_rappel(entretien_id)


@tache("Envoi d'une fiche d'offre", **COURRIEL)
def envoyer_fiche(mise_en_relation_id):
    return fiche_offre.envoyer_fiche(mise_en_relation_id)


@tache("Réponse à un prescripteur", **COURRIEL)
def envoyer_reponse_non_entree(non_entree_id):
    return non_entree.envoyer_reponse(non_entree_id)


@tache("Reprise d'une prescription annoncée au prescripteur", **COURRIEL)
def annoncer_la_reprise(correction_id):
    return non_entree.envoyer_reprise(correction_id)


@tache("Préparation des rappels du lendemain")
def envoyer_rappels():
    cles = courriel.rappels_a_envoyer(timezone.localdate()).values_list("pk", flat=True)
    for cle in cles:
        demander("accompagnement.tasks.envoyer_rappel", cle)
    return f"{len(cles)} rappels"


@tache("Rappel d'un rendez-vous par SMS", **SMS)
def envoyer_sms(entretien_id):
    return sms.envoyer_sms(entretien_id)


@tache("Préparation des SMS du lendemain")
def preparer_les_sms():
    cles = sms.sms_a_envoyer(timezone.localdate()).values_list("pk", flat=True)
    for cle in cles:
        demander("accompagnement.tasks.envoyer_sms", cle)
    return f"{len(cles)} SMS"


@tache("Suppression des anciens brouillons")
def purger_brouillons():
    return brouillon.purger_brouillons()


@tache("Préparation des résumés du matin")
def preparer_les_resumes():
    return f"{notification.preparer_les_resumes()} résumés"


@tache("Résumé du matin", **COURRIEL)
def envoyer_resume(agent_id):
    return notification.envoyer_resume(agent_id)


@tache("Suppression des anciens mémos")
def purger_memos():
    return memo.purger_memos()


@tache("Suppression des anciennes notifications")
def purger_notifications():
    return notification.purger_notifications()


@tache("Rapprochement des offres et des personnes")
def calculer_rapprochements():
    return f"{rapprochement.calculer_rapprochements()} rapprochements"


@tache("Orientations restées sans réponse")
def expirer_orientations():
    return f"{statut_orientation.expirer()} orientations"


@tache("Rappel des orientations à traiter", **COURRIEL)
def relancer_orientations():
    return f"{statut_orientation.relancer()} orientations"


@tache("Courriel à un conseiller partenaire", **COURRIEL)
def prevenir_un_conseiller(orientation_id, fait):
    return courriel_orientation.envoyer(orientation_id, fait)


@tache("Nettoyage des pièces et des imports")
def balayer_les_fichiers():
    """Documents and imports that no row names, left by a process that died in between, or by a
    simulation that nobody confirmed."""
    ImportDossiers.objects.oublier_les_simulations(timezone.now() - SIMULATION_GARDEE)
    champ, rejets = (ImportDossiers._meta.get_field(nom) for nom in ("fichier", "rejets"))
    pieces = balayer(
        "pieces", *(modele._meta.get_field("fichier") for modele in (Piece, PieceOrientation))
    )
    signatures = balayer("signatures", Emargement._meta.get_field("fichier"))
    return pieces + signatures + balayer("imports", champ, rejets)
