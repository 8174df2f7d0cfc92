"""One press says what became of an appointment, another undoes it."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Presence
from plie.comptes.enums import Role
from tests.accompagnement.views.test_entretien import saisie
from tests.usines import AgentFactory, EntretienFactory

pytestmark = pytest.mark.django_db


def _pointer(client, entretien, presence):
    adresse = reverse("accompagnement:entretien_pointer", args=[entretien.pk])
    return client.post(adresse, {"presence": presence}, follow=True)


def _attendu(parcours, agent, **champs):
    debut = timezone.now() - timedelta(minutes=30)
    return EntretienFactory(
        parcours=parcours, agent=agent, presence=Presence.PREVU, **{"debut": debut, **champs}
    )


@pytest.mark.parametrize("presence", ["honore", "absent", "excuse"])
def test_one_press_says_what_became_of_an_appointment_and_another_undoes_it(
    client, referent, parcours, presence
):
    collegue = AgentFactory(role=Role.REFERENT, structure=referent.structure)
    entretien = _attendu(parcours, collegue)
    page = _pointer(client, entretien, presence)
    entretien.refresh_from_db()
    assert entretien.presence == presence
    (repentir,) = re.findall(r'action="([^"]*repentir=[^"]*)"', page.text)
    page = client.post(html.unescape(repentir), follow=True)
    entretien.refresh_from_db()
    assert (entretien.presence, entretien.agent) == (Presence.PREVU, collegue)
    assert "de nouveau à noter" in page.text


def test_what_a_colleague_wrote_meanwhile_is_not_pointed_over(client, referent, parcours):
    entretien = _attendu(parcours, referent)
    _pointer(client, entretien, "absent")
    page = _pointer(client, entretien, "honore")
    entretien.refresh_from_db()
    assert entretien.presence == Presence.ABSENT
    assert "déjà noté" in page.text


def test_undoing_does_not_erase_what_was_written_since(client, referent, parcours):
    entretien = _attendu(parcours, referent)
    page = _pointer(client, entretien, "honore")
    (repentir,) = re.findall(r'action="([^"]*repentir=[^"]*)"', page.text)
    client.post(
        reverse("accompagnement:entretien_modifier", args=[entretien.pk]),
        saisie(version="2", notes="Écrit entre-temps"),
    )
    page = client.post(html.unescape(repentir), follow=True)
    entretien.refresh_from_db()
    assert (entretien.presence, entretien.notes) == (Presence.HONORE, "Écrit entre-temps")
    assert "modifié" in page.text


@pytest.mark.parametrize(("presence", "jours"), [("prevu", 0), ("annule", 0), ("honore", 2)])
def test_nobody_has_come_to_an_appointment_to_come(client, referent, parcours, presence, jours):
    entretien = _attendu(parcours, referent, debut=timezone.now() + timedelta(days=jours))
    _pointer(client, entretien, presence)
    entretien.refresh_from_db()
    assert entretien.presence == Presence.PREVU


def test_undoing_is_refused_once_somebody_signed_or_added(client, referent, parcours):
    entretien = _attendu(parcours, referent)
    page = _pointer(client, entretien, "honore")
    (repentir,) = re.findall(r'action="([^"]*repentir=[^"]*)"', page.text)
    entretien.ajouts.create(auteur=referent, texte="A rappelé")
    page = client.post(html.unescape(repentir), follow=True)
    entretien.refresh_from_db()
    assert entretien.presence == Presence.HONORE
    assert "rien n'est défait" in html.unescape(page.text)
