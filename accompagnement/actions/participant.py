"""Write identities. Every function runs in one transaction and validates before it saves."""

from django.core.exceptions import ValidationError
from django.db.models import Min
from django.utils import timezone

from accompagnement.enums import Statut
from accompagnement.models import Participant
from accompagnement.permissions import Acte
from plie.journal.acte import acte, motiver
from plie.socle.ecriture import relire, remplir, reprendre
from plie.socle.noms import ecrire_nom, ecrire_prenom
from plie.socle.sms import est_configure, est_d_un_autre_pays, lire_mobile

CHAMPS = (
    "nom",
    "prenom",
    "date_naissance",
    "sexe",
    "numero_france_travail",
    "commune",
    "adresse",
    "telephone",
    "email",
    "accepte_courriels",
    "accepte_sms",
)
AUTEUR = "pgh_context__metadata__agent"
ECRITURES = {"nom": ecrire_nom, "prenom": ecrire_prenom}


@acte(Acte.CREER_DOSSIER)
def creer_participant(*, par, **champs):
    """Create a person; raises ValidationError (future birth date, number already known...)."""
    participant = Participant()
    remplir(participant, _bien_ecrits(participant, champs))
    verifier_naissance(participant)
    verifier_mobile(participant)
    participant.full_clean()
    participant.save()
    return participant


@acte(Acte.ECRIRE_IDENTITE)
def modifier_participant(participant, *, par, version, adresse_recoit=False, **champs):
    """Change an identity; `adresse_recoit` says that the mail address, refused once, receives
    again. Raises Conflit when somebody saved after `version` was read."""
    actuel = reprendre(participant, version)
    if adresse_recoit:
        actuel.email_refuse_le = None
    remplir(actuel, _bien_ecrits(actuel, champs))
    verifier_naissance(actuel)
    verifier_mobile(actuel)
    actuel.full_clean()
    actuel.save()
    return actuel


def _bien_ecrits(participant, champs):
    """`champs`, a name in its one case unless it is the one that the row already has."""
    return {
        nom: ECRITURES[nom](valeur)
        if nom in ECRITURES and valeur != getattr(participant, nom)
        else valeur
        for nom, valeur in champs.items()
    }


@acte(Acte.ECRIRE_IDENTITE)
def effacer_dossier(participant, *, par, motif):
    """Take out a dossier created by mistake, in which nothing was written since. The history keeps
    who did it and `motif`.

    Raises ValidationError without `motif`, or naming what the dossier holds.
    """
    participant = relire(participant)
    parcours = list(participant.parcours.select_for_update())
    ecrits = sorted({nom for objet in (participant, *parcours) for nom in _ecrits_autour(objet)})
    if _un_autre_l_a_corrige(participant, par):
        ecrits.append("identité complétée par un autre agent")
    if len(parcours) != 1 or parcours[0].statut != Statut.PRESCRIT or ecrits:
        contenu = f" ({', '.join(ecrits)})" if ecrits else ""
        raise ValidationError(
            f"Ce dossier n'est plus vide{contenu} : il ne peut pas être effacé. Clôturez plutôt la "
            "prescription, ou fusionnez-le."
        )
    with motiver(motif):
        parcours[0].delete()
        participant.delete()


# What a dossier has from its creation on, and what is computed from it.
NES_AVEC_LE_DOSSIER = {"Parcours", "AffectationReferent", "Alerte", "Rapprochement"}


def _ecrits_autour(objet):
    """In words, what was written since around this person, or this parcours."""
    for relation in objet._meta.related_objects:
        modele = relation.related_model
        if modele.__name__ in NES_AVEC_LE_DOSSIER or hasattr(modele, "pgh_tracked_model"):
            continue
        if modele._base_manager.filter(**{relation.field.name: objet}).exists():
            yield str(modele._meta.verbose_name)


def _un_autre_l_a_corrige(participant, par):
    """Whether an agent, neither `par` nor who created it, wrote in the identity."""
    histoire = Participant.pgh_event_model.objects.filter(pgh_obj_id=participant.pk)
    createur = histoire.filter(pgh_label="insert").values_list(AUTEUR, flat=True).first()
    ecrites = histoire.filter(pgh_label="update", pgh_context__metadata__has_key="agent")
    auteurs = ecrites.values_list(AUTEUR, flat=True)
    return any(auteur not in (par.pk, createur) for auteur in auteurs)


def verifier_mobile(participant):
    """Who accepts SMS has a number that receives them; a landline is fine for anybody else, and
    where none are sent."""
    numero = participant.telephone
    if not est_configure() or not participant.accepte_sms or lire_mobile(numero):
        return
    if est_d_un_autre_pays(numero):
        raison = "Ce numéro est d'un autre pays : les SMS ne partent que vers les mobiles français"
    else:
        raison = "Pour les rappels par SMS, il faut un mobile français"
    suite = "(06 ou 07, outre-mer compris). Corrigez le numéro, ou décochez les SMS."
    raise ValidationError({"telephone": f"{raison} {suite}"})


def verifier_naissance(participant):
    naissance = participant.date_naissance
    if naissance and naissance > timezone.localdate():
        raise ValidationError({"date_naissance": "La date de naissance est dans le futur."})
    entree = (
        participant.parcours.aggregate(Min("date_entree"))["date_entree__min"]
        if participant.pk
        else None
    )
    if naissance and entree and naissance >= entree:
        raise ValidationError(
            {"date_naissance": f"Un parcours commence le {entree:%d/%m/%Y}, avant cette date."}
        )
