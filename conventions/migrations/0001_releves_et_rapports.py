import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

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
                ("cree_le", models.DateTimeField(auto_now_add=True, verbose_name="créé le")),
                (
                    "publie_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="publié le"),
                ),
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
            ],
            options={
                "ordering": ["-mois", "-version"],
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
                (
                    "rapport",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fichiers",
                        to="conventions.rapport",
                    ),
                ),
            ],
            options={
                "verbose_name": "fichier de rapport",
                "verbose_name_plural": "fichiers de rapport",
                "ordering": ["rapport", "format"],
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
                ("calcule_le", models.DateTimeField(verbose_name="calculé le")),
                ("fige_le", models.DateTimeField(null=True, verbose_name="figé le")),
                (
                    "regle",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accompagnement.reglesortie",
                    ),
                ),
            ],
            options={
                "verbose_name": "relevé",
                "ordering": ["debut", "indicateur", "dimension", "modalite"],
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
                ("bornes", models.JSONField(default=dict)),
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
        migrations.AddConstraint(
            model_name="rapport",
            constraint=models.UniqueConstraint(
                fields=("mois", "version"),
                name="rapport_une_version",
                violation_error_message="Cette version du rapport existe déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rapport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("statut", "publie"), _negated=True),
                fields=("mois",),
                name="rapport_un_seul_non_publie",
                violation_error_message="Un rapport de ce mois attend déjà d'être publié.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rapport",
            constraint=models.CheckConstraint(
                condition=models.Q(("mois__day", 1)),
                name="rapport_premier_du_mois",
                violation_error_message="Un rapport porte sur un mois entier.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rapport",
            constraint=models.CheckConstraint(
                condition=models.Q(("progression__lte", 100)),
                name="rapport_progression_bornee",
                violation_error_message="La progression va de 0 à 100.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rapport",
            constraint=models.CheckConstraint(
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
        migrations.AddConstraint(
            model_name="fichierrapport",
            constraint=models.UniqueConstraint(
                fields=("rapport", "format"),
                name="fichier_unique_par_format",
                violation_error_message="Ce rapport a déjà un fichier de ce format.",
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
        migrations.AddIndex(
            model_name="releve",
            index=models.Index(
                condition=models.Q(("fige_le__isnull", False)),
                fields=["debut", "fin"],
                name="releve_fige_par_periode",
            ),
        ),
        migrations.AddConstraint(
            model_name="releve",
            constraint=models.UniqueConstraint(
                fields=("debut", "fin", "indicateur", "dimension", "modalite"),
                name="releve_unique",
                violation_error_message="Ce chiffre est déjà relevé pour cette période.",
            ),
        ),
        migrations.AddConstraint(
            model_name="releve",
            constraint=models.CheckConstraint(
                condition=models.Q(("fin__gte", models.F("debut"))),
                name="releve_fin_apres_debut",
                violation_error_message="La fin de la période précède son début.",
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
    ]
