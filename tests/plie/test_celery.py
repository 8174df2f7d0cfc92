from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from plie.celery import TRAVAUX, app
from plie.taches.registre import TACHES


@pytest.mark.parametrize("entree", app.conf.beat_schedule.values(), ids=app.conf.beat_schedule)
def test_what_beat_sends_exists(entree):
    app.loader.import_default_modules()

    assert entree["task"] in app.tasks


@pytest.mark.parametrize("tache", TRAVAUX)
def test_what_runs_by_itself_exists(tache):
    app.loader.import_default_modules()

    assert tache in TACHES


def test_no_two_tasks_are_called_the_same_on_the_pages():
    app.loader.import_default_modules()
    libelles = Counter(une.libelle for nom, une in TACHES.items() if not nom.startswith("tests."))

    assert len(libelles) > 15
    assert [libelle for libelle, nombre in libelles.items() if nombre > 1 or not libelle] == []


def test_the_monthly_report_is_looked_for_at_six_in_paris(time_machine):
    horaire = TRAVAUX["conventions.tasks.produire_rapport_mensuel"]
    dernier = datetime(2026, 6, 30, 4, 0, 10, tzinfo=UTC)

    time_machine.move_to(datetime(2026, 7, 1, 3, 59, tzinfo=UTC))
    assert not horaire.is_due(dernier).is_due
    time_machine.move_to(datetime(2026, 7, 1, 4, 0, 1, tzinfo=UTC))
    assert horaire.is_due(dernier).is_due


def test_what_a_worker_writes_is_for_its_own_account_from_the_first_byte(worker):
    etat = Path(f"/proc/{worker.processus.pid}/status").read_text()
    assert "Umask:\t0077" in etat
