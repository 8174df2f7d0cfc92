"""A mail server that does not answer holds neither the workers nor the appointments."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.alerte import demander_calcul
from accompagnement.actions.rendez_vous import deplacer, planifier
from accompagnement.models import Entretien
from plie.taches.models import Demande
from tests.attente import attendre_que
from tests.smtp import ServeurSMTP
from tests.usines import AffectationFactory, AgentFactory, ParcoursFactory
from tests.veille import veiller_jusqu_a

DEMAIN = timedelta(days=1)


@pytest.fixture
def smtp():
    serveur = ServeurSMTP()
    yield serveur
    serveur.jeter()


@pytest.fixture
def planifier_pour(transactional_db):
    agent = AgentFactory()

    def planifier_pour(adresse):
        parcours = ParcoursFactory(actif=True, referent=agent, participant__email=adresse)
        debut = timezone.now() + DEMAIN
        return planifier(parcours, par=agent, debut=debut, inviter=True)

    return planifier_pour


def test_a_mute_server_holds_neither_the_workers_nor_the_appointments(
    smtp, planifier_pour, lancer_worker
):
    smtp.est_muet = True
    prevus = [planifier_pour(f"p{rang}@exemple.fr") for rang in range(4)]
    lancer_worker(EMAIL_URL=smtp.url, EMAIL_DELAI="2")
    attendre_que(lambda: smtp.appels >= 2, "both processes of the worker call the server")

    with connection.cursor() as curseur:
        curseur.execute("SET lock_timeout = 500")
    deplace = deplacer(
        prevus[0], par=prevus[0].agent, version=1, debut=timezone.now() + 2 * DEMAIN,
        mode="presence", lieu="", inviter=True,
    )  # fmt: skip
    demander_calcul()
    veiller_jusqu_a(
        lambda: Demande.objects.filter(tache__contains="alertes", statut="faite", prevue_le=None),
        "other work is done meanwhile",
    )
    appels = smtp.appels
    assert appels <= 4 and deplace.version == 2

    smtp.est_muet = False
    smtp.fin.set()
    Demande.objects.a_faire().update(pas_avant=timezone.now())
    veiller_jusqu_a(
        lambda: not Entretien.objects.filter(invitation_envoyee_le=None).exists(),
        "every invitation leaves once the server is back",
    )
    assert len(smtp.messages) == 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statut", "phrase"),
    [
        ("a_faire", "Invitation pas encore partie"),
        ("echouee", "prévenez la personne autrement"),
        ("faite", None),
    ],
)
def test_the_calendar_says_whether_the_mail_left(client, statut, phrase):
    affectation = AffectationFactory(parcours__participant__email="fatima@exemple.fr")
    demain = timezone.now() + DEMAIN
    planifier(affectation.parcours, par=affectation.agent, debut=demain, inviter=True)
    fin = None if statut == "a_faire" else timezone.now()
    Demande.objects.update(statut=statut, finie_le=fin)
    client.force_login(affectation.agent)
    jour = {"jour": f"{timezone.localtime(demain):%Y-%m-%d}"}
    page = client.get(reverse("accompagnement:rendez_vous"), jour).content.decode()
    assert ("retard" in page) is bool(phrase)
    assert phrase is None or phrase in page
