"""The diagnosis: what keeps a person from work, how much, and what is done about it."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accompagnement import permissions
from accompagnement.actions.parcours import verrouiller
from accompagnement.actions.rendez_vous import exiger_ouvert
from accompagnement.models import EvaluationFrein, Frein, ObjectifFrein
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


@transaction.atomic
def enregistrer_freins(parcours, *, par, saisies):
    """Write the freins that changed, and how they stand today; returns those written.

    Raises Conflit, with all the freins somebody else saved meanwhile, before writing any. A
    sensitive type is refused from who may not read it; sensitive details they did not see stay.
    """
    parcours = verrouiller(parcours)
    exiger_ouvert(parcours)
    voit_sensible = _voit_sensible(par, parcours)
    types = TypeFrein.objects.in_bulk([saisie.type for saisie in saisies])
    _verifier(saisies, types, voit_sensible)
    actuels = {frein.type_id: frein for frein in _lire(parcours)}
    changes = [s for s in saisies if _a_change(s, actuels.get(s.type), voit_sensible)]
    perdus = [
        actuels.get(s.type) or Frein(type=types[s.type], version=0)
        for s in changes
        if s.version != (actuels[s.type].version if s.type in actuels else 0)
    ]
    if perdus:
        raise Conflit(perdus)
    return [_ecrire(parcours, par, s, actuels.get(s.type), voit_sensible) for s in changes]


def _voit_sensible(agent, parcours):
    affectation = parcours.affectations.filter(date_fin__isnull=True).first()
    return permissions.peut_voir_sensible(agent, affectation.agent if affectation else None)


def _lire(parcours):
    freins = parcours.freins.select_for_update(of=("self",))
    return freins.prefetch_related("situations", "objectifs__type")


def _verifier(saisies, types, voit_sensible):
    """Every code belongs to its type, and to what `par` may see."""
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
        if not voit_sensible and (type_.est_sensible or any(d.est_sensible for d in choisis)):
            raise ValidationError(
                "La santé, la justice et le logement sont réservés au référent et à la "
                "coordination."
            )


def _visibles(details, voit_sensible):
    return {d for d in details if voit_sensible or not d.est_sensible}


def _a_change(saisie, frein, voit_sensible):
    if frein is None:
        return True
    situations = {d.pk for d in _visibles(frein.situations.all(), voit_sensible)}
    objectifs = {
        o.type_id: o.statut
        for o in frein.objectifs.all()
        if voit_sensible or not o.type.est_sensible
    }
    avant = tuple(getattr(frein, champ) for champ in CHAMPS)
    apres = tuple(getattr(saisie, champ) for champ in CHAMPS)
    return (avant, situations, objectifs) != (apres, set(saisie.situations), saisie.objectifs)


def _ecrire(parcours, par, saisie, frein, voit_sensible):
    aujourdhui = timezone.localdate()
    if frein is None:
        frein = Frein(parcours=parcours, type_id=saisie.type, constate_le=aujourdhui, version=0)
    frein.version += 1
    for champ in CHAMPS:
        setattr(frein, champ, getattr(saisie, champ))
    frein.full_clean()
    frein.save()
    _ecrire_situations(frein, saisie, voit_sensible)
    _ecrire_objectifs(frein, saisie, voit_sensible, aujourdhui)
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


def _ecrire_situations(frein, saisie, voit_sensible):
    presentes = set(frein.situations.all())
    caches = presentes - _visibles(presentes, voit_sensible)
    frein.situations.set({*saisie.situations, *(situation.pk for situation in caches)})


def _ecrire_objectifs(frein, saisie, voit_sensible, aujourdhui):
    presents = {o.type_id: o for o in frein.objectifs.select_related("type")}
    for slug, objectif in presents.items():
        if slug not in saisie.objectifs and (voit_sensible or not objectif.type.est_sensible):
            objectif.delete()
    for slug, statut in saisie.objectifs.items():
        objectif = presents.get(slug) or ObjectifFrein(frein=frein, type_id=slug)
        if objectif.pk is None or objectif.statut != statut:
            objectif.statut = statut
            objectif.modifie_le = aujourdhui
            objectif.full_clean()
            objectif.save()
