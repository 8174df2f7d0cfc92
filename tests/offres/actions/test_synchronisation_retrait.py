"""What leaves the feed is withdrawn; what was only badly read is not."""

import pytest

from offres.enums import StatutOffre, StatutSynchronisation
from offres.models import Offre
from plie.demonstration.france_travail import serveur
from tests.offres.flux import lancer, ouvertes, soixante

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("territoire")]


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
    modele = soixante()[0]
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
