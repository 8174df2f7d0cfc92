"""The days of one criterion."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.critere import (
    annuler_verification,
    corriger_critere,
    verifier_critere,
)
from accompagnement.actions.retrait import retirer
from tests.usines import CoordinationFactory, CritereFactory, ParcoursFactory, PieceFactory

pytestmark = pytest.mark.django_db
MARS, JUIN = date(2025, 3, 12), date(2025, 6, 2)


@pytest.fixture
def par():
    return CoordinationFactory()


@pytest.fixture
def gagne():
    parcours = ParcoursFactory(actif=True)
    return CritereFactory(parcours=parcours, code="ass", a_l_entree=False, constate_le=MARS)


def test_a_loss_noted_by_mistake_is_taken_back(gagne, par):
    corriger_critere(gagne, par=par, constate_le=MARS, perdu_le=JUIN)
    gagne.refresh_from_db()
    assert gagne.perdu_le == JUIN
    corriger_critere(gagne, par=par, constate_le=MARS, perdu_le=None)
    gagne.refresh_from_db()
    assert gagne.perdu_le is None


@pytest.mark.parametrize(
    ("champ", "jours"),
    [
        ("constate_le", {"constate_le": timezone.localdate() + timedelta(days=1)}),
        ("constate_le", {"constate_le": date(1900, 1, 1)}),
        ("perdu_le", {"perdu_le": timezone.localdate() + timedelta(days=1)}),
        ("perdu_le", {"perdu_le": MARS}),
    ],
)
def test_days_that_do_not_hold_are_told_beside_their_cause(gagne, par, champ, jours):
    with pytest.raises(ValidationError) as refus:
        corriger_critere(gagne, par=par, **{"constate_le": MARS, "perdu_le": None} | jours)
    assert champ in refus.value.message_dict


def test_of_one_at_entry_only_the_loss_changes(par):
    critere = CritereFactory(parcours=ParcoursFactory(actif=True), code="rsa")
    corriger_critere(critere, par=par, constate_le=JUIN, perdu_le=MARS)
    critere.refresh_from_db()
    assert (critere.constate_le, critere.perdu_le) == (date(2025, 1, 15), MARS)


def test_one_gained_by_mistake_is_withdrawn_and_one_at_entry_is_not(gagne, par):
    retirer(gagne, par=par, motif="Une autre personne")
    critere = CritereFactory(parcours=gagne.parcours, code="rsa")
    with pytest.raises(ValidationError, match="faites corriger"):
        retirer(critere, par=par, motif="Erreur")


def test_a_criterion_is_checked_on_a_document_and_again_once_its_days_change(gagne, par):
    with pytest.raises(ValidationError, match="Aucune pièce"):
        verifier_critere(gagne, par=par)
    PieceFactory(parcours=gagne.parcours).criteres.add(gagne)
    verifier_critere(gagne, par=par)
    verifier_critere(gagne, par=CoordinationFactory())
    gagne.refresh_from_db()
    assert (gagne.verifie_par, gagne.verifie_le) == (par, timezone.localdate())
    corriger_critere(gagne, par=par, constate_le=JUIN, perdu_le=None)
    gagne.refresh_from_db()
    assert gagne.verifie_par is None


def test_a_check_made_by_mistake_is_taken_back_even_of_one_at_entry(par):
    critere = CritereFactory(parcours=ParcoursFactory(actif=True), code="rsa")
    PieceFactory(parcours=critere.parcours).criteres.add(critere)
    verifier_critere(critere, par=par)
    annuler_verification(critere, par=par)
    critere.refresh_from_db()
    assert critere.verifie_le is None
