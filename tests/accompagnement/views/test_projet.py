import pytest

from accompagnement.models import Projet
from tests.accompagnement.pages import adresse, texte

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def test_the_project_is_one_form(client, parcours):
    saisie = {
        "version": 0,
        "metier_1": "K2204",
        "metier_2": "n1103",
        "a_permis": "true",
        "a_vehicule": "",
        "communes": ["59172"],
        "competences": "Caisse\n\nAccueil",
        "heures_min": "20",
        "heures_max": "35",
    }
    page = adresse("projet_modifier", parcours)
    assert client.post(page, saisie).status_code == 302
    projet = Projet.objects.get()
    assert (projet.a_permis, projet.a_vehicule, projet.metiers.count()) == (True, None, 2)
    assert "K2204" in texte(client.get(page))
    onglet = texte(client.get(adresse("dossier_projet", parcours.participant)))
    assert "Denain" in onglet
    assert client.post(page, saisie).status_code == 422
