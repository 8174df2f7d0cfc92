import pytest
from django.core.exceptions import ValidationError

from plie.socle.depot import analyser
from tests import fichiers
from tests.clamav import clamav
from tests.fichiers import depot


def test_a_clean_file_is_read_whole_and_rewound(settings):
    fichier = depot(fichiers.PDF * 200)
    with clamav() as (settings.CLAMAV_URL, recus):
        analyser(fichier)
    assert recus == [fichiers.PDF * 200]
    assert fichier.tell() == 0


def test_an_infected_file_is_refused(settings):
    with clamav() as (settings.CLAMAV_URL, _), pytest.raises(ValidationError, match="a refusé"):
        analyser(depot(fichiers.PDF + fichiers.EICAR))


@pytest.mark.parametrize("adresse", ["tcp://127.0.0.1:9", "unix:///nulle/part/clamd.sock"])
def test_a_file_that_could_not_be_scanned_is_not_kept(settings, adresse):
    settings.CLAMAV_URL = adresse
    with pytest.raises(ValidationError, match="ne répond pas"):
        analyser(depot(fichiers.PDF))


def test_without_an_antivirus_nothing_is_scanned(settings):
    settings.CLAMAV_URL = ""
    assert analyser(depot(fichiers.EICAR)) is None
