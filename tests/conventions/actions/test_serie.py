import unicodedata
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from conventions.actions.serie import (
    Bilan,
    importer_series,
    modifier_serie,
    noter_une_valeur,
    retirer_valeur_serie,
)
from conventions.models import Serie, ValeurSerie
from plie.comptes.enums import Role
from tests.usines import AgentFactory

pytestmark = pytest.mark.django_db
ENTETE = "serie;date;valeur;unite;source\n"
DEUX = ENTETE + (
    "Catégorie A;2025-09-30;10 510;personnes;Convention\n"
    "Bénéficiaires du RSA;26/01/2026;-3,2;%;Convention\n"
)


@pytest.fixture
def direction():
    return AgentFactory(role=Role.DIRECTION)


def _refus(texte, par, encodage="utf-8"):
    with pytest.raises(ValidationError) as refus:
        importer_series(texte.encode(encodage), par=par)
    return refus.value.messages


def test_a_file_is_written_once_and_again_changes_nothing(direction):
    assert importer_series(DEUX.encode(), par=direction) == Bilan(2, 0, 0)
    assert importer_series(("\ufeff" + DEUX).encode(), par=direction) == Bilan(0, 0, 2)
    lues = list(ValeurSerie.objects.values_list("serie__libelle", "date", "valeur"))
    assert lues == [
        ("Bénéficiaires du RSA", date(2026, 1, 26), Decimal("-3.20")),
        ("Catégorie A", date(2025, 9, 30), Decimal(10510)),
    ]


def test_a_value_that_differs_is_corrected(direction):
    importer_series(DEUX.encode(), par=direction)
    corrige = DEUX.replace("10 510", "10511")
    assert importer_series(corrige.encode(), par=direction) == Bilan(0, 1, 1)
    assert ValeurSerie.objects.get(serie__libelle="Catégorie A").valeur == 10511


def test_all_or_nothing_each_faulty_line_is_said(direction):
    demain = timezone.localdate() + timedelta(days=1)
    messages = _refus(
        DEUX + "Sans date;hier;3;offres;INSEE\n"
        "Trop;2025-01-01;1e3x;offres;INSEE\n"
        f"Demain;{demain};3;offres;INSEE\n"
        "Court;2025-01-01;3\n"
        ";2025-01-01;3;offres;\n",
        direction,
    )
    assert messages == [
        "Ligne 4 : « hier » n'est pas une date AAAA-MM-JJ ou JJ/MM/AAAA.",
        "Ligne 5 : « 1e3x » n'est pas un nombre à deux décimales au plus.",
        "Ligne 6 : La date est dans l'avenir.",
        "Ligne 7 : 3 colonnes au lieu de 5.",
        "Ligne 8 : « serie » est vide. « source » est vide.",
    ]
    assert not Serie.objects.exists()


@pytest.mark.parametrize(
    ("texte", "dit"),
    [
        ("", "première ligne"),
        ("serie,date\n", "première ligne"),
        (ENTETE, "aucune valeur"),
        (DEUX + "Catégorie A;2025-09-30;3;personnes;INSEE\n", "autre chose que la ligne 2"),
        (DEUX + "Catégorie A;2025-12-31;3;%;INSEE\n", "pas l'unité de la ligne 2"),
        (DEUX + "A;2025-12-31;NaN;%;INSEE\n", "pas un nombre"),
        (DEUX + "A;2025-12-31;9999999999999;%;INSEE\n", "trop grande"),
        (DEUX + "A;2025-02-30;9;%;INSEE\n", "pas une date"),
        (DEUX + "A;0001-01-01;9;%;INSEE\n", "L'année n'est pas plausible : elle va de 1990"),
        (DEUX + "A;1/1/99999999999999999999;9;%;INSEE\n", "pas une date"),
        (DEUX.replace("\n", "\r"), "Ligne 1 : illisible"),
        ("s" * 140_000, "Ligne 1 : illisible"),
        (DEUX + "A" * 140_000 + ";2025-02-03;9;%;INSEE\n", "Ligne 4 : illisible"),
        (DEUX + "A" * 200 + ";2025-02-03;9;%;INSEE\n", "dépasse 120"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(direction, texte, dit):
    assert any(dit in message for message in _refus(texte, direction))
    assert not ValeurSerie.objects.exists()


@pytest.mark.parametrize(
    ("fautives", "dit"),
    [(21, "Et 1 autre ligne refusée."), (22, "Et 2 autres lignes refusées.")],
)
def test_the_faulty_lines_beyond_the_first_are_counted(direction, fautives, dit):
    assert _refus(ENTETE + "A;hier;3;offres;INSEE\n" * fautives, direction)[20:] == [dit]


def test_a_file_of_another_encoding_is_refused_in_a_sentence(direction):
    assert "UTF-8" in _refus(DEUX, direction, "latin-1")[0]


def test_a_series_keeps_its_unit(direction):
    importer_series(DEUX.encode(), par=direction)
    autre = ENTETE + "Catégorie A;2025-12-31;11;%;INSEE\n"
    assert _refus(autre, direction) == [
        "Ligne 2 : « Catégorie A » est en « personnes », pas en « % »."
    ]


def test_two_names_that_look_the_same_are_one_series(direction):
    """An accent may be written apart from its letter, and a paste brings what nobody sees."""
    importer_series(DEUX.encode(), par=direction)
    for nom in (
        unicodedata.normalize("NFD", "Catégorie A"),
        "Catégorie\u200b A",
        "\ufeffCatégorie A",
    ):
        ligne = f"{nom};2025-09-30;10 510;personnes;Convention\n"
        assert importer_series((ENTETE + ligne).encode(), par=direction) == Bilan(0, 0, 1)


def test_a_value_is_typed_corrected_and_taken_out_with_its_series(direction):
    champs = {"serie": "Offres", "date": date(2026, 1, 13), "unite": "offres", "source": "FT"}
    assert noter_une_valeur(par=direction, valeur=Decimal(1853), **champs) == Bilan(1, 0, 0)
    assert noter_une_valeur(par=direction, valeur=Decimal(1854), **champs) == Bilan(0, 1, 0)
    retirer_valeur_serie(ValeurSerie.objects.get(), par=direction)
    assert not Serie.objects.exists()


def test_a_series_renamed_by_a_paste_still_takes_the_values_of_that_name(direction):
    champs = {"valeur": Decimal(3), "unite": "%", "source": "INSEE", "par": direction}
    noter_une_valeur(serie="Chômage", date=date(2025, 1, 1), **champs)
    colle = unicodedata.normalize("NFD", "Taux de chômage\u200b")
    modifier_serie(Serie.objects.get(), par=direction, version=1, libelle=colle)
    noter_une_valeur(serie=colle, date=date(2026, 1, 1), **champs)
    assert Serie.objects.get().libelle == "Taux de chômage"
