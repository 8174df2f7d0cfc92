"""The catalogue of operators: grown while étapes are noted, kept tidy by coordination."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

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


def _mener(operateur, cible):
    operateur.fusionne_avec = cible
    operateur.save()


def _verrouiller(operateur):
    actuel = Operateur.objects.select_for_update().get(pk=operateur.pk)
    if actuel.fusionne_avec_id:
        raise ValidationError("Cet opérateur a été réuni avec un autre entre-temps.")
    return actuel
