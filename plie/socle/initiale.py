"""A first migration of an app of many tables, applied in one go."""

from django.db import migrations


class MigrationInitiale(migrations.Migration):
    """Each table comes whole, and after those that it names: nothing is altered on the way.

    Django makes every related model anew after each operation: 150 tables and as many triggers
    then take a minute. Here the state is made once, with all the operations in it.
    """

    initial = True

    def apply(self, project_state, schema_editor, collect_sql=False):
        project_state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state
