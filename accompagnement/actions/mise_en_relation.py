"""One offer proposed to one person, then followed: the only writers of its `statut`."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.parcours import verrouiller
from accompagnement.actions.rendez_vous import exiger_ouvert
from accompagnement.enums import (
    MISES_EN_RELATION_CONCLUES,
    MOTIFS_DE_FIN,
    TRANSITIONS_MISE_EN_RELATION,
    StatutMiseEnRelation,
)
from accompagnement.models import MiseEnRelation
from accompagnement.permissions import Acte
from accompagnement.rapprochement.relation import rapprocher
from offres.enums import StatutOffre
from offres.models import Offre
from plie.socle.ecriture import exiger_version, relire

PLUS_OUVERTE = "Cette offre n'est plus ouverte"


@acte(Acte.ECRIRE_DOSSIER)
def proposer_offre(parcours, offre, *, par, proposee_le, rappel_le=None, commentaire=""):
    """Propose an offer that may be shown today; what the licence lets one keep of it is copied.

    The same offer is proposed again only once its first proposal is over.
    """
    parcours = verrouiller(parcours)
    exiger_ouvert(parcours)
    offre = _verrouiller_montrable(offre)
    if MiseEnRelation.objects.en_cours().filter(parcours=parcours, offre=offre).exists():
        raise ValidationError("Cette offre est déjà proposée à cette personne.")
    _exiger_passee("proposee_le", proposee_le)
    mise = MiseEnRelation(
        parcours=parcours,
        offre=offre,
        proposee_par=par,
        proposee_le=proposee_le,
        rappel_le=rappel_le,
        commentaire=commentaire,
        score=_score(parcours, offre),
        **_fige(offre),
    )
    mise.full_clean()
    mise.save()
    return mise


def _verrouiller_montrable(offre):
    verrouillees = Offre.objects.select_for_update(of=("self",)).filter(pk=offre.pk)
    montrable = verrouillees.montrables().first()
    if montrable is None:
        est_retiree = verrouillees.filter(statut=StatutOffre.RETIREE).exists()
        cause = "France Travail a retiré cette offre" if est_retiree else PLUS_OUVERTE
        raise ValidationError(f"{cause} : elle ne peut plus être proposée.")
    return montrable


def _fige(offre):
    """The fields of the offer that are kept once it is withdrawn (licence, article 7); an offer of
    ours keeps its employer."""
    return {
        "origine": offre.origine,
        "rome_code": offre.rome_code,
        "rome_libelle": offre.rome_libelle,
        "contrat_libelle": offre.contrat_libelle,
        "heures_hebdo": offre.heures_hebdo,
        "departement": offre.departement,
        "etablissement": None if offre.est_importee else offre.etablissement,
    }


def _score(parcours, offre):
    paires = rapprocher(offre=offre.pk, parcours_ids=[parcours.pk])
    return next((paire.score for paire in paires if not paire.exclusion), None)


@acte(Acte.ECRIRE_DOSSIER)
def repondre(mise, *, par, version, accepte, repondue_le, motif="", commentaire="", rappel_le=None):
    """The person accepts, or declines and says why: a declined offer is over."""
    S = StatutMiseEnRelation
    return _avancer(
        mise,
        version,
        S.ACCEPTEE if accepte else S.DECLINEE,
        "repondue_le",
        repondue_le,
        motif="" if accepte else motif,
        commentaire=commentaire,
        rappel_le=rappel_le,
    )


@acte(Acte.ECRIRE_DOSSIER)
def transmettre(mise, *, par, version, transmise_le, commentaire="", rappel_le=None):
    """The application goes to the employer."""
    return _avancer(
        mise,
        version,
        StatutMiseEnRelation.TRANSMISE,
        "transmise_le",
        transmise_le,
        commentaire=commentaire,
        rappel_le=rappel_le,
    )


@acte(Acte.ECRIRE_DOSSIER)
def noter_entretien(mise, *, par, version, entretien_le, commentaire="", rappel_le=None):
    """The employer sees the person; the day may be still to come."""
    return _avancer(
        mise,
        version,
        StatutMiseEnRelation.ENTRETIEN,
        "entretien_le",
        entretien_le,
        commentaire=commentaire,
        rappel_le=rappel_le,
    )


@acte(Acte.CONCLURE_MISE_EN_RELATION)
def conclure(mise, *, par, version, statut, conclue_le, motif="", commentaire="", emploi=None):
    """End as hired, not kept, declined or without result, with a `motif` that suits this end: but
    for a hire, of a parcours that closed too.

    `emploi` is the job that a hire became.
    """
    champs = {"motif": motif, "commentaire": commentaire}
    if emploi is not None:
        if emploi.parcours_id != mise.parcours_id:
            raise ValidationError("Cet emploi est celui d'une autre personne.")
        champs["emploi"] = emploi
    statut = StatutMiseEnRelation(statut)
    clos = statut != StatutMiseEnRelation.EMBAUCHEE
    return _avancer(mise, version, statut, "conclue_le", conclue_le, clos=clos, **champs)


@acte(Acte.ECRIRE_DOSSIER)
def promettre(mise, *, par, version, emploi):
    """The employer hires from a day to come: the proposal stays open until then, and the reminder
    goes. Raises ValidationError where it could not end as hired."""
    mise = _verrouiller(mise, version)
    _exiger_transition(mise, StatutMiseEnRelation.EMBAUCHEE)
    mise.emploi, mise.rappel_le = emploi, None
    return _enregistrer(mise)


def conclure_la_promesse(mise):
    """Hired, on the day when the job that was promised began; for whoever holds its parcours."""
    debut = max(mise.proposee_le, mise.emploi.date_debut)
    return _avancer(
        mise, mise.version, StatutMiseEnRelation.EMBAUCHEE, "conclue_le", debut, emploi=mise.emploi
    )


@acte(Acte.ECRIRE_DOSSIER)
def corriger_rappel(mise, *, par, version, rappel_le, commentaire=None):
    """Move or remove the reminder, and replace the comment; None leaves it as it is."""
    mise = _verrouiller(mise, version)
    mise.rappel_le = rappel_le
    if commentaire is not None:
        mise.commentaire = commentaire
    return _enregistrer(mise)


@transaction.atomic
def _avancer(mise, version, statut, champ, le, *, clos=False, **champs):
    mise = _verrouiller(mise, version, clos=clos)
    _exiger_transition(mise, statut)
    if statut != StatutMiseEnRelation.ENTRETIEN:
        _exiger_passee(champ, le)
    _exiger_motif(statut, champs.get("motif", ""))
    mise.statut = statut
    setattr(mise, champ, le)
    if statut in MISES_EN_RELATION_CONCLUES:
        mise.conclue_le = le
        champs["rappel_le"] = None
    for nom, valeur in champs.items():
        # An empty comment keeps the former one.
        if valeur or nom != "commentaire":
            setattr(mise, nom, valeur)
    return _enregistrer(mise)


def _exiger_transition(mise, statut):
    if statut not in TRANSITIONS_MISE_EN_RELATION[StatutMiseEnRelation(mise.statut)]:
        etat = mise.get_statut_display().lower()
        raise ValidationError(f"Impossible : cette mise en relation est « {etat} ».")


def _verrouiller(mise, version, *, clos=False):
    parcours = verrouiller(mise.parcours)
    if not clos:
        exiger_ouvert(parcours)
    actuelle = relire(mise)
    exiger_version(actuelle, version)
    return actuelle


def _enregistrer(mise):
    mise.version += 1
    mise.full_clean()
    mise.save()
    return mise


def _exiger_passee(champ, le):
    if le > timezone.localdate():
        raise ValidationError({champ: "Cette date est dans le futur."})


def _exiger_motif(statut, motif):
    permis = MOTIFS_DE_FIN.get(statut, ())
    if permis and motif not in permis:
        raise ValidationError({"motif": "Choisissez un motif correspondant à cette issue."})
