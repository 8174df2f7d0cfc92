import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accompagnement.enums import Presence
from accompagnement.models import Seance
from plie.comptes.enums import Role
from plie.journal.models import Consultation
from tests.pdf import texte_du_pdf
from tests.usines import AgentFactory, ParcoursFactory, SeanceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def seance(referent):
    return SeanceFactory(animateur=referent)


def adresse(nom, objet):
    return reverse(f"accompagnement:{nom}", args=[objet.pk])


def suivi_par(referent, **champs):
    return ParcoursFactory(actif=True, structure=referent.structure, referent=referent, **champs)


def test_a_session_goes_from_its_creation_to_the_presences(client, referent):
    parcours = suivi_par(referent)
    saisie = {"titre": "Atelier CV", "debut": "2025-03-04T14:00", "duree_minutes": "120"}
    client.post(reverse("accompagnement:seance_creer"), saisie)
    seance = Seance.objects.get()
    client.post(adresse("seance_inscrire", seance), {"parcours": [parcours.pk]})
    participation = seance.participations.get()
    presences = {f"presence_{participation.pk}": "honore", "version": "1"}
    client.post(adresse("seance_presences", seance), presences)
    participation.refresh_from_db()
    assert participation.presence == Presence.HONORE
    frise = client.get(reverse("accompagnement:dossier", args=[parcours.participant_id]))
    assert "Séance collective" in frise.content.decode()


def test_a_session_created_by_mistake_goes_while_nobody_is_registered(client, referent, seance):
    retirer = adresse("seance_retirer", seance)
    participation = seance.participations.create(parcours=suivi_par(referent))
    assert retirer not in client.get(adresse("seance", seance)).text
    assert "ne se retire pas" in client.post(retirer, follow=True).text
    participation.delete()
    assert retirer in client.get(adresse("seance", seance)).text
    assert "est retirée" in client.post(retirer, follow=True).text
    assert not Seance.objects.exists()


@pytest.mark.parametrize("route", ["seance_modifier", "seance_presences"])
def test_a_session_taken_away_while_its_page_is_sent_says_so(client, seance, monkeypatch, route):
    lue, ou = Seance.objects.get(), adresse(route, seance)
    Seance.objects.all().delete()
    monkeypatch.setattr("accompagnement.views.seance._tenue", lambda request, pk: lue)
    saisie = {"titre": "Atelier", "debut": "2025-03-04T14:00", "duree_minutes": 60, "version": 1}
    page = html.unescape(client.post(ou, saisie, follow=True).text)
    assert "Quelqu'un vient de retirer ce que vous modifiez" in page


def test_the_page_costs_the_same_with_more_people(client, referent, seance):
    comptes = []
    for nombre in (1, 2):
        for _ in range(nombre):
            seance.participations.create(parcours=suivi_par(referent))
        with CaptureQueriesContext(connection) as capture:
            client.get(adresse("seance", seance))
        comptes.append(len(capture))
    assert comptes[0] == comptes[1] <= 12


def test_the_list_costs_the_same_with_more_sessions(client, referent):
    comptes = []
    for nombre in (1, 2):
        for _ in range(nombre):
            SeanceFactory(animateur=referent).participations.create(parcours=suivi_par(referent))
        with CaptureQueriesContext(connection) as capture:
            client.get(reverse("accompagnement:seances"))
        comptes.append(len(capture))
    assert comptes[0] == comptes[1]


def test_a_référent_reads_only_the_names_of_their_own_scope(client, referent):
    coordination = AgentFactory(role=Role.COORDINATION)
    seance = SeanceFactory(animateur=coordination)
    seance.participations.create(parcours=suivi_par(referent, participant__nom="Mienne"))
    seance.participations.create(parcours=ParcoursFactory(actif=True, participant__nom="Ailleurs"))
    page = client.get(adresse("seance", seance)).content.decode()
    assert "Mienne" in page
    assert "Ailleurs" not in page
    client.force_login(coordination)
    assert "Ailleurs" in client.get(adresse("seance", seance)).content.decode()


def test_coordination_fills_a_session_with_the_people_of_who_animates_it(client, referent, seance):
    coordination = AgentFactory(role=Role.COORDINATION)
    suivi_par(referent, participant__nom="Suivie")
    ParcoursFactory(actif=True, participant__nom="Ailleurs")
    client.force_login(coordination)
    offertes = [str(p) for p in _a_inscrire(client, seance)]
    assert len(offertes) == 1 and "SUIVIE" in offertes[0].upper()
    client.post(
        adresse("seance_inscrire", seance), {"parcours": [_a_inscrire(client, seance)[0].pk]}
    )
    assert seance.participations.count() == 1
    # Its own session, it fills from the list.
    page = client.get(adresse("seance", SeanceFactory(animateur=coordination)))
    assert "dans la liste des" in page.content.decode()


def _a_inscrire(client, seance):
    page = client.get(adresse("seance", seance))
    return list(page.context["inscription"].fields["parcours"].queryset)


@pytest.mark.parametrize("nom", ["seance_presences", "seance_inscrire"])
@pytest.mark.parametrize("role", [Role.DIRECTION, Role.GESTIONNAIRE_FSE, Role.FACILITATEUR])
def test_who_only_reads_writes_no_session(client, seance, nom, role):
    client.force_login(AgentFactory(role=role))
    assert client.post(adresse(nom, seance), {"version": "1"}).status_code == 403


def test_somebody_of_another_structure_does_not_reach_it(client, referent, seance):
    participation = seance.participations.create(parcours=suivi_par(referent))
    client.force_login(AgentFactory())
    for nom, objet in (
        ("seance_presences", seance),
        ("seance_inscrire", seance),
        ("participation_retirer", participation),
    ):
        assert client.post(adresse(nom, objet)).status_code == 404
    assert seance.participations.exists()


def test_a_colleague_withdraws_only_the_people_they_follow(client, referent, seance):
    participation = seance.participations.create(parcours=suivi_par(referent))
    client.force_login(AgentFactory(structure=referent.structure))
    assert client.post(adresse("participation_retirer", participation)).status_code == 403
    client.force_login(referent)
    client.post(adresse("participation_retirer", participation))
    assert not seance.participations.exists()


def test_the_sheet_to_sign_is_a_tagged_pdf_and_its_names_are_logged(client, referent, seance):
    parcours = suivi_par(referent, participant__nom='"#panic()')
    seance.participations.create(parcours=parcours)
    feuille = client.get(adresse("seance_emargement", seance))
    assert feuille.content.startswith(b"%PDF-")
    assert '"#panic()' in texte_du_pdf(feuille.content)
    lu = Consultation.objects.get()
    assert (lu.participant_id, lu.objet) == (parcours.participant_id, "Feuille d'émargement")


def test_whether_a_key_exists_is_not_told_to_the_administration(client):
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))
    participation = SeanceFactory().participations.create(parcours=ParcoursFactory(actif=True))
    for pk in (participation.pk, participation.pk + 1):
        adresse = reverse("accompagnement:participation_retirer", args=[pk])
        assert client.post(adresse).status_code == 403
