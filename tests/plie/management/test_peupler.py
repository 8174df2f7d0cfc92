import io

import pytest
from django.core.management import CommandError, call_command

from accompagnement.actions.regle_sortie import charger_regles
from accompagnement.models import Entretien, Etape, Parcours, Participant, Sortie
from plie.referentiels.models import Commune
from tests.usines import CommuneFactory

pytestmark = pytest.mark.django_db


def peupler(nombre, **options):
    sortie = io.StringIO()
    call_command("peupler", participants=nombre, stdout=sortie, stderr=io.StringIO(), **options)
    return sortie.getvalue()


@pytest.fixture(autouse=True)
def references():
    CommuneFactory(population_municipale=20_000)
    charger_regles()


def test_a_base_is_filled_with_people_and_what_hangs_from_them():
    assert "300 participants" in peupler(300)

    assert Participant.objects.count() == 300
    ouverts = Parcours.objects.en_cours().count()
    assert 0.06 < ouverts / 300 < 0.2
    assert Sortie.objects.count() == Parcours.objects.count() - ouverts
    assert Entretien.objects.count() > 900
    assert Etape.objects.count() > 400


def test_the_same_seed_gives_the_same_people():
    peupler(40, graine=7)
    peupler(40, graine=7, forcer=True)
    peupler(40, graine=8, forcer=True)
    personnes = [
        list(
            Participant.objects.order_by("pk").values_list(
                "nom", "prenom", "date_naissance", "adresse"
            )[debut : debut + 40]
        )
        for debut in (0, 40, 80)
    ]
    assert personnes[0] == personnes[1]
    assert personnes[0] != personnes[2]


def test_a_base_that_has_dossiers_is_refused_unless_forced():
    peupler(5)
    with pytest.raises(CommandError, match="--forcer"):
        peupler(5)
    peupler(5, forcer=True)
    assert Participant.objects.count() == 10


def test_a_number_of_people_below_one_is_refused():
    with pytest.raises(CommandError, match="au moins un"):
        peupler(0)


def test_a_base_without_reference_data_is_told_what_to_run():
    Commune.objects.all().delete()
    with pytest.raises(CommandError, match="manage.py preparer"):
        peupler(5)
