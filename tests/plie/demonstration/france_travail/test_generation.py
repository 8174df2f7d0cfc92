"""The offers of the stand-in: the founding numbers, dated around the day, whatever the day."""

from datetime import UTC, datetime, timedelta

import pytest

from plie.demonstration.france_travail.generation import generer


@pytest.mark.parametrize("jour", ["2026-01-13", "2026-11-24", "2028-03-01"])
def test_the_offers_of_the_convention_date_from_the_weeks_before_the_day(time_machine, jour):
    time_machine.move_to(f"{jour}T10:00:00+00:00", tick=False)
    offres = generer()
    metiers = [offre["romeCode"][0] for offre in offres]
    assert (len(offres), metiers.count("K"), metiers.count("N")) == (1853, 371, 352)
    maintenant = datetime.now(UTC)
    for offre in offres:
        creee, revue = (
            datetime.fromisoformat(offre[cle]) for cle in ("dateCreation", "dateActualisation")
        )
        assert maintenant - timedelta(days=46) < creee <= revue <= maintenant, offre["id"]
