"""The stand-in filters as the real service says that it does."""

import pytest

from plie.demonstration.france_travail.recherche import Refus, chercher

FRANCE_TRAVAIL = {"origineOffre": {"origine": "1"}}
OFFRES = [
    {
        "id": "1",
        **FRANCE_TRAVAIL,
        "dateCreation": "2026-01-13T06:00:00.000Z",
        "dureeTravailLibelle": "35H Travail en journée",
        "salaire": {"libelle": "Mensuel de 1900,00 Euros à 2100.00 Euros sur 12 mois"},
    },
    {
        "id": "2",
        **FRANCE_TRAVAIL,
        "dateCreation": "2026-01-10T05:00:00Z",
        "dureeTravailLibelle": "17H30 Travail le matin",
        "salaire": {"libelle": "Horaire de 12,02 Euros sur 12 mois"},
    },
    {
        "id": "3",
        **FRANCE_TRAVAIL,
        "dateCreation": "2025-12-01T06:00:00Z",
        "salaire": {"commentaire": "à négocier"},
    },
]


@pytest.mark.parametrize(
    ("criteres", "attendues"),
    [
        ({"dureeHebdoMin": "1730"}, ["1", "2"]),
        ({"dureeHebdoMin": "1731"}, ["1"]),
        ({"dureeHebdoMax": "3430"}, ["2"]),
        ({"salaireMin": "2000", "periodeSalaire": "M"}, ["1"]),
        ({"salaireMin": "12", "periodeSalaire": "H"}, ["1", "2"]),
        ({"salaireMin": "24000", "periodeSalaire": "A"}, ["1"]),
        ({"publieeDepuis": "3"}, ["1"]),
        ({"publieeDepuis": "7"}, ["1", "2"]),
    ],
)
def test_each_filter_keeps_what_says_so(criteres, attendues):
    trouvees = chercher(OFFRES, criteres)
    assert [offre["id"] for offre in trouvees] == attendues


@pytest.mark.parametrize(
    "criteres",
    [
        {"dureeHebdoMin": "17H30"},
        {"dureeHebdoMax": "2460"},
        {"salaireMin": "2000"},
        {"periodeSalaire": "M"},
        {"salaireMin": "beaucoup", "periodeSalaire": "M"},
        {"salaireMin": "2000", "periodeSalaire": "J"},
        {"publieeDepuis": "2"},
    ],
)
def test_a_value_that_is_not_one_is_refused(criteres):
    with pytest.raises(Refus):
        chercher(OFFRES, criteres)
