from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accompagnement.actions.etape import modifier_etape, terminer_etape
from accompagnement.models import Etape
from plie.socle.erreurs import Conflit
from tests.concurrence import ecrire_pendant
from tests.usines import CoordinationFactory, EtapeFactory


@pytest.fixture
def etape(transactional_db):
    return EtapeFactory()


def test_of_two_writers_of_one_etape_the_second_is_told(etape):
    ecrire = partial(modifier_etape, etape, par=CoordinationFactory(), version=etape.version)
    with pytest.raises(Conflit):
        ecrire_pendant(partial(ecrire, libelle="Permis B"), partial(ecrire, libelle="Code"))
    assert Etape.objects.get().libelle == "Permis B"


def test_an_etape_ends_once(etape):
    terminer = partial(terminer_etape, etape, par=CoordinationFactory(), date_fin=date(2025, 4, 1))
    with pytest.raises(ValidationError, match="terminée depuis"):
        ecrire_pendant(
            partial(terminer, resultat="realisee"), partial(terminer, resultat="interrompue")
        )
    assert Etape.objects.get().resultat == "realisee"
