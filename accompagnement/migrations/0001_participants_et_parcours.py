import uuid
from decimal import Decimal

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models

import accompagnement.models.importation
import accompagnement.models.participant
import accompagnement.models.piece
import offres.models.employeur
import plie.comptes.tri


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("referentiels", "0001_extensions_et_normalisation"),
    ]

    operations = [
        migrations.CreateModel(
            name="AffectationReferent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="du")),
                (
                    "date_fin",
                    models.DateField(blank=True, null=True, verbose_name="jusqu'au (exclu)"),
                ),
            ],
            options={
                "verbose_name": "affectation",
                "ordering": ["-date_debut", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="AffectationReferentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("date_debut", models.DateField(verbose_name="du")),
                (
                    "date_fin",
                    models.DateField(blank=True, null=True, verbose_name="jusqu'au (exclu)"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Alerte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("sans_entretien_1", "Sans entretien depuis le premier seuil"),
                            ("sans_entretien_2", "Sans entretien depuis le deuxième seuil"),
                            ("sans_entretien_3", "Sans entretien depuis le troisième seuil"),
                            ("sans_etape", "Sans étape en cours"),
                            ("fin_proche", "Parcours proche de sa fin"),
                            ("contrat_m1", "Contrat à un mois"),
                            ("contrat_m3", "Contrat à trois mois"),
                            ("contrat_m6", "Contrat à six mois, sortie à proposer"),
                            ("preuve_expiree", "Preuve expirée avant la prochaine commission"),
                            ("orientation", "Orientation sans réponse"),
                            ("suspension", "Suspension qui se termine"),
                            ("dossier_incomplet", "Dossier incomplet pour la prochaine commission"),
                        ],
                        max_length=20,
                    ),
                ),
                ("le", models.DateField(blank=True, null=True)),
                (
                    "lecteurs",
                    models.CharField(
                        choices=[
                            ("tous", "Tous"),
                            ("confies", "Qui voit tous les critères"),
                            ("autres", "Qui ne voit que les critères ordinaires"),
                        ],
                        db_default="tous",
                        default="tous",
                        max_length=8,
                    ),
                ),
            ],
            options={
                "ordering": ["code", "le"],
            },
        ),
        migrations.CreateModel(
            name="Brouillon",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cle", models.CharField(max_length=60, verbose_name="clé")),
                ("contenu", models.JSONField()),
                ("jeton", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "modifie_le",
                    models.DateTimeField(
                        auto_now=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="modifié le",
                    ),
                ),
            ],
            options={
                "ordering": ["-modifie_le"],
            },
        ),
        migrations.CreateModel(
            name="Commission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                "ordering": ["-date", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CommissionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
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
            name="Competence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("libelle", models.CharField(max_length=200, verbose_name="compétence")),
            ],
            options={
                "verbose_name": "compétence",
                "ordering": ["libelle", "pk"],
            },
        ),
        migrations.CreateModel(
            name="CompetenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("libelle", models.CharField(max_length=200, verbose_name="compétence")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CritereEligibilite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("verifie_le", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
            ],
            options={
                "verbose_name": "critère d'éligibilité",
                "verbose_name_plural": "critères d'éligibilité",
                "ordering": ["parcours", "code"],
            },
        ),
        migrations.CreateModel(
            name="CritereEligibiliteEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                ("verifie_le", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Emploi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                        validators=[offres.models.employeur.valider_siret],
                        verbose_name="SIRET",
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
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "ordering": ["-date_debut", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EmploiEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                        validators=[offres.models.employeur.valider_siret],
                        verbose_name="SIRET",
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
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Entretien",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "invitation_envoyee_le",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="invitation envoyée le"
                    ),
                ),
                (
                    "rappel_envoye_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="rappel envoyé le"),
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
                "ordering": ["-debut", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EntretienEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                    "invitation_envoyee_le",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="invitation envoyée le"
                    ),
                ),
                (
                    "rappel_envoye_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="rappel envoyé le"),
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
            name="Etape",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    models.CharField(blank=True, max_length=200, verbose_name="opérateur"),
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
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "verbose_name": "étape",
                "ordering": ["-date_debut", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EtapeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                    models.CharField(blank=True, max_length=200, verbose_name="opérateur"),
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
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EvaluationFrein",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            ],
            options={
                "verbose_name": "évaluation d'un frein",
                "verbose_name_plural": "évaluations de freins",
                "ordering": ["-le", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="EvaluationFreinEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Frein",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                "ordering": ["type__ordre", "pk"],
            },
        ),
        migrations.CreateModel(
            name="FreinEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
            name="Fusion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("detail", models.JSONField(verbose_name="détail")),
                ("le", models.DateTimeField(auto_now_add=True, verbose_name="faite le")),
                (
                    "annulee_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="annulée le"),
                ),
            ],
            options={
                "ordering": ["-le", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="FusionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("detail", models.JSONField(verbose_name="détail")),
                ("le", models.DateTimeField(auto_now_add=True, verbose_name="faite le")),
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
            name="ImportDossiers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fichier",
                    models.FileField(
                        blank=True, upload_to=accompagnement.models.importation.nommer
                    ),
                ),
                ("nom_original", models.CharField(max_length=255, verbose_name="nom du fichier")),
                ("simulation", models.BooleanField(default=False, verbose_name="simulation")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("en_attente", "En cours"),
                            ("termine", "Terminé"),
                            ("rejete", "Rejeté, rien n'est écrit"),
                            ("echec", "Interrompu"),
                            ("annule", "Annulé, rien n'est écrit"),
                        ],
                        default="en_attente",
                        max_length=12,
                    ),
                ),
                ("rapport", models.TextField(blank=True)),
                ("bilan", models.JSONField(blank=True, default=dict)),
                (
                    "rejets",
                    models.FileField(
                        blank=True, upload_to=accompagnement.models.importation.nommer
                    ),
                ),
                ("cree_le", models.DateTimeField(auto_now_add=True, verbose_name="créé le")),
                (
                    "termine_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="terminé le"),
                ),
            ],
            options={
                "verbose_name": "import de dossiers",
                "verbose_name_plural": "imports de dossiers",
                "ordering": ["-cree_le", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="JetonAgenda",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("empreinte", models.CharField(max_length=64, unique=True)),
                ("cree_le", models.DateTimeField(auto_now_add=True, verbose_name="créé le")),
            ],
            options={
                "verbose_name": "adresse d'agenda",
                "verbose_name_plural": "adresses d'agenda",
            },
        ),
        migrations.CreateModel(
            name="MiseEnRelation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                "verbose_name": "mise en relation",
                "verbose_name_plural": "mises en relation",
                "ordering": ["-proposee_le", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="MiseEnRelationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
            name="MotifSortie",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("libelle", models.CharField(max_length=100, verbose_name="libellé")),
                (
                    "categorie",
                    models.CharField(
                        choices=[
                            ("positive", "Positive"),
                            ("neutre", "Neutre"),
                            ("autre", "Autre"),
                        ],
                        max_length=10,
                        verbose_name="catégorie",
                    ),
                ),
                ("ordre", models.PositiveSmallIntegerField(default=0)),
                (
                    "est_actif",
                    models.BooleanField(default=True, verbose_name="proposé à la saisie"),
                ),
                (
                    "est_sensible",
                    models.BooleanField(
                        db_default=True,
                        default=True,
                        help_text="Dit quelque chose de la santé ou de la justice : seuls le référent de la personne et la coordination le lisent.",
                        verbose_name="sensible",
                    ),
                ),
                (
                    "est_deces",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        help_text="Retiré du taux lorsque la règle divise par les sorties hors décès.",
                        verbose_name="décès",
                    ),
                ),
                (
                    "deduit_de",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cdi", "un CDI"),
                            ("cdd", "un CDD"),
                            ("interim", "des missions d'intérim"),
                            ("fonction_publique", "un emploi dans la fonction publique"),
                            ("creation", "une création ou reprise d'entreprise"),
                            ("apprentissage", "un contrat d'apprentissage"),
                            ("professionnalisation", "un contrat de professionnalisation"),
                            ("iae", "un contrat d'insertion (IAE)"),
                            ("emploi_court", "un emploi trop court"),
                            ("formation", "une formation"),
                        ],
                        db_default="",
                        max_length=20,
                        verbose_name="déduit par la règle de",
                    ),
                ),
            ],
            options={
                "verbose_name": "motif de sortie",
                "verbose_name_plural": "motifs de sortie",
                "ordering": ["ordre", "libelle"],
            },
        ),
        migrations.CreateModel(
            name="ObjectifFrein",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                "verbose_name": "objectif de levée",
                "verbose_name_plural": "objectifs de levée",
                "ordering": ["type__ordre", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ObjectifFreinEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
            name="Parcours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                "verbose_name_plural": "parcours",
                "ordering": ["-date_entree", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ParcoursEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("prescrit", "Prescrit"),
                            ("en_diagnostic", "En diagnostic"),
                            ("presente", "Présenté en commission"),
                            ("refuse", "Refusé"),
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
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "identifiant_externe",
                    models.CharField(
                        blank=True,
                        max_length=100,
                        null=True,
                        unique=True,
                        verbose_name="identifiant externe",
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
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="créé le",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "recherche",
                    models.GeneratedField(
                        db_persist=True,
                        expression=plie.comptes.tri.Normaliser(
                            django.db.models.functions.text.Concat(
                                "nom",
                                models.Value(" "),
                                "prenom",
                                models.Value(" "),
                                django.db.models.functions.comparison.Coalesce(
                                    "numero_france_travail", models.Value("")
                                ),
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "ordering": ["recherche", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ParticipantEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
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
            name="ParticipationSeance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                "verbose_name": "participation à une séance",
                "verbose_name_plural": "participations à des séances",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ParticipationSeanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "decide_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="décidé le"),
                ),
            ],
            options={
                "ordering": ["ordre", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PassageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                    "decide_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="décidé le"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("deposee_le", models.DateTimeField(auto_now_add=True, verbose_name="déposée le")),
                (
                    "verifiee_le",
                    models.DateField(blank=True, null=True, verbose_name="vérifiée le"),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "verbose_name": "pièce justificative",
                "verbose_name_plural": "pièces justificatives",
                "ordering": ["-deposee_le", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="PieceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                ("deposee_le", models.DateTimeField(auto_now_add=True, verbose_name="déposée le")),
                (
                    "verifiee_le",
                    models.DateField(blank=True, null=True, verbose_name="vérifiée le"),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Projet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
        ),
        migrations.CreateModel(
            name="ProjetEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
            name="Rapprochement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("criteres", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["-score", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Reglages",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                "verbose_name": "réglages",
                "verbose_name_plural": "réglages",
            },
        ),
        migrations.CreateModel(
            name="ReglagesEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
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
            name="ReglagesRapprochement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "metier_identique",
                    models.PositiveSmallIntegerField(
                        db_default=35,
                        default=35,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="métier visé",
                    ),
                ),
                (
                    "metier_du_domaine",
                    models.PositiveSmallIntegerField(
                        db_default=22,
                        default=22,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="métier du même domaine",
                    ),
                ),
                (
                    "metier_proche",
                    models.PositiveSmallIntegerField(
                        db_default=10,
                        default=10,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="métier d'un domaine proche",
                    ),
                ),
                (
                    "distance",
                    models.PositiveSmallIntegerField(
                        db_default=25,
                        default=25,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="proximité",
                    ),
                ),
                (
                    "contrat",
                    models.PositiveSmallIntegerField(
                        db_default=10,
                        default=10,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="contrat accepté",
                    ),
                ),
                (
                    "heures",
                    models.PositiveSmallIntegerField(
                        db_default=10,
                        default=10,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="heures possibles",
                    ),
                ),
                (
                    "experience",
                    models.PositiveSmallIntegerField(
                        db_default=10,
                        default=10,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="expérience demandée",
                    ),
                ),
                (
                    "niveau",
                    models.PositiveSmallIntegerField(
                        db_default=5,
                        default=5,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="niveau demandé",
                    ),
                ),
                (
                    "fraicheur",
                    models.PositiveSmallIntegerField(
                        db_default=5,
                        default=5,
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="offre récente",
                    ),
                ),
                (
                    "rayon_par_defaut",
                    models.PositiveSmallIntegerField(
                        db_default=15,
                        default=15,
                        validators=[django.core.validators.MaxValueValidator(200)],
                        verbose_name="rayon quand la personne n'en a pas indiqué (km)",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "verbose_name": "réglages du rapprochement",
                "verbose_name_plural": "réglages du rapprochement",
            },
        ),
        migrations.CreateModel(
            name="RegleSortie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(unique=True)),
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
                "verbose_name": "règle de sortie",
                "verbose_name_plural": "règles de sortie",
                "ordering": ["-version"],
            },
        ),
        migrations.CreateModel(
            name="RegleSortieEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
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
            name="Remplacement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="du")),
                ("date_fin", models.DateField(verbose_name="au (inclus)")),
            ],
            options={
                "ordering": ["-date_debut", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RemplacementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("date_debut", models.DateField(verbose_name="du")),
                ("date_fin", models.DateField(verbose_name="au (inclus)")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Seance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("titre", models.CharField(max_length=200)),
                ("debut", models.DateTimeField(verbose_name="date et heure")),
                (
                    "duree_minutes",
                    models.PositiveSmallIntegerField(default=120, verbose_name="durée (minutes)"),
                ),
                ("lieu", models.CharField(blank=True, max_length=200)),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "verbose_name": "séance collective",
                "verbose_name_plural": "séances collectives",
                "ordering": ["-debut", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SeanceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("titre", models.CharField(max_length=200)),
                ("debut", models.DateTimeField(verbose_name="date et heure")),
                (
                    "duree_minutes",
                    models.PositiveSmallIntegerField(default=120, verbose_name="durée (minutes)"),
                ),
                ("lieu", models.CharField(blank=True, max_length=200)),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Situation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "ordering": ["date", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SituationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Sortie",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date_effet", models.DateField(verbose_name="date de sortie")),
                ("commentaire", models.TextField(blank=True, max_length=5000)),
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
                ("validee_le", models.DateField(blank=True, null=True, verbose_name="validée le")),
            ],
        ),
        migrations.CreateModel(
            name="SortieEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("date_effet", models.DateField(verbose_name="date de sortie")),
                ("commentaire", models.TextField(blank=True, max_length=5000)),
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
                ("validee_le", models.DateField(blank=True, null=True, verbose_name="validée le")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SuiviEmploi",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
            ],
            options={
                "verbose_name": "suivi dans l'emploi",
                "verbose_name_plural": "suivis dans l'emploi",
                "ordering": ["prevu_le", "pk"],
            },
        ),
        migrations.CreateModel(
            name="SuiviEmploiEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "motif",
                    models.CharField(
                        choices=[
                            ("sante", "Santé"),
                            ("maternite", "Maternité ou congé parental"),
                            ("famille", "Raison familiale"),
                            ("incarceration", "Incarcération"),
                            ("autre", "Autre"),
                        ],
                        max_length=20,
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="à partir du")),
                (
                    "date_fin_prevue",
                    models.DateField(blank=True, null=True, verbose_name="fin prévue le"),
                ),
                ("date_fin", models.DateField(blank=True, null=True, verbose_name="terminée le")),
            ],
            options={
                "ordering": ["-date_debut", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SuspensionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "motif",
                    models.CharField(
                        choices=[
                            ("sante", "Santé"),
                            ("maternite", "Maternité ou congé parental"),
                            ("famille", "Raison familiale"),
                            ("incarceration", "Incarcération"),
                            ("autre", "Autre"),
                        ],
                        max_length=20,
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="à partir du")),
                (
                    "date_fin_prevue",
                    models.DateField(blank=True, null=True, verbose_name="fin prévue le"),
                ),
                ("date_fin", models.DateField(blank=True, null=True, verbose_name="terminée le")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VueListe",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nom", models.CharField(max_length=60)),
                ("requete", models.CharField(blank=True, max_length=1000, verbose_name="requête")),
            ],
            options={
                "verbose_name": "vue de la liste",
                "verbose_name_plural": "vues de la liste",
                "ordering": ["nom", "pk"],
            },
        ),
    ]
