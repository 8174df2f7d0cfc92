import pytest
from django.core.management import call_command
from django.db import models

from accompagnement.models import MotifSortie, RegleSortie
from offres.models import GroupeMetiers
from plie.referentiels.models import (
    CodeExterne,
    Commune,
    DomaineProche,
    Naf,
    Rome,
    SituationFrein,
    TypeFrein,
    TypeObjectif,
)

EDITES = [
    Commune,
    Rome,
    Naf,
    TypeFrein,
    SituationFrein,
    TypeObjectif,
    CodeExterne,
    MotifSortie,
    RegleSortie,
    GroupeMetiers,
]
pytestmark = pytest.mark.django_db


def _changes(objet):
    """Another value for each column that an administrator may type over, keys left alone."""
    cles = {nom for contrainte in objet._meta.constraints for nom in _colonnes(contrainte)}
    for champ in objet._meta.fields:
        if champ.unique or champ.is_relation or champ.choices or champ.name in cles:
            continue
        valeur = getattr(objet, champ.name)
        if valeur is None:
            continue
        if isinstance(champ, models.BooleanField):
            yield champ.name, not valeur
        elif isinstance(champ, (models.IntegerField, models.FloatField)):
            yield champ.name, (valeur or 0) + 1
        elif isinstance(champ, models.CharField) and not isinstance(champ, models.SlugField):
            yield champ.name, "1"


def _colonnes(contrainte):
    return contrainte.fields if isinstance(contrainte, models.UniqueConstraint) else ()


def _preparer():
    call_command("preparer", verbosity=0)


def _tout():
    return {modele: list(modele.objects.order_by("pk").values()) for modele in EDITES}


def test_preparing_again_changes_nothing_that_the_administration_edited():
    _preparer()
    for modele in EDITES:
        objet = modele.objects.order_by("pk").first()
        modifies = dict(_changes(objet))
        assert modifies, modele
        modele.objects.filter(pk=objet.pk).update(**modifies)
    avant = _tout()

    _preparer()

    assert _tout() == avant


def test_what_the_plie_removed_of_the_near_domains_does_not_come_back():
    _preparer()
    DomaineProche.objects.order_by("pk").first().delete()
    restants = DomaineProche.objects.count()
    _preparer()
    assert DomaineProche.objects.count() == restants > 0


def test_preparing_again_adds_what_is_missing():
    _preparer()
    nombre = Commune.objects.count()
    Commune.objects.order_by("pk").first().delete()
    _preparer()
    assert Commune.objects.count() == nombre
