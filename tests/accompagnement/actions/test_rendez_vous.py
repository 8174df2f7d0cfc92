from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accompagnement.actions.rendez_vous import annuler, deplacer, planifier
from accompagnement.enums import Presence
from accompagnement.models import Entretien
from plie.socle.erreurs import Conflit
from tests.usines import AgentFactory, CoordinationFactory, EntretienFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def demain():
    return timezone.now() + timedelta(days=1)


@pytest.fixture
def prevu(agent, demain):
    parcours = ParcoursFactory(actif=True, referent=agent)
    return planifier(parcours, par=agent, debut=demain)


def test_an_appointment_moves_without_becoming_another(agent, prevu, demain):
    prevu.rappel_envoye_le = timezone.now()
    prevu.save()
    jeudi = demain + timedelta(days=2)
    deplacer(prevu, par=agent, version=1, debut=jeudi, mode="visio", lieu="")
    unique = Entretien.objects.get()
    assert (unique.debut, unique.rappel_envoye_le, unique.version) == (jeudi, None, 2)


def test_it_is_cancelled_once(agent, prevu):
    annule = annuler(prevu, par=agent, version=1)
    assert annule.presence == Presence.ANNULE
    with pytest.raises(ValidationError, match="annulé"):
        annuler(prevu, par=agent, version=2)


def test_somebody_else_changed_it_meanwhile(agent, prevu, demain):
    annuler(prevu, par=agent, version=1)
    with pytest.raises(Conflit):
        deplacer(prevu, par=agent, version=1, debut=demain, mode="visio", lieu="")


def test_nobody_meets_in_the_past(agent, prevu):
    with pytest.raises(ValidationError, match="passé"):
        planifier(prevu.parcours, par=agent, debut=timezone.now() - timedelta(minutes=1))


def test_a_closed_parcours_takes_no_appointment(agent, demain):
    with pytest.raises(ValidationError, match="clos"):
        planifier(ParcoursFactory(sorti=True), par=CoordinationFactory(), debut=demain)


def test_an_invitation_needs_an_address(agent, demain):
    parcours = ParcoursFactory(actif=True, referent=agent)
    with pytest.raises(ValidationError) as refus:
        planifier(parcours, par=agent, debut=demain, inviter=True)
    assert list(refus.value.message_dict) == ["inviter"]
    assert not Entretien.objects.exists()


def test_an_entretien_already_held_does_not_move(agent, demain):
    tenu = EntretienFactory()
    with pytest.raises(ValidationError, match="honoré"):
        deplacer(tenu, par=CoordinationFactory(), version=1, debut=demain, mode="visio", lieu="")
