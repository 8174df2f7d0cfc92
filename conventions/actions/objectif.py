"""Objectives, their dated targets, and what is counted by hand."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.models import MotifSortie
from conventions.enums import Nature
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.objectifs import portee_de
from conventions.indicateurs.periodes import UN_JOUR
from conventions.models import Cible, CompteurManuel, Objectif
from conventions.permissions import Acte
from plie.comptes.models import Structure
from plie.journal.acte import acte
from plie.referentiels.models import Commune
from plie.socle.ecriture import remplir, reprendre

# Kinds of scope that hold codes of a table, and how a missing one is said.
TABLES = {
    "communes": (Commune, "pk", "Commune inconnue : {}."),
    "structures": (Structure, "pk", "Structure inconnue : {}."),
    "motifs": (MotifSortie, "code", "Motif de sortie inconnu : {}."),
}


@acte(Acte.TENIR_CONVENTIONS)
def creer_objectif(convention, *, par, valeur, date_debut=None, **champs):
    """With its first target, in force from the beginning of the convention unless told."""
    objectif = Objectif(convention=convention, **champs)
    valider(objectif)
    objectif.save()
    _poser_cible(objectif, valeur=valeur, date_debut=date_debut or convention.date_debut)
    return objectif


@acte(Acte.TENIR_CONVENTIONS)
def modifier_objectif(objectif, *, par, version, **champs):
    """Raises Conflit when somebody saved it after `version` was read."""
    actuel = reprendre(objectif, version)
    remplir(actuel, champs)
    valider(actuel)
    actuel.save()
    return actuel


@acte(Acte.TENIR_CONVENTIONS)
def amender_cible(objectif, *, par, valeur, date_debut, avenant=None):
    """Aim at `valeur` from `date_debut` on; the target in force until then keeps its dates, and
    ends the day before."""
    Objectif.objects.select_for_update().get(pk=objectif.pk)
    return _poser_cible(objectif, valeur=valeur, date_debut=date_debut, avenant=avenant)


def _poser_cible(objectif, *, valeur, date_debut, avenant=None):
    precedente = objectif.cibles.filter(date_debut__lt=date_debut).last()
    if precedente and (precedente.date_fin is None or precedente.date_fin >= date_debut):
        precedente.date_fin = date_debut - UN_JOUR
        precedente.full_clean()
        precedente.save()
    cible = Cible(objectif=objectif, valeur=valeur, date_debut=date_debut, avenant=avenant)
    cible.full_clean()
    cible.save()
    return cible


@acte(Acte.TENIR_CONVENTIONS)
def noter_valeur(objectif, *, par, date, valeur, source):
    """Add to what is counted by hand."""
    exiger_notable(objectif, date)
    notee = CompteurManuel(
        objectif=objectif, date=date, valeur=valeur, source=source, saisi_par=par
    )
    notee.full_clean()
    notee.save()
    return notee


def exiger_notable(objectif, date):
    """Raise ValidationError on what is not counted by hand, or not yet."""
    if objectif.indicateur:
        raise ValidationError("Cet objectif est compté par la plateforme : rien ne s'y saisit.")
    if date > timezone.localdate():
        raise ValidationError({"date": "Cette date est à venir."})


@acte(Acte.TENIR_CONVENTIONS)
def retirer_valeur(valeur, *, par):
    """Remove what was typed by mistake; its history stays."""
    CompteurManuel.objects.filter(pk=valeur.pk).delete()


def valider(objectif):
    """Raise ValidationError on what the engine could not count."""
    indicateur = PAR_CODE.get(objectif.indicateur)
    if objectif.indicateur and indicateur is None:
        raise ValidationError({"indicateur": "Cet indicateur n'existe pas."})
    objectif.full_clean()
    for champ, (modele, cle, phrase) in TABLES.items():
        _verifier_connus(objectif, champ, modele, cle, phrase)
    if indicateur:
        _verifier_portee(objectif, indicateur)


def _verifier_connus(objectif, champ, modele, cle, phrase):
    voulus = getattr(objectif, champ)
    connus = modele.objects.filter(**{f"{cle}__in": voulus}).values_list(cle, flat=True)
    inconnus = [str(un) for un in voulus if un not in set(connus)]
    if inconnus:
        raise ValidationError({champ: phrase.format(", ".join(inconnus))})


def _verifier_portee(objectif, indicateur):
    if objectif.motifs and (not indicateur.compte_des_sorties or indicateur.denominateur):
        raise ValidationError(
            {"motifs": "Une portée par motif de sortie ne vaut que pour un nombre de sorties."}
        )
    genres = portee_de(objectif).genres.keys()
    if indicateur.nature == Nature.OFFRE and genres - {"communes"}:
        raise ValidationError(
            {"indicateur": "Cet indicateur compte des offres : sa portée n'est que de communes."}
        )
    if indicateur.est_divise_par_des_agents and genres - {"structures"}:
        raise ValidationError(
            {
                "indicateur": "Cet indicateur se rapporte aux référents : sa portée n'est que de "
                "structures."
            }
        )
