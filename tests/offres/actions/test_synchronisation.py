"""A run of the feed: what it writes, and how it ends."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connections
from django.utils import timezone

from offres.actions.synchronisation import SynchronisationEnCours
from offres.enums import Origine, StatutOffre, StatutSynchronisation
from offres.models import Offre, Stock, Synchronisation
from plie.demonstration.france_travail.generation import generer
from plie.socle import verrous
from tests.offres.flux import lancer, ouvertes
from tests.usines import OffreFactory, SynchronisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territoire")]


def _places():
    """Where PostgreSQL keeps each offer: another place as soon as its row is written again."""
    with connections["default"].cursor() as curseur:
        curseur.execute("SELECT identifiant, ctid::text FROM offres_offre")
        return set(curseur.fetchall())


def test_the_founding_date_enters_whole(simulateur):
    simulateur.offres = generer()

    run = lancer()

    assert (run.statut, run.erreurs) == (StatutSynchronisation.REUSSIE, [])
    assert (run.annoncees, run.recues, run.creees) == (1853, 1853, 1853)
    assert Offre.objects.du_metier("K").count() == 371
    assert Offre.objects.du_metier("N").count() == 352
    assert (run.requetes_prevues, run.requetes_faites) == (24, 24)
    publiees = Offre.objects.values_list("publiee_le", flat=True)
    assert timezone.now() - timedelta(days=47) < min(publiees) <= max(publiees) < timezone.now()


def test_a_complete_run_writes_down_what_is_open(offres, simulateur):
    notre = OffreFactory(rome_code="")
    lancer()
    simulateur.offres = offres[1:]
    lancer()

    stock = Stock.objects.get()
    assert stock.jour == timezone.localdate()
    assert set(stock.offres) == {offre.pk for offre in Offre.objects.ouvertes()}
    assert len(stock.offres) == len(stock.communes) == 60
    assert stock.metiers[stock.offres.index(notre.pk)] == ""


def test_a_partial_run_writes_down_no_stock(simulateur):
    OffreFactory(importee=True)
    assert lancer().statut != StatutSynchronisation.REUSSIE
    assert not Stock.objects.exists()


def test_a_second_run_changes_nothing(offres):
    lancer()
    avant = _places()
    run = lancer()

    assert (run.creees, run.modifiees, run.inchangees, run.retirees) == (0, 0, 60, 0)
    assert _places() == avant, "an offer that did not change was written again"


def test_pages_are_told_of_a_run_as_soon_as_it_ends(offres, django_capture_on_commit_callbacks):
    avant = SynchronisationFactory(debut=timezone.now() - timedelta(hours=25))
    assert Synchronisation.objects.derniere_reussie() == avant.debut
    with django_capture_on_commit_callbacks(execute=True):
        run = lancer()
    assert Synchronisation.objects.derniere_reussie() == run.debut


def test_a_changed_offer_follows_its_new_text_and_origin(offres):
    lancer()
    offres[0]["intitule"] = "Nouvel intitulé"
    autre = "2" if offres[0]["origineOffre"]["origine"] == "1" else "1"
    offres[0]["origineOffre"]["origine"] = autre

    run = lancer()

    offre = Offre.objects.get(identifiant=offres[0]["id"])
    assert (run.modifiees, offre.intitule) == (1, "Nouvel intitulé")
    assert offre.origine == {"1": Origine.FRANCE_TRAVAIL, "2": Origine.PARTENAIRE_FT}[autre]


def test_an_offer_closed_here_stays_closed_when_it_changes_there(offres):
    lancer()
    offre, fin = Offre.objects.filter(identifiant=offres[0]["id"]), timezone.now()
    offre.update(statut=StatutOffre.POURVUE, fin_le=fin)
    offres[0]["intitule"] = "Nouvel intitulé"

    assert lancer().modifiees == 1
    attendue = ("Nouvel intitulé", StatutOffre.POURVUE, fin)
    assert offre.values_list("intitule", "statut", "fin_le").get() == attendue


def test_the_same_number_twice_in_a_page_is_one_offer_and_nothing_is_withdrawn(offres):
    offres.append(offres[0] | {"intitule": "Le même numéro"})

    run = lancer()

    assert Offre.objects.count() == 60
    assert run.statut == StatutSynchronisation.PARTIELLE


def test_a_run_left_by_a_dead_process_is_closed_by_the_next(offres):
    morte = SynchronisationFactory(statut=StatutSynchronisation.EN_COURS, fin=None)

    lancer()

    morte.refresh_from_db()
    assert morte.statut == StatutSynchronisation.INTERROMPUE


def test_two_runs_never_overlap(offres):
    autre = connections.create_connection("default")
    try:
        with autre.cursor() as curseur:
            curseur.execute("SELECT pg_advisory_lock(%s)", [verrous.SYNCHRONISATION])
            with pytest.raises(SynchronisationEnCours):
                lancer()
    finally:
        autre.close()
    assert not Synchronisation.objects.exists()


def test_credentials_refused_fail_the_run_in_words(offres, simulateur):
    lancer()
    simulateur.refus_jeton = "invalid_client"
    cache.clear()
    run = lancer()

    assert run.statut == StatutSynchronisation.ECHOUEE
    assert "licence" in run.erreurs[0]
    assert ouvertes() == 60


def test_numbers_beyond_any_measure_cost_no_offer(offres):
    offres[0]["lieuTravail"]["latitude"] = 10**400
    offres[1]["dureeTravailLibelle"] = "99H99 Travail en journée"
    offres[2]["salaire"] = {"libelle": "Annuel de 9999999,999 Euros"}

    run = lancer()

    assert (run.statut, run.creees, run.erreurs) == (StatutSynchronisation.REUSSIE, 60, [])
