"""End a prescription whose person does not enter, and answer whoever prescribed it."""

import structlog
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement import mois_arretes
from accompagnement.actions.acte import acte
from accompagnement.actions.affectation import clore_affectation
from accompagnement.actions.commission import exiger_hors_ordre_du_jour
from accompagnement.actions.correction.ecriture import (
    avant_la_decision,
    composer,
    ouvrir,
    remettre_en_etat,
)
from accompagnement.actions.correction.retour import etat_avant_la_non_entree
from accompagnement.actions.orientation.statut import dire_la_non_entree
from accompagnement.actions.parcours import changer_statut, verrouiller
from accompagnement.actions.rendez_vous import annuler_a_venir
from accompagnement.actions.retrait import MOTIF_DU_REPENTIR
from accompagnement.documents.non_entree import composer_reponse, composer_reprise
from accompagnement.enums import MoyenReponse, NatureCorrection, Statut, StatutOrientation
from accompagnement.models import Correction, MotifNonEntree, NonEntree
from accompagnement.models.non_entree import ENVOI
from accompagnement.permissions import Acte
from plie.journal.acte import travail
from plie.taches.actions import demander

journal = structlog.get_logger(__name__)

# code, label, what the prescriber reads.
MOTIFS = [
    (
        "injoignable",
        "Injoignable",
        "Malgré plusieurs appels et courriers, nous n'avons pas pu joindre cette personne.",
    ),
    (
        "ne_souhaite_pas",
        "Ne souhaite pas l'accompagnement",
        "Cette personne ne souhaite pas être accompagnée par le PLIE pour le moment.",
    ),
    (
        "hors_criteres",
        "Hors critères",
        "Cette personne ne remplit pas les critères d'entrée dans le PLIE.",
    ),
    (
        "demenagement",
        "Déménagement",
        "Cette personne n'habite plus sur le territoire du PLIE.",
    ),
    (
        "accompagne_ailleurs",
        "Accompagnée ailleurs",
        "Cette personne est déjà accompagnée par un autre dispositif.",
    ),
    ("doublon", "Doublon", "Cette personne avait déjà été orientée vers le PLIE."),
    ("autre", "Autre", "L'entrée de cette personne dans le PLIE n'a pas pu aboutir."),
]


@travail("mise à niveau")
def charger_motifs_non_entree():
    """Add what is missing and touch nothing that the PLIE has changed."""
    MotifNonEntree.objects.bulk_create(
        (
            MotifNonEntree(
                code=code, libelle=libelle, reponse=reponse, ordre=ordre, est_sensible=False
            )
            for ordre, (code, libelle, reponse) in enumerate(MOTIFS)
        ),
        ignore_conflicts=True,
    )


@acte(Acte.ECRIRE_DOSSIER)
def clore_sans_entree(parcours, *, par, motif, date, moyen, reponse=""):
    """Close a parcours before any entry; the person may be prescribed again.

    The partner who sent the person through an orientation is answered by it, whatever `moyen`; an
    empty `reponse` is the one proposed with the motif. Raises ValidationError when `date` is
    outside [prescription, today], while the case is on an agenda, or by mail when the prescriber
    has no address.
    """
    parcours = verrouiller(parcours)
    _verifier_date(parcours, date)
    exiger_hors_ordre_du_jour(parcours)
    if moyen == MoyenReponse.COURRIEL:
        _exiger_une_adresse(parcours)
    non_entree = NonEntree(
        parcours=parcours,
        motif=motif,
        date=date,
        moyen=moyen,
        reponse=reponse.strip() or motif.reponse,
        prononcee_par=par,
    )
    non_entree.full_clean()
    changer_statut(parcours, Statut.NON_ENTRE)
    non_entree.save()
    clore_affectation(parcours, date)
    annuler_a_venir([parcours.pk])
    dire_la_non_entree(parcours, non_entree.reponse)
    if moyen == MoyenReponse.COURRIEL:
        demander(ENVOI, non_entree.pk)
    return non_entree


