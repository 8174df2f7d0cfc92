"""What is taken for a report: of one moment, and no less withheld than a year before."""

import copy
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest

from accompagnement.models import Participant
from conventions.actions.releve import figer
from conventions.enums import Etat
from conventions.rapports import donnees
from conventions.rapports.differences import differences
from conventions.rapports.donnees import prendre
from conventions.rapports.masque import masquer
from tests.concurrence import sur_sa_connexion
from tests.conventions.publies import publie_avec
from tests.usines import ParcoursFactory

JUIN, DECEMBRE = date(2025, 6, 1), date(2025, 12, 1)


def _entrees(indicateurs):
    return next(i["valeurs"]["mois"]["valeur"] for i in indicateurs if i["code"] == "entrees")


@pytest.mark.django_db(transaction=True)
def test_a_report_is_of_one_moment_whoever_writes_meanwhile(monkeypatch):
    entrer = partial(ParcoursFactory, actif=True, date_entree=date(2025, 6, 10))
    entrer()
    lire_les_regles = donnees.regles_de

    def lire_pendant_qu_on_ecrit(*periodes):
        with ThreadPoolExecutor(1) as fil:
            fil.submit(sur_sa_connexion, entrer).result()
        return lire_les_regles(*periodes)

    monkeypatch.setattr(donnees, "regles_de", lire_pendant_qu_on_ecrit)
    pris = prendre(JUIN)
    assert _entrees(pris["indicateurs"]) == 1
    assert pris["courbe"][-1]["mesures"]["entrees"]["valeur"] == 1
    assert _entrees(prendre(JUIN)["indicateurs"]) > 1


@pytest.fixture
def un_an_apres(db):
    """Whether the share of women of 2025 is masked in the report of December 2026."""

    def lire():
        lus = masquer(prendre(date(2026, 12, 1)))["indicateurs"]
        femmes = next(i["valeurs"] for i in lus if i["code"] == "part_femmes")
        return femmes["annee_avant"].get("est_masque", False)

    return lire


def _entrer(combien, sexe, annee):
    return ParcoursFactory.create_batch(
        combien, actif=True, date_entree=date(annee, 6, 10), participant__sexe=sexe
    )


def test_a_share_withheld_with_its_cell_is_withheld_in_the_column_of_last_year(un_an_apres):
    """Six women of thirteen are no few people, but only their row can hide that of one person: all
    the men came within the year, and one fewer would belie it."""
    _entrer(6, "F", 2024), _entrer(6, "M", 2025)
    assert not un_an_apres()
    _entrer(1, "X", 2025)
    assert un_an_apres()


def test_what_a_published_report_withheld_stays_so_whatever_is_corrected(un_an_apres):
    _entrer(6, "F", 2024), _entrer(6, "M", 2025)
    (seul,) = _entrer(1, "X", 2025)
    publie_avec(prendre(DECEMBRE), DECEMBRE)
    Participant.objects.filter(pk=seul.participant_id).update(sexe="F")
    assert un_an_apres()


def test_a_version_says_what_it_prints_no_more_and_what_became_official(db):
    ParcoursFactory.create_batch(6, actif=True, date_entree=date(2025, 6, 2))
    avant = masquer(prendre(JUIN))
    assert differences(avant, avant) == ["Les chiffres sont ceux de la version précédente."]
    apres = copy.deepcopy(avant)
    sexe = next(v for v in avant["ventilations"] if v["code"] == "sexe")
    apres["ventilations"].remove(sexe)
    apres["courbe"][-2]["etat"] = Etat.ARRETE.value
    apres["courbe"][-4]["regle"] = "v2"
    dites = differences(avant, apres)
    assert any(dit.startswith("Répartition « Sexe »") for dit in dites)
    assert "Courbe : mars 2025, mai 2025." in dites


def test_a_version_says_what_changed_under_the_same_decimal(db):
    """Not "5,5 mois devient 5,5 mois"."""
    ParcoursFactory(sorti=True)
    avant = masquer(prendre(JUIN))
    apres = copy.deepcopy(avant)
    duree = next(i for i in apres["indicateurs"] if i["code"] == "duree_moyenne_parcours_mois")
    duree["valeurs"]["mois"]["numerateur"] += 0.01
    (dite,) = differences(avant, apres)
    assert dite == (
        "Durée moyenne des parcours terminés, juin 2025 : 5,5\u00a0mois, à moins d'une décimale "
        "près."
    )


def test_a_provisional_month_says_nothing_of_health_and_its_official_figures_say_it(
    db, time_machine
):
    """Of two versions of a report, the second would tell the health of who was decided between."""
    time_machine.move_to("2025-07-02 10:00:00+02:00")
    juin = {"actif": True, "date_entree": date(2025, 6, 2)}
    ParcoursFactory.create_batch(6, criteres=["rqth"], **juin)
    ParcoursFactory.create_batch(6, criteres=["rsa"], **juin)
    assert _dits_de_sante(prendre(JUIN)) == (None, ["rsa"])
    publie_avec(prendre(JUIN), JUIN)
    figer(JUIN)
    assert _dits_de_sante(prendre(JUIN)) == (50, ["rqth", "rsa"])


def test_a_version_that_differs_by_few_people_says_nothing_of_their_health(db):
    """Decided late, they are in the list of the year: the two shares would tell what they have."""
    annee = {"actif": True, "date_entree": date(2025, 6, 2)}
    for critere in ("rqth", "rsa"):
        ParcoursFactory.create_batch(9, criteres=[critere], **annee)
    assert _part_de_l_annee() == 50
    publie_avec(prendre(DECEMBRE), DECEMBRE)
    assert _part_de_l_annee() == 50
    for _ in range(4):
        ParcoursFactory(criteres=["rqth"], **annee)
        assert _part_de_l_annee() is None
    ParcoursFactory(**annee)
    assert _part_de_l_annee() == 56.5


def _part_de_l_annee():
    lus = masquer(prendre(DECEMBRE))["indicateurs"]
    return next(i for i in lus if i["code"] == "part_rqth")["valeurs"]["annee"]["valeur"]


def _dits_de_sante(donnees):
    masquees = masquer(donnees)
    part = next(i for i in masquees["indicateurs"] if i["code"] == "part_rqth")
    criteres = next(v for v in masquees["ventilations"] if v["code"] == "critere")
    return part["valeurs"]["mois"]["valeur"], sorted(m["code"] for m in criteres["modalites"])
