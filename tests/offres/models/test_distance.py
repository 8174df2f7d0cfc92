import pytest
from django.db.models import F, Value

from offres.models.distance import DistanceKm
from plie.referentiels.models import Commune
from tests.usines import CommuneFactory

pytestmark = pytest.mark.django_db


def _distance(latitude, longitude):
    CommuneFactory(code_insee="59172", nom="Denain", latitude=50.3293, longitude=3.3942)
    point = DistanceKm(F("latitude"), F("longitude"), Value(latitude), Value(longitude))
    return Commune.objects.annotate(km=point).get().km


@pytest.mark.parametrize(
    ("latitude", "longitude", "attendue"),
    [
        (50.3293, 3.3942, 0),
        # Valenciennes, Paris, and the other side of the Earth.
        (50.3579, 3.5235, 9.71),
        (48.8566, 2.3522, 180.3),
        (-50.3293, -176.6058, 20015.1),
    ],
)
def test_the_distance_is_that_of_the_globe(latitude, longitude, attendue):
    assert _distance(latitude, longitude) == pytest.approx(attendue, rel=0.01, abs=0.01)


def test_an_unknown_point_is_at_no_distance():
    assert _distance(None, None) is None
