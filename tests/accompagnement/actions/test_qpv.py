"""A priority district is a fact about an address, of one generation of perimeters."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from accompagnement.actions.fusion import annuler_fusion, fusionner
from accompagnement.actions.qpv import constater_qpv
from accompagnement.models import ConstatQpv
from plie.referentiels.models import Qpv
from tests.usines import CoordinationFactory, ParticipantFactory

pytestmark = pytest.mark.django_db
DEHORS = {"est_en_qpv": False, "generation": "2024", "source": "declaree"}


@pytest.fixture
def par():
    return CoordinationFactory()


def constater(participant, par, **champs):
    saisie = {"constate_le": date(2025, 3, 12), **DEHORS} | champs
    return constater_qpv(participant, par=par, **saisie)


def test_it_is_said_of_the_address_of_that_day(par):
    participant = ParticipantFactory(adresse="1 rue Haute")
    constat = constater(participant, par)
    assert (constat.adresse, constat.commune, str(constat)) == (
        "1 rue Haute",
        participant.commune,
        "Hors QPV (périmètres 2024)",
    )
    constater(participant, par, est_en_qpv=True)
    assert str(participant.constats_qpv.get()) == "En QPV : quartier non précisé (2024)"
    constater(participant, par, generation="2015")
    assert participant.constats_qpv.count() == 2


@pytest.mark.parametrize(
    ("jour", "phrase"),
    [
        (date(1900, 1, 1), "précède la naissance"),
        (timezone.localdate() + timedelta(days=1), "dans le futur"),
    ],
)
def test_an_impossible_day_is_told(par, jour, phrase):
    with pytest.raises(ValidationError, match=phrase):
        constater(ParticipantFactory(), par, constate_le=jour)


def test_without_an_address_there_is_nothing_to_find(par):
    with pytest.raises(ValidationError, match="Notez d'abord l'adresse"):
        constater(ParticipantFactory(adresse="", commune=None), par)


def test_a_district_is_of_its_generation_and_is_not_named_outside(par):
    ancien = Qpv.objects.create(code="QP059054", nom="Gambetta", generation="2015")
    with pytest.raises(ValidationError, match="génération 2015"):
        constater(ParticipantFactory(), par, qpv=ancien, est_en_qpv=True)
    constat = constater(ParticipantFactory(), par)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConstatQpv.objects.filter(pk=constat.pk).update(qpv=ancien)


def test_it_follows_a_merge_and_comes_back(par):
    garde, absorbe = ParticipantFactory.create_batch(2)
    constat = constater(absorbe, par)
    fusion = fusionner(garde, absorbe, par=par, choix={})
    assert garde.constats_qpv.get() == constat
    annuler_fusion(fusion, par=par)
    assert absorbe.constats_qpv.get() == constat
