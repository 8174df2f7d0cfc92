"""A prescription closed by mistake: undone from the message that says it, for a minute."""

import html
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.non_entree import charger_motifs_non_entree
from accompagnement.enums import Statut
from accompagnement.models import Parcours
from tests.accompagnement.pages import repentirs
from tests.usines import ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def prescrit(referent):
    charger_motifs_non_entree()
    return ParcoursFactory(structure=referent.structure, referent=referent)


def _clore(client, parcours, moyen="aucun"):
    """The addresses that its message offers."""
    adresse = reverse("accompagnement:parcours_clore_sans_entree", args=[parcours.pk])
    saisie = {"motif": "injoignable", "date": f"{timezone.localdate()}", "moyen": moyen}
    reponse = client.post(adresse, saisie, follow=True)
    assert "Le parcours est clos sans entrée." in reponse.text
    connection.check_constraints()
    return repentirs(reponse)


def test_a_wrong_click_is_taken_back_by_the_référent_who_made_it(client, referent, prescrit):
    [repentir] = _clore(client, prescrit)
    page = html.unescape(client.post(repentir, follow=True).text)
    assert "le parcours reprend où il était" in page
    repris = Parcours.objects.get(pk=prescrit.pk)
    assert (repris.statut, repris.referent) == (Statut.PRESCRIT, referent)


def test_a_minute_later_it_stays(client, prescrit, time_machine):
    [repentir] = _clore(client, prescrit)
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    page = html.unescape(client.post(repentir, follow=True).text)
    assert "Plus d'une minute est passée" in page
    assert Parcours.objects.get(pk=prescrit.pk).statut == Statut.NON_ENTRE


def test_an_answer_to_print_is_not_offered_to_be_taken_back(client, prescrit):
    assert _clore(client, prescrit, moyen="courrier") == []
