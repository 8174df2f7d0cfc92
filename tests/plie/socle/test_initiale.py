import pytest
from django.db.migrations import CreateModel, RunSQL
from django.db.migrations.loader import MigrationLoader
from pgtrigger.migrations import AddTrigger

from plie.socle.initiale import MigrationInitiale

EN_UNE_FOIS = {
    cle: migration
    for cle, migration in MigrationLoader(None).disk_migrations.items()
    if isinstance(migration, MigrationInitiale)
}


def test_the_largest_app_is_made_in_one_go():
    assert "accompagnement" in {app for app, _ in EN_UNE_FOIS}


@pytest.mark.parametrize("cle", sorted(EN_UNE_FOIS), ids=".".join)
def test_what_is_applied_in_one_go_alters_nothing_on_the_way(cle):
    """A column added after its table would be made twice."""
    operations = {type(operation) for operation in EN_UNE_FOIS[cle].operations}
    assert operations <= {CreateModel, AddTrigger, RunSQL}
