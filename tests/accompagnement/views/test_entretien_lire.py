"""The page of one entretien, and what colleagues add to it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from plie.comptes.enums import Role
from tests.accompagnement.views.test_entretien import saisie
from tests.usines import AgentFactory, EntretienFactory

pytestmark = pytest.mark.django_db


def test_a_note_is_read_on_a_page_of_its_own(client, referent, parcours):
    tenu = EntretienFactory(parcours=parcours, agent=referent, notes="Vu ce matin")
    page = reverse("accompagnement:entretien", args=[tenu.pk])
    dossier = reverse("accompagnement:dossier", args=[parcours.participant_id])
    assert f'href="{page}"' in client.get(dossier).text
    for lecteur, lit in (
        (referent, {"Modifier", "Ajouter à cet entretien"}),
        (AgentFactory(role=Role.COORDINATION), {"Ajouter à cet entretien"}),
        (AgentFactory(role=Role.DIRECTION), set()),
        (AgentFactory(structure=referent.structure), set()),
    ):
        client.force_login(lecteur)
        lue = client.get(page).text
        assert "Vu ce matin" in lue and f'href="{page}"' in client.get(dossier).text
        boutons = {"Modifier", "Ajouter à cet entretien"}
        assert {bouton for bouton in boutons if f">{bouton}</a>" in lue} == lit, lecteur.role


def test_a_colleague_who_may_not_rewrite_it_is_led_to_read_it(client, referent, parcours):
    tenu = EntretienFactory(parcours=parcours, agent=AgentFactory(), notes="Vu")
    modifier = reverse("accompagnement:entretien_modifier", args=[tenu.pk])
    page = reverse("accompagnement:entretien", args=[tenu.pk])
    assert client.get(modifier)["Location"] == page
    rendue = client.post(modifier, saisie(version="1", notes="Elle a rappelé"))
    assert rendue.status_code == 409 and "Elle a rappelé" in rendue.text
    assert f'href="{page}"' in rendue.text
    tenu.refresh_from_db()
    assert tenu.notes == "Vu"


def test_an_addition_is_signed_and_dated_where_the_note_is_read(client, referent, parcours):
    tenu = EntretienFactory(parcours=parcours, agent=AgentFactory(), notes="Vu")
    page = reverse("accompagnement:entretien", args=[tenu.pk])
    ajouter = reverse("accompagnement:entretien_ajouter", args=[tenu.pk])
    assert client.post(ajouter, {"texte": "Elle a rappelé"})["Location"] == page
    signature = f"Ajouté par {referent}, le {timezone.localdate():%d/%m/%Y}"
    for ou in (page, reverse("accompagnement:dossier", args=[parcours.participant_id])):
        lue = " ".join(client.get(ou).text.split())
        assert signature in lue and "Elle a rappelé" in lue
    refus = client.post(ajouter, {"texte": " "})
    assert (refus.status_code, list(refus.context["formulaire"].errors)) == (422, ["texte"])


def test_what_its_author_changed_says_when(client, referent, parcours):
    tenu = EntretienFactory(parcours=parcours, agent=referent)
    modifier = reverse("accompagnement:entretien_modifier", args=[tenu.pk])
    client.post(modifier, saisie(version="1"))
    dossier = reverse("accompagnement:dossier", args=[parcours.participant_id])
    for ou in (reverse("accompagnement:entretien", args=[tenu.pk]), dossier):
        lue = " ".join(client.get(ou).text.split())
        assert f"Modifié le {timezone.localdate():%d/%m/%Y}" in lue


@pytest.mark.parametrize("nombre", [1, 6])
def test_the_page_asks_as_much_for_one_addition_as_for_six(
    client, referent, parcours, django_assert_max_num_queries, nombre
):
    tenu = EntretienFactory(parcours=parcours, agent=referent)
    for _ in range(nombre):
        tenu.ajouts.create(auteur=AgentFactory(), texte="Elle a rappelé")
    adresse = reverse("accompagnement:entretien", args=[tenu.pk])
    client.get(adresse)
    with django_assert_max_num_queries(17):
        client.get(adresse)
