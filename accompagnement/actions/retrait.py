"""Take out of a dossier what was typed by mistake."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.commission import exiger_hors_ordre_du_jour
from accompagnement.actions.emploi import accorder
from accompagnement.actions.notification import oublier
from accompagnement.actions.parcours import changer_statut, verrouiller
from accompagnement.actions.rendez_vous import annonces_parmi, exiger_ouvert
from accompagnement.actions.situation import retirer_changement
from accompagnement.actions.sortie import statut_anterieur
from accompagnement.enums import Moment, NatureRetrait, Presence, Statut
from accompagnement.enums.notification import Notifie
from accompagnement.models import AjoutEntretien, Emargement, Retrait
from accompagnement.permissions import Acte

# What may be undone from the message that says it is done.
REPENTIR = timedelta(minutes=1)
MOTIF_DU_REPENTIR = "Annulé aussitôt après la saisie"
# Written once the parcours is closed too, and so taken out of it.
APRES_LA_CLOTURE = (NatureRetrait.MOT, NatureRetrait.COURRIER, NatureRetrait.EMARGEMENT)


@acte(Acte.RETIRER)
def retirer(objet, *, par, motif):
    """Take out one of NatureRetrait but what hangs from the person (a document, a QPV), and bring
    the parcours back to what the others say of it. The history keeps its content.

    Raises ValidationError on a closed parcours but for APRES_LA_CLOTURE, an appointment whose
    outcome nobody wrote and a job only promised, without `motif`, when it is already gone, or when
    something else rests on it.
    """
    parcours = verrouiller(objet.parcours)
    nature = NatureRetrait(objet._meta.model_name)
    actuel = type(objet).objects.select_for_update(of=("self",)).filter(pk=objet.pk).first()
    if actuel is None:
        raise ValidationError("Cette ligne a déjà été retirée.")
    if not _se_retire_apres_la_cloture(actuel, nature, parcours):
        exiger_ouvert(parcours)
    _exiger_que_rien_n_en_depende(actuel, nature)
    retrait = noter_le_retrait(actuel, parcours.participant_id, nature, par, motif)
    jours = _jours_suspendus(actuel) if nature == NatureRetrait.SUSPENSION else 0
    if nature == NatureRetrait.CHANGEMENT:
        retirer_changement(parcours, actuel)
    cle = actuel.pk
    actuel.delete()
    if nature == NatureRetrait.MOT:
        oublier(Notifie.MOT, cle)
    elif nature == NatureRetrait.EMPLOI:
        accorder(parcours)
    elif nature == NatureRetrait.SORTIE:
        changer_statut(parcours, statut_anterieur(parcours))
    elif nature == NatureRetrait.SUSPENSION:
        _reprendre(parcours, jours)
        # A job may have begun meanwhile.
        accorder(parcours)
    return retrait


def _se_retire_apres_la_cloture(objet, nature, parcours):
    if nature == NatureRetrait.ENTRETIEN:
        return objet.est_un_oubli
    if nature == NatureRetrait.EMPLOI:
        return objet.est_a_venir or _resta_une_promesse(objet, parcours)
    return nature in APRES_LA_CLOTURE


def _resta_une_promesse(emploi, parcours):
    """Whether its day came after the exit, and nothing says that it was held."""
    sortie = parcours.date_sortie
    if sortie is None or emploi.date_debut <= sortie or emploi.date_fin:
        return False
    return not (emploi.preuves.exists() or emploi.suivis.filter(fait_le__isnull=False).exists())


@acte(Acte.ECRIRE_DOSSIER)
def annuler_changement(parcours, *, par, date, changement=None, gagnes=(), perdus=None):
    """Undo `noter_changement` whole, at once: the criteria gained that day (codes) go, those lost
    ({code: when they were checked then}) are held again, `changement` (key) is taken out.

    Raises ValidationError, and undoes nothing, when any of it was proven, checked, corrected or
    taken out since.
    """
    parcours = verrouiller(parcours)
    exiger_ouvert(parcours)
    criteres = parcours.criteres.select_for_update(of=("self",))
    for code, verifie_le in (perdus or {}).items():
        perdu = criteres.filter(code=code, perdu_le=date, verifie_le=verifie_le).first()
        _exiger_intact(perdu)
        perdu.perdu_le = None
        perdu.full_clean()
        perdu.save()
    for code in gagnes:
        intacts = criteres.filter(perdu_le=None, verifie_le=None, a_l_entree=False, pieces=None)
        gagne = intacts.filter(code=code, constate_le=date).first()
        _exiger_intact(gagne)
        retirer(gagne, par=par, motif=MOTIF_DU_REPENTIR)
    if changement:
        ecrit = parcours.situations.filter(pk=changement, version=1).first()
        _exiger_intact(ecrit)
        retirer(ecrit, par=par, motif=MOTIF_DU_REPENTIR)


def _exiger_intact(ligne):
    if ligne is None:
        raise ValidationError(
            "Quelqu'un a vérifié, prouvé ou corrigé depuis une partie de ce changement : il ne "
            "s'annule plus d'un coup. Retirez ce qui est faux, ligne par ligne."
        )


def noter_le_retrait(objet, participant_id, nature, par, motif):
    """Write why `objet`, which is about to go, goes."""
    retrait = Retrait(
        participant_id=participant_id,
        # What is said of an address is of no parcours.
        parcours_id=_parcours_de(objet),
        nature=nature,
        date=DATES[nature](objet),
        motif=motif.strip(),
        par=par,
    )
    retrait.full_clean()
    retrait.save()
    return retrait


def _parcours_de(objet):
    if isinstance(objet, AjoutEntretien):
        return objet.entretien.parcours_id
    return getattr(objet, "parcours_id", None)


DATES = {
    NatureRetrait.ENTRETIEN: lambda entretien: timezone.localdate(entretien.debut),
    NatureRetrait.AJOUT: lambda ajout: timezone.localdate(ajout.cree_le),
    NatureRetrait.ETAPE: lambda etape: etape.date_debut or etape.date_debut_prevue,
    NatureRetrait.EMPLOI: lambda emploi: emploi.date_debut,
    NatureRetrait.SUSPENSION: lambda suspension: suspension.date_debut,
    NatureRetrait.MISE_EN_RELATION: lambda mise: mise.proposee_le,
    NatureRetrait.CHANGEMENT: lambda changement: changement.date,
    NatureRetrait.CRITERE: lambda critere: critere.constate_le,
    NatureRetrait.EMARGEMENT: lambda emargement: timezone.localdate(emargement.debut),
    NatureRetrait.SORTIE: lambda sortie: sortie.proposee_le,
    NatureRetrait.PIECE: lambda piece: timezone.localdate(piece.deposee_le),
    NatureRetrait.MOT: lambda mot: timezone.localdate(mot.cree_le),
    NatureRetrait.COURRIER: lambda courrier: timezone.localdate(courrier.cree_le),
    NatureRetrait.COHORTE: lambda appartenance: appartenance.date_debut,
    NatureRetrait.CONSTAT_QPV: lambda constat: constat.constate_le,
}


def _exiger_que_rien_n_en_depende(objet, nature):
    if nature == NatureRetrait.ENTRETIEN and _est_annonce(objet):
        plutot = (
            "annulez-le plutôt, elle le saura."
            if objet.est_attendu
            else "dites plutôt ce qu'il est devenu."
        )
        raise ValidationError(f"La personne a été prévenue de ce rendez-vous : {plutot}")
    if nature == NatureRetrait.ENTRETIEN and Emargement.objects.filter(entretien=objet).exists():
        raise ValidationError(
            "Cet entretien est signé : retirez d'abord la signature, si elle aussi est une erreur."
        )
    if nature == NatureRetrait.ENTRETIEN and objet.jointes.seulement_jointes().exists():
        raise ValidationError(
            "Un fichier est joint à cet entretien : dans l'onglet « Pièces », retirez-le d'abord, "
            "s'il est lui aussi une erreur, ou dites ce qu'il prouve."
        )
    if nature == NatureRetrait.ETAPE and objet.emploi_id:
        raise ValidationError("Cette étape est un contrat : retirez plutôt l'emploi.")
    if nature == NatureRetrait.EMPLOI and _est_conclu(objet):
        raise ValidationError(
            "Cet emploi vient d'une mise en relation : retirez-la d'abord, si elle aussi est une "
            "erreur."
        )
    if nature == NatureRetrait.SORTIE:
        exiger_hors_ordre_du_jour(objet.parcours)
    if nature == NatureRetrait.CRITERE and objet.a_l_entree:
        raise ValidationError(
            "Ce critère compte à l'entrée : faites corriger la situation à l'entrée."
        )
    if nature == NatureRetrait.CHANGEMENT and objet.moment != Moment.A_DATE:
        raise ValidationError("Seul un changement noté depuis l'entrée se retire.")


def _est_conclu(emploi):
    """Whether a proposal ended as hired by it; one only promised goes on."""
    mise = getattr(emploi, "mise_en_relation", None)
    return mise is not None and mise.conclue_le is not None


def _est_annonce(entretien):
    """Whether the person was told of this appointment, which nobody has written down."""
    return entretien.presence == Presence.PREVU and bool(annonces_parmi([entretien]))


def _jours_suspendus(suspension):
    """The days by which it put off the planned end; none while it runs."""
    if suspension.date_fin is None:
        return 0
    return (suspension.date_fin - suspension.date_debut).days + 1


def _reprendre(parcours, jours):
    if parcours.statut == Statut.SUSPENDU and not parcours.suspensions.en_cours().exists():
        changer_statut(parcours, Statut.ACTIF)
    if jours and parcours.date_fin_prevue:
        parcours.date_fin_prevue -= timedelta(days=jours)
        parcours.full_clean()
        parcours.save()
