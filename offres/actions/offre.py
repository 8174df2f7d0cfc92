"""Offers of our own and of our partners: written, published, filled, closed."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from offres.actions.ecriture import retirer_une
from offres.enums import TRANSITIONS_OFFRE, Origine, StatutOffre
from offres.france_travail.presence import est_partie
from offres.models import Offre
from offres.permissions import Acte
from plie.journal.acte import acte, travail
from plie.partenaires.actions.evenement import publier
from plie.socle.ecriture import exiger_version, remplir

FINIS = (StatutOffre.POURVUE, StatutOffre.FERMEE, StatutOffre.EXPIREE)


def suites_de(offre):
    """What staff may make of `offre`: expiry is the calendar's, withdrawal is France Travail's."""
    return TRANSITIONS_OFFRE[StatutOffre(offre.statut)] - {
        StatutOffre.EXPIREE,
        StatutOffre.RETIREE,
    }


@acte(Acte.SAISIR_OFFRE)
def saisir_offre(*, par, **champs):
    """A draft, seen by those who write offers until it is published."""
    return _enregistrer(Offre(origine=Origine.PLIE, saisie_par=par), champs)


@acte(Acte.DEPOSER_OFFRE)
def recevoir_offre(*, par, est_ouverte=False, **champs):
    """An offer that the partner of `par` sends: a draft until somebody publishes it, unless that
    partner is trusted (`est_ouverte`)."""
    statut = StatutOffre.OUVERTE if est_ouverte else StatutOffre.BROUILLON
    recue = Offre(
        origine=Origine.PARTENAIRE, statut=statut, saisie_par=par, partenaire_id=par.structure_id
    )
    return _enregistrer(recue, champs)


@acte(Acte.REPRENDRE_SON_OFFRE)
def remplacer_offre(offre, *, par, est_ouverte=False, **champs):
    """What its partner writes over it. Once published it was read by somebody of the house: only a
    trusted partner (`est_ouverte`) changes it then."""
    actuelle = _verrouiller(offre)
    if actuelle.statut != StatutOffre.BROUILLON and not est_ouverte:
        raise ValidationError("Cette offre est publiée : retirez-la et déposez-en une autre.")
    actuelle.version += 1
    return _enregistrer(actuelle, champs)


@acte(Acte.REPRENDRE_SON_OFFRE)
def retirer_offre(offre, *, par):
    """Its partner withdraws it: it is closed, and what was proposed of it stays."""
    actuelle = _verrouiller(offre)
    if StatutOffre.FERMEE not in suites_de(actuelle):
        raise ValidationError("Cette offre n'est plus ouverte.")
    return _passer_a(actuelle, StatutOffre.FERMEE)


@acte(Acte.MODIFIER_OFFRE)
def modifier_offre(offre, *, par, version, **champs):
    """Change one of ours; raises Conflit when somebody saved after `version`."""
    actuelle = _verrouiller(offre)
    exiger_version(actuelle, version)
    actuelle.version += 1
    return _enregistrer(actuelle, champs)


@acte(Acte.MODIFIER_OFFRE)
def changer_statut(offre, *, par, statut):
    """Publish, fill, close or open again, as TRANSITIONS_OFFRE allows."""
    actuelle = _verrouiller(offre)
    if statut not in suites_de(actuelle):
        etat = actuelle.get_statut_display().lower()
        raise ValidationError(f"Impossible : l'offre est déjà dans l'état « {etat} ».")
    return _passer_a(actuelle, statut)


def _passer_a(actuelle, statut):
    maintenant = timezone.now()
    if statut == StatutOffre.OUVERTE:
        if actuelle.expire_le and actuelle.expire_le < timezone.localdate():
            raise ValidationError("Cette offre a expiré : repoussez d'abord sa date d'expiration.")
        if actuelle.statut == StatutOffre.BROUILLON:
            actuelle.publiee_le = maintenant
        actuelle.fin_le = None
    else:
        actuelle.fin_le = maintenant
        if actuelle.statut == StatutOffre.BROUILLON:
            # Never published: open on no day.
            actuelle.publiee_le = maintenant
    actuelle.statut = statut
    actuelle.version += 1
    _enregistrer(actuelle, {})
    if actuelle.partenaire_id:
        publier(actuelle.partenaire_id, "offre.modifiee", f"/api/v1/offres/{actuelle.pk}")
    return actuelle


@travail("flux de France Travail")
def retirer_si_partie(offre):
    """Withdraw an open offer that France Travail says it no longer publishes; asks nothing of an
    offer of ours. Takes two seconds at most."""
    if offre.est_importee and offre.statut == StatutOffre.OUVERTE and est_partie(offre.identifiant):
        retirer_une(offre)


@travail("calcul de la nuit")
def expirer_offres(jour=None):
    """Close our own open offers whose last day has passed; returns how many."""
    jour = jour or timezone.localdate()
    passees = Offre.objects.saisies().ouvertes().filter(expire_le__lt=jour)
    return passees.update(statut=StatutOffre.EXPIREE, fin_le=timezone.now())


def _verrouiller(offre):
    actuelle = Offre.objects.select_for_update().get(pk=offre.pk)
    if actuelle.est_importee:
        raise ValidationError("Une offre de France Travail ne peut pas être modifiée ici.")
    return actuelle


def _enregistrer(offre, champs):
    remplir(offre, champs)
    if offre.contact and offre.contact.etablissement_id != offre.etablissement_id:
        raise ValidationError({"contact": "Ce contact est d'un autre établissement."})
    _situer(offre)
    offre.actualisee_le = timezone.now()
    offre.full_clean(exclude=["recherche", "rome_domaine"])
    offre.save()
    return offre


def _situer(offre):
    """The point of the commune is that of the offer: nobody types coordinates."""
    commune = offre.commune
    offre.commune_insee = commune.pk if commune else ""
    offre.departement = commune.pk[:2] if commune else ""
    offre.latitude, offre.longitude = (
        (commune.latitude, commune.longitude) if commune else (None, None)
    )
