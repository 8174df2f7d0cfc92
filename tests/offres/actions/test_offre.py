from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from offres.actions.offre import changer_statut, expirer_offres
from offres.enums import StatutOffre
from tests.usines import AgentFactory, OffreFactory

pytestmark = pytest.mark.django_db


def test_our_offers_expire_the_day_after_their_last_and_only_ours():
    jour = timezone.localdate()
    passee = OffreFactory(expire_le=jour - timedelta(days=1))
    du_jour = OffreFactory(expire_le=jour)
    importee = OffreFactory(importee=True, expire_le=jour - timedelta(days=1))
    assert expirer_offres() == 1
    assert expirer_offres() == 0
    for offre, statut in ((passee, "expiree"), (du_jour, "ouverte"), (importee, "ouverte")):
        offre.refresh_from_db()
        assert offre.statut == statut


def test_an_expired_offer_opens_again_once_its_day_is_moved():
    agent = AgentFactory()
    offre = OffreFactory(expire_le=timezone.localdate() - timedelta(days=1))
    expirer_offres()
    with pytest.raises(ValidationError, match="repoussez"):
        changer_statut(offre, par=agent, statut=StatutOffre.OUVERTE)
    type(offre).objects.filter(pk=offre.pk).update(expire_le=timezone.localdate())
    assert changer_statut(offre, par=agent, statut=StatutOffre.OUVERTE).fin_le is None
