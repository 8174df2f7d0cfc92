from datetime import timedelta
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from accompagnement.actions.seance import (
    creer_seance,
    desinscrire,
    inscrire,
    modifier_seance,
    noter_presences,
    retirer_seance,
)
from accompagnement.enums import Presence
from accompagnement.models import Seance
from plie.comptes.enums import Role
from plie.socle.erreurs import Conflit
from tests.usines import AgentFactory, CoordinationFactory, ParcoursFactory, RemplacementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def seance(agent):
    debut = timezone.now() + timedelta(days=3)
    return creer_seance(par=agent, titre="Atelier CV", debut=debut, places=2)


def _suivi_par(agent, **champs):
    return ParcoursFactory(actif=True, structure=agent.structure, referent=agent, **champs)


def test_each_person_is_registered_or_refused_for_a_reason(agent, seance):
    mienne, collegue = _suivi_par(agent), ParcoursFactory(actif=True, structure=agent.structure)
    ailleurs = ParcoursFactory(actif=True)
    bilan = inscrire(seance, [mienne.pk, collegue.pk, ailleurs.pk, mienne.pk], par=agent)
    assert bilan.inscrits == [str(mienne.participant)]
    assert bilan.refus == [
        (str(collegue.participant), "cette personne est suivie par un autre référent."),
        ("Dossier introuvable", "ce dossier n'est pas dans votre périmètre."),
    ]


def test_a_session_is_filled_by_who_sees_it_with_their_own_people(agent, seance):
    collegue, remplacant = AgentFactory(structure=agent.structure), AgentFactory()
    RemplacementFactory(absent=agent, remplacant=remplacant)
    for inscripteur in (collegue, remplacant):
        assert inscrire(seance, [_suivi_par(inscripteur).pk], par=inscripteur).inscrits


def test_the_session_of_another_structure_is_not_filled(seance):
    etranger = AgentFactory()
    parcours = _suivi_par(etranger)
    with pytest.raises(PermissionDenied):
        inscrire(seance, [parcours.pk], par=etranger)
    assert not seance.participations.exists()
    ouverte = creer_seance(par=CoordinationFactory(), titre="Forum", debut=timezone.now())
    assert inscrire(ouverte, [parcours.pk], par=etranger).inscrits


def test_a_full_session_says_so(agent, seance):
    suivis = [_suivi_par(agent) for _ in range(3)]
    bilan = inscrire(seance, [parcours.pk for parcours in suivis], par=agent)
    assert len(bilan.inscrits) == 2
    assert "complète" in bilan.refus[0][1]


def test_a_closed_parcours_is_refused(seance):
    coordination = AgentFactory(role=Role.COORDINATION)
    bilan = inscrire(seance, [ParcoursFactory(sorti=True).pk], par=coordination)
    assert "clos" in bilan.refus[0][1]


def test_registering_twice_says_so(agent, seance):
    parcours = _suivi_par(agent)
    inscrire(seance, [parcours.pk], par=agent)
    assert "déjà" in inscrire(seance, [parcours.pk], par=agent).refus[0][1]


def test_presences_are_recorded_together_and_then_stay(agent, seance):
    parcours = _suivi_par(agent)
    inscrire(seance, [parcours.pk], par=agent)
    participation = seance.participations.get()
    noter_presences(seance, par=agent, version=1, presences={participation.pk: Presence.HONORE})
    assert seance.participations.get().presence == Presence.HONORE
    with pytest.raises(ValidationError, match="déjà enregistrée"):
        desinscrire(participation, par=agent)
    with pytest.raises(Conflit):
        noter_presences(seance, par=agent, version=1, presences={})


def test_somebody_already_removed_is_said_to_be(agent, seance):
    inscrire(seance, [_suivi_par(agent).pk], par=agent)
    participation = seance.participations.get()
    desinscrire(participation, par=agent)
    with pytest.raises(ValidationError, match="n'est plus inscrite"):
        desinscrire(participation, par=agent)


def test_the_one_named_is_removed_and_nobody_else(agent, seance):
    inscrire(seance, [_suivi_par(agent).pk for _ in range(2)], par=agent)
    premiere, derniere = seance.participations.order_by("pk")
    desinscrire(derniere, par=agent)
    assert seance.participations.get() == premiere


def test_there_are_never_fewer_places_than_people(agent, seance):
    for _ in range(2):
        inscrire(seance, [_suivi_par(agent).pk], par=agent)
    with pytest.raises(ValidationError, match="déjà inscrites"):
        modifier_seance(seance, par=agent, version=1, places=1)


@pytest.mark.parametrize(
    "acte", [partial(modifier_seance, titre="Autre"), partial(noter_presences, presences={})]
)
def test_a_session_taken_away_meanwhile_says_so(agent, seance, acte):
    retirer_seance(Seance.objects.get(), par=agent)
    with pytest.raises(ValidationError, match="vient de retirer"):
        acte(seance, par=agent, version=1)


def test_nobody_is_registered_to_a_session_taken_away_meanwhile(agent, seance):
    retirer_seance(Seance.objects.get(), par=agent)
    assert inscrire(seance, [_suivi_par(agent).pk], par=CoordinationFactory()) == (
        [],
        [("Personne n'est inscrit", "cette séance vient d'être retirée.")],
    )
