"""Saved lists: an address under a name, which opens nothing more than the list itself."""

import pytest
from django.urls import reverse

from accompagnement.actions.vue import VUES_MAX
from accompagnement.models import VueListe
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
LISTE, CREER = reverse("accompagnement:dossiers"), reverse("accompagnement:vue_creer")


def test_a_view_keeps_only_filters_that_are_understood(client, referent):
    requete = "page=3&tri=-nom&sans_etape=on&commune=nulle-part&portee=structure&x=1&statut=ouverts"
    reponse = client.post(f"{CREER}?{requete}", {"nom": " Sans étape "})
    vue = VueListe.objects.get()
    assert (vue.agent, vue.nom) == (referent, "Sans étape")
    assert vue.requete == "sans_etape=on&portee=structure&tri=-nom"
    assert reponse["Location"] == f"{LISTE}?{vue.requete}"


def test_it_stands_above_the_list_and_says_when_it_is_the_one_shown(client, referent):
    ParcoursFactory(actif=True, structure=referent.structure, referent=referent)
    vue = referent.vues.create(nom="Sans étape", requete="sans_etape=on&portee=mes")
    AgentFactory().vues.create(nom="Celle d'un autre")
    page = client.get(f"{LISTE}?portee=mes&statut=ouverts&q=&sans_etape=on").content.decode()
    assert "Celle d'un autre" not in page
    puce = page.split('aria-label="Mes vues"')[1].split("</ul>")[0]
    assert vue.nom in puce and "aria-current" in puce
    ailleurs = client.get(LISTE).content.decode()
    assert "aria-current" not in ailleurs.split('aria-label="Mes vues"')[1].split("</ul>")[0]


def test_two_views_of_one_agent_have_two_names(client, referent):
    AgentFactory().vues.create(nom="Les miens")
    assert client.post(CREER, {"nom": "Les miens"}).status_code == 302
    refus = client.post(CREER, {"nom": "Les miens"})
    assert refus.status_code == 422
    assert refus.context["formulaire"].errors["nom"] == ["Une de vos vues porte déjà ce nom."]


@pytest.mark.parametrize("nom", ["", "   ", "x" * 61])
def test_a_view_needs_a_short_name(client, referent, nom):
    assert client.post(CREER, {"nom": nom}).status_code == 422
    assert not VueListe.objects.exists()


def test_an_agent_has_twenty_views_at_most(client, referent):
    for rang in range(VUES_MAX):
        referent.vues.create(nom=f"Vue {rang}")
    refus = client.post(CREER, {"nom": "Une de trop"})
    assert refus.status_code == 422 and "supprimez-en une" in refus.content.decode()


def test_an_address_too_long_is_told(client, referent):
    refus = client.post(f"{CREER}?q={'é' * 900}", {"nom": "Longue"})
    assert refus.status_code == 422 and "trop de filtres" in refus.content.decode()


def test_a_view_is_renamed_and_removed_by_its_owner_alone(client, referent):
    vue = referent.vues.create(nom="Avant")
    autre = AgentFactory().vues.create(nom="Autre")
    adresse = reverse("accompagnement:vue_modifier", args=[vue.pk])
    client.post(adresse, {"nom": "Après"})
    vue.refresh_from_db()
    assert vue.nom == "Après"
    for nom in ("vue_modifier", "vue_supprimer"):
        adresse = reverse(f"accompagnement:{nom}", args=[autre.pk])
        assert client.post(adresse, {"nom": "Prise"}).status_code == 404
    client.post(reverse("accompagnement:vue_supprimer", args=[vue.pk]))
    assert list(VueListe.objects.all()) == [autre]


def test_a_view_opens_no_dossier_of_another_structure(client, referent):
    ParcoursFactory(actif=True)
    vue = referent.vues.create(nom="Tout", requete="portee=tous&statut=tous")
    assert client.get(f"{LISTE}?{vue.requete}").context["page"].paginator.count == 0


def test_the_page_of_views_says_what_to_do_when_there_is_none(client, referent):
    page = client.get(reverse("accompagnement:vues")).content.decode()
    assert "Aucune vue enregistrée" in page
