import pytest
from django.forms.models import model_to_dict
from django.urls import reverse

from accompagnement.models import Alerte, Reglages
from plie.comptes.enums import Role
from tests.attente import attendre_que
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("accompagnement:reglages")


def saisie(**champs):
    return {**model_to_dict(Reglages(pk=1)), "version": 1, **champs}


def test_the_thresholds_of_a_fresh_installation_are_those_of_the_page(client, coordination):
    page = client.get(PAGE).content.decode()
    assert 'value="30"' in page and 'value="36"' in page
    assert not Reglages.objects.exists()


def test_saved_thresholds_are_those_in_force_at_once(client, coordination):
    assert Reglages.objects.actuels().jours_orientation == 15
    envoi = client.post(PAGE, saisie(jours_orientation=20, duree_max_mois=""))
    assert envoi.status_code == 302
    # The cache is emptied when the transaction ends, which that of a test never does.
    Reglages.objects.oublier()
    actuels = Reglages.objects.actuels()
    assert (actuels.jours_orientation, actuels.duree_max_mois, actuels.version) == (20, None, 2)


@pytest.mark.parametrize(
    ("champs", "champ", "phrase"),
    [
        ({"jours_entretien_2": 30}, "jours_entretien_2", "Le deuxième seuil dépasse le premier."),
        ({"jours_entretien_3": 45}, "jours_entretien_3", "Le troisième seuil dépasse le"),
        ({"jours_orientation": 0}, "jours_orientation", "Au moins 1"),
        ({"personnes_par_etp": 20026}, "personnes_par_etp", "Au plus 500"),
        ({"mois_avant_fin": "trois"}, "mois_avant_fin", "nombre entier"),
        ({"jours_entretien_1": ""}, "jours_entretien_1", "obligatoire"),
    ],
)
def test_a_threshold_that_cannot_be_is_refused_beside_its_field(
    client, coordination, champs, champ, phrase
):
    page = client.post(PAGE, saisie(**champs))
    assert page.status_code == 422
    assert phrase in " ".join(page.context["formulaire"].errors[champ])
    assert not Reglages.objects.filter(version__gt=1).exists()


def test_two_people_at_once_lose_nothing_of_what_they_typed(client, coordination):
    client.post(PAGE, saisie(jours_orientation=20))
    page = client.post(PAGE, saisie(jours_orientation=25, version=1))
    assert page.status_code == 422
    assert page.context["differences"] == [
        {"libelle": "Délai pour répondre à une orientation (jours)", "enregistre": 20}
    ]
    assert 'value="25"' in page.content.decode()
    assert client.post(PAGE, saisie(jours_orientation=25, version=2)).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_saving_has_a_worker_compute_the_alerts_again(client, worker):
    parcours = ParcoursFactory(actif=True)
    client.force_login(AgentFactory(role=Role.DIRECTION))
    client.post(PAGE, saisie())
    attendre_que(Alerte.objects.filter(parcours=parcours).exists, "the alerts are computed again")
    assert parcours.alertes.filter(code="sans_entretien_3").exists()
