"""Cohorts of reinforced follow-up: who is in, from when, chosen by whom and why."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.alerte import demander_calcul
from accompagnement.actions.parcours import verrouiller
from accompagnement.enums import StatutFrein
from accompagnement.models import AppartenanceCohorte, Cohorte
from accompagnement.permissions import Acte
from plie.journal import acte as porte
from plie.socle.ecriture import remplir, reprendre


@porte.acte(Acte.GERER_COHORTES)
def creer_cohorte(*, par, **champs):
    cohorte = Cohorte(**champs)
    cohorte.full_clean()
    cohorte.save()
    return cohorte


@porte.acte(Acte.GERER_COHORTES)
def modifier_cohorte(cohorte, *, par, version, **champs):
    """Raises like `valider_cohorte`, and Conflit when somebody saved it after `version` was
    read."""
    actuelle = reprendre(cohorte, version)
    remplir(actuelle, champs)
    valider_cohorte(actuelle)
    actuelle.save()
    demander_calcul()
    return actuelle


def valider_cohorte(cohorte):
    """Raises ValidationError when it would hold fewer people than are in it."""
    cohorte.full_clean()
    effectif = AppartenanceCohorte.objects.en_cours().filter(cohorte=cohorte.pk).count()
    if cohorte.capacite < effectif:
        raise ValidationError(
            {"capacite": f"{effectif} personnes sont dans cette cohorte : elle en perdrait."}
        )


@acte(Acte.GERER_COHORTES)
def mettre_en_cohorte(parcours, *, par, cohorte, date_debut, raison):
    """Put the person in `cohorte`; what makes them far from work that day is kept beside."""
    parcours = verrouiller(parcours)
    if date_debut > timezone.localdate():
        raise ValidationError({"date_debut": "Cette date est à venir."})
    if not parcours.est_ouvert or parcours.date_entree is None:
        raise ValidationError("Seule une personne entrée, et pas encore sortie, est choisie.")
    if date_debut < parcours.date_entree:
        raise ValidationError(
            {"date_debut": f"Cette personne est entrée le {parcours.date_entree:%d/%m/%Y}."}
        )
    criteres = parcours.criteres.au(date_debut).values_list("code", flat=True)
    freins = parcours.freins.exclude(statut=StatutFrein.LEVE).filter(constate_le__lte=date_debut)
    appartenance = AppartenanceCohorte(
        cohorte=cohorte,
        parcours=parcours,
        date_debut=date_debut,
        raison=raison,
        choisie_par=par,
        criteres=sorted(criteres),
        freins=sorted(freins.values_list("type", flat=True)),
    )
    appartenance.full_clean()
    appartenance.save()
    return appartenance


@acte(Acte.GERER_COHORTES)
def quitter_cohorte(appartenance, *, par, date_fin, raison_fin):
    """End it on `date_fin`, the first day without; what was counted until then stays counted."""
    verrouiller(appartenance.parcours)
    actuelle = AppartenanceCohorte.objects.select_for_update().get(pk=appartenance.pk)
    if actuelle.date_fin is not None:
        raise ValidationError(f"Cette personne l'a quittée le {actuelle.date_fin:%d/%m/%Y}.")
    if date_fin > timezone.localdate():
        raise ValidationError({"date_fin": "Cette date est à venir."})
    if date_fin < actuelle.date_debut:
        # daterange() raises when its end precedes its start, before any constraint is asked.
        raise ValidationError(
            {"date_fin": f"Elle est dans la cohorte depuis le {actuelle.date_debut:%d/%m/%Y}."}
        )
    actuelle.date_fin, actuelle.raison_fin = date_fin, raison_fin
    actuelle.full_clean()
    actuelle.save()
    return actuelle
