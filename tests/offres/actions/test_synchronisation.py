import copy
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connections
from django.utils import timezone

from offres.actions.synchronisation import SynchronisationEnCours, synchroniser
from offres.enums import Declencheur, Origine, StatutOffre, StatutSynchronisation
from offres.france_travail import erreurs
from offres.models import Offre, Stock, Synchronisation
from plie.demonstration.france_travail import serveur
from plie.demonstration.france_travail.generation import generer
from plie.referentiels.models import Commune
from plie.socle import verrous
from tests.usines import OffreFactory, SynchronisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territoire")]


@pytest.fixture
def offres(simulateur):
    simulateur.offres = [copy.deepcopy(offre) for offre in generer()[:60]]
    return simulateur.offres


def lancer():
    return synchroniser(Declencheur.COMMANDE)


def _places():
    """Where PostgreSQL keeps each offer: another place as soon as its row is written again."""
    with connections["default"].cursor() as curseur:
        curseur.execute("SELECT identifiant, ctid::text FROM offres_offre")
        return set(curseur.fetchall())


def ouvertes():
    return Offre.objects.ouvertes().count()


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


def test_an_offer_gone_is_withdrawn_and_anonymised_then_comes_back(offres):
    offres[0]["entreprise"] = {"nom": "Petit Moulin"}
    offres[0]["intitule"] = "Vendeur chez Petit Moulin"
    lancer()
    partie = offres.pop(0)

    run = lancer()

    offre = Offre.objects.get(identifiant=partie["id"])
    assert (run.statut, run.retirees) == (StatutSynchronisation.REUSSIE, 1)
    assert offre.statut == StatutOffre.RETIREE
    assert (offre.intitule, offre.brut) == (partie["romeLibelle"], None)
    assert (offre.description, offre.entreprise, offre.lieu, offre.commune) == ("", "", "", None)
    assert (offre.rome_code, offre.departement) == (partie["romeCode"], "59")

    offres.append(partie)
    assert lancer().modifiees == 1
    offre.refresh_from_db()
    assert (offre.statut, offre.entreprise, offre.fin_le) == (
        StatutOffre.OUVERTE,
        "Petit Moulin",
        None,
    )


def test_an_offer_closed_here_stays_closed_when_it_changes_there(offres):
    lancer()
    offre, fin = Offre.objects.filter(identifiant=offres[0]["id"]), timezone.now()
    offre.update(statut=StatutOffre.POURVUE, fin_le=fin)
    offres[0]["intitule"] = "Nouvel intitulé"

    assert lancer().modifiees == 1
    attendue = ("Nouvel intitulé", StatutOffre.POURVUE, fin)
    assert offre.values_list("intitule", "statut", "fin_le").get() == attendue


@pytest.mark.parametrize(
    "intitule",
    [
        "Maçon à Denain",
        "Maçon, appelez le 03 27 00 00 00",
        "Maçon (rh@exemple.fr)",
        "Maçon : https://exemple.fr",
    ],
)
def test_a_title_that_quotes_a_commune_or_a_way_to_reach_them_goes_with_it(offres, intitule):
    offres[0]["intitule"] = intitule
    lancer()
    partie = offres.pop(0)
    lancer()

    assert Offre.objects.get(identifiant=partie["id"]).intitule == partie["romeLibelle"]


def test_a_run_with_a_search_that_failed_withdraws_nothing(offres, simulateur):
    lancer()
    offres.pop(0)
    simulateur.pannes.extend([serveur.erreur_json()] * 3)

    run = lancer()

    assert (run.statut, run.retirees) == (StatutSynchronisation.PARTIELLE, 0)
    assert run.erreurs
    assert ouvertes() == 60


def test_a_truncated_search_withdraws_nothing(offres, simulateur):
    lancer()
    offre = offres.pop(0)
    simulateur.offres = [offre | {"id": f"{6_000_000 + n}"} for n in range(3160)]

    run = lancer()

    assert (run.statut, run.est_tronquee, run.retirees) == (
        StatutSynchronisation.PARTIELLE,
        True,
        0,
    )


def test_a_full_page_that_does_not_say_the_total_withdraws_nothing(offres, simulateur):
    modele = offres[0]
    offres[:] = [modele | {"id": f"{6_000_000 + n}"} for n in range(200)]
    lancer()

    def sans_etendue(reponse):
        reponse.repondre_json(206, {"resultats": offres[:150]})
        return True

    simulateur.pannes.extend([sans_etendue] * 20)
    run = lancer()

    assert (run.statut, run.retirees) == (StatutSynchronisation.ECHOUEE, 0)
    assert ouvertes() == 200


def test_an_empty_answer_everywhere_withdraws_nothing(offres):
    lancer()
    offres.clear()

    run = lancer()

    assert (run.statut, run.retirees) == (StatutSynchronisation.PARTIELLE, 0)
    assert "par prudence" in run.erreurs[-1]


def test_an_offer_that_vanishes_between_two_pages_hides_no_other(simulateur):
    modele = generer()[0]
    simulateur.offres = [
        modele
        | {"id": f"{6_000_000 + n}", "dateCreation": f"2026-01-12T00:{n // 60:02}:{n % 60:02}Z"}
        for n in range(299, -1, -1)
    ]
    lancer()
    partie = simulateur.offres[0]

    def disparaitre(criteres):
        if criteres["range"] == "150-299" and partie in simulateur.offres:
            simulateur.offres.remove(partie)

    simulateur.avant_recherche = disparaitre
    run = lancer()

    assert (run.statut, run.retirees) == (StatutSynchronisation.REUSSIE, 0)
    assert ouvertes() == 300


def test_credentials_refused_fail_the_run_in_words(offres, simulateur):
    lancer()
    simulateur.refus_jeton = "invalid_client"
    cache.clear()
    run = lancer()

    assert run.statut == StatutSynchronisation.ECHOUEE
    assert "licence" in run.erreurs[0]
    assert ouvertes() == 60


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


def test_one_offer_that_nobody_can_read_neither_hides_nor_withdraws_the_others(offres):
    lancer()
    offres[0].pop("id")

    run = lancer()

    assert run.statut == StatutSynchronisation.REUSSIE
    assert run.erreurs == ["Une offre reçue n'a pas de numéro : elle est écartée."]
    # Its former self is no longer published under its number.
    assert run.retirees == 1


def test_a_service_that_no_longer_speaks_our_language_withdraws_nothing(offres):
    lancer()
    for offre in offres[:10]:
        offre.pop("id")

    run = lancer()

    assert run.statut == StatutSynchronisation.PARTIELLE
    assert "10 offres reçues sont illisibles : rien n'est retiré." in run.erreurs
    assert ouvertes() == 60


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


def test_numbers_beyond_any_measure_cost_no_offer(offres):
    offres[0]["lieuTravail"]["latitude"] = 10**400
    offres[1]["dureeTravailLibelle"] = "99H99 Travail en journée"
    offres[2]["salaire"] = {"libelle": "Annuel de 9999999,999 Euros"}

    run = lancer()

    assert (run.statut, run.creees, run.erreurs) == (StatutSynchronisation.REUSSIE, 60, [])
