import uuid

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("partenaires", "0001_applications_appels_et_evenements")]

    operations = [
        migrations.CreateModel(
            name="EssaiRessource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("type", models.CharField(max_length=30)),
                ("identifiant", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("donnees", models.JSONField(default=dict, verbose_name="données")),
                (
                    "cree_le",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="créée le"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="essais",
                        to="partenaires.application",
                    ),
                ),
            ],
            options={
                "verbose_name": "ressource d'essai",
                "verbose_name_plural": "ressources d'essai",
                "ordering": ["-cree_le", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["application", "type", "-cree_le"], name="essai_de_l_application"
                    ),
                    models.Index(fields=["cree_le"], name="essai_a_purger"),
                ],
            },
        ),
    ]
