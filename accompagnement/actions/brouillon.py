"""Drafts: what an agent is typing, kept on the server under their own name."""

import json
import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accompagnement.models import Brouillon

CLE = re.compile(r"[a-z_]{1,30}:(creer|[1-9][0-9]{0,17})")
TAILLE_MAXIMALE = 200_000
CONSERVATION = timedelta(days=60)
CLOS = "Ce dossier est clos depuis : copiez votre texte avant de quitter la page."
AILLEURS = "Un autre brouillon de ce formulaire existe : reprenez-le ou effacez-le d'abord."


def lire_brouillon(parcours, *, par, cle):
    """The draft of `par`, nobody else's; None when there is none."""
    return Brouillon.objects.filter(agent=par, parcours=parcours, cle=cle).first()


def enregistrer_brouillon(parcours, *, par, cle, contenu, lu_le=None):
    """Keep `contenu` ({field: [values]}); returns when.

    `lu_le` is the time of the draft being replaced, None for a first one: what another tab or
    another device keeps under the same name is never overwritten. Raises ValidationError.
    """
    if not CLE.fullmatch(cle):
        raise ValidationError("Ce formulaire n'a pas de brouillon.")
    if not parcours.est_ouvert:
        raise ValidationError(CLOS)
    if len(json.dumps(contenu, ensure_ascii=False)) > TAILLE_MAXIMALE:
        raise ValidationError("Ce texte est trop long pour être enregistré.")
    if lu_le is None:
        return _creer(par, parcours, cle, contenu)
    maintenant = timezone.now()
    lus = Brouillon.objects.filter(agent=par, parcours=parcours, cle=cle, modifie_le=lu_le)
    if not lus.update(contenu=contenu, modifie_le=maintenant):
        raise ValidationError(AILLEURS)
    return maintenant


def _creer(par, parcours, cle, contenu):
    brouillon = Brouillon(agent=par, parcours=parcours, cle=cle, contenu=contenu)
    try:
        with transaction.atomic():
            brouillon.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(AILLEURS) from None
    return brouillon.modifie_le


def effacer_brouillon(parcours, *, par, cle):
    """Called in the transaction that writes for good what the draft was keeping."""
    Brouillon.objects.filter(agent=par, parcours=parcours, cle=cle).delete()


def purger_brouillons():
    """Delete the drafts that nobody came back to; returns how many."""
    anciens = Brouillon.objects.filter(modifie_le__lt=timezone.now() - CONSERVATION)
    return anciens.delete()[0]
