"""Official months: what differs since, and the lists of then."""

import uuid
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from accompagnement.actions.participant import effacer_dossier
from accompagnement.models import Parcours
from conventions.actions.releve import figer
from conventions.enums import Etat
from conventions.models import MoisArrete
from plie.comptes.enums import Role
from tests.usines import (
    AgentFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
ADRESSE = "/indicateurs/"


def test_an_official_month_shows_what_was_corrected_since(client, connecter):
    connecter(Role.DIRECTION)
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10), criteres=["rqth"])
    figer(date(2025, 3, 1))
    mars = {"debut": "2025-03-01", "fin": "2025-03-31"}
    assert "donnent les mêmes totaux" in client.get(ADRESSE, mars).content.decode()

    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 1))
    page = client.get(ADRESSE, mars)
    assert page.context["resultat"].mesures["entrees"].valeur == 1
    ecarts = {ecart.indicateur.code for ecart in page.context["ecarts"]}
    assert "entrees" in ecarts and "part_rqth" not in ecarts
    texte = client.get(reverse("conventions:mois_arrete", args=[date(2025, 3, 1)])).text
    assert "10/03/2025 → 01/04/2025" in texte
    assert reverse("accompagnement:dossier", args=[suivi.participant_id]) in texte
    assert "Travailleurs handicapés" not in texte and "réservés à la" in texte
    client.force_login(AgentFactory(role=Role.COORDINATION))
    texte = client.get(reverse("conventions:mois_arrete", args=[date(2025, 3, 1)])).text
    assert "Travailleurs handicapés" in texte


@travel("2025-04-20T10:00:00+00:00", tick=False)
def test_a_month_that_is_over_is_provisional_and_direction_makes_it_official(client, connecter):
    connecter(Role.DIRECTION)
    ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    mars = date(2025, 3, 1)
    periode = {"debut": "2025-03-01", "fin": "2025-03-31"}
    page = client.get(ADRESSE, periode)
    assert page.context["resultat"].etat == Etat.PROVISOIRE
    assert "au plus tard le 15/05/2025" in " ".join(page.text.split())
    adresse = reverse("conventions:mois_arreter", args=[mars])
    demande = client.post(adresse, {"jeton": str(uuid.uuid4())})
    assert "une commission peut encore décider" in demande.text
    assert not MoisArrete.objects.exists()
    fait = client.post(adresse, {"confirmer": "1", "jeton": str(uuid.uuid4())}, follow=True)
    assert "Le mois est arrêté." in fait.text
    assert fait.context["resultat"].etat == Etat.ARRETE
    encore = client.post(adresse, {"confirmer": "1", "jeton": str(uuid.uuid4())}, follow=True)
    assert "Mars 2025 est déjà arrêté, depuis le 20/04/2025" in encore.text


def test_the_list_behind_an_official_figure_is_that_of_then(client, connecter):
    connecter(Role.DIRECTION)
    suivi = ParcoursFactory(actif=True, date_entree=date(2025, 3, 10))
    figer(date(2025, 3, 1))
    Parcours.objects.filter(pk=suivi.pk).update(date_entree=date(2025, 4, 1))
    mars = {"debut": "2025-03-01", "fin": "2025-03-31"}
    assert client.get("/indicateurs/entrees/dossiers/", mars).context["page"].paginator.count == 1
    autre = mars | {"fin": "2025-03-30"}
    assert client.get("/indicateurs/entrees/dossiers/", autre).context["page"].paginator.count == 0


@pytest.mark.parametrize("combien", [1, 4])
def test_an_official_month_is_counted_again_once_for_all_its_pages(
    client, connecter, django_assert_max_num_queries, combien
):
    """The temporary tables of the replay alone are thirty-six statements."""
    connecter(Role.DIRECTION)
    suivis = ParcoursFactory.create_batch(combien, actif=True, date_entree=date(2025, 3, 10))
    figer(date(2025, 3, 1))
    Parcours.objects.filter(pk__in=[s.pk for s in suivis]).update(date_entree=date(2025, 4, 1))
    mars = {"debut": "2025-03-01", "fin": "2025-03-31"}
    liste, page = "/indicateurs/entrees/dossiers/", "/indicateurs/arretes/2025-03/"
    assert client.get(liste, mars).context["page"].paginator.count == combien
    with django_assert_max_num_queries(13):
        client.get(liste, mars)
    client.get(page)
    with django_assert_max_num_queries(50):
        client.get(page)


def test_a_dossier_erased_since_is_told_without_identity_and_opens_nothing(client, connecter):
    agent = connecter(Role.COORDINATION)
    efface = ParcoursFactory(date_prescription=date(2025, 3, 10), participant__nom="EFFACEE")
    cle = efface.participant_id
    figer(date(2025, 3, 1))
    effacer_dossier(efface.participant, par=agent, motif="Créé deux fois")
    mars = {"debut": "2025-03-01", "fin": "2025-03-31"}
    liste = client.get("/indicateurs/prescriptions/dossiers/", mars).text
    ecarts = client.get("/indicateurs/arretes/2025-03/").text
    jour = f"{timezone.localdate():%d/%m/%Y}"
    assert f"dossier effacé le {jour}" in liste
    assert f"Dossier effacé le {jour}" in " ".join(ecarts.split())
    for page in (liste, ecarts):
        assert reverse("accompagnement:dossier", args=[cle]) not in page
        assert "EFFACEE" not in page
