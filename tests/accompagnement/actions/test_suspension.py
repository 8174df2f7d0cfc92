"""Why a parcours pauses is a list that a PLIE edits."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accompagnement.actions.suspension import (
    MOTIFS,
    charger_motifs_suspension,
    reprendre,
    suspendre,
)
from accompagnement.enums import STATUTS_ENTRES, Statut
from accompagnement.models import MotifSuspension
from plie.comptes.enums import Role
from tests.accompagnement.pages import adresse, texte
from tests.usines import AgentFactory, CoordinationFactory, MotifSuspensionFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


def test_the_list_shipped_is_written_once_and_what_the_plie_changed_stays():
    charger_motifs_suspension()
    MotifSuspension.objects.filter(code="famille").update(libelle="Garde d'enfant")
    charger_motifs_suspension()
    assert MotifSuspension.objects.count() == len(MOTIFS)
    assert MotifSuspension.objects.get(code="famille").libelle == "Garde d'enfant"


def test_what_says_something_of_health_or_justice_is_shipped_sensitive():
    charger_motifs_suspension()
    sensibles = MotifSuspension.objects.filter(est_sensible=True).values_list("code", flat=True)
    assert set(sensibles) == {"sante", "maternite", "incarceration"}


def test_a_reason_added_is_proposed_and_one_set_aside_is_not(client):
    MotifSuspensionFactory()
    MotifSuspension.objects.create(code="formation", libelle="Formation longue")
    MotifSuspension.objects.create(code="ancien", libelle="Ancien motif", est_actif=False)
    client.force_login(AgentFactory(role=Role.COORDINATION))
    page = texte(client.get(adresse("parcours_suspendre", ParcoursFactory(actif=True))))
    assert "Formation longue" in page
    assert "Ancien motif" not in page


def test_administration_edits_the_list_and_not_a_code(client):
    motif = MotifSuspensionFactory()
    client.force_login(AgentFactory(role=Role.ADMINISTRATION))
    fiche = reverse("admin:accompagnement_motifsuspension_change", args=[motif.pk])
    page = client.get(fiche)
    assert page.status_code == 200
    assert 'name="code"' not in texte(page)
    assert 'name="est_sensible"' in texte(page)


@pytest.mark.parametrize(("est_sensible", "est_lu"), [(True, False), (False, True)])
def test_a_reason_is_withheld_until_somebody_says_that_it_is_not_sensitive(
    client, est_sensible, est_lu
):
    motif = MotifSuspension.objects.create(
        code="cure", libelle="Cure thermale", est_sensible=est_sensible
    )
    parcours = ParcoursFactory(actif=True)
    suspendre(parcours, par=CoordinationFactory(), motif=motif, date_debut=date(2025, 3, 1))
    client.force_login(AgentFactory(role=Role.DIRECTION))
    pages = [
        texte(client.get(adresse(nom, parcours.participant)))
        for nom in ("dossier", "dossier_historique")
    ]
    # The history keeps every reason to who follows the person.
    assert ["Cure thermale" in page for page in pages] == [est_lu, False]


def test_a_suspension_is_noted_on_the_day_when_it_begins_at_the_earliest():
    parcours, par = ParcoursFactory(actif=True), CoordinationFactory()
    demain = timezone.localdate() + timedelta(days=1)
    motif = MotifSuspensionFactory()
    with pytest.raises(ValidationError, match="à venir") as refus:
        suspendre(parcours, par=par, motif=motif, date_debut=demain)
    assert list(refus.value.message_dict) == ["date_debut"]
    suspendre(parcours, par=par, motif=motif, date_debut=timezone.localdate())
    reprise = reprendre(parcours, par=par, date_fin=timezone.localdate())
    assert reprise.statut == "actif"


@pytest.mark.parametrize("statut", [s for s in STATUTS_ENTRES if s != Statut.ACTIF])
def test_only_an_active_parcours_pauses(statut):
    """An exit that waits goes back to a pause by the commission's refusal alone."""
    parcours = ParcoursFactory(statut=statut, date_entree=date(2025, 1, 15))
    champs = {"motif": MotifSuspensionFactory(), "date_debut": date(2025, 3, 1)}
    with pytest.raises(ValidationError, match="Impossible : le parcours est"):
        suspendre(parcours, par=CoordinationFactory(), **champs)
    assert not parcours.suspensions.exists()


@pytest.mark.parametrize("statut", [s for s in STATUTS_ENTRES if s != Statut.SUSPENDU])
def test_only_a_paused_parcours_resumes(statut):
    parcours = ParcoursFactory(statut=statut, date_entree=date(2025, 1, 15))
    with pytest.raises(ValidationError, match="Impossible : le parcours est"):
        reprendre(parcours, par=CoordinationFactory(), date_fin=date(2025, 3, 1))
    assert type(parcours).objects.get().statut == statut
