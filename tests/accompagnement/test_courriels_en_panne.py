"""A mail server that does not answer holds neither the workers nor the appointments."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.alerte import demander_calcul
from accompagnement.actions.rendez_vous import deplacer, planifier
from accompagnement.models import Entretien
from plie.celery import app
from plie.taches.actions import executer
from plie.taches.models import Demande
from tests.attente import attendre_que
from tests.concurrence import sur_sa_connexion
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


@pytest.fixture
def affectation(client):
    """A portfolio's parcours, its référent signed in, and an invitation asked for tomorrow."""
    affectation = AffectationFactory(parcours__participant__email="fatima@exemple.fr")
    demain = timezone.now() + DEMAIN
    planifier(affectation.parcours, par=affectation.agent, debut=demain, inviter=True)
    client.force_login(affectation.agent)
    return affectation


def _finir(statut):
    """Done, the mail left: what an address refused is told elsewhere."""
    Demande.objects.update(statut=statut, finie_le=None if statut == "a_faire" else timezone.now())
    if statut == "faite":
        Entretien.objects.update(invitation_envoyee_le=timezone.now())


PHRASES = [
    ("a_faire", "Invitation pas encore partie"),
    ("echouee", "prévenez la personne autrement"),
    ("abandonnee", "prévenez la personne autrement"),
    ("faite", None),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("statut", "phrase"), PHRASES)
def test_the_calendar_says_whether_the_mail_left(client, affectation, statut, phrase):
    _finir(statut)
    jour = {"jour": f"{timezone.localtime(timezone.now() + DEMAIN):%Y-%m-%d}"}
    page = client.get(reverse("accompagnement:rendez_vous"), jour).content.decode()
    assert ("retard" in page) is bool(phrase)
    assert phrase is None or phrase in page


@pytest.mark.django_db
@pytest.mark.parametrize(("statut", "phrase"), PHRASES)
def test_the_dossier_says_it_of_the_next_appointment_and_on_the_timeline(
    client, affectation, statut, phrase
):
    _finir(statut)
    page = client.get(
        reverse("accompagnement:dossier", args=[affectation.parcours.participant_id])
    ).content.decode()
    assert "Prochain rendez-vous" in page
    assert page.count('class="retard"') == (2 if phrase else 0)
    assert phrase is None or page.count(phrase) == 2


@pytest.mark.django_db
def test_the_dossier_no_longer_says_it_of_an_appointment_that_is_past(
    client, affectation, time_machine
):
    time_machine.move_to(timezone.now() + 2 * DEMAIN)
    client.force_login(affectation.agent)
    page = client.get(
        reverse("accompagnement:dossier", args=[affectation.parcours.participant_id])
    ).content.decode()
    assert "heure du rendez-vous est passée" in page
    assert "Invitation pas encore partie" not in page


def test_an_appointment_undone_is_told_to_nobody(planifier_pour):
    app.control.purge()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        planifier_pour("fatima@exemple.fr")
        raise ZeroDivisionError
    assert (app.control.purge(), len(mail.outbox)) == (0, 0)
    assert not Demande.objects.exists()


def test_two_workers_that_take_one_invitation_send_it_once(smtp, planifier_pour, settings):
    smtp.est_lent = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = smtp.server_address
    planifier_pour("fatima@exemple.fr")
    demande = Demande.objects.get()
    with ThreadPoolExecutor(1) as fil:
        premier = fil.submit(sur_sa_connexion, partial(executer, demande.pk))
        attendre_que(lambda: smtp.appels, "the first worker calls the server")
        assert executer(demande.pk) == "déjà en cours"
        smtp.fin.set()
        assert premier.result() == "envoyé"
    assert executer(demande.pk) == "rien à faire"
    assert len(smtp.messages) == 1
