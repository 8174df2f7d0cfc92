"""Drafts: what an agent is typing, kept on the server under their own name."""

import json
import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accompagnement.actions.notification import oublier
from accompagnement.enums.notification import Notifie
from accompagnement.models import Brouillon
from accompagnement.permissions import Acte
from plie.journal.acte import acte, travail

# The forms that keep drafts: one to write a meeting, one for each that is already written.
CLE = re.compile(r"entretien:(creer|[1-9][0-9]{0,17})")
AU_PLUS = 5
TAILLE_MAXIMALE = 200_000
CONSERVATION = timedelta(days=60)
CLOS = "Ce dossier est clos depuis : copiez votre texte avant de quitter la page."
AILLEURS = "Un autre brouillon de ce formulaire existe : reprenez-le ou effacez-le d'abord."
TROP = f"Vous avez déjà {AU_PLUS} brouillons dans ce dossier : envoyez-en un ou effacez-le d'abord."


def lire_brouillon(parcours, *, par, cle):
    """The draft of `par`, nobody else's; None when there is none."""
    return Brouillon.objects.filter(agent=par, parcours=parcours, cle=cle).first()


@acte(Acte.GARDER_BROUILLON)
def enregistrer_brouillon(parcours, *, par, cle, contenu, jeton, reprend=None):
    """Keep `contenu` ({field: [values]}); returns when.

    `jeton` is that of the page: the same one always replaces, so that a save whose answer was lost
    may be sent again. `reprend` is that of the draft which the page took up. What another tab or
    another device keeps under the same name is never overwritten. Raises ValidationError.
    """
    if not _est_connue(parcours, cle):
        raise ValidationError("Ce formulaire n'a pas de brouillon.")
    if not parcours.est_ouvert:
        raise ValidationError(CLOS)
    if len(json.dumps(contenu, ensure_ascii=False)) > TAILLE_MAXIMALE:
        raise ValidationError("Ce texte est trop long pour être enregistré.")
    siens = Brouillon.objects.filter(agent=par, parcours=parcours)
    maintenant = timezone.now()
    repris = siens.filter(cle=cle, jeton__in=[jeton, reprend])
    if repris.update(contenu=contenu, jeton=jeton, modifie_le=maintenant):
        return maintenant
    if siens.exclude(cle=cle).count() >= AU_PLUS:
        raise ValidationError(TROP)
    return _creer(Brouillon(agent=par, parcours=parcours, cle=cle, contenu=contenu, jeton=jeton))


def _est_connue(parcours, cle):
    if not CLE.fullmatch(cle):
        return False
    objet = cle.partition(":")[2]
    return objet == "creer" or parcours.entretiens.filter(pk=objet).exists()


def _creer(brouillon):
    try:
        with transaction.atomic():
            brouillon.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(AILLEURS) from None
    return brouillon.modifie_le


@acte(Acte.TENIR_AGENDA)
def effacer_brouillon(parcours, *, par, cle):
    """Called in the transaction that writes for good what the draft was keeping."""
    for brouillon in Brouillon.objects.filter(agent=par, parcours=parcours, cle=cle):
        oublier(Notifie.BROUILLON, brouillon.pk)
        brouillon.delete()


@travail("ménage de la nuit")
def purger_brouillons():
    """Delete the drafts that nobody came back to; returns how many."""
    anciens = Brouillon.objects.filter(modifie_le__lt=timezone.now() - CONSERVATION)
    return anciens.delete()[0]
