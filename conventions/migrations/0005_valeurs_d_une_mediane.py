from django.db import migrations


class Migration(migrations.Migration):
    """What `array_agg` does, with a state that PostgreSQL takes for small: of `array_agg` it counts
    8 kB a group, and sorts every row for every breakdown rather than keep as many."""

    dependencies = [("conventions", "0004_versions_des_formulaires")]

    operations = [
        migrations.RunSQL(
            "CREATE AGGREGATE plie_valeurs(integer)"
            " (sfunc = array_append, stype = integer[], initcond = '{}')",
            "DROP AGGREGATE plie_valeurs(integer)",
        )
    ]
