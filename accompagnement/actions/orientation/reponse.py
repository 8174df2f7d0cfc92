"""The house answers a partner: accept, refuse, confide to a structure, ask, tell."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accompagnement.actions.orientation.annonce import MESSAGE, annoncer
from accompagnement.actions.orientation.courriel import prevenir
from accompagnement.actions.orientation.statut import passer, toucher
from accompagnement.actions.parcours import prescrire
from accompagnement.actions.partage import partager
from accompagnement.actions.participant import creer_participant
from accompagnement.documents.orientation_partenaire import Fait
from accompagnement.enums import (
    MOTIFS_REFUS_PROPOSES,
    MotifRefusOrientation,
    Sexe,
    StatutOrientation,
)
from accompagnement.models import MessageOrientation, Orientation, Participant, Piece
from accompagnement.models.partage import oppositions_a
from accompagnement.permissions import Acte
from plie.journal.acte import acte
from plie.socle.ecriture import reprendre

IDENTITE = ("nom", "prenom", "date_naissance", "numero_france_travail", "commune")
JOINDRE = ("telephone", "email")
FAITS_DU_FICHIER = ("type", "nom", "type_contenu", "taille", "empreinte", "empreinte_conservee")


@acte(Acte.REPONDRE_AUX_ORIENTATIONS)
def accepter(
    orientation, *, par, version, participant=None, structure=None, reponse="", motif_distinct=""
):
    """Open a prescription, for `participant` when the person already has a dossier; the partner
    knows them from now on, and its documents are theirs. A person created keeps `motif_distinct`,
    why they are none of those who resemble them.

    Raises Conflit when somebody wrote since `version`, ValidationError when the person already has
    an open parcours.
    """
    actuelle = reprendre(orientation, version)
    _exiger_a_traiter(actuelle)
    personne = _personne(actuelle, participant, par, motif_distinct)
    parcours = prescrire(
        personne,
        par=par,
        date_prescription=actuelle.date_orientation,
        prescripteur=actuelle.structure,
        structure=structure or actuelle.confiee_a or par.structure,
    )
    partager(personne.pk, actuelle.structure_id)
    _verser(actuelle, parcours)
    return _repondre(actuelle, StatutOrientation.ACCEPTEE, par, reponse, parcours=parcours)


def _personne(orientation, participant, par, motif_distinct):
    if participant is None:
        return creer_participant(
            par=par,
            motif_distinct=motif_distinct,
            sexe=orientation.sexe or Sexe.AUTRE,
            **{nom: getattr(orientation, nom) for nom in (*IDENTITE, *JOINDRE)},
        )
    ouvrables = Participant.objects.actuels().visibles_par(par, parmi=[participant.pk])
    if not ouvrables.exists():
        raise ValidationError({"participant": "Ce dossier ne vous est pas ouvert."})
    return participant


def _verser(orientation, parcours):
    """Its documents become those of the dossier, but what is already there."""
    personne = parcours.participant
    deja = set(personne.pieces.values_list("empreinte", flat=True))
    for document in orientation.documents.all():
        if document.empreinte in deja:
            continue
        piece = Piece(
            participant=personne,
            parcours=parcours,
            deposee_par=document.deposee_par,
            fichier=document.fichier.name,
            **{nom: getattr(document, nom) for nom in FAITS_DU_FICHIER},
        )
        piece.full_clean()
        piece.save()
        document.fichier = ""
        document.save()


@acte(Acte.REPONDRE_AUX_ORIENTATIONS)
def refuser(orientation, *, par, version, motif_refus, reponse=""):
    """Say no, and why in a code that says nothing private."""
    if motif_refus not in MOTIFS_REFUS_PROPOSES:
        raise ValidationError({"motif_refus": "Choisissez un motif de la liste."})
    actuelle = reprendre(orientation, version)
    _exiger_a_traiter(actuelle)
    if motif_refus == MotifRefusOrientation.DEJA_ACCOMPAGNEE:
        _exiger_dicible(actuelle)
    return _repondre(actuelle, StatutOrientation.REFUSEE, par, reponse, motif_refus=motif_refus)


def _exiger_dicible(orientation):
    """By the motif of a refusal, nobody who refuses the sharing is said to be accompanied."""
    homonymes = Participant.objects.homonymes(**orientation.identite)
    refus = oppositions_a(orientation.structure_id, OuterRef("pk"))
    if homonymes.filter(Exists(refus)).exists():
        raise ValidationError(
            {
                "motif_refus": "Une personne qui lui ressemble refuse que ce partenaire sache "
                "qu'elle est accompagnée : choisissez un autre motif."
            }
        )


def _repondre(orientation, statut, par, reponse, **champs):
    maintenant = timezone.now()
    return passer(
        orientation, statut, reponse=reponse, reponse_le=maintenant, repondue_par=par, **champs
    )


def _exiger_a_traiter(orientation):
    if not orientation.est_a_traiter:
        raise ValidationError(
            f"Cette orientation est déjà « {orientation.get_statut_display().lower()} »."
        )


@acte(Acte.REPONDRE_AUX_ORIENTATIONS)
def reaffecter(orientation, *, par, version, confiee_a=None):
    """Confide the answer to a structure of the house, or give it back to coordination (None)."""
    actuelle = reprendre(orientation, version)
    _exiger_a_traiter(actuelle)
    if confiee_a and not (confiee_a.accompagne and confiee_a.est_active):
        raise ValidationError({"confiee_a": "Cette structure n'accompagne personne."})
    actuelle.confiee_a = confiee_a
    # Who takes it over is reminded in their turn.
    actuelle.relancee_le = None
    actuelle.full_clean()
    actuelle.save()
    return actuelle


@acte(Acte.REPONDRE_AUX_ORIENTATIONS)
def questionner(orientation, *, par, texte):
    """Write to the partner."""
    message = _ecrire(orientation, par, texte, de_la_maison=True)
    prevenir(message.orientation, Fait.QUESTION)


@acte(Acte.SUIVRE_SES_ORIENTATIONS)
def repondre(orientation, *, par, declarant, texte):
    """Write to the house."""
    return _ecrire(orientation, par, texte, declarant=declarant, de_la_maison=False)


def _ecrire(orientation, par, texte, **champs):
    actuelle = Orientation.objects.select_for_update().get(pk=orientation.pk)
    if actuelle.statut == StatutOrientation.RETIREE:
        raise ValidationError("Cette orientation est retirée : plus rien ne s'y écrit.")
    message = MessageOrientation(orientation=actuelle, agent=par, texte=texte.strip(), **champs)
    message.full_clean()
    message.save()
    toucher(actuelle)
    annoncer([actuelle], MESSAGE)
    return message
