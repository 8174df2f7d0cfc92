"""The diagnosis: what keeps a person from work, how much, and what is done about it."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.acte import acte
from accompagnement.actions.parcours import verrouiller
from accompagnement.actions.rendez_vous import exiger_ouvert
from accompagnement.models import EvaluationFrein, Frein, ObjectifFrein
from accompagnement.permissions import Acte
from plie.referentiels.models import SituationFrein, TypeFrein, TypeObjectif
from plie.socle.erreurs import Conflit

CHAMPS = ("impact", "est_prioritaire", "statut", "commentaire")


class SaisieFrein(NamedTuple):
    """One type of frein as somebody filled it in; `version` 0: it was not in the diagnosis.

    `situations` are slugs, `objectifs` {slug: state}: the whole of what the person may see.
    """

    type: str
    impact: str
    est_prioritaire: bool
    statut: str
    commentaire: str
    situations: frozenset
    objectifs: dict
    version: int


@acte(Acte.ECRIRE_DOSSIER)
def enregistrer_freins(parcours, *, par, saisies):
    """Write the freins that changed, and how they stand today; returns those written.

    Raises Conflit, with all the freins somebody else saved meanwhile, before writing any. Its
    callers read health, justice and housing: to replace the whole diagnosis loses nothing that
    they did not see.
    """
    parcours = verrouiller(parcours)
    exiger_ouvert(parcours)
    types = TypeFrein.objects.in_bulk([saisie.type for saisie in saisies])
    _verifier(saisies, types)
    actuels = {frein.type_id: frein for frein in _lire(parcours)}
    changes = [s for s in saisies if _a_change(s, actuels.get(s.type))]
    perdus = [
        actuels.get(s.type) or Frein(type=types[s.type], version=0)
        for s in changes
        if s.version != (actuels[s.type].version if s.type in actuels else 0)
    ]
    if perdus:
        raise Conflit(perdus)
    return [_ecrire(parcours, par, s, actuels.get(s.type)) for s in changes]


def _lire(parcours):
    freins = parcours.freins.select_for_update(of=("self",))
    return freins.prefetch_related("situations", "objectifs__type")


def _verifier(saisies, types):
    """Every code belongs to its type."""
    slugs = {slug for s in saisies for slug in (*s.situations, *s.objectifs)}
    details = {
        detail.pk: detail
        for modele in (SituationFrein, TypeObjectif)
        for detail in modele.objects.filter(pk__in=slugs)
    }
    for saisie in saisies:
        type_ = types.get(saisie.type)
        if type_ is None:
            raise ValidationError("Ce type de frein n'existe pas.")
        choisis = [details.get(slug) for slug in (*saisie.situations, *saisie.objectifs)]
        if any(detail is None or detail.type_id != type_.pk for detail in choisis):
            raise ValidationError(f"{type_} : ce détail n'existe pas.")


def _a_change(saisie, frein):
    if frein is None:
        return True
    situations = {situation.pk for situation in frein.situations.all()}
    objectifs = {o.type_id: o.statut for o in frein.objectifs.all()}
    avant = tuple(getattr(frein, champ) for champ in CHAMPS)
    apres = tuple(getattr(saisie, champ) for champ in CHAMPS)
    return (avant, situations, objectifs) != (apres, set(saisie.situations), saisie.objectifs)


def _ecrire(parcours, par, saisie, frein):
    aujourdhui = timezone.localdate()
    if frein is None:
        frein = Frein(parcours=parcours, type_id=saisie.type, constate_le=aujourdhui, version=0)
    frein.version += 1
    for champ in CHAMPS:
        setattr(frein, champ, getattr(saisie, champ))
    frein.full_clean()
    frein.save()
    frein.situations.set(saisie.situations)
    _ecrire_objectifs(frein, saisie, aujourdhui)
    EvaluationFrein.objects.update_or_create(
        frein=frein,
        le=aujourdhui,
        defaults={
            "impact": frein.impact,
            "est_prioritaire": frein.est_prioritaire,
            "statut": frein.statut,
            "par": par,
        },
    )
    return frein


def _ecrire_objectifs(frein, saisie, aujourdhui):
    presents = {o.type_id: o for o in frein.objectifs.select_related("type")}
    for slug, objectif in presents.items():
        if slug not in saisie.objectifs:
            objectif.delete()
    for slug, statut in saisie.objectifs.items():
        objectif = presents.get(slug) or ObjectifFrein(frein=frein, type_id=slug)
        if objectif.pk is None or objectif.statut != statut:
            objectif.statut = statut
            objectif.modifie_le = aujourdhui
            objectif.full_clean()
            objectif.save()
