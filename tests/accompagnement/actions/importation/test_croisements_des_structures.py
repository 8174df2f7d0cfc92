"""A structure is named by its name, its SAFIR code or its SIRET."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accompagnement.actions.importation import cellules, controle
from accompagnement.models import Parcours
from plie.comptes.models import Structure
from tests.usines import StructureFactory

SIRET = "73282932000074"


@pytest.fixture
def agence(references):
    return StructureFactory(nom="France Travail Denain", code_safir="05912", siret=SIRET)


@pytest.mark.parametrize(
    ("ecrit", "avis"),
    [
        ("france travail  DENAIN", None),
        ("05912", None),
        ("5912", cellules.AVIS_ZEROS),
        ("05912.0", cellules.AVIS_DECIMALE),
        (SIRET, None),
        ("732 829 320 00074", None),
        ("732\u202f829\u202f320\u00a000074", None),
    ],
)
def test_a_row_finds_the_structure_by_all_that_names_it(agence, importer_lignes, ecrit, avis):
    rapport = importer_lignes({"prescripteur": ecrit, "structure": ecrit})

    assert rapport.structures == []
    parcours = Parcours.objects.get()
    assert (parcours.prescripteur, parcours.structure) == (agence, agence)
    assert [texte for texte in rapport.avis if str(avis) in texte] == rapport.avis


@pytest.mark.parametrize("colonne", ["prescripteur", "structure"])
@pytest.mark.parametrize(
    ("ecrit", "phrase"),
    [
        ("59120", "aucune structure n'a le code SAFIR 59120"),
        ("404 833 048 00022", "aucune structure n'a le SIRET 40483304800022"),
    ],
)
def test_an_unknown_code_creates_no_structure_of_that_name(agence, fautes, colonne, ecrit, phrase):
    (faute,) = fautes({colonne: ecrit})
    assert faute[:2] == (2, colonne)
    assert phrase in faute[2]
    assert Structure.objects.get() == agence


def test_a_name_that_looks_like_no_code_is_created_as_before(importer_lignes):
    assert importer_lignes({"structure": "Agence 59120"}).structures == ["Agence 59120"]


def test_codes_are_read_in_one_question_whatever_the_rows(references):
    with CaptureQueriesContext(connection) as capture:
        lire = controle._lecteurs()["prescripteur"]
    sur_les_structures = [q for q in capture.captured_queries if "comptes_structure" in q["sql"]]
    assert len(sur_les_structures) == 1
    with CaptureQueriesContext(connection) as capture:
        for code in range(10_000, 10_100):
            lire(str(code))
    assert not capture.captured_queries
