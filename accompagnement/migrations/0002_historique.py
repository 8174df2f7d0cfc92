import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accompagnement.models.emargement
import accompagnement.models.participant
import accompagnement.models.piece
import plie.comptes.siret
from plie.socle.initiale import MigrationInitiale


class Migration(MigrationInitiale):
    dependencies = [
        ("accompagnement", "0001_participants_et_parcours"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AffectationReferentEvent",
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
                        to="accompagnement.affectationreferent",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="du")),
                (
                    "date_fin",
                    models.DateField(blank=True, null=True, verbose_name="jusqu'au (exclu)"),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="comptes.structure",
                    ),
                ),
                (
                    "structure_avant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
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
        migrations.CreateModel(
            name="AjoutEntretienEvent",
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
                        to="accompagnement.ajoutentretien",
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
                    "entretien",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.entretien",
                    ),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("texte", models.TextField(max_length=20000, verbose_name="ajout")),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="ajouté le",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CommissionEvent",
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
                        to="accompagnement.commission",
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
                    "type",
                    models.CharField(
                        choices=[
                            ("integration", "d'intégration"),
                            ("suivi", "de suivi"),
                            ("sortie", "de sortie"),
                        ],
                        max_length=20,
                    ),
                ),
                ("date", models.DateField()),
                ("lieu", models.CharField(blank=True, max_length=200)),
                (
                    "presents",
                    models.TextField(
                        blank=True, db_default="", max_length=2000, verbose_name="présents"
                    ),
                ),
                ("close_le", models.DateTimeField(blank=True, null=True, verbose_name="close le")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CompetenceEvent",
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
                        to="accompagnement.competence",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                ("libelle", models.CharField(max_length=200, verbose_name="compétence")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConstatQpvEvent",
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
                        to="accompagnement.constatqpv",
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
                    "participant",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.participant",
                    ),
                ),
                ("adresse", models.CharField(blank=True, max_length=250)),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="referentiels.commune",
                    ),
                ),
                (
                    "generation",
                    models.CharField(
                        choices=[("2015", "2015"), ("2024", "2024")],
                        max_length=4,
                        verbose_name="génération",
                    ),
                ),
                ("est_en_qpv", models.BooleanField(verbose_name="en quartier prioritaire")),
                (
                    "qpv",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="referentiels.qpv",
                        verbose_name="quartier prioritaire",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("declaree", "Déclaré par la personne"),
                            ("verifiee", "Adresse vérifiée"),
                        ],
                        max_length=10,
                    ),
                ),
                ("constate_le", models.DateField(verbose_name="constaté le")),
                (
                    "par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="noté par",
                    ),
                ),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="noté le",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CorrectionEvent",
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
                        to="accompagnement.correction",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("decision", "Décision annulée"),
                            ("entree", "Date d'entrée corrigée"),
                            ("sortie", "Sortie rouverte"),
                            ("non_entree", "Non-entrée annulée"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.passage",
                    ),
                ),
                ("motif", models.TextField(max_length=2000)),
                ("avant", models.JSONField()),
                ("apres", models.JSONField(verbose_name="après")),
                (
                    "demandee_par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="demandée par",
                    ),
                ),
                (
                    "demandee_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="demandée le",
                    ),
                ),
                (
                    "touche_un_mois_arrete",
                    models.BooleanField(verbose_name="touche un mois arrêté"),
                ),
                (
                    "confirmee_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmée par",
                    ),
                ),
                (
                    "confirmee_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmée le"),
                ),
                (
                    "refusee_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="refusée par",
                    ),
                ),
                (
                    "refusee_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="refusée le"),
                ),
                ("faite_le", models.DateTimeField(blank=True, null=True, verbose_name="faite le")),
                ("transaction", models.BigIntegerField(blank=True, editable=False, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CourrierEvent",
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
                        to="accompagnement.courrier",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "modele",
                    models.CharField(
                        choices=[
                            ("courrier_convocation", "Convocation"),
                            ("courrier_absence", "Absence à un rendez-vous"),
                            ("courrier_relance", "Relance"),
                            ("courrier_orienteur", "Réponse à l'orienteur"),
                            ("courrier_fin", "Fin de parcours"),
                        ],
                        max_length=30,
                        verbose_name="modèle",
                    ),
                ),
                (
                    "expediteur",
                    models.TextField(blank=True, max_length=600, verbose_name="expéditeur"),
                ),
                ("destinataire", models.TextField(max_length=400, verbose_name="destinataire")),
                ("objet", models.CharField(max_length=300)),
                ("texte", models.TextField(max_length=5000)),
                (
                    "auteur",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("lot", models.UUIDField(blank=True, editable=False, null=True)),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="écrit le",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CritereEligibiliteEvent",
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
                        to="accompagnement.critereeligibilite",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("rsa", "Bénéficiaire du RSA"),
                            ("ass", "Allocataire de l'ASS"),
                            ("aah", "Allocataire de l'AAH"),
                            ("deld", "Demandeur d'emploi de longue durée (12 à 24 mois)"),
                            ("detld", "Demandeur d'emploi de très longue durée (24 mois et plus)"),
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
                        verbose_name="critère",
                    ),
                ),
                ("a_l_entree", models.BooleanField(default=True, verbose_name="à l'entrée")),
                ("constate_le", models.DateField(verbose_name="constaté le")),
                ("perdu_le", models.DateField(blank=True, null=True, verbose_name="perdu le")),
                (
                    "verifie_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vérifié par",
                    ),
                ),
                ("verifie_le", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EmargementEvent",
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
                        to="accompagnement.emargement",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "entretien",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.entretien",
                    ),
                ),
                ("debut", models.DateTimeField(verbose_name="date et heure signées")),
                (
                    "duree_minutes",
                    models.PositiveSmallIntegerField(verbose_name="durée signée (minutes)"),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fichier",
                    models.FileField(
                        blank=True,
                        storage=accompagnement.models.piece.stockage_pieces,
                        upload_to=accompagnement.models.emargement.chemin_signature,
                    ),
                ),
                (
                    "piece",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.piece",
                    ),
                ),
                (
                    "empreinte_image",
                    models.CharField(
                        max_length=64, verbose_name="SHA-256 de l'image ou de la feuille"
                    ),
                ),
                (
                    "empreinte",
                    models.CharField(
                        max_length=64, verbose_name="SHA-256 de l'image et des faits signés"
                    ),
                ),
                ("signe_le", models.DateTimeField(verbose_name="signé le")),
                (
                    "recueilli_par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "dementi_le",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="démenti le"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EmploiEvent",
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
                        to="accompagnement.emploi",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "type_contrat",
                    models.CharField(
                        choices=[
                            ("cdi", "CDI"),
                            ("cdd", "CDD"),
                            ("interim", "Intérim"),
                            ("fonction_publique", "Fonction publique"),
                            ("creation", "Création ou reprise d'entreprise"),
                            ("apprentissage", "Contrat d'apprentissage"),
                            ("professionnalisation", "Contrat de professionnalisation"),
                            ("iae", "Contrat d'insertion (IAE)"),
                            ("ai", "Mission d'association intermédiaire"),
                            ("saisonnier", "Contrat saisonnier"),
                            ("aide", "Contrat aidé (PEC, CIE)"),
                            ("alternance_publique", "Alternance dans le secteur public"),
                        ],
                        max_length=20,
                        verbose_name="contrat",
                    ),
                ),
                ("employeur", models.CharField(blank=True, max_length=200)),
                (
                    "siret",
                    models.CharField(
                        blank=True,
                        db_default="",
                        max_length=14,
                        validators=[plie.comptes.siret.valider_siret],
                        verbose_name="SIRET",
                    ),
                ),
                (
                    "etablissement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="offres.etablissement",
                        verbose_name="établissement",
                    ),
                ),
                (
                    "rome",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="referentiels.rome",
                        verbose_name="métier",
                    ),
                ),
                (
                    "heures_hebdo",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=4,
                        null=True,
                        verbose_name="heures par semaine",
                    ),
                ),
                (
                    "heures_totales",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="heures au total"
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="embauche le")),
                (
                    "date_fin_prevue",
                    models.DateField(blank=True, null=True, verbose_name="fin du contrat"),
                ),
                ("date_fin", models.DateField(blank=True, null=True, verbose_name="terminé le")),
                (
                    "motif_fin",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("terme", "Terme du contrat"),
                            ("essai_employeur", "Période d'essai, arrêtée par l'employeur"),
                            ("essai_personne", "Période d'essai, arrêtée par la personne"),
                            ("demission", "Démission"),
                            ("licenciement", "Licenciement"),
                            ("accord", "Rupture d'un commun accord"),
                            ("autre_contrat", "Autre contrat"),
                            ("activite", "Fin de l'activité de l'employeur"),
                            ("autre", "Autre"),
                        ],
                        db_default="",
                        max_length=20,
                        verbose_name="pourquoi",
                    ),
                ),
                (
                    "regle",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.reglecontrat",
                        verbose_name="règle du contrat",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EntretienEvent",
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
                        to="accompagnement.entretien",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("debut", models.DateTimeField(verbose_name="date et heure")),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("presence", "En présence"),
                            ("telephone", "Téléphone"),
                            ("visio", "Visioconférence"),
                            ("visite", "Visite à domicile"),
                            ("courriel", "Courriel"),
                        ],
                        default="presence",
                        max_length=10,
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("prevu", "À venir"),
                            ("honore", "Honoré"),
                            ("excuse", "Excusé"),
                            ("absent", "Absent"),
                            ("annule", "Annulé par nous"),
                        ],
                        default="honore",
                        max_length=10,
                        verbose_name="présence",
                    ),
                ),
                (
                    "duree_minutes",
                    models.PositiveSmallIntegerField(
                        db_default=60, default=60, verbose_name="durée (minutes)"
                    ),
                ),
                ("lieu", models.CharField(blank=True, db_default="", max_length=200)),
                ("notes", models.TextField(blank=True, max_length=20000)),
                (
                    "notes_confidentielles",
                    models.TextField(
                        blank=True, max_length=20000, verbose_name="notes confidentielles"
                    ),
                ),
                (
                    "confie_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confié par",
                    ),
                ),
                (
                    "invitation_envoyee_le",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="invitation envoyée le"
                    ),
                ),
                (
                    "rappel_envoye_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="rappel envoyé le"),
                ),
                (
                    "rang_rappel",
                    models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
                ),
                (
                    "modifie_le",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="modifié le"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="créé le",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EtapeEvent",
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
                        to="accompagnement.etape",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "axe",
                    models.CharField(
                        choices=[
                            ("bilan", "Bilan et orientation"),
                            ("formation", "Formation"),
                            ("activite", "Activité d'insertion et contrats"),
                            ("freins", "Levée des freins"),
                            ("recherche", "Recherche d'emploi"),
                            ("creation", "Création d'activité"),
                        ],
                        max_length=20,
                    ),
                ),
                ("libelle", models.CharField(max_length=200, verbose_name="intitulé")),
                (
                    "operateur",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.operateur",
                        verbose_name="opérateur",
                    ),
                ),
                (
                    "financement",
                    models.CharField(
                        choices=[
                            ("droit_commun", "Droit commun"),
                            ("plie_fse", "PLIE / FSE+"),
                            ("clause", "Clause d'insertion"),
                        ],
                        default="droit_commun",
                        max_length=20,
                    ),
                ),
                (
                    "date_debut_prevue",
                    models.DateField(blank=True, null=True, verbose_name="début prévu"),
                ),
                ("date_debut", models.DateField(blank=True, null=True, verbose_name="début réel")),
                (
                    "date_fin_prevue",
                    models.DateField(blank=True, null=True, verbose_name="fin prévue"),
                ),
                ("date_fin", models.DateField(blank=True, null=True, verbose_name="fin réelle")),
                (
                    "resultat",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("realisee", "Réalisée"),
                            ("interrompue", "Interrompue"),
                            ("abandonnee", "Abandonnée"),
                        ],
                        max_length=20,
                        verbose_name="résultat",
                    ),
                ),
                (
                    "emploi",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.emploi",
                    ),
                ),
                (
                    "est_immersion",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        editable=False,
                        verbose_name="immersion (PMSMP)",
                    ),
                ),
                (
                    "employeur",
                    models.CharField(
                        blank=True, db_default="", max_length=200, verbose_name="employeur"
                    ),
                ),
                (
                    "numero_convention",
                    models.CharField(
                        blank=True,
                        db_default="",
                        max_length=30,
                        verbose_name="numéro de convention",
                    ),
                ),
                (
                    "heures",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="heures prévues"
                    ),
                ),
                (
                    "issue",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("confirme", "Projet confirmé"),
                            ("a_revoir", "Projet à revoir"),
                            ("embauche", "Embauche ou promesse d'embauche"),
                            ("sans_suite", "Sans suite"),
                        ],
                        db_default="",
                        max_length=12,
                        verbose_name="ce qu'elle a donné",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EvaluationFreinEvent",
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
                        to="accompagnement.evaluationfrein",
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
                    "frein",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.frein",
                    ),
                ),
                ("le", models.DateField(verbose_name="évalué le")),
                (
                    "impact",
                    models.CharField(
                        choices=[
                            ("faible", "Faible"),
                            ("moyen", "Moyen"),
                            ("fort", "Fort"),
                            ("non_renseigne", "Non renseigné"),
                        ],
                        max_length=15,
                    ),
                ),
                ("est_prioritaire", models.BooleanField(default=False, verbose_name="prioritaire")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("ouvert", "À lever"),
                            ("en_cours", "En cours de levée"),
                            ("leve", "Levé"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "par",
                    models.ForeignKey(
                        db_constraint=False,
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
            name="FreinEvent",
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
                        to="accompagnement.frein",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="referentiels.typefrein",
                    ),
                ),
                (
                    "impact",
                    models.CharField(
                        choices=[
                            ("faible", "Faible"),
                            ("moyen", "Moyen"),
                            ("fort", "Fort"),
                            ("non_renseigne", "Non renseigné"),
                        ],
                        default="non_renseigne",
                        max_length=15,
                    ),
                ),
                ("est_prioritaire", models.BooleanField(default=False, verbose_name="prioritaire")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("ouvert", "À lever"),
                            ("en_cours", "En cours de levée"),
                            ("leve", "Levé"),
                        ],
                        default="ouvert",
                        max_length=10,
                    ),
                ),
                ("commentaire", models.TextField(blank=True, max_length=5000)),
                ("constate_le", models.DateField(verbose_name="constaté le")),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FusionEvent",
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
                        to="accompagnement.fusion",
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
                    "garde",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.participant",
                    ),
                ),
                (
                    "absorbe",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.participant",
                    ),
                ),
                ("detail", models.JSONField(verbose_name="détail")),
                (
                    "par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("le", models.DateTimeField(auto_now_add=True, verbose_name="faite le")),
                (
                    "annulee_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="annulée par",
                    ),
                ),
                (
                    "annulee_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="annulée le"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MessageOrientationEvent",
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
                        to="accompagnement.messageorientation",
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
                    "orientation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.orientation",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "declarant",
                    models.CharField(blank=True, max_length=260, verbose_name="agent déclaré"),
                ),
                ("de_la_maison", models.BooleanField(verbose_name="écrit par le PLIE")),
                ("texte", models.TextField(max_length=2000, verbose_name="message")),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="écrit le",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MiseEnRelationEvent",
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
                        to="accompagnement.miseenrelation",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "offre",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="offres.offre",
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("proposee", "Proposée"),
                            ("acceptee", "Acceptée par la personne"),
                            ("transmise", "Transmise à l'employeur"),
                            ("entretien", "Entretien d'embauche"),
                            ("embauchee", "Embauche"),
                            ("declinee", "Déclinée par la personne"),
                            ("non_retenue", "Non retenue par l'employeur"),
                            ("sans_suite", "Sans suite"),
                        ],
                        default="proposee",
                        max_length=12,
                    ),
                ),
                (
                    "proposee_par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposée par",
                    ),
                ),
                ("proposee_le", models.DateField(verbose_name="proposée le")),
                (
                    "repondue_le",
                    models.DateField(
                        blank=True, null=True, verbose_name="réponse de la personne le"
                    ),
                ),
                (
                    "transmise_le",
                    models.DateField(blank=True, null=True, verbose_name="transmise le"),
                ),
                (
                    "entretien_le",
                    models.DateField(blank=True, null=True, verbose_name="entretien d'embauche le"),
                ),
                ("conclue_le", models.DateField(blank=True, null=True, verbose_name="conclue le")),
                (
                    "motif",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("metier", "Le métier ne convient pas"),
                            ("distance", "Trop loin"),
                            ("horaires", "Les horaires ne conviennent pas"),
                            ("contrat", "Le contrat ne convient pas"),
                            ("salaire", "Le salaire ne convient pas"),
                            ("autre_projet", "Autre emploi ou autre projet"),
                            ("personnel", "Raison personnelle"),
                            ("experience", "Expérience ou qualification insuffisante"),
                            ("autre_candidat", "Autre candidature retenue"),
                            ("absence", "Absence à l'entretien d'embauche"),
                            ("pourvue", "Offre pourvue ou retirée"),
                            ("sans_reponse", "Sans réponse de l'employeur"),
                            ("autre", "Autre"),
                        ],
                        max_length=20,
                    ),
                ),
                ("commentaire", models.TextField(blank=True, max_length=2000)),
                (
                    "rappel_le",
                    models.DateField(blank=True, null=True, verbose_name="me le rappeler le"),
                ),
                (
                    "fiche_envoyee_le",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="fiche envoyée le"
                    ),
                ),
                (
                    "emploi",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.emploi",
                    ),
                ),
                (
                    "origine",
                    models.CharField(
                        choices=[
                            ("france_travail", "France Travail"),
                            ("partenaire_ft", "Partenaire de France Travail"),
                            ("plie", "Saisie par le PLIE"),
                            ("partenaire", "Reçue d'un partenaire"),
                        ],
                        max_length=15,
                    ),
                ),
                ("rome_code", models.CharField(blank=True, max_length=5)),
                (
                    "rome_libelle",
                    models.CharField(blank=True, max_length=250, verbose_name="métier"),
                ),
                (
                    "contrat_libelle",
                    models.CharField(blank=True, max_length=120, verbose_name="contrat"),
                ),
                (
                    "heures_hebdo",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True),
                ),
                ("departement", models.CharField(blank=True, max_length=3)),
                (
                    "etablissement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="offres.etablissement",
                    ),
                ),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="créée le",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MotEvent",
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
                        to="accompagnement.mot",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("texte", models.TextField(max_length=4000, verbose_name="mot")),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="écrit le",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NonEntreeEvent",
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
                        to="accompagnement.nonentree",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "motif",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.motifnonentree",
                    ),
                ),
                ("date", models.DateField(verbose_name="constatée le")),
                (
                    "moyen",
                    models.CharField(
                        choices=[
                            ("courriel", "Par courriel"),
                            ("courrier", "Par courrier, à imprimer"),
                            ("aucun", "Déjà dit, ou personne à prévenir"),
                        ],
                        max_length=10,
                        verbose_name="réponse au prescripteur",
                    ),
                ),
                (
                    "reponse",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="texte de la réponse"
                    ),
                ),
                (
                    "prononcee_par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="prononcée par",
                    ),
                ),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="enregistrée le",
                    ),
                ),
                (
                    "reponse_envoyee_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="réponse envoyée le"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ObjectifFreinEvent",
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
                        to="accompagnement.objectiffrein",
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
                    "frein",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.frein",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="referentiels.typeobjectif",
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("non_aborde", "Non abordé"),
                            ("en_cours", "En cours"),
                            ("realise", "Réalisé"),
                            ("abandonne", "Abandonné"),
                        ],
                        default="non_aborde",
                        max_length=12,
                    ),
                ),
                ("modifie_le", models.DateField(verbose_name="depuis le")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OperateurEvent",
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
                        to="accompagnement.operateur",
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
                ("nom", models.CharField(max_length=200, verbose_name="nom")),
                (
                    "fusionne_avec",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.operateur",
                        verbose_name="réuni avec",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OppositionEvent",
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
                        to="accompagnement.opposition",
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
                    "participant",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.participant",
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
                        verbose_name="partenaire",
                    ),
                ),
                (
                    "recueillie_le",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="recueillie le"
                    ),
                ),
                (
                    "recueillie_par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("levee_le", models.DateTimeField(blank=True, null=True, verbose_name="levée le")),
                (
                    "levee_par",
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
            name="OrientationEvent",
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
                        to="accompagnement.orientation",
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
                    "structure",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="comptes.structure",
                        verbose_name="partenaire",
                    ),
                ),
                (
                    "deposee_par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("declarant", models.CharField(max_length=260, verbose_name="agent déclaré")),
                ("identifiant", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "identifiant_externe",
                    models.CharField(
                        blank=True,
                        max_length=100,
                        null=True,
                        verbose_name="identifiant du partenaire",
                    ),
                ),
                ("cle_idempotence", models.CharField(blank=True, max_length=110, null=True)),
                (
                    "empreinte",
                    models.CharField(max_length=64, verbose_name="SHA-256 de ce qui a été envoyé"),
                ),
                ("nom", models.CharField(max_length=100)),
                ("prenom", models.CharField(max_length=100, verbose_name="prénom")),
                ("date_naissance", models.DateField(verbose_name="date de naissance")),
                (
                    "sexe",
                    models.CharField(
                        blank=True,
                        choices=[("F", "Femme"), ("M", "Homme"), ("X", "Autre ou non précisé")],
                        max_length=1,
                    ),
                ),
                (
                    "numero_france_travail",
                    models.CharField(
                        blank=True,
                        max_length=11,
                        null=True,
                        validators=[
                            accompagnement.models.participant.valider_numero_france_travail
                        ],
                        verbose_name="numéro France Travail",
                    ),
                ),
                (
                    "telephone",
                    models.CharField(blank=True, max_length=20, verbose_name="téléphone"),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="adresse électronique"
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="referentiels.commune",
                    ),
                ),
                (
                    "message",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="message du partenaire"
                    ),
                ),
                (
                    "date_orientation",
                    models.DateField(
                        default=django.utils.timezone.localdate, verbose_name="orientée le"
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("nouvelle", "Nouvelle"),
                            ("acceptee", "Acceptée"),
                            ("refusee", "Refusée"),
                            ("retiree", "Retirée par le partenaire"),
                            ("expiree", "Sans réponse à temps"),
                            ("non_entree", "Sans entrée dans le PLIE"),
                        ],
                        default="nouvelle",
                        max_length=10,
                    ),
                ),
                ("repondre_avant", models.DateField(verbose_name="réponse attendue avant le")),
                (
                    "relancee_le",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="rappelée le"
                    ),
                ),
                (
                    "confiee_a",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="comptes.structure",
                        verbose_name="confiée à",
                    ),
                ),
                (
                    "reponse_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="réponse le"),
                ),
                (
                    "repondue_par",
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
                    "motif_refus",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("hors_territoire", "Habite hors du territoire"),
                            ("hors_criteres", "Ne remplit pas les critères d'entrée"),
                            ("deja_accompagnee", "Déjà accompagnée par le PLIE"),
                            ("injoignable", "Injoignable"),
                            ("place_indisponible", "Pas de place disponible"),
                            ("autre", "Autre"),
                            ("commission", "Refusée en commission"),
                        ],
                        max_length=20,
                        verbose_name="motif du refus",
                    ),
                ),
                (
                    "reponse",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="réponse au partenaire"
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="reçue le",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ParcoursEvent",
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
                        to="accompagnement.parcours",
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
                    "participant",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.participant",
                    ),
                ),
                (
                    "prescripteur",
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
                        verbose_name="structure d'accompagnement",
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("prescrit", "Prescrit"),
                            ("en_diagnostic", "En diagnostic"),
                            ("presente", "Présenté en commission"),
                            ("refuse", "Refusé"),
                            ("non_entre", "Non entré"),
                            ("ajourne", "Ajourné"),
                            ("actif", "Actif"),
                            ("suspendu", "Suspendu"),
                            ("en_emploi", "En emploi (suivi de 6 mois)"),
                            ("sortie_proposee", "Sortie proposée"),
                            ("sorti", "Sorti"),
                        ],
                        default="prescrit",
                        max_length=20,
                    ),
                ),
                (
                    "date_prescription",
                    models.DateField(blank=True, null=True, verbose_name="date de prescription"),
                ),
                (
                    "date_entree",
                    models.DateField(blank=True, null=True, verbose_name="date d'entrée"),
                ),
                (
                    "date_sortie",
                    models.DateField(blank=True, null=True, verbose_name="date de sortie"),
                ),
                (
                    "date_fin_prevue",
                    models.DateField(blank=True, null=True, verbose_name="fin prévue le"),
                ),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="créé le",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ParticipantEvent",
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
                        to="accompagnement.participant",
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
                    "identifiant_externe",
                    models.CharField(
                        blank=True, max_length=100, null=True, verbose_name="identifiant externe"
                    ),
                ),
                (
                    "nom",
                    models.CharField(
                        max_length=100, validators=[django.core.validators.MinLengthValidator(1)]
                    ),
                ),
                ("prenom", models.CharField(max_length=100, verbose_name="prénom")),
                ("date_naissance", models.DateField(verbose_name="date de naissance")),
                (
                    "sexe",
                    models.CharField(
                        choices=[("F", "Femme"), ("M", "Homme"), ("X", "Autre ou non précisé")],
                        max_length=1,
                    ),
                ),
                (
                    "numero_france_travail",
                    models.CharField(
                        blank=True,
                        max_length=11,
                        null=True,
                        validators=[
                            accompagnement.models.participant.valider_numero_france_travail
                        ],
                        verbose_name="numéro France Travail",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="referentiels.commune",
                    ),
                ),
                ("adresse", models.CharField(blank=True, max_length=250)),
                (
                    "telephone",
                    models.CharField(blank=True, max_length=20, verbose_name="téléphone"),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="adresse électronique"
                    ),
                ),
                (
                    "accepte_courriels",
                    models.BooleanField(
                        db_default=True,
                        default=True,
                        verbose_name="accepte les invitations et rappels par courriel",
                    ),
                ),
                (
                    "accepte_sms",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="accepte les rappels par SMS"
                    ),
                ),
                (
                    "email_refuse_le",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="adresse refusée le"
                    ),
                ),
                (
                    "telephone_refuse_le",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="numéro refusé le"
                    ),
                ),
                (
                    "motif_distinct",
                    models.CharField(
                        blank=True,
                        db_default="",
                        default="",
                        max_length=300,
                        verbose_name="pourquoi ce n'est pas un doublon",
                    ),
                ),
                (
                    "fusionne_dans",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.participant",
                    ),
                ),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="créé le",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ParticipationSeanceEvent",
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
                        to="accompagnement.participationseance",
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
                    "seance",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.seance",
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "presence",
                    models.CharField(
                        choices=[
                            ("prevu", "À venir"),
                            ("honore", "Honoré"),
                            ("excuse", "Excusé"),
                            ("absent", "Absent"),
                            ("annule", "Annulé par nous"),
                        ],
                        default="prevu",
                        max_length=10,
                        verbose_name="présence",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PassageEvent",
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
                        to="accompagnement.passage",
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
                    "commission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.commission",
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("integre", "Intégré"),
                            ("refuse", "Refusé"),
                            ("ajourne", "Ajourné"),
                            ("sortie_validee", "Sortie validée"),
                            ("sortie_refusee", "Sortie refusée"),
                            ("prolonge", "Parcours prolongé"),
                            ("maintenu", "Parcours maintenu sans prolongation"),
                        ],
                        max_length=20,
                        verbose_name="décision",
                    ),
                ),
                ("motif", models.TextField(blank=True, max_length=2000)),
                ("ordre", models.PositiveSmallIntegerField(db_default=0, default=0)),
                (
                    "prolonge_jusqu_au",
                    models.DateField(blank=True, null=True, verbose_name="prolongé jusqu'au"),
                ),
                (
                    "decide_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="décidé par",
                    ),
                ),
                (
                    "decide_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="décidé le"),
                ),
                (
                    "etat_avant",
                    models.JSONField(
                        blank=True,
                        editable=False,
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                        verbose_name="état avant la décision",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PieceEvent",
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
                        to="accompagnement.piece",
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
                    "participant",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.participant",
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("identite", "Pièce d'identité ou titre de séjour"),
                            ("domicile", "Justificatif de domicile"),
                            ("france_travail", "Attestation France Travail"),
                            ("rsa", "Attestation RSA"),
                            ("ass", "Attestation ASS"),
                            ("aah", "Attestation AAH"),
                            ("rqth", "Décision RQTH"),
                            ("caf", "Attestation CAF"),
                            ("hebergement", "Domiciliation ou hébergement"),
                            ("detention", "Attestation de sortie de détention"),
                            ("diplome", "Diplôme ou attestation de niveau"),
                            ("cv", "CV"),
                            ("contrat_engagement", "Contrat d'engagement signé"),
                            ("questionnaire_fse", "Questionnaire FSE+ signé"),
                            ("emargement", "Feuille d'émargement"),
                            ("contrat_travail", "Contrat de travail"),
                            ("bulletin", "Bulletin de salaire ou attestation d'employeur"),
                            ("certification", "Titre ou certificat obtenu"),
                            ("autre", "Autre"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "fichier",
                    models.FileField(
                        storage=accompagnement.models.piece.stockage_pieces,
                        upload_to=accompagnement.models.piece.chemin_piece,
                    ),
                ),
                ("nom", models.CharField(max_length=200, verbose_name="nom du fichier")),
                ("type_contenu", models.CharField(max_length=100, verbose_name="type de contenu")),
                ("taille", models.PositiveIntegerField(verbose_name="taille (octets)")),
                (
                    "empreinte",
                    models.CharField(max_length=64, verbose_name="SHA-256 à la réception"),
                ),
                (
                    "empreinte_conservee",
                    models.CharField(max_length=64, verbose_name="SHA-256 conservé"),
                ),
                (
                    "date_piece",
                    models.DateField(blank=True, null=True, verbose_name="date de la pièce"),
                ),
                (
                    "date_fin_validite",
                    models.DateField(blank=True, null=True, verbose_name="valable jusqu'au"),
                ),
                (
                    "sortie",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.sortie",
                    ),
                ),
                (
                    "emploi",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.emploi",
                    ),
                ),
                (
                    "etape",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.etape",
                        verbose_name="étape",
                    ),
                ),
                (
                    "deposee_par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="déposée par",
                    ),
                ),
                ("deposee_le", models.DateTimeField(auto_now_add=True, verbose_name="déposée le")),
                (
                    "verifiee_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vérifiée par",
                    ),
                ),
                (
                    "verifiee_le",
                    models.DateField(blank=True, null=True, verbose_name="vérifiée le"),
                ),
                (
                    "refusee_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="refusée par",
                    ),
                ),
                ("refusee_le", models.DateField(blank=True, null=True, verbose_name="refusée le")),
                (
                    "motif_refus",
                    models.CharField(blank=True, max_length=300, verbose_name="motif du refus"),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PieceOrientationEvent",
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
                        to="accompagnement.pieceorientation",
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
                    "orientation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.orientation",
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("identite", "Pièce d'identité ou titre de séjour"),
                            ("domicile", "Justificatif de domicile"),
                            ("france_travail", "Attestation France Travail"),
                            ("rsa", "Attestation RSA"),
                            ("ass", "Attestation ASS"),
                            ("aah", "Attestation AAH"),
                            ("rqth", "Décision RQTH"),
                            ("caf", "Attestation CAF"),
                            ("hebergement", "Domiciliation ou hébergement"),
                            ("detention", "Attestation de sortie de détention"),
                            ("diplome", "Diplôme ou attestation de niveau"),
                            ("cv", "CV"),
                            ("contrat_engagement", "Contrat d'engagement signé"),
                            ("questionnaire_fse", "Questionnaire FSE+ signé"),
                            ("emargement", "Feuille d'émargement"),
                            ("contrat_travail", "Contrat de travail"),
                            ("bulletin", "Bulletin de salaire ou attestation d'employeur"),
                            ("certification", "Titre ou certificat obtenu"),
                            ("autre", "Autre"),
                        ],
                        default="autre",
                        max_length=30,
                    ),
                ),
                (
                    "fichier",
                    models.FileField(
                        blank=True,
                        storage=accompagnement.models.piece.stockage_pieces,
                        upload_to=accompagnement.models.piece.chemin_piece,
                    ),
                ),
                ("nom", models.CharField(max_length=200, verbose_name="nom du fichier")),
                ("type_contenu", models.CharField(max_length=100, verbose_name="type de contenu")),
                ("taille", models.PositiveIntegerField(verbose_name="taille (octets)")),
                (
                    "empreinte",
                    models.CharField(max_length=64, verbose_name="SHA-256 à la réception"),
                ),
                (
                    "empreinte_conservee",
                    models.CharField(max_length=64, verbose_name="SHA-256 conservé"),
                ),
                (
                    "deposee_par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("declarant", models.CharField(max_length=260, verbose_name="agent déclaré")),
                (
                    "deposee_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="déposée le",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProjetEvent",
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
                        to="accompagnement.projet",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                ("description", models.TextField(blank=True, max_length=5000)),
                (
                    "mobilite_km",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="rayon (km)"
                    ),
                ),
                ("a_permis", models.BooleanField(blank=True, null=True, verbose_name="permis B")),
                (
                    "a_vehicule",
                    models.BooleanField(blank=True, null=True, verbose_name="véhicule disponible"),
                ),
                (
                    "heures_min",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="heures par semaine, au moins"
                    ),
                ),
                (
                    "heures_max",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="heures par semaine, au plus"
                    ),
                ),
                (
                    "horaires",
                    models.CharField(blank=True, max_length=300, verbose_name="horaires possibles"),
                ),
                (
                    "transport",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("voiture", "en voiture"),
                            ("deux_roues", "en deux-roues motorisé"),
                            ("train", "en train ou en transports en commun"),
                            ("velo", "à vélo"),
                            ("pied", "à pied"),
                        ],
                        db_default="",
                        max_length=12,
                        verbose_name="moyen de transport",
                    ),
                ),
                (
                    "contrats",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("cdi", "CDI"),
                                ("cdd", "CDD ou saisonnier"),
                                ("interim", "Intérim"),
                                ("iae", "Contrat d'insertion (IAE)"),
                                ("alternance", "Alternance"),
                            ],
                            max_length=12,
                        ),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                        verbose_name="contrats acceptés",
                    ),
                ),
                (
                    "experience_mois",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="expérience dans ces métiers (mois)"
                    ),
                ),
                (
                    "souhaite_adapte",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        verbose_name="ne voir que des postes accessibles aux travailleurs handicapés",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReglagesEvent",
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
                        to="accompagnement.reglages",
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
                    "jours_entretien_1",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(730),
                        ],
                        verbose_name="jours sans entretien, premier seuil",
                    ),
                ),
                (
                    "jours_entretien_2",
                    models.PositiveSmallIntegerField(
                        default=45,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(730),
                        ],
                        verbose_name="jours sans entretien, deuxième seuil",
                    ),
                ),
                (
                    "jours_entretien_3",
                    models.PositiveSmallIntegerField(
                        default=60,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(730),
                        ],
                        verbose_name="jours sans entretien, troisième seuil",
                    ),
                ),
                (
                    "duree_max_mois",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        default=36,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                        verbose_name="durée maximale d'un parcours (mois)",
                    ),
                ),
                (
                    "mois_avant_fin",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(24),
                        ],
                        verbose_name="mois avant la fin du parcours",
                    ),
                ),
                (
                    "jours_orientation",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="jours pour répondre à une orientation",
                    ),
                ),
                (
                    "jours_avant_reprise",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="jours avant la fin d'une suspension",
                    ),
                ),
                (
                    "jours_avant_arret",
                    models.PositiveSmallIntegerField(
                        default=45,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="jours avant d'arrêter les chiffres d'un mois",
                    ),
                ),
                (
                    "personnes_par_etp",
                    models.PositiveSmallIntegerField(
                        default=70,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(500),
                        ],
                        verbose_name="personnes par ETP de référent",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RegleSortieEvent",
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
                        to="accompagnement.reglesortie",
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
                ("version", models.PositiveIntegerField()),
                ("libelle", models.CharField(max_length=300, verbose_name="libellé")),
                ("valide_du", models.DateField(verbose_name="valide du")),
                (
                    "valide_au",
                    models.DateField(blank=True, null=True, verbose_name="valide au (inclus)"),
                ),
                (
                    "duree_min_mois",
                    models.PositiveSmallIntegerField(
                        default=6, verbose_name="durée minimale (mois)"
                    ),
                ),
                (
                    "operateur_duree",
                    models.CharField(
                        choices=[(">=", "au moins"), (">", "plus de")], default=">=", max_length=2
                    ),
                ),
                (
                    "quotite_min",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("0.5"),
                        max_digits=3,
                        verbose_name="quotité minimale",
                    ),
                ),
                (
                    "mode_six_mois",
                    models.CharField(
                        choices=[
                            ("contrat", "durée du contrat signé"),
                            ("maintien", "maintien prouvé à six mois"),
                        ],
                        default="contrat",
                        max_length=10,
                    ),
                ),
                (
                    "interim",
                    models.CharField(
                        choices=[
                            ("cumul_mois", "missions cumulées"),
                            ("heures", "heures cumulées"),
                            ("non", "non comptée"),
                        ],
                        default="cumul_mois",
                        max_length=12,
                        verbose_name="intérim",
                    ),
                ),
                (
                    "interim_heures",
                    models.PositiveSmallIntegerField(
                        db_default=910, default=910, verbose_name="heures d'intérim valant six mois"
                    ),
                ),
                (
                    "tolerance_jours",
                    models.PositiveSmallIntegerField(
                        db_default=0,
                        default=0,
                        verbose_name="jours d'interruption tolérés entre deux contrats",
                    ),
                ),
                (
                    "creation_positive",
                    models.BooleanField(default=True, verbose_name="création comptée"),
                ),
                (
                    "alternance_positive",
                    models.BooleanField(default=True, verbose_name="alternance comptée"),
                ),
                (
                    "formation",
                    models.CharField(
                        choices=[
                            ("entree", "à l'entrée en formation"),
                            ("obtention", "à l'obtention du titre"),
                            ("longue_apres_6_mois", "longue, après six mois"),
                            ("non", "non comptée"),
                        ],
                        default="obtention",
                        max_length=20,
                    ),
                ),
                ("iae_positive", models.BooleanField(default=False, verbose_name="IAE comptée")),
                (
                    "fenetre_emploi_jours",
                    models.PositiveSmallIntegerField(
                        db_default=0,
                        default=0,
                        help_text="0 : la personne est en emploi le jour de la sortie, ou l'était la veille.",
                        verbose_name="jours admis entre la fin de l'emploi et la sortie",
                    ),
                ),
                (
                    "saisonnier_mois_sur_12",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Vide : un contrat saisonnier compte comme un CDD, et lui seul.",
                        null=True,
                        verbose_name="travail saisonnier : mois d'emploi sur les 12 derniers",
                    ),
                ),
                (
                    "ai_age_min",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Vide : aucune exception pour l'association intermédiaire.",
                        null=True,
                        verbose_name="association intermédiaire : à partir de quel âge",
                    ),
                ),
                (
                    "ai_mois_min",
                    models.PositiveSmallIntegerField(
                        db_default=24,
                        default=24,
                        verbose_name="association intermédiaire : mois de missions",
                    ),
                ),
                (
                    "ai_quotite_min",
                    models.DecimalField(
                        db_default=Decimal("0.33"),
                        decimal_places=2,
                        default=Decimal("0.33"),
                        max_digits=3,
                        verbose_name="association intermédiaire : quotité minimale",
                    ),
                ),
                (
                    "denominateur",
                    models.CharField(
                        choices=[
                            ("toutes_sorties", "toutes les sorties"),
                            ("hors_neutres", "les sorties hors sorties neutres"),
                            ("hors_deces", "les sorties hors décès"),
                        ],
                        default="toutes_sorties",
                        max_length=20,
                        verbose_name="dénominateur",
                    ),
                ),
                (
                    "rattachement",
                    models.CharField(
                        choices=[
                            ("date_sortie", "la date de sortie"),
                            ("date_validation", "la date de la commission"),
                        ],
                        default="date_sortie",
                        max_length=20,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RemplacementEvent",
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
                        to="accompagnement.remplacement",
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
                    "absent",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "remplacant",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="remplaçant",
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="du")),
                ("date_fin", models.DateField(verbose_name="au (inclus)")),
                (
                    "decide_par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="décidé par",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RetraitEvent",
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
                        to="accompagnement.retrait",
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
                    "participant",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.participant",
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("entretien", "Entretien ou rendez-vous"),
                            ("etape", "Étape"),
                            ("emploi", "Emploi"),
                            ("suspension", "Suspension"),
                            ("miseenrelation", "Mise en relation"),
                            ("situation", "Changement de situation"),
                            ("critereeligibilite", "Critère d'éligibilité"),
                            ("sortie", "Proposition de sortie"),
                            ("piece", "Pièce"),
                            ("emargement", "Émargement"),
                            ("mot", "Mot à un collègue"),
                            ("courrier", "Courrier"),
                            ("constatqpv", "Constat de QPV"),
                        ],
                        max_length=20,
                    ),
                ),
                ("date", models.DateField(blank=True, null=True, verbose_name="du")),
                ("motif", models.CharField(max_length=300, verbose_name="pourquoi")),
                (
                    "par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="retiré le",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SeanceEvent",
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
                        to="accompagnement.seance",
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
                ("titre", models.CharField(max_length=200)),
                ("debut", models.DateTimeField(verbose_name="date et heure")),
                (
                    "duree_minutes",
                    models.PositiveSmallIntegerField(default=120, verbose_name="durée (minutes)"),
                ),
                ("lieu", models.CharField(blank=True, max_length=200)),
                (
                    "animateur",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SituationEvent",
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
                        to="accompagnement.situation",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "moment",
                    models.CharField(
                        choices=[
                            ("entree", "À l'entrée"),
                            ("a_date", "En cours de parcours"),
                            ("sortie", "À la sortie"),
                        ],
                        max_length=10,
                    ),
                ),
                ("date", models.DateField(verbose_name="constatée le")),
                (
                    "statut_emploi",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("demandeur", "Demandeur d'emploi inscrit"),
                            ("non_inscrit", "Sans emploi, non inscrit"),
                            ("en_formation", "En formation"),
                            ("en_emploi", "En emploi"),
                            ("inactif", "Inactif"),
                        ],
                        max_length=20,
                        verbose_name="situation vis-à-vis de l'emploi",
                    ),
                ),
                (
                    "mois_sans_emploi",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="mois sans emploi"
                    ),
                ),
                (
                    "niveau_formation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("infra3", "Infra 3 (sans diplôme)"),
                            ("3", "3 (CAP, BEP)"),
                            ("4", "4 (baccalauréat)"),
                            ("5", "5 (bac + 2)"),
                            ("6", "6 (bac + 3 et 4)"),
                            ("7", "7 (bac + 5 et plus)"),
                        ],
                        max_length=10,
                        verbose_name="niveau de formation",
                    ),
                ),
                ("a_permis", models.BooleanField(blank=True, null=True, verbose_name="permis B")),
                (
                    "a_vehicule",
                    models.BooleanField(blank=True, null=True, verbose_name="véhicule disponible"),
                ),
                (
                    "foyer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("seul", "Personne seule"),
                            ("parent_isole", "Parent seul avec enfant"),
                            ("couple", "En couple sans enfant"),
                            ("couple_enfants", "En couple avec enfant"),
                            ("autre", "Autre foyer"),
                        ],
                        default="",
                        max_length=20,
                    ),
                ),
                ("adresse", models.CharField(blank=True, default="", max_length=250)),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="referentiels.commune",
                    ),
                ),
                (
                    "adresse_avant",
                    models.CharField(
                        blank=True,
                        default="",
                        editable=False,
                        max_length=250,
                        verbose_name="adresse d'avant",
                    ),
                ),
                (
                    "commune_avant",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="referentiels.commune",
                        verbose_name="commune d'avant",
                    ),
                ),
                (
                    "projet_avant",
                    models.JSONField(blank=True, db_default={}, default=dict, editable=False),
                ),
                (
                    "issue",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("recherche", "En recherche d'emploi"),
                            ("formation", "En formation ou en études"),
                            ("cdi", "En CDI"),
                            ("cdd_6_mois", "En CDD ou intérim de 6 mois ou plus"),
                            ("cdd_court", "En CDD ou intérim de moins de 6 mois"),
                            ("independant", "À son compte"),
                            ("aide", "En contrat aidé ou d'insertion (IAE)"),
                            ("inactif", "Sans emploi et sans en chercher"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="situation à la sortie",
                    ),
                ),
                (
                    "a_obtenu_qualification",
                    models.BooleanField(
                        blank=True, null=True, verbose_name="qualification obtenue"
                    ),
                ),
                (
                    "qualification",
                    models.CharField(
                        blank=True,
                        default="",
                        max_length=150,
                        verbose_name="titre, diplôme ou certificat",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SortieEvent",
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
                        to="accompagnement.sortie",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "motif",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.motifsortie",
                    ),
                ),
                ("date_effet", models.DateField(verbose_name="date de sortie")),
                ("commentaire", models.TextField(blank=True, max_length=5000)),
                (
                    "proposee_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposée par",
                    ),
                ),
                ("proposee_le", models.DateField(verbose_name="proposée le")),
                (
                    "categorie",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("positive", "Positive"),
                            ("neutre", "Neutre"),
                            ("autre", "Autre"),
                        ],
                        max_length=10,
                        verbose_name="catégorie",
                    ),
                ),
                (
                    "regle",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.reglesortie",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.passage",
                    ),
                ),
                ("validee_le", models.DateField(blank=True, null=True, verbose_name="validée le")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SuiviEmploiEvent",
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
                        to="accompagnement.suiviemploi",
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
                    "emploi",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.emploi",
                    ),
                ),
                (
                    "jalon",
                    models.CharField(
                        choices=[("j30", "J + 30"), ("m3", "M + 3"), ("m6", "M + 6")], max_length=3
                    ),
                ),
                ("prevu_le", models.DateField(verbose_name="prévu le")),
                ("fait_le", models.DateField(blank=True, null=True, verbose_name="fait le")),
                (
                    "maintien",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("en_poste", "En poste"),
                            ("rompu", "Contrat rompu"),
                            ("injoignable", "Personne injoignable"),
                        ],
                        max_length=12,
                    ),
                ),
                ("commentaire", models.TextField(blank=True, max_length=2000)),
                (
                    "fait_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fait par",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SuspensionEvent",
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
                        to="accompagnement.suspension",
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
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "motif",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.motifsuspension",
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="à partir du")),
                (
                    "date_fin_prevue",
                    models.DateField(blank=True, null=True, verbose_name="fin prévue le"),
                ),
                ("date_fin", models.DateField(blank=True, null=True, verbose_name="terminée le")),
                (
                    "decidee_par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="décidée par",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CohorteEvent",
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
                        to="accompagnement.cohorte",
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
                ("libelle", models.CharField(max_length=150, verbose_name="libellé")),
                (
                    "capacite",
                    models.PositiveSmallIntegerField(
                        help_text="Combien de personnes elle peut suivre en même temps.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(2000),
                        ],
                        verbose_name="capacité",
                    ),
                ),
                (
                    "jours_sans_entretien",
                    models.PositiveSmallIntegerField(
                        default=15,
                        help_text="Au-delà, une personne de la cohorte apparaît à l'accueil.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(730),
                        ],
                        verbose_name="jours sans entretien",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AppartenanceCohorteEvent",
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
                        to="accompagnement.appartenancecohorte",
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
                    "cohorte",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.cohorte",
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="depuis le")),
                (
                    "date_fin",
                    models.DateField(blank=True, null=True, verbose_name="jusqu'au (exclu)"),
                ),
                (
                    "raison",
                    models.TextField(max_length=1000, verbose_name="pourquoi cette personne"),
                ),
                (
                    "raison_fin",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="pourquoi elle quitte la cohorte"
                    ),
                ),
                (
                    "choisie_par",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="choisie par",
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
                        verbose_name="critères ce jour-là",
                    ),
                ),
                (
                    "freins",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="freins ce jour-là",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
