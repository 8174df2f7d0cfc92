from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import plie.comptes.siret
import plie.comptes.tri


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("referentiels", "0001_extensions_et_normalisation"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Agent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        max_length=254, unique=True, verbose_name="adresse électronique"
                    ),
                ),
                ("nom", models.CharField(max_length=100)),
                ("prenom", models.CharField(blank=True, max_length=100, verbose_name="prénom")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("referent", "Référent(e) de parcours"),
                            ("coordination", "Coordination"),
                            ("direction", "Direction"),
                            ("gestionnaire_fse", "Gestionnaire FSE"),
                            ("facilitateur", "Facilitateur des clauses"),
                            ("administration", "Administration"),
                            ("partenaire", "Partenaire"),
                            ("conseiller", "Conseiller(ère) partenaire"),
                        ],
                        max_length=20,
                        verbose_name="rôle",
                    ),
                ),
                (
                    "quotite",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1"),
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                        verbose_name="quotité de travail (ETP)",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="peut se connecter")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "ordering": [
                    plie.comptes.tri.Normaliser("nom"),
                    plie.comptes.tri.Normaliser("prenom"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Structure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nom", models.CharField(max_length=200)),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("plie", "PLIE"),
                            ("ccas", "CCAS"),
                            ("association", "Association"),
                            ("france_travail", "France Travail"),
                            ("mission_locale", "Mission locale"),
                            ("cap_emploi", "Cap emploi"),
                            ("departement", "Département"),
                            ("siae", "Structure d'insertion (SIAE)"),
                            ("autre", "Autre"),
                        ],
                        default="autre",
                        max_length=20,
                    ),
                ),
                (
                    "accompagne",
                    models.BooleanField(default=False, verbose_name="emploie des référents"),
                ),
                ("est_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "code_safir",
                    models.CharField(
                        blank=True,
                        max_length=5,
                        null=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{5}\\Z", "Le code SAFIR d'une agence compte 5 chiffres."
                            )
                        ],
                        verbose_name="code SAFIR",
                    ),
                ),
                (
                    "siret",
                    models.CharField(
                        blank=True,
                        max_length=14,
                        null=True,
                        validators=[plie.comptes.siret.valider_siret],
                        verbose_name="SIRET",
                    ),
                ),
                (
                    "domaine_courriel",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Les conseillers de cette structure se connectent par un code envoyé à une adresse de ce domaine.",
                        max_length=100,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^([a-z0-9-]+\\.)+[a-z]{2,}\\Z", "Un domaine : exemple.fr."
                            )
                        ],
                        verbose_name="domaine des adresses professionnelles",
                    ),
                ),
                (
                    "adresse",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Telle qu'elle s'écrit sur une enveloppe, une ligne par ligne, avec le code postal et la ville.",
                        max_length=250,
                        verbose_name="adresse postale",
                    ),
                ),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=150,
                        verbose_name="interlocuteur",
                    ),
                ),
                (
                    "contact_courriel",
                    models.EmailField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=254,
                        verbose_name="courriel de l'interlocuteur",
                    ),
                ),
                (
                    "contact_telephone",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=20,
                        verbose_name="téléphone de l'interlocuteur",
                    ),
                ),
            ],
            options={
                "ordering": [plie.comptes.tri.Normaliser("nom")],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower(
                            django.db.models.functions.text.Trim("nom")
                        ),
                        name="structure_nom_unique",
                        violation_error_message="Une structure porte déjà ce nom.",
                    ),
                    models.UniqueConstraint(
                        fields=("code_safir",),
                        name="structure_code_safir_unique",
                        violation_error_code="code_safir",
                        violation_error_message="Une structure porte déjà ce code SAFIR.",
                    ),
                    models.UniqueConstraint(
                        fields=("siret",),
                        name="structure_siret_unique",
                        violation_error_code="siret",
                        violation_error_message="Une structure porte déjà ce SIRET.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("code_safir__isnull", True),
                            ("code_safir__regex", "^\\d{5}$"),
                            _connector="OR",
                        ),
                        name="structure_code_safir_forme",
                        violation_error_code="code_safir",
                        violation_error_message="Le code SAFIR d'une agence compte 5 chiffres.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("siret__isnull", True), ("siret__regex", "^\\d{14}$"), _connector="OR"
                        ),
                        name="structure_siret_forme",
                        violation_error_code="siret",
                        violation_error_message="Un SIRET compte 14 chiffres.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="adresse électronique")),
                ("nom", models.CharField(max_length=100)),
                ("prenom", models.CharField(blank=True, max_length=100, verbose_name="prénom")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("referent", "Référent(e) de parcours"),
                            ("coordination", "Coordination"),
                            ("direction", "Direction"),
                            ("gestionnaire_fse", "Gestionnaire FSE"),
                            ("facilitateur", "Facilitateur des clauses"),
                            ("administration", "Administration"),
                            ("partenaire", "Partenaire"),
                            ("conseiller", "Conseiller(ère) partenaire"),
                        ],
                        max_length=20,
                        verbose_name="rôle",
                    ),
                ),
                (
                    "quotite",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1"),
                        max_digits=3,
                        validators=[
                            django.core.validators.MinValueValidator(Decimal("0.01")),
                            django.core.validators.MaxValueValidator(Decimal("1")),
                        ],
                        verbose_name="quotité de travail (ETP)",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="peut se connecter")),
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="comptes.structure",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="agent",
            name="structure",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agents",
                to="comptes.structure",
            ),
        ),
        migrations.AddConstraint(
            model_name="agent",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="agent_email_en_minuscules",
                violation_error_message="L'adresse électronique s'écrit en minuscules.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agent",
            constraint=models.CheckConstraint(
                condition=models.Q(("quotite__gt", 0), ("quotite__lte", 1)),
                name="agent_quotite_bornee",
                violation_error_message="La quotité est comprise entre 0,01 et 1.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("is_active", True),
                        ("role__in", ["referent", "partenaire", "conseiller"]),
                        _negated=True,
                    ),
                    ("structure__isnull", False),
                    _connector="OR",
                ),
                name="agent_referent_a_une_structure",
                violation_error_message="Un référent, un partenaire, appartient à une structure.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role__in", ("partenaire", "conseiller")), _negated=True),
                    ("password__startswith", "!"),
                    _connector="OR",
                ),
                name="agent_partenaire_sans_mot_de_passe",
                violation_error_message="Un partenaire n'a pas de mot de passe.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "comptes_agentevent" ("email", "id", "is_active", "is_superuser", "nom", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prenom", "quotite", "role", "structure_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."is_superuser", NEW."nom", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prenom", NEW."quotite", NEW."role", NEW."structure_id"); RETURN NULL;',
                    hash="8232ddd1f3c36d0556336c09f399f8998f795602",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e080c",
                    table="comptes_agent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="agent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."nom" IS DISTINCT FROM (NEW."nom") OR OLD."prenom" IS DISTINCT FROM (NEW."prenom") OR OLD."quotite" IS DISTINCT FROM (NEW."quotite") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."structure_id" IS DISTINCT FROM (NEW."structure_id"))',
                    func='INSERT INTO "comptes_agentevent" ("email", "id", "is_active", "is_superuser", "nom", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prenom", "quotite", "role", "structure_id") VALUES (NEW."email", NEW."id", NEW."is_active", NEW."is_superuser", NEW."nom", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prenom", NEW."quotite", NEW."role", NEW."structure_id"); RETURN NULL;',
                    hash="196c4b3b118fff89d268e6185e7f15da7650332a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_40d8b",
                    table="comptes_agent",
                    when="AFTER",
                ),
            ),
        ),
    ]
