"""Conventions and amendments written on their pages, and what the base refuses of them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from conventions.actions.convention import ajouter_avenant, creer_convention, modifier_convention
from conventions.models import Avenant
from plie.comptes.enums import Role
from plie.socle.erreurs import phrase_contrainte
from tests.usines import AgentFactory, ConventionFactory

pytestmark = pytest.mark.django_db
AVENANT = {"numero": 1, "objet": "Prolongée", "date_debut": date(2025, 9, 1)}


@pytest.fixture
def direction():
    return AgentFactory(role=Role.DIRECTION)


def test_a_convention_ends_after_it_begins_and_has_a_partner(direction):
    champs = {"code": "c", "libelle": "C", "partenaires": ["France Travail"]}
    jours = {"date_debut": date(2025, 1, 1), "date_fin": date(2024, 12, 31)}
    with pytest.raises(ValidationError, match="précède son début"):
        creer_convention(par=direction, **champs, **jours)
    with pytest.raises(ValidationError):
        creer_convention(par=direction, **champs | {"partenaires": []}, **jours)


def test_an_amendment_ends_after_it_begins(direction):
    convention = ConventionFactory()
    with pytest.raises(ValidationError, match="finirait avant de commencer"):
        ajouter_avenant(convention, par=direction, **AVENANT, date_fin=date(2025, 8, 31))
    with pytest.raises(IntegrityError) as erreur:
        Avenant.objects.create(convention=convention, **AVENANT, date_fin=date(2025, 8, 31))
    assert phrase_contrainte(erreur.value) == "L'avenant finirait avant de commencer."


def test_two_amendments_never_bear_one_number(direction):
    convention = ConventionFactory()
    ajouter_avenant(convention, par=direction, **AVENANT, date_fin=date(2026, 6, 30))
    with pytest.raises(ValidationError, match="déjà ce numéro"):
        ajouter_avenant(convention, par=direction, **AVENANT, date_fin=date(2026, 6, 30))


def test_a_convention_is_modified(direction):
    convention = modifier_convention(
        ConventionFactory(), par=direction, version=1, libelle="Renommée"
    )
    assert convention.libelle == "Renommée"
