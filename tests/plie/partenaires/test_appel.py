"""The journal of calls is kept twelve months."""

from datetime import timedelta

import pytest
from django.utils import timezone

from plie.partenaires.models import Appel
from plie.partenaires.tasks import purger_les_appels
from tests.partenaire import Partenaire

pytestmark = pytest.mark.django_db


def test_a_call_of_more_than_a_year_is_forgotten():
    partenaire = Partenaire(["orientations.lecture"])
    for _ in range(2):
        partenaire.get("/changements")
    ancien, recent = Appel.objects.order_by("pk")
    Appel.objects.filter(pk=ancien.pk).update(le=timezone.now() - timedelta(days=366))
    Appel.objects.filter(pk=recent.pk).update(le=timezone.now() - timedelta(days=364))
    assert purger_les_appels() == "1 appels oubliés"
    assert list(Appel.objects.all()) == [recent]
