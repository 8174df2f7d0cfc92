import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import plie.comptes.tri


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("referentiels", "0001_extensions_et_normalisation"),
    ]

    operations = [
        migrations.CreateModel(
            name="Commune",
            fields=[
                ("code_insee", models.CharField(max_length=5, primary_key=True, serialize=False)),
                ("nom", models.CharField(max_length=100)),
                (
                    "codes_postaux",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5), default=list, size=None
                    ),
                ),
                ("population_municipale", models.PositiveIntegerField(default=0)),
                ("latitude", models.FloatField()),
                ("longitude", models.FloatField()),
                (
                    "est_du_territoire",
                    models.BooleanField(default=True, verbose_name="du territoire du PLIE"),
                ),
            ],
            options={
                "ordering": [plie.comptes.tri.Normaliser("nom")],
            },
        ),
        migrations.CreateModel(
            name="Naf",
            fields=[
                ("section", models.CharField(max_length=1, primary_key=True, serialize=False)),
                ("libelle", models.CharField(max_length=250)),
                (
                    "divisions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2), default=list, size=None
                    ),
                ),
            ],
            options={
                "verbose_name": "section d'activité (NAF)",
                "verbose_name_plural": "sections d'activité (NAF)",
                "ordering": ["section"],
            },
        ),
        migrations.CreateModel(
            name="Rome",
            fields=[
                ("code", models.CharField(max_length=5, primary_key=True, serialize=False)),
                ("libelle", models.CharField(max_length=250)),
                ("grand_domaine_code", models.CharField(db_index=True, max_length=1)),
                ("grand_domaine_libelle", models.CharField(max_length=200)),
                ("domaine_code", models.CharField(db_index=True, max_length=3)),
                ("domaine_libelle", models.CharField(max_length=200)),
            ],
            options={
                "verbose_name": "métier (ROME)",
                "verbose_name_plural": "métiers (ROME)",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="TypeFrein",
            fields=[
                ("slug", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("libelle", models.CharField(max_length=150, verbose_name="libellé")),
                (
                    "est_sensible",
                    models.BooleanField(
                        db_default=True,
                        default=True,
                        help_text="Dit quelque chose de la santé, de la justice ou du logement : seuls le référent de la personne et la coordination le lisent.",
                        verbose_name="sensible",
                    ),
                ),
                ("ordre", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "type de frein",
                "verbose_name_plural": "types de frein",
                "ordering": ["ordre", "libelle"],
            },
        ),
        migrations.CreateModel(
            name="CodeExterne",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("contrainte", "Contrainte"),
                            ("situation", "Situation"),
                            ("objectif", "Objectif"),
                        ],
                        max_length=12,
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("systeme", models.CharField(max_length=40, verbose_name="système")),
                ("version", models.CharField(max_length=20)),
                ("code", models.CharField(max_length=20)),
            ],
            options={
                "verbose_name": "code d'un autre système",
                "verbose_name_plural": "codes d'autres systèmes",
                "ordering": ["systeme", "version", "nature", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("systeme", "version", "nature", "slug"),
                        name="code_externe_unique",
                        violation_error_message="Ce code existe déjà pour ce système et cette version.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DomaineProche",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("domaine", models.CharField(max_length=3)),
                ("proche", models.CharField(max_length=3)),
            ],
            options={
                "verbose_name": "domaines proches",
                "verbose_name_plural": "domaines proches",
                "ordering": ["domaine", "proche"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("domaine", "proche"),
                        name="domaines_proches_uniques",
                        violation_error_message="Ces deux domaines sont déjà dits proches.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("domaine__lt", models.F("proche"))),
                        name="domaines_proches_ordonnes",
                        violation_error_code="proche",
                        violation_error_message="Écrivez les deux domaines dans l'ordre, sans répéter le même.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Qpv",
            fields=[
                ("code", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("nom", models.CharField(max_length=150)),
                (
                    "generation",
                    models.CharField(
                        choices=[("2015", "2015"), ("2024", "2024")],
                        default="2024",
                        max_length=4,
                        verbose_name="génération",
                    ),
                ),
                (
                    "communes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        default=list,
                        size=None,
                        verbose_name="codes INSEE",
                    ),
                ),
            ],
            options={
                "verbose_name": "quartier prioritaire (QPV)",
                "verbose_name_plural": "quartiers prioritaires (QPV)",
                "ordering": ["-generation", plie.comptes.tri.Normaliser("nom"), "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z0-9]{8}$")),
                        name="qpv_code_de_huit_caracteres",
                        violation_error_code="code",
                        violation_error_message="Le code d'un QPV compte 8 lettres majuscules ou chiffres.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("generation__in", ["2015", "2024"])),
                        name="qpv_generation_connue",
                        violation_error_code="generation",
                        violation_error_message="La génération d'un QPV est 2015 ou 2024.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SituationFrein",
            fields=[
                ("slug", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                (
                    "est_sensible",
                    models.BooleanField(
                        db_default=True,
                        default=True,
                        help_text="Dit quelque chose de la santé, de la justice ou du logement : seuls le référent de la personne et la coordination le lisent.",
                        verbose_name="sensible",
                    ),
                ),
                ("ordre", models.PositiveSmallIntegerField(default=0)),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="situations",
                        to="referentiels.typefrein",
                    ),
                ),
            ],
            options={
                "verbose_name": "situation de frein",
                "verbose_name_plural": "situations de frein",
                "ordering": ["type", "ordre", "libelle"],
            },
        ),
        migrations.CreateModel(
            name="TypeObjectif",
            fields=[
                ("slug", models.SlugField(max_length=60, primary_key=True, serialize=False)),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                (
                    "est_sensible",
                    models.BooleanField(
                        db_default=True,
                        default=True,
                        help_text="Dit quelque chose de la santé, de la justice ou du logement : seuls le référent de la personne et la coordination le lisent.",
                        verbose_name="sensible",
                    ),
                ),
                ("ordre", models.PositiveSmallIntegerField(default=0)),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objectifs",
                        to="referentiels.typefrein",
                    ),
                ),
            ],
            options={
                "verbose_name": "objectif de levée",
                "verbose_name_plural": "objectifs de levée",
                "ordering": ["type", "ordre", "libelle"],
            },
        ),
    ]
