from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from plie.comptes.enums import Role
from plie.journal.models import Consultation
from plie.partenaires.actions.volume import signaler_les_volumes
from plie.partenaires.models import Appel
from plie.partenaires.tasks import annoncer_le_volume
from plie.taches.models import Demande
from tests.partenaire import Partenaire
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
MAINTENANT = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
TACHE = "plie.partenaires.tasks.annoncer_le_volume"


@pytest.fixture
def application():
    return Partenaire(["indicateurs.lecture"]).application


def appels(application, nombre, *, il_y_a=timedelta(hours=1)):
    Appel.objects.bulk_create(
        Appel(
            application=application,
            identifiant=str(n),
            methode="GET",
            ressource="api:rapport_lister",
            statut=200,
            duree_ms=1,
            le=MAINTENANT - il_y_a,
        )
        for n in range(nombre)
    )


def lectures(application, personnes, *, il_y_a=timedelta(minutes=30)):
    for dossier in range(personnes):
        lue = Consultation.objects.create(
            agent=application.user, participant_id=dossier, objet="Recherche"
        )
        Consultation.objects.filter(pk=lue.pk).update(consulte_le=MAINTENANT - il_y_a)


def signales():
    return signaler_les_volumes(MAINTENANT)


@pytest.mark.parametrize(("nombre", "attendu"), [(120, 0), (121, 1)])
def test_more_than_three_times_the_busiest_day_is_told(application, nombre, attendu):
    appels(application, 30, il_y_a=timedelta(days=10))
    appels(application, 40, il_y_a=timedelta(days=20))
    appels(application, nombre)
    assert signales() == attendu


@pytest.mark.parametrize(("nombre", "attendu"), [(100, 0), (101, 1)])
def test_a_small_volume_is_never_unusual(application, nombre, attendu):
    appels(application, 1, il_y_a=timedelta(days=2))
    appels(application, nombre)
    assert signales() == attendu


@pytest.mark.parametrize(("il_y_a", "attendu"), [(29, 0), (31, 1)])
def test_the_busiest_day_is_one_of_the_last_thirty(application, il_y_a, attendu):
    appels(application, 60, il_y_a=timedelta(days=il_y_a))
    appels(application, 150)
    assert signales() == attendu


@pytest.mark.parametrize(("heures", "attendu"), [(23, 1), (25, 0)])
def test_only_the_last_day_is_looked_at(application, heures, attendu):
    appels(application, 150, il_y_a=timedelta(hours=heures))
    assert signales() == attendu


@pytest.mark.parametrize(("personnes", "attendu"), [(50, 0), (51, 1)])
def test_more_than_fifty_people_in_an_hour_is_told(application, personnes, attendu):
    lectures(application, personnes)
    lectures(application, 1)
    assert signales() == attendu


def test_people_read_before_the_hour_do_not_count(application):
    lectures(application, 60, il_y_a=timedelta(minutes=61))
    assert signales() == 0


def test_what_agents_of_the_house_read_is_not_an_application():
    agent = AgentFactory()
    for dossier in range(60):
        Consultation.objects.create(agent=agent, participant_id=dossier, objet="Dossier")
    assert signaler_les_volumes() == 0


def test_it_is_told_once_a_day_and_an_application(application):
    autre = Partenaire(["indicateurs.lecture"]).application
    appels(application, 150)
    appels(autre, 150)
    assert (signales(), signales()) == (2, 0)
    assert Demande.objects.filter(tache=TACHE).count() == 2
    application.refresh_from_db()
    assert application.volume_signale_le == MAINTENANT
    lendemain = MAINTENANT + timedelta(hours=24)
    lectures(application, 60, il_y_a=timedelta(hours=-23.5))
    assert signaler_les_volumes(lendemain - timedelta(seconds=1)) == 0
    assert signaler_les_volumes(lendemain) == 1


def test_the_mail_goes_to_the_administration_and_names_nobody(application):
    comptes = {AgentFactory(role=Role.ADMINISTRATION).email for _ in range(2)}
    AgentFactory(role=Role.ADMINISTRATION, is_active=False)
    AgentFactory(role=Role.DIRECTION)
    annoncer_le_volume(application.pk, 150, 40, 51)
    (courriel,) = mail.outbox
    assert comptes < set(courriel.bcc) and courriel.to == []
    assert len(courriel.bcc) == 3
    for dit in (application.name, application.structure.nom, "150 appels", "40", "51 personnes"):
        assert dit in courriel.body
    assert f"/applications/{application.pk}/" in courriel.body
