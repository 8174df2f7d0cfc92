from datetime import UTC, datetime

import pytest

from plie.celery import app


@pytest.mark.parametrize("entree", app.conf.beat_schedule.values(), ids=app.conf.beat_schedule)
def test_what_runs_by_itself_exists(entree):
    app.loader.import_default_modules()

    assert entree["task"] in app.tasks


def test_the_monthly_report_is_made_on_the_first_at_six_in_paris(time_machine):
    horaire = app.conf.beat_schedule["produire-rapport-mensuel"]["schedule"]
    dernier = datetime(2026, 6, 1, 4, 0, 10, tzinfo=UTC)

    time_machine.move_to(datetime(2026, 7, 1, 3, 59, tzinfo=UTC))
    assert not horaire.is_due(dernier).is_due
    time_machine.move_to(datetime(2026, 7, 1, 4, 0, 1, tzinfo=UTC))
    assert horaire.is_due(dernier).is_due
