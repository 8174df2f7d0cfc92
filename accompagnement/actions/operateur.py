"""The catalogue of operators: grown while étapes are noted, kept tidy by coordination."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery

from accompagnement.models import Etape, Operateur
from accompagnement.permissions import Acte
from plie.journal.acte import acte


def retenir(operateur):
    """The row of an Operateur that may not be written yet; of one merged, the one it leads to.
    None for none."""
    if operateur is None or operateur.pk:
        return operateur
    operateur.nom = " ".join(operateur.nom.split())
    return _existant(operateur.nom) or _creer(operateur)


def _existant(nom):
    trouve = Operateur.objects.nommes(nom).select_related("fusionne_avec").first()
    return trouve and (trouve.fusionne_avec or trouve)


def _creer(operateur):
    operateur.full_clean()
    try:
        with transaction.atomic():
            operateur.save()
    except IntegrityError:
        # Somebody else named it in the meantime.
        return _existant(operateur.nom)
    return operateur


@acte(Acte.GERER_OPERATEURS)
def renommer_operateur(operateur, *, par, nom):
    """Write its name otherwise; raises ValidationError when another one bears it."""
    actuel = _verrouiller(operateur)
    actuel.nom = " ".join(nom.split())
    actuel.full_clean()
    actuel.save()
    return actuel


@acte(Acte.GERER_OPERATEURS)
def fusionner_operateurs(operateur, *, par, vers):
    """Bring the étapes of one operator to another one; its name, typed again, leads there too."""
    if operateur.pk == vers.pk:
        raise ValidationError({"vers": "Choisissez un autre opérateur."})
    # In the order of their keys: two mergers the other way round wait for each other.
    cles = sorted((operateur.pk, vers.pk))
    lus = {cle: _verrouiller(Operateur(pk=cle)) for cle in cles}
    source, cible = lus[operateur.pk], lus[vers.pk]
    Etape.objects.filter(operateur=source).update(operateur=cible)
    for absorbe in source.absorbes.all():
        _mener(absorbe, cible)
    _mener(source, cible)
    return cible


@acte(Acte.GERER_OPERATEURS)
def separer_operateur(operateur, *, par):
    """Undo a merger: `operateur` stands for itself again, with the étapes that the merger took from
    it and that stayed where it brought them, and those merged into it before. What was noted since
    stays where it is. Raises ValidationError when it is not merged."""
    lu = Operateur.objects.get(pk=operateur.pk)
    # The other one too, in the order of a merger: one that leads it further waits, or is over.
    cles = {lu.pk, lu.fusionne_avec_id} - {None}
    verrous = Operateur.objects.select_for_update().filter(pk__in=cles).order_by("pk")
    reuni = next(verrou for verrou in verrous if verrou.pk == lu.pk)
    cible = reuni.fusionne_avec_id
    if cible is None:
        raise ValidationError("Cet opérateur n'est réuni avec aucun autre.")
    if cible not in cles:
        raise ValidationError("Celui qui le réunit vient d'être réuni à un autre : recommencez.")
    contexte = _reunion(reuni)
    etapes = Etape.objects.filter(operateur=cible, pk__in=_emportees(reuni, contexte))
    etapes.update(operateur=reuni)
    menes = Operateur.pgh_event_model.objects.filter(pgh_context=contexte)
    absorbes = Operateur.objects.filter(fusionne_avec=cible, pk__in=menes.values("pgh_obj_id"))
    for absorbe in absorbes.exclude(pk=reuni.pk):
        _mener(absorbe, reuni)
    _mener(reuni, None)
    return reuni


def _reunion(operateur):
    """The act that merged it, as the history names it; later ones only led it further."""
    passe = Operateur.pgh_event_model.objects.filter(pgh_obj_id=operateur.pk)
    seul = passe.filter(fusionne_avec=None).order_by("-pgh_id").values("pgh_id")[:1]
    reunions = passe.filter(pgh_id__gt=Subquery(seul)).order_by("pgh_id")
    return reunions.values_list("pgh_context", flat=True).first()


def _emportees(operateur, contexte):
    """The étapes that this act moved away from it (keys)."""
    passe = Etape.pgh_event_model.objects
    avant = passe.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
    deplacees = passe.filter(pgh_context=contexte).annotate(
        etait=Subquery(avant.order_by("-pgh_id").values("operateur")[:1])
    )
    return deplacees.filter(etait=operateur.pk).values("pgh_obj_id")


def _mener(operateur, cible):
    operateur.fusionne_avec = cible
    operateur.save()


def _verrouiller(operateur):
    actuel = Operateur.objects.select_for_update().get(pk=operateur.pk)
    if actuel.fusionne_avec_id:
        raise ValidationError("Cet opérateur a été réuni avec un autre entre-temps.")
    return actuel
