"""The dossier of a person: what its top offers in each state and to whom, and its tabs."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.emploi import signer_emploi
from accompagnement.enums import Presence, Statut
from plie.comptes.enums import Role
from tests.accompagnement.dossiers import creer, formulaire_freins
from tests.accompagnement.pages import adresse
from tests.usines import (
    AffectationFactory,
    AgentFactory,
    CoordinationFactory,
    EntretienFactory,
    EtapeFactory,
    ParcoursFactory,
    ParticipantFactory,
)

pytestmark = pytest.mark.django_db


def lire(client, suivi, **parametres):
    adresse = reverse("accompagnement:dossier", args=[suivi.participant_id])
    return client.get(adresse, parametres).content.decode()


def test_a_meeting_to_fill_in_is_one_link_away(client, coordination):
    parcours = AffectationFactory().parcours
    hier = timezone.now() - timedelta(days=1)
    entretien = EntretienFactory(parcours=parcours, debut=hier, presence=Presence.PREVU)
    page = lire(client, parcours)
    a_faire = page[page.index("À faire") : page.index('class="onglets"')]
    assert reverse("accompagnement:entretien_modifier", args=[entretien.pk]) in a_faire


def test_who_only_reads_is_offered_no_act(client):
    client.force_login(AgentFactory(role=Role.DIRECTION))
    parcours = AffectationFactory().parcours
    page = lire(client, parcours)
    a_faire = page[page.index("À faire") : page.index('class="onglets"')]
    assert "href" not in a_faire


def test_a_closed_parcours_says_so_and_is_read_only(client, coordination):
    parcours = ParcoursFactory(sorti=True)
    EntretienFactory(parcours=parcours)
    etape = EtapeFactory(parcours=parcours, date_fin="2025-04-01", resultat="realisee")
    page = lire(client, parcours)
    assert "À faire" not in page
    assert "Sortie le 30/06/2025." in page
    assert "Ouvrir un nouveau parcours" in page
    assert "/entretiens/creer/" not in page
    # Its result may still be corrected, with a reason.
    assert re.findall(r'href="(/etapes/[^"]*)"', page) == [f"/etapes/{etape.pk}/fin/corriger/"]
    assert f"/parcours/{parcours.pk}/etapes/" not in page


def test_a_former_parcours_stays_in_sight_from_tab_to_tab(client, coordination):
    ancien = ParcoursFactory(sorti=True)
    ParcoursFactory(
        participant=ancien.participant, statut=Statut.ACTIF, date_entree=date(2025, 9, 1)
    )
    page = lire(client, ancien, parcours=ancien.pk)
    assert f"/situation/?parcours={ancien.pk}" in page
    assert "Ouvrir un nouveau parcours" not in page


@pytest.mark.parametrize(
    ("motif", "libelle"),
    [("cdi", "Sortie positive"), ("retraite", "Sortie neutre"), ("abandon", "Autre sortie")],
)
def test_the_kind_of_exit_is_said_in_french(client, coordination, motif, libelle):
    assert libelle in lire(client, ParcoursFactory(sorti=True, motif=motif))


def test_the_parcours_of_somebody_else_is_not_found_in_the_address(client, coordination):
    parcours, autre = creer("Un"), ParcoursFactory(participant=ParticipantFactory())
    adresse = reverse("accompagnement:dossier", args=[parcours.participant_id])
    assert client.get(adresse, {"parcours": autre.pk}).status_code == 404


def test_a_person_without_parcours_has_a_readable_dossier(client, coordination):
    participant = ParticipantFactory()
    for nom in ("dossier", "dossier_situation", "dossier_historique"):
        assert (
            client.get(reverse(f"accompagnement:{nom}", args=[participant.pk])).status_code == 200
        )


@pytest.mark.parametrize(
    "onglet", ["dossier_emploi", "dossier_freins", "dossier_projet", "dossier"]
)
@pytest.mark.usefixtures("referentiels")
def test_a_tab_costs_the_same_with_one_row_and_three(client, parcours, onglet):
    nombres = []
    for rang in (1, 2):
        for _ in range(rang):
            jour = date(2025, 2, 1) + timedelta(days=40 * rang)
            signer_emploi(parcours, par=CoordinationFactory(), type_contrat="cdd", date_debut=jour)
            EtapeFactory(parcours=parcours, date_debut=None, date_debut_prevue=date(2027, 1, 1))
        types = ["mobilite"] if rang == 1 else ["famille", "langue"]
        page = adresse("freins_diagnostiquer", parcours)
        client.post(page, formulaire_freins(**{type_: {} for type_ in types}))
        client.get(adresse(onglet, parcours.participant))
        with CaptureQueriesContext(connection) as requetes:
            assert client.get(adresse(onglet, parcours.participant)).status_code == 200
        nombres.append(len(requetes))
    assert nombres[0] == nombres[1] <= 20


@pytest.mark.parametrize(("heures", "dit"), [(1, "À venir"), (-1, "À noter")])
def test_an_appointment_that_is_over_is_no_longer_to_come(client, parcours, heures, dit):
    debut = timezone.now() + timedelta(hours=heures)
    prevu = EntretienFactory(parcours=parcours, debut=debut, presence=Presence.PREVU)
    for nom, cle in (("dossier", parcours.participant_id), ("entretien", prevu.pk)):
        page = client.get(reverse(f"accompagnement:{nom}", args=[cle])).text
        assert f">{dit}<" in page


TOUS_LES_ONGLETS = ["dossier", "dossier_situation", "dossier_freins", "dossier_emploi"]
TOUS_LES_ONGLETS += ["dossier_projet", "dossier_offres", "dossier_pieces", "dossier_historique"]


@pytest.mark.parametrize("onglet", TOUS_LES_ONGLETS)
def test_who_it_is_what_is_due_and_the_acts_stay_from_tab_to_tab(client, referent, onglet):
    parcours = ParcoursFactory(
        actif=True,
        structure=referent.structure,
        referent=referent,
        participant__telephone="06 39 98 11 22",
    )
    page = client.get(reverse(f"accompagnement:{onglet}", args=[parcours.participant_id]))
    entete = page.text.split('class="entete-dossier"')[1].split('class="onglets"')[0]
    assert 'href="tel:0639981122"' in entete
    assert f"{parcours.participant.age} ans" in entete
    assert "Planifier un entretien" in entete
    assert reverse("accompagnement:entretien_creer", args=[parcours.pk]) in entete
    assert reverse("accompagnement:parcours_suspendre", args=[parcours.pk]) in entete


def test_the_timeline_shows_one_nature_when_asked_and_folds_what_is_old(client, referent):
    parcours = ParcoursFactory(actif=True, structure=referent.structure, referent=referent)
    for jours in (-10, -800):
        # Days of the wall clock: 800 of them cross a change of hour.
        EntretienFactory(
            parcours=parcours, agent=referent, debut=timezone.localtime() + timedelta(days=jours)
        )
    EtapeFactory(parcours=parcours, date_debut=None, date_debut_prevue=_dans(20))
    adresse = reverse("accompagnement:dossier", args=[parcours.participant_id])
    frise = client.get(adresse).context["frise"]
    assert [evenement.type for evenement in frise.a_venir] == ["Étape prévue"]
    assert "Entretien" in [evenement.type for evenement in frise.recents]
    assert [e.le for e in frise.anciens if e.type == "Entretien"] == [_dans(-800)]
    seules = client.get(adresse, {"nature": "etapes"}).context["frise"]
    assert {e.type for part in seules for e in part} == {"Étape prévue"}
    # An unknown nature is the whole timeline.
    assert client.get(adresse, {"nature": "tout-autre"}).context["frise"] == frise


def _dans(jours):
    return (timezone.localtime() + timedelta(days=jours)).date()


def test_the_history_groups_the_number_of_france_travail_as_the_sheet_does(client, coordination):
    parcours = ParcoursFactory(actif=True)
    parcours.participant.numero_france_travail = "12345678901"
    parcours.participant.save()
    for nom in ("dossier_situation", "dossier_historique"):
        page = client.get(reverse(f"accompagnement:{nom}", args=[parcours.participant_id])).text
        assert "123\xa0456\xa0789\xa001" in page, nom
        assert "12345678901" not in page, nom
