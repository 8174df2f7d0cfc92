"""A word to colleagues: to whom it may be written, and who is told."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accompagnement.actions.mot import ecrire_mot
from accompagnement.actions.retrait import retirer
from accompagnement.models import Mot, Notification
from plie.comptes.enums import Role
from tests.usines import AgentFactory, CoordinationFactory, MotFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return AgentFactory()


@pytest.fixture
def parcours(agent):
    return ParcoursFactory(actif=True, structure=agent.structure, referent=agent)


def test_it_is_written_once_and_told_to_each(agent, parcours):
    a_qui = [CoordinationFactory(), AgentFactory(structure=agent.structure)]
    mot = ecrire_mot(parcours, par=agent, texte=" Appelle-la ", destinataires=[*a_qui, agent])
    assert (mot.texte, set(mot.destinataires.all())) == ("Appelle-la", set(a_qui))
    phrase = f"{agent} vous écrit au sujet de {parcours.participant}."
    dites = {n.destinataire: str(n) for n in Notification.objects.all()}
    assert dites == dict.fromkeys(a_qui, phrase)
    adresse = f"/dossiers/{parcours.participant_id}/?parcours={parcours.pk}#mot-{mot.pk}"
    assert {n.adresse for n in Notification.objects.all()} == {adresse}


def test_not_to_who_may_not_open_the_dossier(agent, parcours):
    permis = CoordinationFactory()
    for intrus in (AgentFactory(), AgentFactory(role=Role.FACILITATEUR)):
        with pytest.raises(ValidationError, match="pas accès"):
            ecrire_mot(parcours, par=agent, texte="Bonjour", destinataires=[permis, intrus])
    assert not Mot.objects.exists() and not Notification.objects.exists()


def test_nor_to_nobody(agent, parcours):
    for a_qui in ([], [agent]):
        with pytest.raises(ValidationError, match="au moins un"):
            ecrire_mot(parcours, par=agent, texte="Bonjour", destinataires=a_qui)


def test_it_says_something(agent, parcours):
    with pytest.raises(ValidationError) as refus:
        ecrire_mot(parcours, par=agent, texte=" \n", destinataires=[CoordinationFactory()])
    assert "texte" in refus.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        MotFactory(texte=" ")


def test_who_does_not_read_the_follow_up_writes_nothing(parcours):
    for role in (Role.FACILITATEUR, Role.ADMINISTRATION):
        with pytest.raises(PermissionDenied):
            ecrire_mot(parcours, par=AgentFactory(role=role), texte="Bonjour", destinataires=[])


def test_it_is_taken_out_by_its_author_with_what_was_told(agent, parcours):
    fse = AgentFactory(role=Role.GESTIONNAIRE_FSE)
    mot = ecrire_mot(parcours, par=fse, texte="Bonjour", destinataires=[agent])
    with pytest.raises(PermissionDenied):
        retirer(mot, par=agent, motif="Erreur")
    retirer(mot, par=fse, motif="Erreur")
    assert not Mot.objects.exists() and not Notification.objects.exists()
    assert parcours.retraits.get().motif == "Erreur"


def test_a_gestionnaire_takes_out_nothing_else(agent, parcours):
    entretien = parcours.entretiens.create(agent=agent, debut="2025-03-03T10:00Z")
    with pytest.raises(PermissionDenied):
        retirer(entretien, par=AgentFactory(role=Role.GESTIONNAIRE_FSE), motif="Erreur")
