from django.db import migrations, models

# Whoever signed in before knows the place.
DEJA_VENUS = "UPDATE comptes_agent SET visite = 5 WHERE last_login IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [
        ("comptes", "0002_dernier_jour_d_acces"),
    ]

    operations = [
        migrations.AddField(
            model_name="agent",
            name="visite",
            field=models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.RunSQL(DEJA_VENUS, migrations.RunSQL.noop),
    ]
