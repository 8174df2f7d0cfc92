"""Of an objective, a program reads what a published month says of the same people, and no more."""

from datetime import date

import pytest

from conventions.actions.releve import figer
from conventions.models import MoisArrete
from conventions.rapports.donnees import prendre_les_chiffres
from conventions.rapports.masque import masquer
from tests.partenaire import Partenaire
from tests.usines import (
    AppartenanceFactory,
    CohorteFactory,
    CommuneFactory,
    ConventionFactory,
    ObjectifFactory,
    ParcoursFactory,
    RegleSortieFactory,
    ValeurFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def partenaire():
    RegleSortieFactory()
    return Partenaire(["indicateurs.lecture"])


@pytest.fixture
def convention():
    return ConventionFactory()


def arreter(mois):
    for rang in range(1, mois + 1):
        figer(date(2025, rang, 1))
        MoisArrete.objects.get_or_create(mois=date(2025, rang, 1))


def objectifs(partenaire, convention):
    lu = partenaire.get(f"/conventions/{convention.pk}/objectifs")
    assert lu.statut == 200, lu.corps
    return lu.corps["le"], {objectif["code"]: objectif for objectif in lu.corps["objectifs"]}


def test_the_conventions_are_listed_with_their_amendments(partenaire, convention):
    convention.avenants.create(
        numero=1, objet="Six mois", date_debut=date(2025, 9, 1), date_fin=date(2026, 6, 30)
    )
    (lue,) = partenaire.get("/conventions").corps["resultats"]
    assert (lue["code"], lue["partenaires"]) == (convention.code, ["France Travail"])
    assert lue["avenants"][0]["date_fin"] == "2026-06-30"


def test_an_objective_of_everybody_says_the_year_to_date(partenaire, convention):
    ParcoursFactory.create_batch(6, actif=True)
    ObjectifFactory(convention=convention, code="entrees", cible=73)
    arreter(2)
    le, lus = objectifs(partenaire, convention)
    assert le == "2025-02-28"
    assert lus["entrees"]["realise"] == lus["entrees"]["numerateur"] == 6
    assert (lus["entrees"]["cible"], lus["entrees"]["attendu"]) == (73, 12)
    assert not lus["entrees"]["est_masque"]


def test_before_any_official_month_nothing_counted_is_said(partenaire, convention):
    ParcoursFactory.create_batch(6, actif=True)
    ObjectifFactory(convention=convention, code="entrees", cible=73)
    le, lus = objectifs(partenaire, convention)
    assert le is None
    assert (lus["entrees"]["realise"], lus["entrees"]["est_masque"]) == (None, True)


def test_what_has_not_begun_is_not_said_to_be_withheld(partenaire):
    convention = ConventionFactory(date_debut=date(2026, 1, 1), date_fin=date(2026, 12, 31))
    ObjectifFactory(convention=convention, code="entrees", cible=73)
    arreter(2)
    lu = objectifs(partenaire, convention)[1]["entrees"]
    assert (lu["realise"], lu["est_masque"]) == (None, False)
    assert "pas encore commencé" in lu["raison"]


def test_a_cohort_is_never_said(partenaire, convention):
    cohorte = CohorteFactory()
    for _ in range(6):
        AppartenanceFactory(cohorte=cohorte)
    ObjectifFactory(convention=convention, code="c", cohorte=cohorte, cible=5)
    arreter(12)
    _, lus = objectifs(partenaire, convention)
    assert lus["c"]["est_masque"]
    assert lus["c"]["realise"] is lus["c"]["numerateur"] is None
    assert lus["c"]["portee"]["cohorte"] == cohorte.code
    assert "masquent" in lus["c"]["raison"]


def test_few_people_of_one_commune_are_masked_as_in_the_report(partenaire, convention):
    communes = {"59172": 9, "59491": 2, "59632": 8}
    for code, nombre in communes.items():
        commune = CommuneFactory(code_insee=code, nom=code)
        ParcoursFactory.create_batch(nombre, actif=True, participant__commune=commune)
        ObjectifFactory(convention=convention, code=code, communes=[code], cible=5)
    arreter(12)
    _, lus = objectifs(partenaire, convention)
    publie = masquer(prendre_les_chiffres(date(2025, 12, 1)))
    (table,) = [v for v in publie["ventilations"] if v["code"] == "commune"]
    dites = {m["code"]: m for m in table["modalites"]}
    for code in communes:
        modalite = dites.get(code)
        masque = modalite is None or "entrees" in modalite["masque"]["annee"]
        assert lus[code]["est_masque"] == masque, code
        if not masque:
            assert lus[code]["realise"] == modalite["valeurs"]["annee"]["entrees"]["valeur"]
    assert lus["59491"]["est_masque"]


def test_a_month_tells_nothing_of_one_commune(partenaire, convention):
    commune = CommuneFactory()
    ParcoursFactory.create_batch(20, actif=True, participant__commune=commune)
    ObjectifFactory(convention=convention, code="c", communes=[commune.pk], cible=5)
    arreter(11)
    assert objectifs(partenaire, convention)[1]["c"]["est_masque"]


def test_days_that_no_report_counts_are_not_said(partenaire):
    """They would be subtracted from those that it does."""
    convention = ConventionFactory(date_debut=date(2025, 1, 26))
    ParcoursFactory.create_batch(6, actif=True)
    ObjectifFactory(convention=convention, code="entrees", cible=5)
    arreter(2)
    assert objectifs(partenaire, convention)[1]["entrees"]["est_masque"]


def test_a_convention_that_is_over_is_not_told_by_a_later_month(partenaire):
    convention = ConventionFactory(date_fin=date(2025, 6, 30))
    ParcoursFactory.create_batch(6, actif=True)
    ParcoursFactory.create_batch(6, actif=True, date_entree=date(2025, 9, 1))
    ObjectifFactory(convention=convention, code="entrees", cible=5)
    arreter(11)
    lu = objectifs(partenaire, convention)[1]["entrees"]
    assert (lu["realise"], lu["est_masque"]) == (None, True)


def test_a_counter_kept_by_hand_is_said(partenaire, convention):
    objectif = ObjectifFactory(convention=convention, code="actions", manuel=True, cible=12)
    ValeurFactory(objectif=objectif, date=date(2025, 1, 20), valeur=3)
    arreter(2)
    lu = objectifs(partenaire, convention)[1]["actions"]
    assert (lu["realise"], lu["indicateur"], lu["est_masque"]) == (3, None, False)


def test_a_convention_to_come_has_not_begun(partenaire):
    convention = ConventionFactory(date_debut=date(2026, 1, 1), date_fin=date(2026, 12, 31))
    ObjectifFactory(convention=convention, code="entrees", cible=5)
    arreter(2)
    lu = objectifs(partenaire, convention)[1]["entrees"]
    assert (lu["realise"], lu["raison"]) == (
        None,
        "La période de l'objectif n'a pas encore commencé.",
    )


def test_a_convention_that_does_not_exist_is_not_found(partenaire):
    assert partenaire.get("/conventions/4321/objectifs").statut == 404


def test_without_its_scope_nothing_is_read(convention):
    autre = Partenaire(["orientations.lecture"])
    assert autre.get("/conventions").statut == 403
    assert autre.get(f"/conventions/{convention.pk}/objectifs").statut == 403
