import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Demande",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("tache", models.CharField(max_length=80, verbose_name="tâche")),
                ("arguments", models.JSONField(blank=True, default=list)),
                ("cle", models.CharField(max_length=120, verbose_name="clé")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("a_faire", "À faire"),
                            ("faite", "Faite"),
                            ("echouee", "Échouée"),
                            ("abandonnee", "Mise de côté"),
                            ("annulee", "Annulée"),
                        ],
                        default="a_faire",
                        max_length=12,
                    ),
                ),
                (
                    "demandee_le",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="demandée le"
                    ),
                ),
                (
                    "prevue_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="prévue le"),
                ),
                (
                    "pas_avant",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="pas avant"
                    ),
                ),
                (
                    "envoyee_le",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="envoyée le"
                    ),
                ),
                (
                    "commencee_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="commencée le"),
                ),
                ("finie_le", models.DateTimeField(blank=True, null=True, verbose_name="finie le")),
                ("livraisons", models.PositiveSmallIntegerField(default=0)),
                ("essais", models.PositiveSmallIntegerField(default=0)),
                ("resultat", models.JSONField(blank=True, null=True, verbose_name="résultat")),
            ],
            options={
                "verbose_name": "travail demandé",
                "verbose_name_plural": "travaux demandés",
                "ordering": ["-demandee_le", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("statut", "a_faire")),
                        fields=["cle"],
                        name="demande_a_faire",
                    ),
                    models.Index(fields=["cle", "-demandee_le"], name="demande_derniere"),
                    models.Index(fields=["tache", "-prevue_le"], name="demande_a_l_heure"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finie_le__isnull", True), ("statut", "a_faire")),
                            models.Q(
                                models.Q(("statut", "a_faire"), _negated=True),
                                ("finie_le__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="demande_finie_quand_elle_l_est",
                        violation_error_message="Un travail fini a une date de fin.",
                    )
                ],
            },
        ),
    ]
