"""A replacement on the pages: decided by coordination, lived by the replacer."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import CodeAlerte, Presence
from accompagnement.models import Alerte, Remplacement
from tests.usines import (
    AgentFactory,
    EntretienFactory,
    ParcoursFactory,
    RemplacementFactory,
    SeanceFactory,
)

pytestmark = pytest.mark.django_db
LISTE, ACCUEIL = reverse("accompagnement:dossiers"), reverse("accompagnement:accueil")
PAGE = reverse("accompagnement:remplacements")


@pytest.fixture
def absent():
    return AgentFactory(prenom="Julie", nom="Wojcik")


@pytest.fixture
def remplacement(absent):
    return RemplacementFactory(absent=absent)


@pytest.fixture
def suivi(absent):
    return ParcoursFactory(
        actif=True, participant__nom="Suivie", structure=absent.structure, referent=absent
    )


@pytest.fixture
def remplacant(client, remplacement):
    client.force_login(remplacement.remplacant)
    return remplacement.remplacant


def noms(reponse):
    return [ligne.personne.split()[0] for ligne in reponse.context["lignes"]]


def test_the_list_has_one_more_tab_while_it_lasts(client, remplacant, remplacement, suivi):
    reponse = client.get(LISTE, {"portee": "remplacement"})
    assert noms(reponse) == ["Suivie"]
    assert ("remplacement", "En remplacement") in reponse.context["portees"]
    assert reponse.context["lignes"][0].noter
    Remplacement.objects.update(date_debut=date(2025, 1, 1), date_fin=date(2025, 2, 1))
    reponse = client.get(LISTE, {"portee": "remplacement"})
    assert noms(reponse) == [] and len(reponse.context["portees"]) == 2


def test_the_export_holds_the_rows_of_the_new_tab(client, remplacant, suivi):
    ParcoursFactory(actif=True, structure=remplacant.structure, referent=remplacant)
    adresse = reverse("accompagnement:dossiers_exporter", args=["csv"])
    fichier = client.get(adresse, {"portee": "remplacement"}).getvalue().decode("utf-8-sig")
    assert [ligne.split(";")[0] for ligne in fichier.splitlines()[1:]] == ["Suivie"]


def test_the_export_of_an_alert_holds_the_people_it_counts(client, remplacant, suivi):
    autre = ParcoursFactory(
        actif=True, participant__nom="Autre", referent=suivi.affectations.get().agent
    )
    Alerte.objects.create(parcours=suivi, code=CodeAlerte.SANS_ETAPE)
    adresse = reverse("accompagnement:dossiers_exporter", args=["csv"])
    demande = {"portee": "remplacement", "alerte": CodeAlerte.SANS_ETAPE}
    fichier = client.get(adresse, demande).getvalue().decode("utf-8-sig")
    assert "Suivie" in fichier and autre.participant.nom not in fichier


def test_home_says_whom_one_replaces_until_when_and_what_calls_there(
    client, remplacant, remplacement, suivi
):
    Alerte.objects.create(parcours=suivi, code=CodeAlerte.SANS_ETAPE)
    ParcoursFactory(actif=True, structure=remplacant.structure, referent=remplacant)
    manque = EntretienFactory(
        parcours=suivi,
        agent=remplacement.absent,
        debut=timezone.now() - timedelta(minutes=5),
        presence=Presence.PREVU,
    )
    page = client.get(ACCUEIL)
    blocs = {g.split("accueil_")[1][:-5]: b for g, b in page.context["principaux"]}
    ((lu, dossiers, lignes),) = blocs["remplacements"]["remplacements"]
    assert (lu, dossiers.nombre, [ligne.nombre for ligne in lignes]) == (remplacement, 1, [1])
    for ligne in (dossiers, *lignes):
        assert noms(client.get(ligne.adresse)) == ["Suivie"]
    assert "Vous remplacez Julie Wojcik" in " ".join(page.content.decode().split())
    siens = blocs["rendez_vous"]["en_retard"] + blocs["rendez_vous"]["du_jour"]
    assert [rendez_vous.pk for rendez_vous in siens] == [manque.pk]


def test_home_without_replacement_says_nothing_of_it(client):
    client.force_login(AgentFactory())
    assert "Vous remplacez" not in client.get(ACCUEIL).content.decode()


def test_home_and_list_cost_the_same_for_one_person_as_for_three(client, remplacant, absent):
    adresses = (ACCUEIL, f"{LISTE}?portee=remplacement")
    comptes = []
    for ajout in (1, 2):
        for _ in range(ajout):
            parcours = ParcoursFactory(actif=True, structure=absent.structure, referent=absent)
            Alerte.objects.create(parcours=parcours, code=CodeAlerte.SANS_ETAPE)
        for adresse in adresses:
            client.get(adresse)
            with CaptureQueriesContext(connection) as capture:
                client.get(adresse)
            comptes.append(len(capture))
    assert comptes[:2] == comptes[2:] and max(comptes) <= 20


def test_the_calendar_shows_what_the_absent_had_planned(client, remplacant, remplacement, suivi):
    demain = timezone.localtime() + timedelta(days=1)
    EntretienFactory(
        parcours=suivi, agent=remplacement.absent, debut=demain, presence=Presence.PREVU
    )
    SeanceFactory(animateur=remplacement.absent, debut=demain)
    adresse = reverse("accompagnement:rendez_vous")
    demande = {"jour": f"{demain:%Y-%m-%d}"}
    page = " ".join(client.get(adresse, demande).content.decode().split())
    assert "Suivie" in page and page.count("pour Julie Wojcik") == 2
    Remplacement.objects.all().delete()
    assert "Suivie" not in client.get(adresse, demande).content.decode()


def test_the_confidences_of_the_absent_stay_theirs(client, remplacant, remplacement, suivi):
    EntretienFactory(
        parcours=suivi,
        agent=remplacement.absent,
        notes="Cherche dans la logistique",
        notes_confidentielles="Secret confié",
    )
    page = client.get(reverse("accompagnement:dossier", args=[suivi.participant_id]))
    assert page.status_code == 200
    assert "logistique" in page.content.decode() and "Secret" not in page.content.decode()


def test_coordination_organises_shortens_and_stops(client, coordination, absent):
    remplacant = AgentFactory()
    jour = timezone.localdate()
    saisie = {"absent": absent.pk, "remplacant": remplacant.pk}
    dates = {"date_debut": jour, "date_fin": jour + timedelta(days=9)}
    client.post(reverse("accompagnement:remplacement_creer"), {**saisie, **dates})
    remplacement = Remplacement.objects.get()
    assert remplacement.decide_par == coordination
    assert "En cours" in client.get(PAGE).content.decode()
    fin = jour + timedelta(days=2)
    client.post(
        reverse("accompagnement:remplacement_modifier", args=[remplacement.pk]), {"date_fin": fin}
    )
    remplacement.refresh_from_db()
    assert remplacement.date_fin == fin
    client.post(reverse("accompagnement:remplacement_annuler", args=[remplacement.pk]))
    assert not Remplacement.objects.exists()
    assert "Aucun remplacement" in client.get(PAGE).content.decode()


def test_a_refusal_stands_beside_its_field_with_what_was_typed(client, coordination, absent):
    jour = timezone.localdate()
    saisie = {"absent": absent.pk, "remplacant": absent.pk, "date_debut": jour, "date_fin": jour}
    refus = client.post(reverse("accompagnement:remplacement_creer"), saisie)
    assert refus.status_code == 422
    assert "remplacant" in refus.context["formulaire"].errors


def test_stopping_what_is_over_says_so(client, coordination, absent):
    fini = RemplacementFactory(
        absent=absent, date_debut=date(2025, 1, 1), date_fin=date(2025, 1, 9)
    )
    adresse = reverse("accompagnement:remplacement_annuler", args=[fini.pk])
    assert "fini depuis le 09/01/2025" in client.post(adresse, follow=True).content.decode()


@pytest.mark.parametrize("nombre", [1, 3])
def test_the_page_costs_the_same_for_one_row_as_for_three(
    client, coordination, django_assert_max_num_queries, nombre
):
    for _ in range(nombre):
        RemplacementFactory()
    with django_assert_max_num_queries(6):
        client.get(PAGE)
