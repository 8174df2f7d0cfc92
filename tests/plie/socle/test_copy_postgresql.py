import pytest

from plie.referentiels.models import Commune
from plie.socle.copy_postgresql import copier


@pytest.mark.django_db(transaction=True)
def test_rows_are_copied_by_who_opened_no_transaction():
    copier(Commune, [Commune(code_insee="59172", nom="Denain", latitude=50.3, longitude=3.4)])
    assert Commune.objects.get().nom == "Denain"
