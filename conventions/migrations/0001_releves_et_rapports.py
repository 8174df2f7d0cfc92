import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import plie.socle.dates
from plie.socle.initiale import MigrationInitiale


class Migration(MigrationInitiale):
    dependencies = [
        ("accompagnement", "0001_participants_et_parcours"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Rapport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mois", models.DateField(help_text="Le premier jour du mois.")),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("en_attente", "En attente"),
                            ("en_cours", "En cours de production"),
                            ("brouillon", "Brouillon"),
                            ("publie", "Publié"),
                            ("echec", "Échec"),
                        ],
                        default="en_attente",
                        max_length=12,
                    ),
                ),
                ("progression", models.PositiveSmallIntegerField(default=0)),
                ("etape", models.CharField(blank=True, max_length=200, verbose_name="étape")),
                ("donnees", models.JSONField(blank=True, null=True, verbose_name="chiffres")),
                ("ce_qui_change", models.TextField(blank=True, verbose_name="ce qui change")),
                (
                    "cree_par",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("cree_le", models.DateTimeField(auto_now_add=True, verbose_name="créé le")),
                (
                    "publie_par",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "publie_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="publié le"),
                ),
            ],
            options={
                "ordering": ["-mois", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("mois", "version"),
                        name="rapport_une_version",
                        violation_error_message="Cette version du rapport existe déjà.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("statut", "publie"), _negated=True),
                        fields=("mois",),
                        name="rapport_un_seul_non_publie",
                        violation_error_message="Un rapport de ce mois attend déjà d'être publié.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mois__day", 1)),
                        name="rapport_premier_du_mois",
                        violation_error_message="Un rapport porte sur un mois entier.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("progression__lte", 100)),
                        name="rapport_progression_bornee",
                        violation_error_message="La progression va de 0 à 100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("donnees__isnull", False),
                                ("publie_le__isnull", False),
                                ("publie_par__isnull", False),
                                ("statut", "publie"),
                            ),
                            models.Q(
                                models.Q(("statut", "publie"), _negated=True),
                                ("publie_le__isnull", True),
                                ("publie_par__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="rapport_publie_par_quelqu_un",
                        violation_error_message="Un rapport publié a un auteur, une date et des chiffres.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FichierRapport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rapport",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fichiers",
                        to="conventions.rapport",
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("xlsx", "Classeur (XLSX)"),
                            ("csv", "Données (CSV)"),
                            (
                                "csv-virgule",
                                "Données à virgule décimale (CSV, pour un tableur en français)",
                            ),
                        ],
                        max_length=12,
                    ),
                ),
                ("fichier", models.FileField(max_length=200, upload_to="")),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte SHA-256")),
                ("taille", models.PositiveIntegerField(verbose_name="taille en octets")),
            ],
            options={
                "verbose_name": "fichier de rapport",
                "verbose_name_plural": "fichiers de rapport",
                "ordering": ["rapport", "format"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("rapport", "format"),
                        name="fichier_unique_par_format",
                        violation_error_message="Ce rapport a déjà un fichier de ce format.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Releve",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("indicateur", models.CharField(max_length=40)),
                ("debut", models.DateField(verbose_name="début")),
                ("fin", models.DateField()),
                ("dimension", models.CharField(blank=True, max_length=20)),
                ("modalite", models.CharField(blank=True, max_length=40, verbose_name="modalité")),
                ("valeur", models.FloatField(null=True)),
                ("numerateur", models.FloatField(verbose_name="numérateur")),
                ("denominateur", models.FloatField(null=True, verbose_name="dénominateur")),
                (
                    "regle",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accompagnement.reglesortie",
                    ),
                ),
                ("calcule_le", models.DateTimeField(verbose_name="calculé le")),
                ("fige_le", models.DateTimeField(null=True, verbose_name="figé le")),
            ],
            options={
                "verbose_name": "relevé",
                "ordering": ["debut", "indicateur", "dimension", "modalite"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("fige_le__isnull", False)),
                        fields=["debut", "fin"],
                        name="releve_fige_par_periode",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("debut", "fin", "indicateur", "dimension", "modalite"),
                        name="releve_unique",
                        violation_error_message="Ce chiffre est déjà relevé pour cette période.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("fin__gte", models.F("debut"))),
                        name="releve_fin_apres_debut",
                        violation_error_message="La fin de la période précède son début.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MoisArrete",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mois", models.DateField(help_text="Le premier jour du mois.", unique=True)),
                ("arrete_le", models.DateTimeField(auto_now_add=True, verbose_name="arrêté le")),
                (
                    "arrete_par",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("bornes", models.JSONField(default=dict)),
                ("regles", models.JSONField(null=True, verbose_name="règles")),
            ],
            options={
                "verbose_name": "mois arrêté",
                "verbose_name_plural": "mois arrêtés",
                "ordering": ["mois"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("mois__day", 1)),
                        name="arrete_premier_du_mois",
                        violation_error_message="Un arrêté porte sur un mois entier.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Convention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True)),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                (
                    "partenaires",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=150), size=None
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="du")),
                ("date_fin", models.DateField(verbose_name="au (inclus)")),
                ("signee_le", models.DateField(blank=True, null=True, verbose_name="signée le")),
                (
                    "lieu",
                    models.CharField(blank=True, max_length=200, verbose_name="lieu de signature"),
                ),
                (
                    "document",
                    models.URLField(blank=True, max_length=500, verbose_name="adresse du document"),
                ),
            ],
            options={
                "ordering": ["-date_debut", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("date_fin__gte", models.F("date_debut"))),
                        name="convention_fin_apres_debut",
                        violation_error_code="date_fin",
                        violation_error_message="La fin de la convention précède son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_debut__gte", "1990-01-01"), ("date_fin__lt", "2100-01-01")
                        ),
                        name="convention_annees_plausibles",
                        violation_error_code="date_debut",
                        violation_error_message="L'année de la convention n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("partenaires__len__gte", 1)),
                        name="convention_a_un_partenaire",
                        violation_error_code="partenaires",
                        violation_error_message="Une convention a au moins un partenaire.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Avenant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="avenants",
                        to="conventions.convention",
                    ),
                ),
                ("numero", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("objet", models.CharField(max_length=300)),
                ("signe_le", models.DateField(blank=True, null=True, verbose_name="signé le")),
                ("date_debut", models.DateField(verbose_name="à partir du")),
                ("date_fin", models.DateField(verbose_name="jusqu'au (inclus)")),
            ],
            options={
                "ordering": ["convention", "numero"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("convention", "numero"),
                        name="avenant_numero_unique",
                        violation_error_code="numero",
                        violation_error_message="Un avenant de cette convention porte déjà ce numéro.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("numero__gte", 1)),
                        name="avenant_numero_positif",
                        violation_error_code="numero",
                        violation_error_message="Les avenants se numérotent à partir de 1.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("date_fin__gte", models.F("date_debut"))),
                        name="avenant_fin_apres_debut",
                        violation_error_code="date_fin",
                        violation_error_message="L'avenant finirait avant de commencer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_debut__gte", "1990-01-01"), ("date_fin__lt", "2100-01-01")
                        ),
                        name="avenant_annees_plausibles",
                        violation_error_code="date_debut",
                        violation_error_message="L'année de l'avenant n'est pas plausible.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConventionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="conventions.convention",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40)),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                (
                    "partenaires",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=150), size=None
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="du")),
                ("date_fin", models.DateField(verbose_name="au (inclus)")),
                ("signee_le", models.DateField(blank=True, null=True, verbose_name="signée le")),
                (
                    "lieu",
                    models.CharField(blank=True, max_length=200, verbose_name="lieu de signature"),
                ),
                (
                    "document",
                    models.URLField(blank=True, max_length=500, verbose_name="adresse du document"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Objectif",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "convention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objectifs",
                        to="conventions.convention",
                    ),
                ),
                ("code", models.SlugField(max_length=40)),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                ("axe", models.CharField(blank=True, max_length=200)),
                ("ordre", models.PositiveSmallIntegerField(default=0)),
                ("indicateur", models.CharField(blank=True, max_length=40)),
                (
                    "compteur",
                    models.CharField(
                        blank=True,
                        help_text="Ce qui est compté, au pluriel : « actions communes ».",
                        max_length=60,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="D'où viennent ses valeurs.",
                        max_length=200,
                        verbose_name="source du compteur",
                    ),
                ),
                (
                    "rythme",
                    models.CharField(
                        choices=[("annee", "Par année"), ("periode", "Sur toute la convention")],
                        default="annee",
                        max_length=10,
                    ),
                ),
                (
                    "sens",
                    models.CharField(
                        choices=[("au_moins", "Au moins"), ("au_plus", "Au plus")],
                        default="au_moins",
                        max_length=10,
                    ),
                ),
                (
                    "porteur",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "communes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "criteres",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("rsa", "Bénéficiaire du RSA"),
                                ("ass", "Allocataire de l'ASS"),
                                ("aah", "Allocataire de l'AAH"),
                                ("deld", "Demandeur d'emploi de longue durée (12 à 24 mois)"),
                                (
                                    "detld",
                                    "Demandeur d'emploi de très longue durée (24 mois et plus)",
                                ),
                                ("rqth", "Travailleur handicapé (RQTH)"),
                                ("qpv", "Habitant d'un quartier prioritaire"),
                                ("parent_isole", "Parent isolé"),
                                ("sans_permis", "Sans permis de conduire"),
                                ("ase", "Sortant de l'aide sociale à l'enfance"),
                                ("sans_hebergement", "Sans hébergement ou hébergé"),
                                ("refugie", "Réfugié ou demandeur d'asile"),
                                ("detention", "Sortant de détention"),
                                ("langue", "Maîtrise du français insuffisante"),
                                ("mobilite", "Difficulté de mobilité"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "structures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "motifs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "cohorte",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accompagnement.cohorte",
                    ),
                ),
            ],
            options={
                "ordering": ["convention", "ordre", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("convention", "code"),
                        name="objectif_code_unique",
                        violation_error_code="code",
                        violation_error_message="Un objectif de cette convention porte déjà ce code.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("indicateur", ""), _negated=True),
                                ("compteur", ""),
                                ("source", ""),
                            ),
                            models.Q(
                                ("indicateur", ""),
                                models.Q(("compteur", ""), _negated=True),
                                models.Q(("source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="objectif_indicateur_ou_compteur",
                        violation_error_code="indicateur",
                        violation_error_message="Un objectif se mesure par un indicateur, ou par un compteur tenu à la main avec sa source, jamais les deux.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("indicateur", ""), _negated=True),
                            models.Q(
                                ("cohorte__isnull", True),
                                ("communes", []),
                                ("criteres", []),
                                ("motifs", []),
                                ("structures", []),
                            ),
                            _connector="OR",
                        ),
                        name="objectif_portee_d_un_indicateur",
                        violation_error_code="compteur",
                        violation_error_message="Un compteur tenu à la main n'a pas de portée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rythme__in", ["annee", "periode"]),
                            ("sens__in", ["au_moins", "au_plus"]),
                        ),
                        name="objectif_valeurs_connues",
                        violation_error_message="Ce rythme ou ce sens n'existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "criteres__contained_by",
                                [
                                    "rsa",
                                    "ass",
                                    "aah",
                                    "deld",
                                    "detld",
                                    "rqth",
                                    "qpv",
                                    "parent_isole",
                                    "sans_permis",
                                    "ase",
                                    "sans_hebergement",
                                    "refugie",
                                    "detention",
                                    "langue",
                                    "mobilite",
                                ],
                            )
                        ),
                        name="objectif_criteres_connus",
                        violation_error_code="criteres",
                        violation_error_message="L'un de ces critères n'existe pas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ObjectifEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="conventions.objectif",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "convention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="conventions.convention",
                    ),
                ),
                ("code", models.SlugField(db_index=False, max_length=40)),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                ("axe", models.CharField(blank=True, max_length=200)),
                ("ordre", models.PositiveSmallIntegerField(default=0)),
                ("indicateur", models.CharField(blank=True, max_length=40)),
                (
                    "compteur",
                    models.CharField(
                        blank=True,
                        help_text="Ce qui est compté, au pluriel : « actions communes ».",
                        max_length=60,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="D'où viennent ses valeurs.",
                        max_length=200,
                        verbose_name="source du compteur",
                    ),
                ),
                (
                    "rythme",
                    models.CharField(
                        choices=[("annee", "Par année"), ("periode", "Sur toute la convention")],
                        default="annee",
                        max_length=10,
                    ),
                ),
                (
                    "sens",
                    models.CharField(
                        choices=[("au_moins", "Au moins"), ("au_plus", "Au plus")],
                        default="au_moins",
                        max_length=10,
                    ),
                ),
                (
                    "porteur",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "communes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "criteres",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("rsa", "Bénéficiaire du RSA"),
                                ("ass", "Allocataire de l'ASS"),
                                ("aah", "Allocataire de l'AAH"),
                                ("deld", "Demandeur d'emploi de longue durée (12 à 24 mois)"),
                                (
                                    "detld",
                                    "Demandeur d'emploi de très longue durée (24 mois et plus)",
                                ),
                                ("rqth", "Travailleur handicapé (RQTH)"),
                                ("qpv", "Habitant d'un quartier prioritaire"),
                                ("parent_isole", "Parent isolé"),
                                ("sans_permis", "Sans permis de conduire"),
                                ("ase", "Sortant de l'aide sociale à l'enfance"),
                                ("sans_hebergement", "Sans hébergement ou hébergé"),
                                ("refugie", "Réfugié ou demandeur d'asile"),
                                ("detention", "Sortant de détention"),
                                ("langue", "Maîtrise du français insuffisante"),
                                ("mobilite", "Difficulté de mobilité"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "structures",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                (
                    "motifs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "cohorte",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.cohorte",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Cible",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "objectif",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cibles",
                        to="conventions.objectif",
                    ),
                ),
                ("valeur", models.DecimalField(decimal_places=1, max_digits=10)),
                ("date_debut", models.DateField(verbose_name="à partir du")),
                (
                    "date_fin",
                    models.DateField(blank=True, null=True, verbose_name="jusqu'au (inclus)"),
                ),
                (
                    "avenant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cibles",
                        to="conventions.avenant",
                    ),
                ),
            ],
            options={
                "ordering": ["objectif", "date_debut"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("objectif", "="),
                            (
                                plie.socle.dates.PlageDates(
                                    models.F("date_debut"), models.F("date_fin"), models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="cible_une_seule_a_la_fois",
                        violation_error_code="date_debut",
                        violation_error_message="Une autre cible vaut à ces dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valeur__gt", 0)),
                        name="cible_positive",
                        violation_error_code="valeur",
                        violation_error_message="Une cible est plus grande que zéro.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin__isnull", True),
                            ("date_fin__gte", models.F("date_debut")),
                            _connector="OR",
                        ),
                        name="cible_fin_apres_debut",
                        violation_error_code="date_fin",
                        violation_error_message="La cible finirait avant de commencer.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_debut__gte", "1990-01-01"), ("date_debut__lt", "2100-01-01")
                        ),
                        name="cible_annee_plausible",
                        violation_error_code="date_debut",
                        violation_error_message="L'année de la cible n'est pas plausible.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CibleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="conventions.cible",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "objectif",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="conventions.objectif",
                    ),
                ),
                ("valeur", models.DecimalField(decimal_places=1, max_digits=10)),
                ("date_debut", models.DateField(verbose_name="à partir du")),
                (
                    "date_fin",
                    models.DateField(blank=True, null=True, verbose_name="jusqu'au (inclus)"),
                ),
                (
                    "avenant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="conventions.avenant",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CompteurManuel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "objectif",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="valeurs",
                        to="conventions.objectif",
                    ),
                ),
                ("date", models.DateField(verbose_name="le")),
                ("valeur", models.DecimalField(decimal_places=1, max_digits=10)),
                ("source", models.CharField(max_length=200)),
                (
                    "saisi_par",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "valeur d'un compteur",
                "verbose_name_plural": "valeurs des compteurs",
                "ordering": ["-date", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("objectif", "date", "source"),
                        name="compteur_une_valeur_par_jour_et_source",
                        violation_error_code="date",
                        violation_error_message="Cette source a déjà une valeur ce jour-là.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valeur__gt", 0)),
                        name="compteur_valeur_positive",
                        violation_error_code="valeur",
                        violation_error_message="Une valeur est plus grande que zéro.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("date__gte", "1990-01-01"), ("date__lt", "2100-01-01")),
                        name="compteur_annee_plausible",
                        violation_error_code="date",
                        violation_error_message="L'année de la valeur n'est pas plausible.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompteurManuelEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="conventions.compteurmanuel",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "objectif",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="conventions.objectif",
                    ),
                ),
                ("date", models.DateField(verbose_name="le")),
                ("valeur", models.DecimalField(decimal_places=1, max_digits=10)),
                ("source", models.CharField(max_length=200)),
                (
                    "saisi_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AvenantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="conventions.avenant",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "convention",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="conventions.convention",
                    ),
                ),
                ("numero", models.PositiveSmallIntegerField(verbose_name="numéro")),
                ("objet", models.CharField(max_length=300)),
                ("signe_le", models.DateField(blank=True, null=True, verbose_name="signé le")),
                ("date_debut", models.DateField(verbose_name="à partir du")),
                ("date_fin", models.DateField(verbose_name="jusqu'au (inclus)")),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moisarrete",
            trigger=pgtrigger.compiler.Trigger(
                name="arrete_definitif",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="05c9f757e8cfedcb6a3b9bc78045f5b927a726c0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_arrete_definitif_9e07d",
                    table="conventions_moisarrete",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="moisarrete",
            trigger=pgtrigger.compiler.Trigger(
                name="arrete_ineffacable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT FROM conventions_moisarrete) THEN\n                RAISE EXCEPTION 'Des lignes de cette table sont figées : elle ne se vide pas.'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'arrete_ineffacable';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="66380bb0608afc4666c663bd753f2c74c96f9009",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_arrete_ineffacable_f7eea",
                    table="conventions_moisarrete",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rapport",
            trigger=pgtrigger.compiler.Trigger(
                name="rapport_publie",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"statut\" = 'publie')",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c30fba29579aca6cc7a4783a8f5ac1c73409623c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_rapport_publie_df021",
                    table="conventions_rapport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rapport",
            trigger=pgtrigger.compiler.Trigger(
                name="rapport_ineffacable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT FROM conventions_rapport WHERE statut = 'publie') THEN\n                RAISE EXCEPTION 'Des lignes de cette table sont figées : elle ne se vide pas.'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'rapport_ineffacable';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="c1055d80cfcae6dc2e806160f2b9f6b7e12728a0",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_rapport_ineffacable_aa831",
                    table="conventions_rapport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="rapport",
            trigger=pgtrigger.compiler.Trigger(
                name="transitions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."statut", \':\', NEW."statut") = ANY(\'{en_attente:echec,en_attente:en_cours,en_cours:brouillon,en_cours:echec,en_cours:en_attente,echec:en_attente,echec:en_cours,brouillon:en_attente,brouillon:publie}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."statut" IS DISTINCT FROM NEW."statut") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "statut" from "%" to "%" on table %\', OLD."statut", NEW."statut", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="23f9a6190623b221855fb30477aaab697d86d261",
                    operation="UPDATE",
                    pgid="pgtrigger_transitions_29f2d",
                    table="conventions_rapport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fichierrapport",
            trigger=pgtrigger.compiler.Trigger(
                name="fichier_ineffacable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT FROM conventions_rapport WHERE statut = 'publie') THEN\n                RAISE EXCEPTION 'Des lignes de cette table sont figées : elle ne se vide pas.'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'fichier_ineffacable';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="a092650c33bd5a7b02761438b443a7a14d6c733d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_fichier_ineffacable_bac94",
                    table="conventions_fichierrapport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fichierrapport",
            trigger=pgtrigger.compiler.Trigger(
                name="fichier_publie",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (SELECT 1 FROM conventions_rapport WHERE statut = 'publie'\n                               AND id = CASE TG_OP WHEN 'INSERT' THEN NEW.rapport_id\n                                                   ELSE OLD.rapport_id END) THEN\n                        RAISE EXCEPTION 'Les fichiers d''un rapport publié sont figés.'\n                        USING ERRCODE = 'check_violation', CONSTRAINT = 'fichier_publie';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                    hash="24d4fb6a577a774425c0ab76c820e6a6a644e76d",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_fichier_publie_56130",
                    table="conventions_fichierrapport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="releve",
            trigger=pgtrigger.compiler.Trigger(
                name="releve_fige",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."fige_le" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dd8a4af79ac3630126ad5f2cf8bdd8e0a626aa94",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_releve_fige_d7960",
                    table="conventions_releve",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="releve",
            trigger=pgtrigger.compiler.Trigger(
                name="releve_ineffacable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            IF EXISTS (SELECT FROM conventions_releve WHERE fige_le IS NOT NULL) THEN\n                RAISE EXCEPTION 'Des lignes de cette table sont figées : elle ne se vide pas.'\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'releve_ineffacable';\n            END IF;\n            RETURN NULL;\n        ",
                    hash="77ce22734d7ff7b0ce374d7aa73172b16b2046c9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_releve_ineffacable_88062",
                    table="conventions_releve",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="releve",
            trigger=pgtrigger.compiler.Trigger(
                name="periode_close",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (SELECT 1 FROM conventions_releve\n                               WHERE debut = NEW.debut AND fin = NEW.fin\n                               AND fige_le IS NOT NULL) THEN\n                        RAISE EXCEPTION 'Les chiffres de cette période sont figés.'\n                        USING ERRCODE = 'check_violation', CONSTRAINT = 'releve_fige';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="160b61755ac99a1027e8cb5d3c8e8e6213e2574e",
                    operation="INSERT",
                    pgid="pgtrigger_periode_close_2082e",
                    table="conventions_releve",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="convention",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conventions_conventionevent" ("code", "date_debut", "date_fin", "document", "id", "libelle", "lieu", "partenaires", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signee_le") VALUES (NEW."code", NEW."date_debut", NEW."date_fin", NEW."document", NEW."id", NEW."libelle", NEW."lieu", NEW."partenaires", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signee_le"); RETURN NULL;',
                    hash="f5b3ff839f38c09220b94b989dcf1804f2712e91",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_43c31",
                    table="conventions_convention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="convention",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "conventions_conventionevent" ("code", "date_debut", "date_fin", "document", "id", "libelle", "lieu", "partenaires", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signee_le") VALUES (NEW."code", NEW."date_debut", NEW."date_fin", NEW."document", NEW."id", NEW."libelle", NEW."lieu", NEW."partenaires", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signee_le"); RETURN NULL;',
                    hash="2c2541e59f95bef3d9ab2889b8fc9d96f8c3f513",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e429f",
                    table="conventions_convention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="convention",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conventions_conventionevent" ("code", "date_debut", "date_fin", "document", "id", "libelle", "lieu", "partenaires", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signee_le") VALUES (OLD."code", OLD."date_debut", OLD."date_fin", OLD."document", OLD."id", OLD."libelle", OLD."lieu", OLD."partenaires", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."signee_le"); RETURN NULL;',
                    hash="922c325d14a29fa8560b513cfaf2e97b455a41e2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_70dc7",
                    table="conventions_convention",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="avenant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conventions_avenantevent" ("convention_id", "date_debut", "date_fin", "id", "numero", "objet", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signe_le") VALUES (NEW."convention_id", NEW."date_debut", NEW."date_fin", NEW."id", NEW."numero", NEW."objet", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signe_le"); RETURN NULL;',
                    hash="48dab47b6323e49e148a57df0502d9b56207e5dd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_049ad",
                    table="conventions_avenant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="avenant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "conventions_avenantevent" ("convention_id", "date_debut", "date_fin", "id", "numero", "objet", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signe_le") VALUES (NEW."convention_id", NEW."date_debut", NEW."date_fin", NEW."id", NEW."numero", NEW."objet", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signe_le"); RETURN NULL;',
                    hash="ad97c8ec3dadf53d27c2ffb2fc6e025530d7d28c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b1b3a",
                    table="conventions_avenant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="avenant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conventions_avenantevent" ("convention_id", "date_debut", "date_fin", "id", "numero", "objet", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signe_le") VALUES (OLD."convention_id", OLD."date_debut", OLD."date_fin", OLD."id", OLD."numero", OLD."objet", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."signe_le"); RETURN NULL;',
                    hash="82c59da4a2fe1599b9adbdd2ce1b420af101e876",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a823c",
                    table="conventions_avenant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectif",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conventions_objectifevent" ("axe", "code", "cohorte_id", "communes", "compteur", "convention_id", "criteres", "id", "indicateur", "libelle", "motifs", "ordre", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "porteur_id", "rythme", "sens", "source", "structures") VALUES (NEW."axe", NEW."code", NEW."cohorte_id", NEW."communes", NEW."compteur", NEW."convention_id", NEW."criteres", NEW."id", NEW."indicateur", NEW."libelle", NEW."motifs", NEW."ordre", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."porteur_id", NEW."rythme", NEW."sens", NEW."source", NEW."structures"); RETURN NULL;',
                    hash="e01caf5c9f27e8e9136540feb8e5242902124fbf",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dd2d0",
                    table="conventions_objectif",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectif",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "conventions_objectifevent" ("axe", "code", "cohorte_id", "communes", "compteur", "convention_id", "criteres", "id", "indicateur", "libelle", "motifs", "ordre", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "porteur_id", "rythme", "sens", "source", "structures") VALUES (NEW."axe", NEW."code", NEW."cohorte_id", NEW."communes", NEW."compteur", NEW."convention_id", NEW."criteres", NEW."id", NEW."indicateur", NEW."libelle", NEW."motifs", NEW."ordre", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."porteur_id", NEW."rythme", NEW."sens", NEW."source", NEW."structures"); RETURN NULL;',
                    hash="95b1bf089cbfcdc18ed9a39b02a4133b52956b7a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_48545",
                    table="conventions_objectif",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectif",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conventions_objectifevent" ("axe", "code", "cohorte_id", "communes", "compteur", "convention_id", "criteres", "id", "indicateur", "libelle", "motifs", "ordre", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "porteur_id", "rythme", "sens", "source", "structures") VALUES (OLD."axe", OLD."code", OLD."cohorte_id", OLD."communes", OLD."compteur", OLD."convention_id", OLD."criteres", OLD."id", OLD."indicateur", OLD."libelle", OLD."motifs", OLD."ordre", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."porteur_id", OLD."rythme", OLD."sens", OLD."source", OLD."structures"); RETURN NULL;',
                    hash="2fa1eac19d3495fd940299e84c1e2bfe73fe76dc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_96ca6",
                    table="conventions_objectif",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="compteurmanuel",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conventions_compteurmanuelevent" ("date", "id", "objectif_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saisi_par_id", "source", "valeur") VALUES (NEW."date", NEW."id", NEW."objectif_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."saisi_par_id", NEW."source", NEW."valeur"); RETURN NULL;',
                    hash="9ab238be51eafd89c9dca49d5b1316bf08ab29cc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4d61d",
                    table="conventions_compteurmanuel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="compteurmanuel",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "conventions_compteurmanuelevent" ("date", "id", "objectif_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saisi_par_id", "source", "valeur") VALUES (NEW."date", NEW."id", NEW."objectif_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."saisi_par_id", NEW."source", NEW."valeur"); RETURN NULL;',
                    hash="621d6ed779e09400e27864d1e91c338b715d0a0c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6454d",
                    table="conventions_compteurmanuel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="compteurmanuel",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conventions_compteurmanuelevent" ("date", "id", "objectif_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saisi_par_id", "source", "valeur") VALUES (OLD."date", OLD."id", OLD."objectif_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."saisi_par_id", OLD."source", OLD."valeur"); RETURN NULL;',
                    hash="bcab22038e7ce2bb7f6f3351dc079e22168e5f3d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_50f9f",
                    table="conventions_compteurmanuel",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cible",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conventions_cibleevent" ("avenant_id", "date_debut", "date_fin", "id", "objectif_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valeur") VALUES (NEW."avenant_id", NEW."date_debut", NEW."date_fin", NEW."id", NEW."objectif_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."valeur"); RETURN NULL;',
                    hash="d771a095da0a627ebef91f97303eb892cade4f3b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4d3b8",
                    table="conventions_cible",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cible",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "conventions_cibleevent" ("avenant_id", "date_debut", "date_fin", "id", "objectif_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valeur") VALUES (NEW."avenant_id", NEW."date_debut", NEW."date_fin", NEW."id", NEW."objectif_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."valeur"); RETURN NULL;',
                    hash="074f2621913ddf38ac87cdcbfd10ef47c7ad9b6e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_23c69",
                    table="conventions_cible",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="cible",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "conventions_cibleevent" ("avenant_id", "date_debut", "date_fin", "id", "objectif_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "valeur") VALUES (OLD."avenant_id", OLD."date_debut", OLD."date_fin", OLD."id", OLD."objectif_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."valeur"); RETURN NULL;',
                    hash="a711609200302142c98b5613f2c27f349ac5cd50",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5de47",
                    table="conventions_cible",
                    when="AFTER",
                ),
            ),
        ),
    ]
