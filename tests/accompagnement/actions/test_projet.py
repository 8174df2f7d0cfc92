import pytest
from django.core.exceptions import ValidationError

from accompagnement.actions.projet import enregistrer_projet
from accompagnement.models import Projet
from plie.referentiels.actions import charger_referentiels
from plie.referentiels.models import Rome
from plie.socle.erreurs import Conflit
from tests.usines import CoordinationFactory, ParcoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def parcours():
    return ParcoursFactory(actif=True)


def ecrire(parcours, **champs):
    return enregistrer_projet(parcours, par=CoordinationFactory(), **champs)


def test_skills_are_added_and_removed_and_a_twin_is_written_once(parcours):
    ecrire(parcours, competences=["Caisse", "caisse", "Accueil"])
    assert sorted(c.libelle for c in parcours.competences.all()) == ["Accueil", "caisse"]
    ecrire(parcours, competences=["ACCUEIL", "Jardinage"])
    assert sorted(c.libelle for c in parcours.competences.all()) == ["Accueil", "Jardinage"]


def test_a_project_aims_at_five_trades_at_most(parcours):
    charger_referentiels()
    metiers = list(Rome.objects.all()[:6])
    with pytest.raises(ValidationError, match="5 métiers"):
        ecrire(parcours, metiers=metiers)
    assert ecrire(parcours, metiers=metiers[:5]).metiers.count() == 5


def test_somebody_who_read_before_another_save_writes_nothing(parcours):
    ecrire(parcours, version=0, description="Première")
    with pytest.raises(Conflit):
        ecrire(parcours, version=0, description="Seconde")
    assert Projet.objects.get().description == "Première"


@pytest.mark.parametrize(
    "champs",
    [{"heures_min": 35, "heures_max": 20}, {"heures_max": 60}, {"mobilite_km": 900}],
)
def test_limits_that_make_no_sense_are_refused(parcours, champs):
    with pytest.raises(ValidationError):
        ecrire(parcours, **champs)
    assert not Projet.objects.exists()
