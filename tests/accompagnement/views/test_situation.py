from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.enums import Moment
from plie.comptes.enums import Role
from tests.accompagnement.pages import adresse, texte
from tests.usines import (
    AgentFactory,
    CommuneFactory,
    CritereFactory,
    ParcoursFactory,
    SituationFactory,
)

pytestmark = pytest.mark.django_db


def test_two_people_diagnosing_at_once(client, coordination):
    parcours = ParcoursFactory()
    adresse = reverse("accompagnement:parcours_diagnostic", args=[parcours.pk])
    vierge = {"date": "2025-03-03", "version": 0}
    premier = {**vierge, "niveau_formation": "3", "criteres": ["rsa"]}
    assert client.post(adresse, premier).status_code == 302
    reponse = client.post(adresse, {**vierge, "niveau_formation": "4", "criteres": ["qpv"]})
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "Quelqu'un d'autre a modifié" in page and "Bénéficiaire du RSA</strong>" in page
    assert list(parcours.criteres.values_list("code", flat=True)) == ["rsa"]
    encore = {**vierge, "version": 1, "niveau_formation": "4", "criteres": ["qpv"]}
    assert client.post(adresse, encore).status_code == 302
    assert list(parcours.criteres.values_list("code", flat=True)) == ["qpv"]


def noter(client, parcours, **champs):
    return client.post(adresse("changement_noter", parcours), {"date": "2025-03-12"} | champs)


def onglet(client, parcours, **parametres):
    adresse = reverse("accompagnement:dossier_situation", args=[parcours.participant_id])
    return client.get(adresse, parametres)


def test_a_change_is_noted_read_in_the_tab_and_in_the_timeline(client, parcours):
    CritereFactory(parcours=parcours, code="rsa")
    saisie = {"statut_emploi": "en_formation", "perdus": ["rsa"], "gagnes": ["ass"]}
    assert noter(client, parcours, **saisie).status_code == 302
    page = texte(onglet(client, parcours))
    assert "Situation aujourd'hui" in page and "depuis le 12/03/2025" in page
    assert "Ce qui a changé depuis l'entrée" in page
    fil = texte(client.get(adresse("dossier", parcours.participant)))
    for dit in ("Emploi : En formation", "Critère perdu", "Critère acquis"):
        assert dit in fil


def test_a_dossier_is_seen_as_of_a_day(client, parcours):
    CritereFactory(parcours=parcours, code="rsa")
    noter(client, parcours, foyer="couple", perdus=["rsa"])
    veille, jour = (texte(onglet(client, parcours, au=au)) for au in ("2025-03-11", "2025-03-12"))
    for page, date_lue in ((veille, "11/03/2025"), (jour, "12/03/2025")):
        assert f"Situation au {date_lue}" in page
    du_jour = [
        page[page.index("Situation au") : page.index("Ce qui a changé")] for page in (veille, jour)
    ]
    assert ["couple" in lu for lu in du_jour] == [False, True]
    assert ["RSA" in lu for lu in du_jour] == [True, False]
    assert str(parcours.referent) in du_jour[1]


@pytest.mark.parametrize(
    ("au", "phrase"),
    [
        ("hier", "Indiquez un jour"),
        ("1900-01-01", "Cette date précède la naissance."),
        (f"{timezone.localdate() + timedelta(days=1)}", "Cette date est dans le futur."),
    ],
)
def test_a_day_that_is_none_is_told_and_today_is_shown(client, parcours, au, phrase):
    page = texte(onglet(client, parcours, au=au))
    assert phrase in page and "Situation aujourd'hui" in page


def test_a_refused_change_keeps_what_was_typed(client, parcours):
    noter(client, parcours, foyer="seul")
    reponse = noter(client, parcours, adresse="9 rue Basse", gagnes=["ass"])
    page = reponse.content.decode()
    assert reponse.status_code == 422
    assert "Un changement est déjà noté à cette date" in page
    assert "9 rue Basse" in page
    assert not parcours.criteres.exists()


def test_a_change_is_completed_or_withdrawn_from_its_page(client, parcours):
    noter(client, parcours, foyer="seul")
    changement = parcours.situations.get(moment=Moment.A_DATE)
    page = adresse("changement_modifier", changement)
    assert "/retirer/changement/" in client.get(page).content.decode()
    saisie = {"date": "2025-03-13", "foyer": "seul", "a_permis": "true", "version": 1}
    assert client.post(page, saisie).status_code == 302
    changement.refresh_from_db()
    assert (changement.date, changement.a_permis) == (date(2025, 3, 13), True)
    conflit = client.post(page, saisie | {"foyer": "couple"})
    assert conflit.status_code == 422
    assert "Quelqu'un d'autre a modifié" in conflit.content.decode()


def test_a_change_says_in_full_what_is_true_today(client, coordination):
    parcours = ParcoursFactory(actif=True)
    SituationFactory(parcours=parcours, statut_emploi="non_inscrit")
    page = client.get(adresse("changement_noter", parcours)).content.decode()
    assert "Aujourd'hui\xa0: Sans emploi, non inscrit." in page.replace("&#39;", "'")


def test_the_situation_at_entry_has_no_page_of_a_change(client, coordination):
    parcours = ParcoursFactory(actif=True, niveau="3")
    page = adresse("changement_modifier", parcours.situations.get())
    assert client.get(page).status_code == 404


def test_a_criterion_gained_by_mistake_is_changed_from_its_page(client, parcours):
    critere = CritereFactory(
        parcours=parcours, code="ass", a_l_entree=False, constate_le=date(2025, 3, 1)
    )
    page = adresse("critere_modifier", critere)
    assert "/retirer/critere/" in client.get(page).content.decode()
    refus = client.post(page, {"constate_le": "2025-03-01", "perdu_le": "2025-02-01"})
    assert refus.status_code == 422 and "est constaté le 01/03/2025" in refus.content.decode()
    assert client.post(page, {"constate_le": "2025-03-02"}).status_code == 302


def test_who_reads_eligibility_only_is_told_what_is_held_now(client, parcours):
    CritereFactory(parcours=parcours, code="rsa", perdu_le=date(2025, 3, 12))
    CritereFactory(parcours=parcours, code="ass", a_l_entree=False)
    client.force_login(AgentFactory(role=Role.FACILITATEUR))
    page = texte(onglet(client, parcours))
    assert "Allocataire de l'ASS" in page
    assert "RSA" not in page and "Situation aujourd'hui" not in page


@pytest.mark.parametrize("nom", ["dossier_situation", "dossier"])
def test_a_tab_costs_the_same_with_one_change_and_three(client, parcours, nom):
    nombres = []
    for jours in (["2025-03-01"], ["2025-04-01", "2025-05-01"]):
        for jour in jours:
            commune = CommuneFactory(code_insee=f"59{jour[5:7]}0").pk
            noter(client, parcours, date=jour, adresse=f"{jour[6]} rue Basse", commune=commune)
        client.get(adresse(nom, parcours.participant))
        with CaptureQueriesContext(connection) as requetes:
            assert client.get(adresse(nom, parcours.participant)).status_code == 200
        nombres.append(len(requetes))
    assert nombres[0] == nombres[1] <= 20
