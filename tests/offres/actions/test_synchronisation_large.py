"""Offers located by a département or a region alone."""

from datetime import UTC, datetime, timedelta

import pytest

from offres.enums import StatutOffre, StatutSynchronisation
from offres.france_travail import erreurs
from offres.models import Offre
from plie.referentiels.models import Commune
from tests.offres.flux import lancer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territoire")]


def _large(modele, numero, libelle, **lieu):
    """An offer that names no commune; its point is that of a whole département."""
    centre = {"libelle": libelle, "latitude": 50.45, "longitude": 3.22}
    return modele | {"id": f"{7_000_000 + numero}", "lieuTravail": centre | lieu}


def test_an_offer_of_the_departement_or_the_region_is_found_without_any_distance(offres):
    Commune.objects.filter(pk="59172").update(codes_postaux=["59220"])
    modele = offres[0]
    offres += [
        _large(modele, 1, "59 - Nord"),
        _large(modele, 2, "Hauts-de-France"),
        _large(modele, 3, "62 - Pas-de-Calais"),
        _large(modele, 4, "Île-de-France"),
        _large(modele, 5, "59 - DENAIN", codePostal="59220"),
        _large(modele, 6, "59 - LILLE", codePostal="59000"),
        _large(modele, 7, "59 - LILLE", commune="59350"),
    ]
    run = lancer()
    assert (run.statut, run.erreurs) == (StatutSynchronisation.REUSSIE, [])
    assert run.annoncees == run.recues == 63
    larges = Offre.objects.filter(identifiant__startswith="7").order_by("identifiant")
    assert [(o.lieu, o.departement, o.latitude is None) for o in larges] == [
        ("Nord (59)", "59", True),
        ("Hauts-de-France", "", True),
        ("59 - DENAIN", "59", False),
    ]
    offres.remove(next(un for un in offres if un["id"] == "7000001"))
    assert lancer().retirees == 1


def test_a_large_search_is_halved_by_date_until_each_part_is_read(
    offres, simulateur, monkeypatch, time_machine
):
    """200 offers of the département, created one a minute, read 60 at most at a time; the further
    from today they are, the more halves it takes."""
    time_machine.move_to("2026-01-12T08:00:00+00:00")
    monkeypatch.setattr("offres.france_travail.tranche.LISIBLES", 60)
    modele = _large(offres[0], 0, "59 - Nord")
    depart = datetime(2026, 1, 10, tzinfo=UTC)
    simulateur.offres = [
        modele
        | {
            "id": f"{6_000_000 + n}",
            "dateCreation": f"{depart - timedelta(minutes=n):%Y-%m-%dT%H:%M:%S}.{n % 1000:03}Z",
        }
        for n in range(200)
    ]
    run = lancer()
    assert (run.statut, run.erreurs, run.recues) == (StatutSynchronisation.REUSSIE, [], 200)
    assert Offre.objects.filter(lieu="Nord (59)").count() == 200
    assert run.appels < 120
    lues = [criteres for criteres in simulateur.recherches if "minCreationDate" in criteres]
    assert len({criteres["minCreationDate"] for criteres in lues}) > 4


def test_a_large_search_that_cannot_be_cut_is_told_and_hides_nothing(offres, monkeypatch):
    monkeypatch.setattr("offres.france_travail.tranche.OFFRES_MAX", 10)
    run = lancer()
    assert run.statut == StatutSynchronisation.REUSSIE
    assert run.recues == 60
    assert "elle est trop large" in run.erreurs[0]


@pytest.mark.parametrize("panne", ["RechercheTropLarge", "RequeteRefusee", "incomplete"])
def test_a_large_search_that_fails_withdraws_no_offer_without_a_commune(offres, monkeypatch, panne):
    large = _large(offres[0], 1, "59 - Nord")
    offres.append(large)
    lancer()
    offres.remove(large)
    partie = offres.pop(0)
    _faire_echouer_les_larges(monkeypatch, panne)
    run = lancer()
    assert (run.statut, run.retirees) == (StatutSynchronisation.REUSSIE, 1)
    statuts = dict(Offre.objects.values_list("identifiant", "statut"))
    assert statuts[large["id"]] == StatutOffre.OUVERTE
    assert statuts[partie["id"]] == StatutOffre.RETIREE


def _faire_echouer_les_larges(monkeypatch, panne):
    chemin = "offres.actions.synchronisation"
    if panne == "incomplete":
        monkeypatch.setattr(f"{chemin}._Deroulement._lire_tranche", lambda *_args: False)
        return

    def echouer(*_args, **_criteres):
        raise getattr(erreurs, panne)(2_000_000)

    monkeypatch.setattr(f"{chemin}.tranches", echouer)


def test_a_large_search_stops_at_its_last_question(offres, simulateur, monkeypatch):
    """Whatever the service announces."""
    monkeypatch.setattr("offres.france_travail.tranche.LISIBLES", 0)
    monkeypatch.setattr("offres.france_travail.tranche.QUESTIONS_MAX", 5)
    run = lancer()
    assert run.statut == StatutSynchronisation.REUSSIE
    assert run.appels < 60
    assert "elle est trop large" in run.erreurs[0]
