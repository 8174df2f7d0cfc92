"""Drafts: what an agent is typing, kept on the server under their own name."""

import json
import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.notification import oublier
from accompagnement.enums.notification import Notifie
from accompagnement.models import Brouillon, Entretien
from accompagnement.permissions import Acte
from plie.journal.acte import acte, travail

# The forms that keep drafts: one to write a meeting, one for each that is already written.
CLE = re.compile(r"entretien:(creer|[1-9][0-9]{0,17})")
AU_PLUS = 20
TAILLE_MAXIMALE = 200_000
CONSERVATION = timedelta(days=60)
CLOS = "Ce dossier est clos depuis : copiez votre texte avant de quitter la page."
RETIRE = "Cet entretien a été retiré depuis : copiez votre texte avant de quitter la page."
TROP = f"Vous avez déjà {AU_PLUS} brouillons dans ce dossier : envoyez-en un ou effacez-le d'abord."


def lire_brouillons(parcours, *, par, cle):
    """The drafts of `par`, nobody else's, the latest first."""
    return list(Brouillon.objects.filter(agent=par, parcours=parcours, cle=cle))


@acte(Acte.GARDER_BROUILLON)
def enregistrer_brouillon(parcours, *, par, cle, contenu, jeton, reprend=None):
    """Keep `contenu` ({field: [values]}); returns when.

    `jeton` is that of the page: the same one always replaces, so that a save whose answer was lost
    may be sent again. `reprend` is that of the draft which the page took up. What another tab,
    another device or an older page keeps of the same form is never overwritten: it is another
    draft. Raises ValidationError.
    """
    if _est_retire(parcours, cle):
        raise ValidationError(RETIRE)
    if not _est_connue(parcours, cle):
        raise ValidationError("Ce formulaire n'a pas de brouillon.")
    if not parcours.est_ouvert and not _s_ecrit_encore(parcours, cle):
        raise ValidationError(CLOS)
    if len(json.dumps(contenu, ensure_ascii=False)) > TAILLE_MAXIMALE:
        raise ValidationError("Ce texte est trop long pour être enregistré.")
    siens = Brouillon.objects.filter(agent=par, parcours=parcours)
    maintenant = timezone.now()
    for repris in (jeton, reprend):
        du_meme = siens.filter(cle=cle, jeton=repris)
        if repris and du_meme.update(contenu=contenu, jeton=jeton, modifie_le=maintenant):
            return maintenant
    if siens.count() >= AU_PLUS:
        raise ValidationError(TROP)
    _creer(Brouillon(agent=par, parcours=parcours, cle=cle, contenu=contenu, jeton=jeton))
    return maintenant


def _est_retire(parcours, cle):
    """Whether it is of a meeting of this parcours, taken out since."""
    objet = cle.partition(":")[2]
    if not CLE.fullmatch(cle) or objet == "creer":
        return False
    retires = Entretien.pgh_event_model.objects.filter(pgh_obj_id=objet, pgh_label="delete")
    return retires.filter(parcours=parcours.pk).exists()


def _est_connue(parcours, cle):
    if not CLE.fullmatch(cle):
        return False
    objet = cle.partition(":")[2]
    return objet == "creer" or parcours.entretiens.filter(pk=objet).exists()


def _s_ecrit_encore(parcours, cle):
    objet = cle.partition(":")[2]
    entretien = None if objet == "creer" else parcours.entretiens.filter(pk=objet).first()
    return entretien is not None and entretien.est_un_oubli


def _creer(brouillon):
    """Sent twice at once, the later of the two is kept."""
    Brouillon.objects.bulk_create(
        [brouillon],
        update_conflicts=True,
        unique_fields=["agent", "parcours", "cle", "jeton"],
        update_fields=["contenu", "modifie_le"],
    )


@acte(Acte.TENIR_AGENDA)
def effacer_brouillons(parcours, *, par, cle, jetons=None):
    """Delete those that pages named `jetons` were typing, or all those of the form (None). Called
    in the transaction that writes for good what they were keeping."""
    siens = Brouillon.objects.filter(agent=par, parcours=parcours, cle=cle)
    if jetons is not None:
        siens = siens.filter(jeton__in=jetons)
    for brouillon in siens:
        oublier(Notifie.BROUILLON, brouillon.pk)
        brouillon.delete()


@travail("ménage de la nuit")
def purger_brouillons():
    """Delete the drafts that nobody came back to, told no more; returns how many."""
    anciens = Brouillon.objects.filter(modifie_le__lt=timezone.now() - CONSERVATION)
    cles = list(anciens.values_list("pk", flat=True))
    oublier(Notifie.BROUILLON, *cles)
    return anciens.filter(pk__in=cles).delete()[0]
