import pytest
from django.core.management import call_command
from django.db import models

from accompagnement.actions.regle_contrat import CHAMPS, remplacer_regle_contrat
from accompagnement.actions.texte_imprime import ecrire_texte
from accompagnement.models import (
    MotifNonEntree,
    MotifSortie,
    MotifSuspension,
    RegleContrat,
    RegleSortie,
    TexteImprime,
)
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
from tests.usines import CoordinationFactory

EDITES = [
    Commune,
    Rome,
    Naf,
    TypeFrein,
    SituationFrein,
    TypeObjectif,
    CodeExterne,
    MotifSortie,
    MotifNonEntree,
    MotifSuspension,
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
    modeles = (*EDITES, RegleContrat, TexteImprime)
    return {modele: list(modele.objects.order_by("pk").values()) for modele in modeles}


def _remplacer(agent):
    """What is never rewritten, another version takes over."""
    regle = RegleContrat.objects.en_vigueur().filter(est_une_etape=True).first()
    champs = {champ: getattr(regle, champ) for champ in CHAMPS}
    champs["garde_les_offres"] = not regle.garde_les_offres
    assert remplacer_regle_contrat(regle, par=agent, **champs).pk != regle.pk
    texte = TexteImprime.objects.get(code="droits")
    suivant = ecrire_texte(
        par=agent, code=texte.code, version=1, titre="Vos droits", contenu="Écrivez-nous."
    )
    assert suivant.version == 2


def test_preparing_again_changes_nothing_that_the_administration_edited():
    _preparer()
    for modele in EDITES:
        objet = modele.objects.order_by("pk").first()
        modifies = dict(_changes(objet))
        assert modifies, modele
        modele.objects.filter(pk=objet.pk).update(**modifies)
    _remplacer(CoordinationFactory())
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
