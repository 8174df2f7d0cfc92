import pytest
from django.forms.models import model_to_dict
from django.urls import reverse

from accompagnement.models import ReglagesRapprochement
from plie.comptes.enums import Role
from plie.referentiels.models import DomaineProche
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("accompagnement:reglages_rapprochement")
METHODE = reverse("offres:methode")


def saisie(**champs):
    return {**model_to_dict(ReglagesRapprochement(pk=1)), "version": 1, **champs}


def test_the_method_page_says_the_points_as_they_are_set(client, coordination):
    assert client.post(PAGE, saisie(distance=37, rayon_par_defaut=23)).status_code == 302
    client.force_login(AgentFactory(role=Role.FACILITATEUR))
    DomaineProche.objects.create(domaine="K13", proche="K22")
    page = client.get(METHODE).text
    assert "37</td>" in page and "23 km" in page and "K22" in page
    assert PAGE not in page, "only who sets the points is led to them"


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({"metier_du_domaine": 36}, "metier_identique", "au moins autant que son domaine"),
        ({"metier_proche": 23}, "metier_du_domaine", "au moins autant qu'un domaine"),
        ({"distance": 101}, "distance", "Au plus 100"),
        ({"heures": ""}, "heures", "obligatoire"),
    ],
)
def test_points_that_cannot_be_are_refused_beside_their_field(
    client, coordination, champs, champ, phrase
):
    page = client.post(PAGE, saisie(**champs))
    assert page.status_code == 422
    assert phrase in " ".join(page.context["formulaire"].errors[champ])


def test_two_people_at_once_lose_nothing_of_what_they_typed(client, coordination):
    client.post(PAGE, saisie(niveau=6))
    page = client.post(PAGE, saisie(niveau=7, version=1))
    assert page.status_code == 422
    assert [d["enregistre"] for d in page.context["differences"]] == [6]
    assert ReglagesRapprochement.objects.get().niveau == 6
