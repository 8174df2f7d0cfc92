import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("participant_id", models.BigIntegerField(verbose_name="dossier")),
                ("objet", models.CharField(max_length=60, verbose_name="ce qui a été consulté")),
                (
                    "detail",
                    models.CharField(
                        blank=True, db_default="", max_length=200, verbose_name="précisément"
                    ),
                ),
                (
                    "declarant",
                    models.CharField(
                        blank=True, db_default="", max_length=260, verbose_name="agent déclaré"
                    ),
                ),
                (
                    "consulte_le",
                    models.DateTimeField(auto_now_add=True, verbose_name="consulté le"),
                ),
                (
                    "en_lot",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="avec beaucoup d'autres"
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-consulte_le", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["participant_id", "-consulte_le"],
                        name="journal_con_partici_bc78a4_idx",
                    ),
                    models.Index(
                        condition=models.Q(("en_lot", False)),
                        fields=["agent", "-consulte_le"],
                        name="consultation_ouvertures",
                    ),
                ],
            },
        ),
    ]
