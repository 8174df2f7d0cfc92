import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import oauth2_provider.generators
import oauth2_provider.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import plie.partenaires.models.application
import plie.partenaires.models.evenement


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("comptes", "0001_agents_et_structures"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "client_id",
                    models.CharField(
                        db_index=True,
                        default=oauth2_provider.generators.generate_client_id,
                        max_length=255,
                        unique=True,
                        verbose_name="client ID",
                    ),
                ),
                (
                    "redirect_uris",
                    models.TextField(
                        blank=True,
                        help_text="Allowed URIs list, space separated",
                        verbose_name="redirect URIs",
                    ),
                ),
                (
                    "post_logout_redirect_uris",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Allowed Post Logout URIs list, space separated",
                        verbose_name="post logout redirect URIs",
                    ),
                ),
                (
                    "client_type",
                    models.CharField(
                        choices=[("confidential", "Confidential"), ("public", "Public")],
                        max_length=32,
                        verbose_name="client type",
                    ),
                ),
                (
                    "authorization_grant_type",
                    models.CharField(
                        choices=[
                            ("authorization-code", "Authorization code"),
                            ("urn:ietf:params:oauth:grant-type:device_code", "Device Code"),
                            ("implicit", "Implicit"),
                            ("password", "Resource owner password-based"),
                            ("client-credentials", "Client credentials"),
                            ("openid-hybrid", "OpenID connect hybrid"),
                        ],
                        max_length=44,
                        verbose_name="authorization grant type",
                    ),
                ),
                (
                    "client_secret",
                    oauth2_provider.models.ClientSecretField(
                        blank=True,
                        db_index=True,
                        default=oauth2_provider.generators.generate_client_secret,
                        help_text="Client secret for authentication",
                        max_length=255,
                        verbose_name="client secret",
                    ),
                ),
                (
                    "hash_client_secret",
                    models.BooleanField(default=True, verbose_name="hash client secret"),
                ),
                ("name", models.CharField(blank=True, max_length=255, verbose_name="name")),
                (
                    "skip_authorization",
                    models.BooleanField(default=False, verbose_name="skip authorization"),
                ),
                ("created", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("updated", models.DateTimeField(auto_now=True, verbose_name="updated")),
                (
                    "algorithm",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "No OIDC support"),
                            ("RS256", "RSA with SHA-2 256"),
                            ("HS256", "HMAC with SHA-2 256"),
                        ],
                        default="",
                        max_length=5,
                        verbose_name="algorithm",
                    ),
                ),
                (
                    "allowed_origins",
                    models.TextField(
                        blank=True,
                        default="",
                        help_text="Allowed origins list to enable CORS, space separated",
                        verbose_name="allowed origins",
                    ),
                ),
                (
                    "registration_source",
                    models.CharField(
                        choices=[
                            ("manual", "Manual"),
                            ("dcr", "Dynamic Client Registration"),
                            ("cimd", "Client ID Metadata Document"),
                        ],
                        default="manual",
                        help_text="How this application was registered (manual, DCR per RFC 7591, or CIMD)",
                        max_length=32,
                        verbose_name="registration source",
                    ),
                ),
                (
                    "cimd_expires_at",
                    models.DateTimeField(
                        blank=True,
                        default=None,
                        help_text="When the cached Client ID Metadata Document should be re-fetched",
                        null=True,
                        verbose_name="CIMD expires at",
                    ),
                ),
                (
                    "portees",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "accompagnements.lecture",
                                    "Savoir si une personne est accompagnée, par qui, depuis quand",
                                ),
                                ("accompagnements.sensible", "Lire la RQTH (donnée de santé)"),
                                ("orientations.ecriture", "Adresser des orientations"),
                                ("orientations.lecture", "Suivre ses orientations"),
                                ("offres.ecriture", "Déposer ses offres d'emploi"),
                                (
                                    "indicateurs.lecture",
                                    "Lire les indicateurs et les rapports publiés",
                                ),
                            ],
                            max_length=40,
                        ),
                        size=None,
                        verbose_name="portées",
                    ),
                ),
                (
                    "motif_sensible",
                    models.CharField(
                        blank=True,
                        db_default="",
                        max_length=300,
                        verbose_name="motif de l'accès aux données de santé",
                    ),
                ),
                (
                    "reseaux",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            max_length=50,
                            validators=[plie.partenaires.models.application.valider_reseau],
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Une adresse ou un réseau par ligne ; vide : toutes.",
                        size=None,
                        verbose_name="adresses d'origine admises",
                    ),
                ),
                (
                    "est_active",
                    models.BooleanField(db_default=True, default=True, verbose_name="active"),
                ),
                (
                    "est_essai",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Personnes inventées : les vrais dossiers ne sont ni lus ni écrits.",
                        verbose_name="bac à sable",
                    ),
                ),
                (
                    "est_de_confiance",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        verbose_name="offres ouvertes sans relecture",
                    ),
                ),
                ("appels_par_minute", models.PositiveIntegerField(db_default=600, default=600)),
                ("volume_signale_le", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="comptes.structure",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(app_label)s_%(class)s",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "application partenaire",
                "verbose_name_plural": "applications partenaires",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Appel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "identifiant",
                    models.CharField(max_length=64, verbose_name="identifiant de la requête"),
                ),
                (
                    "declarant",
                    models.CharField(blank=True, max_length=260, verbose_name="agent déclaré"),
                ),
                ("methode", models.CharField(max_length=7, verbose_name="méthode")),
                ("ressource", models.CharField(max_length=100)),
                ("statut", models.PositiveSmallIntegerField(verbose_name="réponse")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="erreur")),
                ("duree_ms", models.PositiveIntegerField(verbose_name="durée (ms)")),
                ("le", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appels",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-le", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Abonnement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("adresse", models.CharField(max_length=300)),
                (
                    "est_actif",
                    models.BooleanField(db_default=True, default=True, verbose_name="actif"),
                ),
                (
                    "cree_le",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="créé le"),
                ),
                ("distribue_jusqu_a", models.BigIntegerField(default=0, editable=False)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="abonnements",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("name", models.CharField(blank=True, max_length=255, verbose_name="name")),
                (
                    "portees",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                (
                                    "accompagnements.lecture",
                                    "Savoir si une personne est accompagnée, par qui, depuis quand",
                                ),
                                ("accompagnements.sensible", "Lire la RQTH (donnée de santé)"),
                                ("orientations.ecriture", "Adresser des orientations"),
                                ("orientations.lecture", "Suivre ses orientations"),
                                ("offres.ecriture", "Déposer ses offres d'emploi"),
                                (
                                    "indicateurs.lecture",
                                    "Lire les indicateurs et les rapports publiés",
                                ),
                            ],
                            max_length=40,
                        ),
                        size=None,
                        verbose_name="portées",
                    ),
                ),
                (
                    "motif_sensible",
                    models.CharField(
                        blank=True,
                        db_default="",
                        max_length=300,
                        verbose_name="motif de l'accès aux données de santé",
                    ),
                ),
                (
                    "reseaux",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            max_length=50,
                            validators=[plie.partenaires.models.application.valider_reseau],
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        help_text="Une adresse ou un réseau par ligne ; vide : toutes.",
                        size=None,
                        verbose_name="adresses d'origine admises",
                    ),
                ),
                (
                    "est_active",
                    models.BooleanField(db_default=True, default=True, verbose_name="active"),
                ),
                (
                    "est_de_confiance",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        verbose_name="offres ouvertes sans relecture",
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="name_portees_motif_sensible_reseaux_est_active_est_de_confiance_events",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CleDeSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("identifiant", models.SlugField(max_length=20)),
                ("secret", models.TextField(editable=False)),
                (
                    "cree_le",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="créée le"
                    ),
                ),
                (
                    "expire_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="expire le"),
                ),
                (
                    "abonnement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cles",
                        to="partenaires.abonnement",
                    ),
                ),
            ],
            options={
                "verbose_name": "clé de signature",
                "ordering": ["-cree_le", "-pk"],
            },
        ),
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
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ressource d'essai",
                "verbose_name_plural": "ressources d'essai",
                "ordering": ["-cree_le", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Evenement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("type", models.CharField(max_length=40)),
                (
                    "ressource",
                    models.CharField(max_length=100, verbose_name="adresse de la ressource"),
                ),
                (
                    "ecrit_le",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="le"
                    ),
                ),
                (
                    "transaction",
                    models.BigIntegerField(
                        db_default=plie.partenaires.models.evenement.TransactionEnCours(),
                        editable=False,
                    ),
                ),
                (
                    "numero",
                    models.BigIntegerField(
                        editable=False, null=True, unique=True, verbose_name="numéro"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="comptes.structure",
                    ),
                ),
            ],
            options={
                "verbose_name": "événement",
                "ordering": ["numero"],
            },
        ),
        migrations.CreateModel(
            name="Livraison",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero", models.BigIntegerField(verbose_name="numéro")),
                ("ressource", models.CharField(max_length=100)),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("a_livrer", "À livrer"),
                            ("livree", "Livrée"),
                            ("de_cote", "Mise de côté"),
                        ],
                        default="a_livrer",
                        max_length=10,
                    ),
                ),
                ("essais", models.PositiveSmallIntegerField(db_default=0, default=0)),
                ("pas_avant", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "essayee_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="dernier essai le"),
                ),
                (
                    "reponse",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="réponse"),
                ),
                (
                    "abonnement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="livraisons",
                        to="partenaires.abonnement",
                    ),
                ),
                (
                    "evenement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="partenaires.evenement",
                    ),
                ),
            ],
            options={
                "ordering": ["-numero"],
            },
        ),
        migrations.CreateModel(
            name="Secret",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("empreinte", models.CharField(max_length=64, unique=True)),
                (
                    "cree_le",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="créé le"),
                ),
                ("expire_le", models.DateTimeField(verbose_name="expire le")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="secrets",
                        to=settings.OAUTH2_PROVIDER_APPLICATION_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-cree_le", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                fields=("user",),
                name="application_un_agent",
                violation_error_message="Cet agent est déjà celui d'une autre application.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("user__isnull", False)),
                name="application_agit_comme_un_agent",
                violation_error_message="Une application agit comme un agent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                fields=("structure", "name"),
                name="application_nom_unique",
                violation_error_code="name",
                violation_error_message="Une application de cette structure porte déjà ce nom.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "portees__contained_by",
                        [
                            "accompagnements.lecture",
                            "accompagnements.sensible",
                            "orientations.ecriture",
                            "orientations.lecture",
                            "offres.ecriture",
                            "indicateurs.lecture",
                        ],
                    ),
                    models.Q(("portees", []), _negated=True),
                ),
                name="application_portees_connues",
                violation_error_code="portees",
                violation_error_message="Choisissez au moins une portée connue.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("portees__overlap", ["accompagnements.sensible"]), _negated=True),
                    models.Q(("motif_sensible", ""), _negated=True),
                    _connector="OR",
                ),
                name="application_sensible_motivee",
                violation_error_code="motif_sensible",
                violation_error_message="Indiquez pourquoi cette application lit la RQTH.",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("appels_par_minute__gt", 0)),
                name="application_debit_positif",
                violation_error_code="appels_par_minute",
                violation_error_message="Indiquez un nombre d'appels par minute.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "partenaires_applicationevent" ("est_active", "est_de_confiance", "motif_sensible", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portees", "reseaux") VALUES (NEW."est_active", NEW."est_de_confiance", NEW."motif_sensible", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."portees", NEW."reseaux"); RETURN NULL;',
                    hash="342f06b049dd09438d0d5e16238513ddd3485d4c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_64ab8",
                    table="partenaires_application",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."est_active" IS DISTINCT FROM (NEW."est_active") OR OLD."est_de_confiance" IS DISTINCT FROM (NEW."est_de_confiance") OR OLD."motif_sensible" IS DISTINCT FROM (NEW."motif_sensible") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."portees" IS DISTINCT FROM (NEW."portees") OR OLD."reseaux" IS DISTINCT FROM (NEW."reseaux"))',
                    func='INSERT INTO "partenaires_applicationevent" ("est_active", "est_de_confiance", "motif_sensible", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "portees", "reseaux") VALUES (NEW."est_active", NEW."est_de_confiance", NEW."motif_sensible", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."portees", NEW."reseaux"); RETURN NULL;',
                    hash="57a64759178956bc3a0b23cc771243e86367ba5e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_98723",
                    table="partenaires_application",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="appel",
            index=models.Index(fields=["application", "-le"], name="appel_de_l_application"),
        ),
        migrations.AddIndex(
            model_name="appel",
            index=models.Index(fields=["le"], name="appel_a_purger"),
        ),
        migrations.AddConstraint(
            model_name="abonnement",
            constraint=models.UniqueConstraint(
                fields=("application", "adresse"),
                name="abonnement_une_fois",
                violation_error_code="adresse",
                violation_error_message="Cette adresse est déjà appelée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cledesignature",
            constraint=models.UniqueConstraint(
                fields=("abonnement", "identifiant"),
                name="cle_nommee_une_fois",
                violation_error_message="Cette clé existe déjà.",
            ),
        ),
        migrations.AddIndex(
            model_name="essairessource",
            index=models.Index(
                fields=["application", "type", "-cree_le"], name="essai_de_l_application"
            ),
        ),
        migrations.AddIndex(
            model_name="essairessource",
            index=models.Index(fields=["cree_le"], name="essai_a_purger"),
        ),
        migrations.AddIndex(
            model_name="evenement",
            index=models.Index(fields=["structure", "numero"], name="evenement_du_partenaire"),
        ),
        migrations.AddIndex(
            model_name="evenement",
            index=models.Index(
                condition=models.Q(("numero__isnull", True)),
                fields=["id"],
                name="evenement_a_numeroter",
            ),
        ),
        migrations.AddIndex(
            model_name="evenement",
            index=models.Index(fields=["ecrit_le"], name="evenement_a_purger"),
        ),
        migrations.AddConstraint(
            model_name="evenement",
            constraint=models.UniqueConstraint(
                fields=("structure", "ressource", "type", "transaction"),
                name="evenement_un_par_transaction",
                violation_error_message="Cet événement est déjà noté.",
            ),
        ),
        migrations.AddIndex(
            model_name="livraison",
            index=models.Index(
                condition=models.Q(("statut", "a_livrer")),
                fields=["abonnement", "ressource", "numero"],
                name="livraison_attendue",
            ),
        ),
        migrations.AddIndex(
            model_name="livraison",
            index=models.Index(
                condition=models.Q(("statut", "a_livrer")),
                fields=["abonnement", "numero"],
                name="livraison_en_file",
            ),
        ),
        migrations.AddIndex(
            model_name="livraison",
            index=models.Index(fields=["abonnement", "-numero"], name="livraison_recente"),
        ),
        migrations.AddConstraint(
            model_name="livraison",
            constraint=models.UniqueConstraint(
                fields=("abonnement", "evenement"),
                name="livraison_une_par_evenement",
                violation_error_message="Cet événement est déjà à livrer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="secret",
            constraint=models.CheckConstraint(
                condition=models.Q(("expire_le__gte", models.F("cree_le"))),
                name="secret_expire_apres_sa_creation",
                violation_error_code="expire_le",
                violation_error_message="L'expiration précède la création.",
            ),
        ),
    ]
