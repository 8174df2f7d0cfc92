"""Collective sessions: who is registered, who came."""

from typing import NamedTuple

from django.core.exceptions import ValidationError

from accompagnement.enums import Presence
from accompagnement.models import Parcours, ParticipationSeance, Seance
from accompagnement.permissions import Acte
from plie.journal.acte import acte
from plie.socle.ecriture import exiger_version, relire, remplir, reprendre


class Inscription(NamedTuple):
    """What `inscrire` did: the names registered, and (name, reason) of those it refused."""

    inscrits: list
    refus: list


@acte(Acte.TENIR_AGENDA)
def creer_seance(*, par, **champs):
    """Open a session that `par` animates."""
    seance = Seance(animateur=par, **champs)
    seance.full_clean()
    seance.save()
    return seance


@acte(Acte.TENIR_SEANCE)
def modifier_seance(seance, *, par, version, **champs):
    """Change a session; raises Conflit when somebody saved after `version`, ValidationError when it
    was taken away."""
    actuelle = reprendre(seance, version)
    remplir(actuelle, champs)
    inscrits = actuelle.participations.count()
    if actuelle.places is not None and actuelle.places < inscrits:
        raise ValidationError({"places": f"{inscrits} personnes sont déjà inscrites."})
    actuelle.full_clean()
    actuelle.save()
    return actuelle


@acte(Acte.TENIR_SEANCE)
def retirer_seance(seance, *, par):
    """Take away one that was created by mistake; raises ValidationError while somebody is
    registered."""
    actuelle = Seance.objects.select_for_update().filter(pk=seance.pk).first()
    if actuelle is None:
        raise ValidationError("Cette séance est déjà retirée.")
    if actuelle.participations.exists():
        raise ValidationError("Des personnes sont inscrites : cette séance ne se retire pas.")
    actuelle.delete()


@acte(Acte.REMPLIR_SEANCE)
def inscrire(seance, parcours_ids, *, par):
    """Register several people; one refused does not stop the others, and is named with the reason.

    A dossier out of the scope of `par` is refused without its name.
    """
    seance = Seance.objects.select_for_update().filter(pk=seance.pk).first()
    if seance is None:
        return Inscription([], [("Personne n'est inscrit", "cette séance vient d'être retirée.")])
    deja = set(seance.participations.values_list("parcours_id", flat=True))
    visibles = Parcours.objects.visibles_par(par).select_related("participant")
    trouves = {parcours.pk: parcours for parcours in visibles.filter(pk__in=parcours_ids)}
    bilan = Inscription([], [])
    for pk in dict.fromkeys(parcours_ids):
        parcours = trouves.get(pk)
        raison = _refus(seance, parcours, deja, par)
        nom = str(parcours.participant) if parcours else "Dossier introuvable"
        if raison:
            bilan.refus.append((nom, raison))
        else:
            ParticipationSeance.objects.create(seance=seance, parcours=parcours)
            deja.add(pk)
            bilan.inscrits.append(nom)
    return bilan


def _refus(seance, parcours, deja, par):
    """Why this person cannot be registered; empty when they can."""
    if parcours is None:
        return "ce dossier n'est pas dans votre périmètre."
    if parcours.pk in deja:
        return "déjà inscrite à cette séance."
    if not parcours.est_ouvert:
        return "le parcours est clos."
    if seance.places is not None and len(deja) >= seance.places:
        return f"la séance est complète ({seance.places} places)."
    if not Acte.ECRIRE_DOSSIER.permet(par, parcours):
        return "cette personne est suivie par un autre référent."
    return ""


@acte(Acte.DESINSCRIRE)
def desinscrire(participation, *, par):
    """Remove somebody whose presence is not recorded yet."""
    actuelle = ParticipationSeance.objects.select_for_update().filter(pk=participation.pk).first()
    if actuelle is None:
        raise ValidationError("Cette personne n'est plus inscrite.")
    if actuelle.presence != Presence.PREVU:
        raise ValidationError("La présence de cette personne est déjà enregistrée.")
    actuelle.delete()


@acte(Acte.TENIR_SEANCE)
def noter_presences(seance, *, par, version, presences):
    """Record who came: `presences` is {key of the participation: presence}, all or nothing."""
    actuelle = relire(seance)
    exiger_version(actuelle, version)
    for participation in actuelle.participations.select_for_update():
        voulue = presences.get(participation.pk, participation.presence)
        if voulue != participation.presence:
            participation.presence = voulue
            participation.full_clean()
            participation.save()
    actuelle.version += 1
    actuelle.save()
    return actuelle
