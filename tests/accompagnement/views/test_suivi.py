from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.models import Entretien, Etape
from tests.usines import AgentFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


def entretien(**champs):
    base = {"debut": "2025-03-03T10:00", "mode": "presence", "presence": "honore"}
    return {**base, "duree_minutes": "60", **champs}


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"debut": "20026-03-03T10:00"}, "date"),
        ({"debut": "1890-03-03T10:00"}, "plausible"),
        ({"debut": ""}, "obligatoire"),
        ({"presence": "autre"}, "choix"),
        ({"debut": f"{timezone.now() + timedelta(days=2):%Y-%m-%dT%H:%M}"}, "à venir"),
        ({"notes": "x" * 20_001}, "20000"),
    ],
)
def test_a_bad_meeting_is_told_and_its_notes_stay(client, parcours, champs, phrase):
    adresse = reverse("accompagnement:entretien_creer", args=[parcours.pk])
    reponse = client.post(adresse, entretien(**{"notes": "Une longue saisie", **champs}))
    assert reponse.status_code == 422
    assert phrase in reponse.content.decode().replace("&nbsp;", "").replace("\u202f", "")
    assert "Une longue saisie" in reponse.content.decode() or "notes" in champs
    assert Entretien.objects.count() == 0


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"date_fin": "2025-01-01", "resultat": "realisee"}, "précède son début"),
        ({"date_fin": "2025-04-01"}, "date de fin et un résultat"),
        ({"resultat": "realisee"}, "date de fin et un résultat"),
        ({"libelle": "x" * 201}, "200"),
    ],
)
def test_a_bad_step_is_told_and_nothing_is_written(client, parcours, champs, phrase):
    adresse = reverse("accompagnement:etape_creer", args=[parcours.pk])
    saisie = {
        "axe": "formation",
        "libelle": "Permis",
        "financement": "droit_commun",
        "date_debut": "2025-03-01",
        **champs,
    }
    reponse = client.post(adresse, saisie)
    assert (reponse.status_code, Etape.objects.count()) == (422, 0)
    assert phrase in reponse.content.decode()


def test_a_meeting_is_signed_by_who_writes_it(client, parcours):
    autre = AgentFactory()
    adresse = reverse("accompagnement:entretien_creer", args=[parcours.pk])
    client.post(adresse, entretien(agent=autre.pk, parcours=999))
    ecrit = Entretien.objects.get()
    assert (ecrit.agent.pk, ecrit.parcours) == (int(client.session["_auth_user_id"]), parcours)


def test_a_closed_parcours_is_read_and_no_longer_written(client):
    referent = AgentFactory()
    client.force_login(referent)
    parcours = ParcoursFactory(sorti=True, structure=referent.structure)
    adresse = reverse("accompagnement:entretien_creer", args=[parcours.pk])
    reponse = client.post(adresse, entretien(notes="Vu ce matin"))
    assert (reponse.status_code, Entretien.objects.count()) == (409, 0)
    assert "Vu ce matin" in reponse.content.decode()


@pytest.mark.parametrize(
    ("acte", "saisie", "champ"),
    [
        ("etape_creer", {"date_fin_prevue": "2025-02-01"}, "date_fin_prevue"),
        ("etape_creer", {"date_fin": "2025-02-01", "resultat": "realisee"}, "date_fin"),
        ("etape_creer", {"date_fin": "2025-04-01"}, "resultat"),
        ("parcours_suspendre", {"date_fin_prevue": "2025-02-01"}, "date_fin_prevue"),
        ("parcours_suspendre", {"date_debut": "2025-01-20"}, "date_debut"),
        ("parcours_signer_emploi", {"date_fin_prevue": "2025-02-01"}, "date_fin_prevue"),
        ("parcours_signer_emploi", {"heures_hebdo": "60"}, "heures_hebdo"),
    ],
)
def test_a_refusal_of_the_base_stands_beside_its_field(client, parcours, acte, saisie, champ):
    coordination = AgentFactory(role="coordination")
    passee = {"date_debut": date(2025, 1, 16), "date_fin": date(2025, 1, 31)}
    parcours.suspensions.create(motif="famille", decidee_par=coordination, **passee)
    complete = {
        "axe": "formation",
        "libelle": "Permis",
        "financement": "droit_commun",
        "motif": "famille",
        "type_contrat": "cdi",
        "date_debut": "2025-03-01",
        **saisie,
    }
    reponse = client.post(reverse(f"accompagnement:{acte}", args=[parcours.pk]), complete)
    erreurs = reponse.context["formulaire"].errors
    assert (reponse.status_code, list(erreurs)) == (422, [champ])
