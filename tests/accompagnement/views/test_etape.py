from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.etape import corriger_resultat
from accompagnement.models import Etape
from plie.comptes.enums import Role
from tests.accompagnement.pages import adresse, texte
from tests.usines import (
    AgentFactory,
    CoordinationFactory,
    EmploiFactory,
    EtapeFactory,
    ParcoursFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("referentiels")]


def test_a_planned_step_counts_in_nothing_until_it_begins(client, parcours):
    saisie = {
        "axe": "formation",
        "libelle": "Titre visé",
        "financement": "droit_commun",
        "date_debut_prevue": f"{timezone.localdate() + timedelta(days=9)}",
    }
    assert client.post(adresse("etape_creer", parcours), saisie).status_code == 302
    etape = Etape.objects.get()
    page = texte(client.get(adresse("dossier", parcours.participant)))
    assert "Étape prévue" in page
    assert "Aucune étape en cours" in page
    assert type(parcours).objects.sans_etape().count() == 1
    client.post(adresse("etape_commencer", etape), {"date_debut": f"{timezone.localdate()}"})
    assert type(parcours).objects.sans_etape().count() == 0
    fin = {"date_fin": f"{timezone.localdate()}", "resultat": "realisee"}
    assert client.post(adresse("etape_terminer", etape), fin).status_code == 302
    etape.refresh_from_db()
    assert etape.resultat == "realisee"


@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"date_debut": f"{timezone.localdate() + timedelta(days=2)}"}, "début prévu"),
        ({"date_debut": ""}, "au moins le début prévu"),
        ({"date_debut_prevue": "2026-05-01", "date_fin_prevue": "2026-04-01"}, "précède"),
        ({"date_debut_prevue": "9999-12-31"}, "trop lointaine"),
    ],
)
def test_a_step_with_impossible_dates_is_told(client, parcours, champs, phrase):
    saisie = {"axe": "bilan", "libelle": "Bilan", "financement": "droit_commun"}
    saisie |= {"date_debut": "2026-03-01", **champs}
    reponse = client.post(adresse("etape_creer", parcours), saisie)
    assert (reponse.status_code, phrase in texte(reponse)) == (422, True)


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


def test_an_immersion_is_noted_ended_and_read_on_the_dossier(client, parcours):
    saisie = {
        "libelle": "Boulangerie",
        "employeur": "Le fournil",
        "numero_convention": "PMSMP-12",
        "heures": "35",
        "financement": "droit_commun",
        "date_debut": "2026-03-02",
    }
    dossier = adresse("dossier", parcours.participant)
    assert "Noter une immersion (PMSMP)" in texte(client.get(dossier))
    sans = client.post(adresse("immersion_creer", parcours), saisie | {"employeur": ""})
    assert sans.status_code == 422
    erreurs = sans.context["formulaire"].errors["employeur"]
    assert list(erreurs) == ["Indiquez l'employeur qui accueille l'immersion."]
    assert client.post(adresse("immersion_creer", parcours), saisie).status_code == 302
    etape = Etape.objects.get()
    page = texte(client.get(dossier))
    assert "Le fournil – Droit commun – 35 h – convention PMSMP-12" in page
    assert "Immersion (PMSMP) : Boulangerie" in texte(client.get(adresse("etape_modifier", etape)))
    fin = {"date_fin": "2026-03-09", "resultat": "realisee"}
    assert client.post(adresse("etape_terminer", etape), fin).status_code == 422
    assert client.post(adresse("etape_terminer", etape), fin | {"issue": "confirme"}).status_code
    assert "Projet confirmé" in texte(client.get(dossier))


def test_the_dossier_of_whoever_left_still_ends_what_ran_then(client, referent):
    clos = ParcoursFactory(sorti=True, structure=referent.structure, referent=referent)
    terminer = adresse("etape_terminer", EtapeFactory(parcours=clos))
    for agent, statut in ((referent, 200), (AgentFactory(role=Role.DIRECTION), 403)):
        client.force_login(agent)
        dossier = client.get(adresse("dossier", clos.participant)).text
        assert (terminer in dossier, client.get(terminer).status_code) == (statut == 200, statut)


def test_the_end_of_an_etape_is_corrected_from_the_timeline_once_the_parcours_is_closed(
    client, referent
):
    clos = ParcoursFactory(sorti=True, structure=referent.structure, referent=referent)
    fin = {"date_fin": date(2025, 5, 20), "resultat": "realisee"}
    faite = EtapeFactory(parcours=clos, **fin)
    contrat = EtapeFactory(
        parcours=clos, emploi=EmploiFactory(parcours=clos, date_fin=date(2025, 5, 20)), **fin
    )
    renoncee = EtapeFactory(
        parcours=clos,
        date_debut=None,
        date_debut_prevue=date(2025, 4, 1),
        **fin | {"resultat": "abandonnee"},
    )
    for etape, saisie in (
        (faite, {"date_fin": "2025-05-27", "resultat": "interrompue"}),
        (contrat, {"resultat": "interrompue"}),
        (renoncee, {"date_fin": "2025-05-27"}),
    ):
        corriger = adresse("etape_corriger_resultat", etape)
        assert f'href="{corriger}"' in client.get(adresse("dossier", clos.participant)).text
        assert client.post(corriger, saisie | {"version": 1}).status_code == 422
        assert client.post(corriger, saisie | {"version": 1, "motif": "Erreur"}).status_code == 302
    lues = Etape.objects.values_list("resultat", "date_fin").order_by("pk")
    assert list(lues) == [
        ("interrompue", date(2025, 5, 27)),
        ("interrompue", date(2025, 5, 20)),
        ("abandonnee", date(2025, 5, 27)),
    ]
    client.force_login(AgentFactory(role=Role.DIRECTION))
    assert f'href="{corriger}"' not in client.get(adresse("dossier", clos.participant)).text


def test_why_an_end_is_corrected_is_read_in_the_history_by_who_follows(client, referent):
    clos = ParcoursFactory(sorti=True, structure=referent.structure, referent=referent)
    etape = EtapeFactory(parcours=clos, date_fin=date(2025, 5, 20), resultat="realisee")
    corriger_resultat(
        etape,
        par=CoordinationFactory(),
        version=1,
        motif="Mauvaise ligne",
        date_fin=date(2025, 5, 27),
        resultat="interrompue",
    )
    for agent, dit in (
        (CoordinationFactory(), "Mauvaise ligne"),
        (AgentFactory(role=Role.DIRECTION), "motif réservé"),
    ):
        client.force_login(agent)
        page = client.get(adresse("dossier_historique", clos.participant)).text
        assert dit in page and ("Mauvaise ligne" in page) == (dit == "Mauvaise ligne")


def test_a_planned_etape_that_will_not_take_place_leaves_the_plans_and_is_told(client, parcours):
    prevue = EtapeFactory(
        parcours=parcours, date_debut=None, date_debut_prevue=timezone.localdate()
    )
    renoncer = adresse("etape_renoncer", prevue)
    assert renoncer in client.get(adresse("dossier", parcours.participant)).text
    assert client.post(renoncer, {"date_fin": f"{timezone.localdate()}"}).status_code == 302
    page = client.get(adresse("dossier", parcours.participant))
    assert "Étape qui n'a pas eu lieu" in texte(page)
    assert renoncer not in page.text and "prévue le" not in texte(page)
    assert type(parcours).objects.sans_etape().count() == 1
