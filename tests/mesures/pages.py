"""Server time and questions of each page, against a bare view: one indexed query and as long
a page."""

from django.db import connection
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import path, reverse
from django.utils import timezone

from accompagnement.enums import Statut, TypeCommission
from accompagnement.models import Commission, Parcours, Participant, Passage
from plie.comptes.enums import Role
from plie.comptes.models import Agent
from plie.urls import urlpatterns as routes
from tests.mesures.chronometre import en_alternance, p95

FOIS = 100
NUE = """{% extends "base.html" %}{% block contenu %}<h1>{{ participant }}</h1><table>
{% for ligne in lignes %}<tr>{% for cellule in ligne %}<td>{{ cellule }}</td>{% endfor %}</tr>
{% endfor %}</table>{% endblock %}"""
CELLULE = "quarante caractères, comme une cellule !"


def vue_nue(request, pk, lignes):
    """A page with one indexed query and `lignes` rows of eight cells."""
    participant = Participant.objects.select_related("commune").get(pk=pk)
    tableau = [[CELLULE] * 8 for _ in range(lignes)]
    gabarit = engines["django"].from_string(NUE)
    contexte = {"participant": participant, "lignes": tableau}
    return HttpResponse(gabarit.render(contexte, request))


urlpatterns = [*routes, path("nue/<int:pk>/<int:lignes>/", vue_nue)]


def client_connecte(agent=None):
    """Somebody of the coordination, or `agent`."""
    if agent is None:
        agent, _ = Agent.objects.get_or_create(
            email="mesures@exemple.fr", defaults={"nom": "Mesures", "role": Role.COORDINATION}
        )
    client = Client(headers={"host": "localhost"})
    client.force_login(agent, backend="django.contrib.auth.backends.ModelBackend")
    return client


def adresses():
    parcours = Parcours.objects.en_cours().select_related("participant").order_by("pk")
    participant = parcours[parcours.count() // 2].participant
    debut = participant.nom[:4]
    faute = participant.nom[:2] + participant.nom[3:5] + "x"
    return participant.pk, {
        "accueil": "/",
        "liste": "/dossiers/",
        "recherche": f"/dossiers/?statut=tous&q={debut}",
        "recherche approchée": f"/dossiers/?statut=tous&q={faute}",
        "dossier": f"/dossiers/{participant.pk}/",
        "entretien": reverse("accompagnement:entretien_creer", args=[_suivi_de(participant)]),
        "commission": f"/commissions/{_commission().pk}/",
        "indicateurs (page)": "/indicateurs/?debut=2025-10-01&fin=2025-10-31",
    }


def _suivi_de(participant):
    return participant.parcours.en_cours().get().pk


def _commission():
    """One that sits today, with twenty-five cases: a full morning."""
    commission, est_nouvelle = Commission.objects.get_or_create(
        type=TypeCommission.SUIVI, date=timezone.localdate()
    )
    if est_nouvelle:
        actifs = Parcours.objects.filter(statut=Statut.ACTIF, passages__isnull=True)
        for ordre, parcours in enumerate(actifs.order_by("pk")[:25]):
            Passage.objects.create(commission=commission, parcours=parcours, ordre=ordre)
    return commission


@override_settings(ROOT_URLCONF="tests.mesures.pages")
def mesurer(taille):
    client = client_connecte()
    pk, pages = adresses()
    resultats = mesurer_pages(client, pk, pages)
    for nom, agent in _autres_accueils().items():
        resultats |= mesurer_pages(client_connecte(agent), pk, {f"accueil ({nom})": "/"})
    agenda = {"agenda": reverse("accompagnement:rendez_vous")}
    return resultats | mesurer_pages(client_connecte(_referent()), pk, agenda)


def _autres_accueils():
    direction, _ = Agent.objects.get_or_create(
        email="direction@exemple.fr", defaults={"nom": "Mesures", "role": Role.DIRECTION}
    )
    return {"référent": _referent(), "direction": direction}


def _referent():
    return Agent.objects.referents().first()


def mesurer_pages(client, pk, pages):
    resultats = {}
    for nom, adresse in pages.items():
        with CaptureQueriesContext(connection) as capture:
            page = client.get(adresse)
        questions = len(capture)
        assert page.status_code == 200, adresse
        nue = f"/nue/{pk}/{_lignes_pour(client, pk, len(page.content))}/"
        notre, autre = en_alternance(
            lambda adresse=adresse: client.get(adresse),
            lambda nue=nue: client.get(nue),
            fois=FOIS,
        )
        resultats[f"{nom} / vue nue"] = p95(notre) / p95(autre)
        resultats[f"{nom} : requêtes"] = questions
    return resultats


def _lignes_pour(client, pk, longueur):
    """How many rows make the bare page as long as ours."""
    courte = len(client.get(f"/nue/{pk}/0/").content)
    longue = len(client.get(f"/nue/{pk}/10/").content)
    return max(0, round((longueur - courte) * 10 / (longue - courte)))
