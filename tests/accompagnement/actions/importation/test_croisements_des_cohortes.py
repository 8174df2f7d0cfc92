"""The column `cohortes`: who is put in one, from today on, and who is not."""

from datetime import date

import pghistory
import pytest
from django.utils import timezone

from accompagnement.actions.cohorte import quitter_cohorte
from accompagnement.models import AppartenanceCohorte
from tests.usines import AppartenanceFactory, CohorteFactory, CoordinationFactory

ENTRE = {"date_entree": "2025-01-15", "criteres": "rsa,detld", "cohortes": "cent"}
SECOND = ENTRE | {"identifiant_externe": "B2", "nom": "Martin"}


@pytest.fixture
def cent(references):
    return CohorteFactory(code="cent", capacite=2)


def test_a_row_puts_the_person_in_the_cohorts_it_names(cent, importer_lignes):
    CohorteFactory(code="denain")
    assert importer_lignes(ENTRE | {"cohortes": "cent, denain"}).est_accepte
    lues = AppartenanceCohorte.objects.order_by("cohorte__code")
    aujourdhui = timezone.localdate()
    assert [(a.cohorte.code, a.date_debut, a.criteres) for a in lues] == [
        ("cent", aujourdhui, ["detld", "rsa"]),
        ("denain", aujourdhui, ["detld", "rsa"]),
    ]
    assert lues[0].raison == f"Import du {aujourdhui:%d/%m/%Y}"


def test_the_same_file_writes_nothing_again(cent, importer_lignes):
    importer_lignes(ENTRE)
    avant = pghistory.models.Events.objects.count()
    rapport = importer_lignes(ENTRE)
    assert rapport.bilan.parcours_inchanges == 1
    assert pghistory.models.Events.objects.count() == avant


def test_who_is_known_already_counts_as_modified(cent, importer_lignes):
    importer_lignes(ENTRE | {"cohortes": ""})
    assert importer_lignes(ENTRE).bilan.parcours_modifies == 1


def test_an_empty_cell_takes_nobody_out(cent, importer_lignes):
    importer_lignes(ENTRE)
    importer_lignes(ENTRE | {"cohortes": ""})
    assert AppartenanceCohorte.objects.en_cours().count() == 1


def test_who_left_is_not_put_back(cent, importer_lignes):
    importer_lignes(ENTRE)
    quitter_cohorte(
        AppartenanceCohorte.objects.get(),
        par=CoordinationFactory(),
        date_fin=timezone.localdate(),
        raison_fin="A repris un emploi",
    )
    rapport = importer_lignes(ENTRE)
    assert "elle n'y est pas remise" in rapport.texte()
    assert AppartenanceCohorte.objects.count() == 1


def test_who_left_the_plie_is_not_put_in(cent, importer_lignes):
    sorti = ENTRE | {"date_sortie": "2025-06-30", "motif_sortie": "cdi"}
    rapport = importer_lignes(sorti)
    assert "n'est pas mise dans la cohorte" in rapport.texte()
    assert not AppartenanceCohorte.objects.exists()


@pytest.mark.parametrize(
    "ligne, faute",
    [
        ({"cohortes": "cents"}, "cohorte inconnue : cents ; les codes sont cent"),
        ({"date_entree": ""}, "une cohorte demande une date d'entrée"),
    ],
)
def test_a_wrong_cell_is_refused(cent, fautes, ligne, faute):
    assert fautes(ENTRE | ligne) == [(2, "cohortes", faute)]


def test_without_any_cohort_the_column_says_so(references, fautes):
    (faute,) = fautes(ENTRE)
    assert faute[2] == "cohorte inconnue : cent ; il n'en existe aucune"


def test_the_rows_over_the_places_are_refused(cent, fautes):
    AppartenanceFactory(cohorte=cent, date_debut=date(2025, 2, 1))
    assert fautes(ENTRE, SECOND) == [
        (3, "cohortes", "cette cohorte n'a plus de place (capacité : 2)")
    ]


def test_a_place_left_is_taken(cent, importer_lignes):
    AppartenanceFactory(cohorte=cent, date_debut=date(2025, 2, 1), date_fin=date(2025, 3, 1))
    assert importer_lignes(ENTRE, SECOND).est_accepte
    assert AppartenanceCohorte.objects.en_cours().count() == 2
