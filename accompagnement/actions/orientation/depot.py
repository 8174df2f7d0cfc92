"""A partner sends people, one or a hundred at once; sent again, the same thing is the same row."""

import hashlib
import json
from datetime import timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from accompagnement.actions.orientation.annonce import annoncer
from accompagnement.models import Orientation, Reglages
from accompagnement.permissions import Acte
from plie.journal.acte import acte
from plie.referentiels.models import Commune
from plie.socle.soumission import est_le_meme_envoi
from plie.socle.verrous import ORIENTATIONS

LOT_MAX = 100
# What is asked of the database for all rows at once, or says nothing of what was sent.
HORS_LIGNE = {"structure", "deposee_par", "commune", "confiee_a", "repondue_par", "parcours"}
PAR_CLE = ("cle_idempotence", "identifiant_externe")


class DejaUtilise(Exception):
    """Another orientation was sent under this `champ` (one of PAR_CLE)."""

    def __init__(self, champ):
        super().__init__(champ)
        self.champ = champ


class Recue(NamedTuple):
    """What became of one row: the orientation, or why not (ValidationError, DejaUtilise)."""

    orientation: Orientation | None
    est_nouvelle: bool = False
    refus: Exception | None = None


@acte(Acte.ORIENTER)
def orienter(*, par, declarant, cle=None, **champs):
    """One person, once for a key and once for an external identifier: sent again, it is returned
    as it is. Raises DejaUtilise when something else was sent under one of them."""
    [recue] = _recevoir([(cle, champs)], par, declarant)
    if recue.refus:
        raise recue.refus
    return recue


@acte(Acte.ORIENTER)
def orienter_en_lot(envois, *, par, declarant, cle=None, contenu=""):
    """As `orienter`, for many (rank, fields); one row refused does not stop the others. Raises
    DejaUtilise when something else than `contenu`, the whole batch, was sent under `cle`."""
    with connection.cursor() as curseur:
        # Two batches of the same rows in another order would wait for each other.
        verrou = [ORIENTATIONS, par.structure_id % 2**31]
        curseur.execute("SELECT pg_advisory_xact_lock(%s, %s)", verrou)
    if cle and not est_le_meme_envoi(par, cle, contenu):
        raise DejaUtilise("cle_idempotence")
    # No key has a blank: that of a row is nobody else's.
    lignes = [(cle and f"{cle} {rang}", champs) for rang, champs in envois]
    return _recevoir(lignes, par, declarant)


def _recevoir(envois, par, declarant):
    communes = _communes(envois)
    avant = timezone.localdate() + timedelta(days=Reglages.objects.actuels().jours_orientation)
    preparees = [
        _preparer(
            champs,
            communes,
            structure_id=par.structure_id,
            deposee_par=par,
            declarant=declarant,
            cle_idempotence=cle,
            repondre_avant=avant,
        )
        for cle, champs in envois
    ]
    lues = _inserer([une for une in preparees if isinstance(une, Orientation)])
    recues = [_issue(une, lues) for une in preparees]
    annoncer([r.orientation for r in recues if r.est_nouvelle], "nouvelle")
    return recues


def _communes(envois):
    codes = {champs.get("commune_id") for _, champs in envois} - {None, ""}
    return set(Commune.objects.filter(pk__in=codes).values_list("pk", flat=True)) if codes else ()


def _preparer(champs, communes, **autour):
    """The row to write, or the ValidationError that refuses it."""
    dits = {nom: valeur for nom, valeur in champs.items() if valeur not in (None, "")}
    orientation = Orientation(**dits, **autour, empreinte=_empreinte(dits))
    try:
        if orientation.commune_id and orientation.commune_id not in communes:
            raise ValidationError({"commune": "Aucune commune connue n'a ce code INSEE."})
        orientation.clean_fields(exclude=HORS_LIGNE)
        orientation.clean()
    except ValidationError as refus:
        return refus
    return orientation


def _empreinte(dits):
    texte = json.dumps(dits, sort_keys=True, default=str)
    return hashlib.sha256(texte.encode()).hexdigest()


def _inserer(orientations):
    """Write those that nobody sent before, and read the others. ON CONFLICT waits for whoever is
    sending the same one, so that what is read next is there: no error, whatever the number."""
    if not orientations:
        return []
    Orientation.objects.bulk_create(orientations, ignore_conflicts=True)
    connues = Q(identifiant__in=[une.identifiant for une in orientations])
    for champ in PAR_CLE:
        valeurs = {getattr(une, champ) for une in orientations} - {None}
        if valeurs:
            connues |= Q(**{f"{champ}__in": valeurs})
    return list(Orientation.objects.filter(connues, deposee_par=orientations[0].deposee_par))


def _issue(preparee, lues):
    if not isinstance(preparee, Orientation):
        return Recue(None, refus=preparee)
    for lue in lues:
        if lue.identifiant == preparee.identifiant:
            return Recue(lue, est_nouvelle=True)
    champ, lue = next(_deja(preparee, lues))
    if lue.empreinte != preparee.empreinte:
        return Recue(None, refus=DejaUtilise(champ))
    return Recue(lue)


def _deja(preparee, lues):
    """(what they have in common, the row sent before)."""
    for champ in PAR_CLE:
        valeur = getattr(preparee, champ)
        for lue in lues:
            if valeur is not None and getattr(lue, champ) == valeur:
                yield champ, lue
