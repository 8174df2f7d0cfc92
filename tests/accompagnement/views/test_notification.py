"""The bell, what it opens, and the choices."""

import pytest
from django.urls import reverse

from accompagnement.enums.notification import Canal, Notifie
from accompagnement.models import AffectationReferent, Notification
from plie.interface.notifications import natures
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
LISTE = reverse("accompagnement:notifications")
PREFERENCES = reverse("accompagnement:notification_preferences")


@pytest.fixture
def nouvelle(referent, parcours):
    return Notification.objects.create(
        destinataire=referent, nature=Notifie.DECISION, parcours=parcours, precision="maintenu"
    )


def _page(client, adresse=LISTE):
    return " ".join(client.get(adresse).content.decode().split())


def test_the_bell_counts_what_is_new_on_every_page(client, nouvelle):
    for adresse in (LISTE, "/aide/", "/", "/inconnue/"):
        assert '<span class="barre-nombre">1</span>' in _page(client, adresse)


def test_without_anything_new_the_bell_shows_no_number(client, referent):
    page = _page(client)
    assert "barre-cloche" in page and "barre-nombre" not in page
    assert "Rien de nouveau" in page


@pytest.mark.parametrize(("nombre", "questions"), [(0, 1), (1, 3), (12, 3)])
def test_a_page_asks_one_thing_more_for_its_bell_and_two_when_something_is_new(
    client, referent, parcours, django_assert_num_queries, nombre, questions
):
    for objet in range(nombre):
        Notification.objects.create(
            destinataire=referent, nature=Notifie.DECISION, parcours=parcours, objet=objet
        )
    # The agent and the bell; then who is replaced, and what waits.
    with django_assert_num_queries(1 + questions):
        client.get("/aide/raccourcis/")


@pytest.mark.parametrize("nombre", [1, 12])
def test_the_list_asks_as_much_for_one_as_for_twelve(
    client, referent, parcours, django_assert_max_num_queries, nombre
):
    for objet in range(nombre):
        Notification.objects.create(
            destinataire=referent, nature=Notifie.DECISION, parcours=parcours, objet=objet
        )
    with django_assert_max_num_queries(7):
        client.get(LISTE)


def test_opened_it_leads_where_it_says_and_is_read_once(client, nouvelle, parcours):
    adresse = reverse("accompagnement:notification", args=[nouvelle.pk])
    dossier = reverse("accompagnement:dossier", args=[parcours.participant_id])
    for _ in range(2):
        assert client.get(adresse)["Location"] == dossier
    nouvelle.refresh_from_db()
    lue_le = nouvelle.lue_le
    client.get(adresse)
    nouvelle.refresh_from_db()
    assert nouvelle.lue_le == lue_le is not None
    assert "barre-nombre" not in _page(client)


def test_of_another_or_of_a_person_out_of_reach_it_is_a_404(client, nouvelle, parcours):
    adresse = reverse("accompagnement:notification", args=[nouvelle.pk])
    AffectationReferent.objects.all().delete()
    parcours.structure = None
    parcours.save()
    assert client.get(adresse).status_code == 404
    assert str(parcours.participant) not in _page(client)
    client.force_login(AgentFactory(structure=AgentFactory().structure))
    assert client.get(adresse).status_code == 404


@pytest.mark.parametrize("nature", natures().values(), ids=lambda nature: nature.code)
def test_each_kind_opens_a_page(client, referent, parcours, nature):
    nouvelle = Notification.objects.create(
        destinataire=referent, nature=nature.code, parcours=parcours, objet=parcours.pk
    )
    ou = client.get(reverse("accompagnement:notification", args=[nouvelle.pk]))["Location"]
    assert client.get(ou).status_code in (200, 403, 404)
    assert (
        nature.code in ("import", "rapport_a_publier", "rapport_publie")
        or client.get(ou).status_code == 200
    )


def test_home_shows_what_is_new_and_then_no_more(client, nouvelle, parcours):
    phrase = f"{parcours.participant}, décision de la commission : maintenu."
    assert "Nouveau pour vous" in _page(client, "/") and phrase in _page(client, "/")
    client.post(reverse("accompagnement:notifications_lire"))
    assert "Nouveau pour vous" not in _page(client, "/")
    assert phrase in _page(client)


def test_one_chooses_among_the_kinds_of_one_s_role(client, referent):
    formulaire = client.get(PREFERENCES).context["formulaire"]
    proposees = {n.code for n in natures().values() if referent.role in n.roles}
    assert set(formulaire.fields) == proposees
    assert "import" not in proposees and "affectation" in proposees
    choix = dict.fromkeys(formulaire.fields, Canal.ECRAN) | {"affectation": Canal.RIEN}
    assert client.post(PREFERENCES, choix)["Location"] == LISTE
    assert client.get(PREFERENCES).context["formulaire"]["affectation"].value() == Canal.RIEN


def test_an_unknown_choice_is_told_beside_its_cause(client, referent):
    reponse = client.post(PREFERENCES, {"affectation": "pigeon"})
    assert reponse.status_code == 422
    assert "affectation" in reponse.context["formulaire"].errors
    assert not referent.preferences.exists()
