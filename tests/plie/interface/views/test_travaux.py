"""The home page says what the workers could not do, by task and nothing of anybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plie.comptes.enums import Role
from plie.interface.views.travaux import non_aboutis
from plie.taches.enums import NON_ABOUTIS, StatutDemande
from plie.taches.models import Demande
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
FICHE, NUIT = "accompagnement.tasks.envoyer_fiche", "conventions.tasks.figer_mois"


def _noter(tache, statut, jours=0, cle="4321"):
    fin = None if statut == StatutDemande.A_FAIRE else timezone.now() - timedelta(days=jours)
    Demande.objects.create(tache=tache, cle=f"{tache}:{cle}", statut=statut, finie_le=fin)


def _accueil(client, role):
    client.force_login(AgentFactory(role=role))
    return client.get("/").content.decode()


@pytest.mark.parametrize("role", Role)
def test_administration_and_coordination_read_what_failed_and_nobody_else(client, role):
    _noter(FICHE, StatutDemande.ECHOUEE)
    page = _accueil(client, role)
    assert ("Envoi d&#x27;une fiche d&#x27;offre" in page) is (
        role in (Role.ADMINISTRATION, Role.COORDINATION)
    )
    assert "4321" not in page and "envoyer_fiche" not in page


@pytest.mark.parametrize("nombre", [1, 3])
def test_each_task_is_said_once_with_its_number_in_one_query(django_assert_num_queries, nombre):
    for rang in range(nombre):
        _noter(FICHE, NON_ABOUTIS[rang % 2], jours=rang)
        _noter(NUIT, StatutDemande.ECHOUEE, jours=2 * rang)
    with django_assert_num_queries(1):
        travaux = non_aboutis(None)["travaux"]
    assert [(t.libelle, t.nombre) for t in travaux] == [
        ("Arrêt des mois terminés", nombre),
        ("Envoi d'une fiche d'offre", nombre),
    ]
    assert timezone.now() - travaux[0].dernier_le < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("statut", "jours"),
    [("a_faire", 0), ("faite", 0), ("annulee", 0), ("echouee", 8), ("abandonnee", 8)],
)
def test_what_waits_what_ended_well_and_what_is_old_are_not_said(client, statut, jours):
    _noter(FICHE, statut, jours)
    assert "abouti" not in _accueil(client, Role.ADMINISTRATION)


def test_work_of_a_former_version_is_said_without_its_name(client):
    _noter("accompagnement.tasks.disparue", StatutDemande.ECHOUEE)
    assert "Travail d&#x27;une ancienne version" in _accueil(client, Role.ADMINISTRATION)
