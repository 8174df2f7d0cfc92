"""The reminders of mises en relation on the home page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.mise_en_relation import corriger_rappel
from accompagnement.enums import StatutMiseEnRelation
from accompagnement.views.accueil import RELANCES_MONTREES, relances
from plie.comptes.enums import Role
from tests.accompagnement.pages import repentirs
from tests.usines import AgentFactory, MiseEnRelationFactory, ParcoursFactory, RemplacementFactory

pytestmark = pytest.mark.django_db


def due(referent, jours=0, **champs):
    parcours = ParcoursFactory(actif=True, structure=referent.structure, referent=referent)
    rappel = timezone.localdate() - timedelta(days=jours)
    return MiseEnRelationFactory(parcours=parcours, rappel_le=rappel, **champs)


def lues(agent):
    bloc = relances(agent)
    return [relance.adresse for relance in bloc["relances"]] if bloc else None


def adresses(*mises):
    return [
        reverse("accompagnement:dossier_offres", args=[mise.parcours.participant_id])
        for mise in mises
    ]


def test_the_oldest_reminder_comes_first_and_each_opens_the_offers_of_the_person(client):
    referent = AgentFactory()
    recente, ancienne = due(referent), due(referent, 5)
    assert lues(referent) == adresses(ancienne, recente)
    client.force_login(referent)
    page = client.get(reverse("accompagnement:accueil")).content.decode()
    assert "Relances de mises en relation\xa0: 2" in page
    assert all(adresse in page for adresse in adresses(ancienne, recente))


def _presser(client, mise):
    return client.post(reverse("accompagnement:rappel_fait", args=[mise.pk]), follow=True)


def test_one_press_says_a_reminder_is_done_and_another_gives_it_back(client):
    referent = AgentFactory()
    mise = due(referent, 3, commentaire="Rappeler après 17 h")
    rappel = mise.rappel_le
    client.force_login(referent)
    page = _presser(client, mise)
    assert "est faite" in page.text and lues(referent) is None
    mise.refresh_from_db()
    assert (mise.rappel_le, mise.commentaire, mise.version) == (None, "Rappeler après 17 h", 2)
    assert "est déjà faite" in _presser(client, mise).text
    [annuler] = repentirs(page)
    assert "de nouveau à faire" in client.post(annuler, follow=True).text
    mise.refresh_from_db()
    assert (mise.rappel_le, mise.commentaire) == (rappel, "Rappeler après 17 h")


def test_giving_a_reminder_back_erases_nothing_written_since(client):
    referent = AgentFactory()
    mise = due(referent)
    client.force_login(referent)
    [annuler] = repentirs(_presser(client, mise))
    mise.refresh_from_db()
    plus_tard = timezone.localdate() + timedelta(days=9)
    corriger_rappel(mise, par=referent, version=2, rappel_le=plus_tard)
    assert "a modifié" in client.post(annuler, follow=True).text
    mise.refresh_from_db()
    assert mise.rappel_le == plus_tard


def test_a_reminder_put_off_meanwhile_is_not_done_by_a_page_that_is_late(client):
    referent = AgentFactory()
    mise = due(referent, -4)
    client.force_login(referent)
    assert "est reportée au" in _presser(client, mise).text
    mise.refresh_from_db()
    assert mise.rappel_le == timezone.localdate() + timedelta(days=4)


def test_giving_it_back_too_late_or_from_somebody_else_s_message_does_nothing(client, time_machine):
    referent = AgentFactory()
    mise = due(referent)
    client.force_login(referent)
    [annuler] = repentirs(_presser(client, mise))
    mise.refresh_from_db()
    corriger_rappel(mise, par=referent, version=2, rappel_le=timezone.localdate())
    client.force_login(AgentFactory(role=Role.COORDINATION))
    assert "une minute est passée" in client.post(annuler, follow=True).text
    rappel = timezone.localdate()
    time_machine.move_to(timezone.now() + timedelta(hours=1))
    client.force_login(referent)
    assert "une minute est passée" in client.post(annuler, follow=True).text
    mise.refresh_from_db()
    assert mise.rappel_le == rappel


def test_neither_a_day_to_come_nor_an_end_nor_somebody_else_is_reminded():
    referent = AgentFactory()
    due(referent, -1)
    due(referent, statut=StatutMiseEnRelation.EMBAUCHEE, conclue_le=timezone.localdate())
    due(AgentFactory(structure=referent.structure))
    sortie = ParcoursFactory(sorti=True, structure=referent.structure, referent=referent)
    MiseEnRelationFactory(parcours=sortie, rappel_le=timezone.localdate())
    assert relances(referent) is None


def test_the_reminders_of_whom_one_replaces_are_there():
    remplacement = RemplacementFactory(
        date_debut=timezone.localdate(), date_fin=timezone.localdate() + timedelta(days=5)
    )
    mise = due(remplacement.absent)
    assert lues(remplacement.remplacant) == adresses(mise)


def test_ten_are_shown_and_all_are_counted_in_one_query(django_assert_num_queries):
    referent = AgentFactory()
    for jours in range(RELANCES_MONTREES + 2):
        due(referent, jours)
    list(referent.remplacements.all())
    bloc = relances(referent)
    assert (len(bloc["relances"]), bloc["nombre"]) == (RELANCES_MONTREES, RELANCES_MONTREES + 2)
    with django_assert_num_queries(1):
        relances(referent)


def test_coordination_holds_no_portfolio_and_reads_nobody_s_reminders():
    due(AgentFactory())
    assert relances(AgentFactory(role=Role.COORDINATION)) is None
