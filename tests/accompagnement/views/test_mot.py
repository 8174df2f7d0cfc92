"""A word to colleagues, from the dossier to its timeline."""

import pytest
from django.urls import reverse

from accompagnement.models import Mot
from plie.comptes.enums import Role
from tests.usines import AgentFactory, CoordinationFactory, MotFactory

pytestmark = pytest.mark.django_db
TEXTE = "Peux-tu lui parler de son traitement ?"


@pytest.fixture
def adresse(parcours):
    return reverse("accompagnement:mot_ecrire", args=[parcours.pk])


@pytest.fixture
def dossier(parcours):
    return reverse("accompagnement:dossier", args=[parcours.participant_id])


def test_from_the_dossier_to_its_timeline(client, parcours, adresse, dossier):
    coordination = CoordinationFactory()
    assert adresse in client.get(dossier).text
    envoi = {"texte": TEXTE, "destinataires": [coordination.pk]}
    fait = client.post(adresse, envoi, follow=True)
    assert f"{parcours.referent} à {coordination}" in fait.text and TEXTE in fait.text
    client.force_login(coordination)
    nouvelle = coordination.notifications.get()
    ou = client.get(reverse("accompagnement:notification", args=[nouvelle.pk]))["Location"]
    assert f'id="mot-{Mot.objects.get().pk}"' in client.get(ou).text


def test_one_writes_to_who_may_open_the_dossier_and_not_to_oneself(client, referent, adresse):
    collegue = AgentFactory(structure=referent.structure)
    AgentFactory()
    champ = client.get(adresse).context["formulaire"].fields["destinataires"]
    assert set(champ.queryset) == {collegue}


def test_it_is_read_by_who_it_is_to_and_who_follows(client, referent, parcours, dossier):
    structure = referent.structure
    auteur, a_qui, autre = (AgentFactory(structure=structure) for _ in range(3))
    mot = MotFactory(parcours=parcours, auteur=auteur, texte=TEXTE)
    mot.destinataires.add(a_qui)
    for agent, est_lu in (
        (auteur, True),
        (a_qui, True),
        (referent, True),
        (CoordinationFactory(), True),
        (autre, False),
        (AgentFactory(role=Role.DIRECTION), False),
    ):
        client.force_login(agent)
        assert (TEXTE in client.get(dossier).text) is est_lu, agent.role


def test_without_anybody_or_anything_it_is_told_beside_its_cause(client, referent, adresse):
    collegue = AgentFactory(structure=referent.structure)
    refus = client.post(adresse, {"texte": TEXTE})
    assert (refus.status_code, TEXTE in refus.text) == (422, True)
    assert list(refus.context["formulaire"].errors) == ["destinataires"]
    refus = client.post(adresse, {"texte": "", "destinataires": [collegue.pk]})
    assert list(refus.context["formulaire"].errors) == ["texte"]


def test_it_is_undone_from_the_message_that_says_it(client, referent, adresse):
    collegue = AgentFactory(structure=referent.structure)
    fait = client.post(adresse, {"texte": TEXTE, "destinataires": [collegue.pk]}, follow=True)
    (message,) = fait.context["messages"]
    client.post(message.extra_tags)
    assert not Mot.objects.exists()


@pytest.mark.parametrize("nombre", [1, 6])
def test_a_dossier_asks_as_much_for_one_word_as_for_six(
    client, parcours, dossier, django_assert_max_num_queries, nombre
):
    for _ in range(nombre):
        MotFactory(parcours=parcours).destinataires.add(AgentFactory())
    client.get(dossier)
    with django_assert_max_num_queries(25) as capture:
        client.get(dossier)
    assert len(capture) <= 16
