import pytest
from django.db import IntegrityError, OperationalError, connection

from plie.referentiels.models import Commune
from plie.socle.copy_postgresql import copier, copier_lignes


@pytest.mark.django_db(transaction=True)
def test_rows_are_copied_by_who_opened_no_transaction():
    copier(Commune, [Commune(code_insee="59172", nom="Denain", latitude=50.3, longitude=3.4)])
    assert Commune.objects.get().nom == "Denain"


@pytest.mark.django_db(transaction=True)
def test_what_fails_is_told_as_of_any_other_statement():
    commune = Commune(code_insee="59172", nom="Denain", latitude=50.3, longitude=3.4)
    with pytest.raises(IntegrityError):
        copier(Commune, [commune, commune])

    def lignes():
        yield "59172", "Denain", 50.3, 3.4
        connection.connection.pgconn.finish()

    with pytest.raises(OperationalError):
        copier_lignes(
            Commune._meta.db_table, ["code_insee", "nom", "latitude", "longitude"], lignes()
        )
    assert not Commune.objects.exists()
