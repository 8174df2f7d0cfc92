from datetime import UTC, datetime, timedelta

from plie.sauvegarde.dossier import FORME, a_garder, archives, derniere, tourner

MAINTENANT = datetime(2026, 11, 29, 1, 15, tzinfo=UTC)


def nuits(nombre):
    return [MAINTENANT - timedelta(days=jour) for jour in range(nombre)]


def test_days_weeks_and_months_each_keep_their_latest():
    gardees = sorted(a_garder(nuits(400), 3, 2, 4), reverse=True)
    assert [f"{date:%Y-%m-%d}" for date in gardees] == [
        *("2026-11-29", "2026-11-28", "2026-11-27"),  # days; the first is of this week and month
        "2026-11-22",  # the Sunday of the week before
        *("2026-10-31", "2026-09-30", "2026-08-31"),
    ]


def test_of_two_in_a_day_the_latest_is_kept():
    midi = MAINTENANT + timedelta(hours=11)
    assert a_garder([MAINTENANT, midi], 7, 5, 12) == {midi}


def test_periods_without_a_backup_do_not_count():
    anciennes = [MAINTENANT - timedelta(days=100 * rang) for rang in range(5)]
    assert a_garder(anciennes, 3, 0, 0) == set(anciennes[:3])


def test_rotation_removes_only_archives_and_never_the_latest(tmp_path):
    for date in nuits(3):
        (tmp_path / date.strftime(FORME)).touch()
    autres = {"plie-notes.sauvegarde", "plie-20261129-011500.sauvegarde.partiel", "notes.txt"}
    for nom in autres:
        (tmp_path / nom).touch()
    tourner(tmp_path, [0, 0, 0])
    assert list(archives(tmp_path)) == [MAINTENANT]
    assert derniere(str(tmp_path)).name == "plie-20261129-011500.sauvegarde"
    assert autres < {chemin.name for chemin in tmp_path.iterdir()}
