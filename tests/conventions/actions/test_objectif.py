"""Objectives and their dated targets, and what the base refuses whoever writes it."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from conventions.actions.objectif import (
    amender_cible,
    creer_objectif,
    modifier_objectif,
    noter_valeur,
    retirer_valeur,
)
from conventions.models import Cible, CompteurManuel, Objectif
from plie.comptes.enums import Role
from plie.socle.erreurs import phrase_contrainte
from tests.usines import (
    AgentFactory,
    CibleFactory,
    CohorteFactory,
    CommuneFactory,
    ConventionFactory,
    ObjectifFactory,
    StructureFactory,
    ValeurFactory,
)

pytestmark = pytest.mark.django_db
JUILLET = date(2025, 7, 1)


@pytest.fixture
def direction():
    return AgentFactory(role=Role.DIRECTION)


def refus(verbe):
    with pytest.raises((ValidationError, IntegrityError)) as erreur, transaction.atomic():
        verbe()
    if isinstance(erreur.value, IntegrityError):
        return phrase_contrainte(erreur.value)
    return " ".join(erreur.value.messages)


def test_an_amended_target_keeps_the_old_one_and_its_dates(direction):
    objectif = ObjectifFactory(cible=40)
    amender_cible(objectif, par=direction, valeur=50, date_debut=JUILLET)
    cibles = [(c.valeur, c.date_debut, c.date_fin) for c in objectif.cibles.all()]
    assert cibles == [
        (40, date(2025, 1, 1), date(2025, 6, 30)),
        (50, JUILLET, None),
    ]


def test_two_targets_never_hold_on_one_day(direction):
    objectif = ObjectifFactory(cible=40)
    assert refus(lambda: CibleFactory(objectif=objectif)) == "Une autre cible vaut à ces dates."
    le_jour_meme = {"valeur": 50, "date_debut": date(2025, 1, 1)}
    phrase = refus(lambda: amender_cible(objectif, par=direction, **le_jour_meme))
    assert "Une autre cible vaut à ces dates." in phrase


@pytest.mark.parametrize("valeur", [0, -1])
def test_a_target_is_more_than_nothing(direction, valeur):
    objectif = ObjectifFactory(cible=40)
    amender = lambda: amender_cible(objectif, par=direction, valeur=valeur, date_debut=JUILLET)  # noqa: E731
    assert refus(amender) == "Une cible est plus grande que zéro."
    assert refus(lambda: Cible.objects.update(valeur=valeur)) == (
        "Une cible est plus grande que zéro."
    )


def test_an_objective_is_counted_or_written_down_never_both():
    une = "Un objectif se mesure par un indicateur, ou par un compteur tenu à la main"
    for champs in (
        {"compteur": "actions", "source": "Comptes rendus"},
        {"indicateur": ""},
        {"indicateur": "", "compteur": "actions"},
    ):
        assert refus(lambda champs=champs: ObjectifFactory(**champs)).startswith(une)


def test_a_counter_has_no_scope():
    phrase = refus(lambda: ObjectifFactory(manuel=True, cohorte=CohorteFactory()))
    assert phrase == "Un compteur tenu à la main n'a pas de portée."


def test_an_objective_comes_with_its_first_target(direction):
    convention = ConventionFactory()
    objectif = creer_objectif(
        convention,
        par=direction,
        valeur=30,
        code="entrees",
        libelle="Entrées",
        indicateur="entrees",
    )
    assert objectif.cibles.get().date_debut == convention.date_debut


def test_an_indicator_that_does_not_exist_counts_nothing(direction):
    objectif = ObjectifFactory()
    with pytest.raises(ValidationError, match="n'existe pas"):
        modifier_objectif(objectif, par=direction, version=1, indicateur="entree")


def test_what_is_divided_by_referents_has_no_scope_but_structures(direction):
    """No commune and no cohort has référents of its own: it would never have a figure."""
    objectif = ObjectifFactory(indicateur="charge_par_etp")
    for portee in ({"cohorte": CohorteFactory()}, {"communes": [CommuneFactory().pk]}):
        changer = partial(modifier_objectif, objectif, par=direction, version=1, **portee)
        assert refus(changer).endswith("sa portée n'est que de structures.")
        objectif.refresh_from_db()
    structures = [StructureFactory().pk]
    assert modifier_objectif(objectif, par=direction, version=1, structures=structures)


def test_a_value_is_written_once_for_a_day_and_a_source(direction):
    objectif = ObjectifFactory(manuel=True)
    noter = lambda **c: noter_valeur(  # noqa: E731
        objectif, par=direction, **{"date": JUILLET, "valeur": 1, "source": "Forum"} | c
    )
    valeur = noter()
    assert "déjà une valeur" in refus(noter)
    assert "à venir" in refus(lambda: noter(date=timezone.localdate() + timedelta(days=1)))
    assert "plus grande que zéro" in refus(lambda: noter(valeur=0, source="Autre"))
    retirer_valeur(valeur, par=direction)
    assert not CompteurManuel.objects.exists()


def test_what_the_platform_counts_is_never_typed(direction):
    objectif = ObjectifFactory()
    noter = lambda: noter_valeur(  # noqa: E731
        objectif, par=direction, date=JUILLET, valeur=1, source="Forum"
    )
    assert "compté par la plateforme" in refus(noter)


def test_what_is_written_stays_in_the_history(direction):
    objectif = ObjectifFactory(manuel=True)
    valeur = ValeurFactory(objectif=objectif)
    retirer_valeur(valeur, par=direction)
    histoire = valeur._meta.apps.get_model("conventions.CompteurManuelEvent").objects
    assert list(histoire.values_list("pgh_label", flat=True)) == ["insert", "delete"]


@pytest.mark.parametrize("role", [Role.REFERENT, Role.GESTIONNAIRE_FSE, Role.ADMINISTRATION])
def test_who_reads_conventions_writes_none(role):
    objectif = ObjectifFactory()
    with pytest.raises(PermissionDenied):
        modifier_objectif(objectif, par=AgentFactory(role=role), version=1, libelle="Autre")
    assert Objectif.objects.get().libelle == objectif.libelle