@acte(Acte.ANNULER_NON_ENTREE)
def annuler_non_entree(non_entree, *, par):
    """Undo `clore_sans_entree`, as soon as it is seen to be wrong: the parcours is where it was,
    with whom followed it. The history keeps the row, and the correction says who and when.

    Raises ValidationError when the prescriber was answered, when the person is prescribed again,
    or when a frozen month counts it: `rouvrir_prescription` is for the first and the last.
    """
    parcours = verrouiller(non_entree.parcours)
    actuelle = NonEntree.objects.select_for_update(of=("self",)).filter(pk=non_entree.pk).first()
    _exiger_reprenable(actuelle, parcours)
    etat = etat_avant_la_non_entree(actuelle, parcours)
    correction = composer(
        parcours,
        NatureCorrection.NON_ENTREE,
        par=par,
        motif=MOTIF_DU_REPENTIR,
        apres=avant_la_decision(parcours, etat),
    )
    ouvrir(correction)
    actuelle.delete()
    remettre_en_etat(correction, parcours, etat)
    return correction


def est_repondue(non_entree):
    """Whether its prescriber is told, or is about to be."""
    repondues = non_entree.parcours.orientations.filter(statut=StatutOrientation.NON_ENTREE)
    return non_entree.moyen != MoyenReponse.AUCUN or repondues.exists()


def _exiger_reprenable(non_entree, parcours):
    if non_entree is None:
        raise ValidationError("Cette non-entrée est déjà annulée.")
    if est_repondue(non_entree):
        raise ValidationError(
            "La réponse au prescripteur est partie : la non-entrée ne s'annule plus d'un clic. La "
            "coordination peut rouvrir la prescription, avec un motif."
        )
    if parcours.participant.parcours.ouverts().exists():
        raise ValidationError(
            "Cette personne a été prescrite à nouveau depuis : la non-entrée reste."
        )
    if mois_arretes.est_arrete(non_entree.date, non_entree.date):
        raise ValidationError(
            f"Le mois du {non_entree.date:%d/%m/%Y} est arrêté et compte cette non-entrée : la "
            "coordination demande à rouvrir la prescription, la direction confirme."
        )


def _verifier_date(parcours, date):
    if date > timezone.localdate():
        raise ValidationError({"date": "Cette date est dans le futur."})
    prescription = parcours.date_prescription
    if prescription and date < prescription:
        raise ValidationError({"date": f"La prescription date du {prescription:%d/%m/%Y}."})


def _exiger_une_adresse(parcours):
    if not (parcours.prescripteur and parcours.prescripteur.contact_courriel):
        raise ValidationError(
            {
                "moyen": "Le prescripteur n'a pas d'adresse électronique : choisissez le courrier, "
                "ou notez son adresse parmi les structures."
            }
        )


@travail("envoi des courriels")
def envoyer_reponse(pk):
    """Send the answer of one non-entrée to its prescriber, once; returns what was done, in
    French."""
    lues = NonEntree.objects.filter(moyen=MoyenReponse.COURRIEL, reponse_envoyee_le__isnull=True)
    liens = ("parcours__participant", "parcours__prescripteur", "prononcee_par__structure")
    non_entree = lues.select_related(*liens).filter(pk=pk).first()
    if non_entree is None or not non_entree.parcours.prescripteur.contact_courriel:
        return "rien à envoyer"
    composer_reponse(non_entree).send()
    NonEntree.objects.filter(pk=pk).update(reponse_envoyee_le=timezone.now())
    journal.info("courriel envoyé", nature="non-entrée", non_entree=pk)
    return "envoyé"


@travail("envoi des courriels")
def envoyer_reprise(correction_id):
    """Tell the prescriber, whom a mail said that the person would not enter, that it was wrong;
    returns what was done, in French."""
    liens = ("parcours__participant", "parcours__prescripteur", "demandee_par")
    correction = Correction.objects.select_related(*liens).get(pk=correction_id)
    prescripteur = correction.parcours.prescripteur
    if prescripteur is None or not prescripteur.contact_courriel:
        return "rien à envoyer"
    composer_reprise(correction).send()
    journal.info("courriel envoyé", nature="reprise de prescription", correction=correction_id)
    return "envoyé"
