import datetime
import uuid
from decimal import Decimal

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accompagnement.models.emargement
import accompagnement.models.importation
import accompagnement.models.participant
import accompagnement.models.piece
import accompagnement.models.regle_contrat
import plie.comptes.siret
import plie.comptes.tri
import plie.socle.dates
from plie.socle.initiale import MigrationInitiale


class Migration(MigrationInitiale):
    # The libraries' go first: each field that they alter renders again all that knows an agent.
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("oauth2_provider", "0022_refreshtoken_token_family_index"),
        ("comptes", "0001_agents_et_structures"),
        ("offres", "0001_offres_et_employeurs"),
        ("referentiels", "0002_communes_metiers_freins"),
    ]

    operations = [
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
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["recherche"],
                        name="participant_recherche",
                        opclasses=["gin_trgm_ops"],
                    ),
                    models.Index(fields=["recherche", "id"], name="participant_ordre"),
                    models.Index(fields=["date_naissance"], name="participant_naissance"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("numero_france_travail",),
                        name="participant_numero_ft_unique",
                        violation_error_message="Ce numéro France Travail est déjà celui d'une autre personne.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("numero_france_travail__regex", "^(\\d{11}|\\d{7}[0-9A-Z])$")
                        ),
                        name="participant_numero_ft_forme",
                        violation_error_message="Le numéro France Travail compte 11 chiffres (ancienne forme : 7 chiffres et un caractère).",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("date_naissance__gte", "1900-01-01")),
                        name="participant_naissance_plausible",
                        violation_error_code="date_naissance",
                        violation_error_message="La date de naissance est antérieure à 1900.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sexe__in", ["F", "M", "X"])),
                        name="participant_sexe_connu",
                        violation_error_message="Le sexe est F, M ou X.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nom__regex", "^\\s*$"), _negated=True),
                            models.Q(("prenom__regex", "^\\s*$"), _negated=True),
                        ),
                        name="participant_nomme",
                        violation_error_message="Le nom et le prénom sont obligatoires.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fusionne_dans__isnull", True),
                            models.Q(("fusionne_dans", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="participant_fusion_avec_un_autre",
                        violation_error_message="Une personne ne se fusionne pas avec elle-même.",
                    ),
                ],
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
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcours",
                        to="accompagnement.participant",
                    ),
                ),
                (
                    "prescripteur",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prescriptions",
                        to="comptes.structure",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parcours",
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
                "verbose_name_plural": "parcours",
                "ordering": ["-date_entree", "-pk"],
                "indexes": [
                    models.Index(fields=["date_entree", "date_sortie"], name="parcours_dates"),
                    models.Index(fields=["structure", "statut"], name="parcours_structure_statut"),
                    models.Index(fields=["date_prescription"], name="parcours_prescription"),
                    models.Index(
                        condition=models.Q(("date_sortie__isnull", False)),
                        fields=["date_sortie"],
                        name="parcours_sortie",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("statut__in", ("refuse", "non_entre", "sorti")), _negated=True
                        ),
                        fields=("participant",),
                        name="parcours_un_seul_ouvert",
                        violation_error_message="Cette personne a déjà un parcours ouvert.",
                    ),
                    models.UniqueConstraint(
                        fields=("participant", "date_entree"),
                        name="parcours_une_entree_par_date",
                        violation_error_message="Un parcours de cette personne commence déjà ce jour-là.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("date_entree__isnull", False)),
                        expressions=[
                            ("participant", "="),
                            (
                                plie.socle.dates.PlageDates(
                                    models.F("date_entree"),
                                    models.F("date_sortie"),
                                    models.Value("[]"),
                                ),
                                "&&",
                            ),
                        ],
                        name="parcours_sans_chevauchement",
                        violation_error_message="Cette personne a déjà un parcours à ces dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_entree__isnull", True),
                            ("date_prescription__isnull", True),
                            ("date_prescription__lte", models.F("date_entree")),
                            _connector="OR",
                        ),
                        name="parcours_entree_apres_prescription",
                        violation_error_message="L'entrée précède la prescription.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_sortie__isnull", True),
                            models.Q(
                                ("date_entree__isnull", False),
                                ("date_sortie__gte", models.F("date_entree")),
                            ),
                            _connector="OR",
                        ),
                        name="parcours_sortie_apres_entree",
                        violation_error_message="La sortie précède l'entrée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin_prevue__isnull", True),
                            models.Q(
                                ("date_entree__isnull", False),
                                ("date_fin_prevue__gte", models.F("date_entree")),
                            ),
                            _connector="OR",
                        ),
                        name="parcours_fin_prevue_apres_entree",
                        violation_error_code="date_fin_prevue",
                        violation_error_message="La fin prévue précède l'entrée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("date_entree__isnull", True),
                                ("date_sortie__isnull", True),
                                (
                                    "statut__in",
                                    (
                                        "prescrit",
                                        "en_diagnostic",
                                        "presente",
                                        "ajourne",
                                        "refuse",
                                        "non_entre",
                                    ),
                                ),
                            ),
                            models.Q(
                                ("date_entree__isnull", False),
                                ("date_sortie__isnull", True),
                                (
                                    "statut__in",
                                    ("actif", "suspendu", "en_emploi", "sortie_proposee"),
                                ),
                            ),
                            models.Q(("date_sortie__isnull", False), ("statut", "sorti")),
                            _connector="OR",
                        ),
                        name="parcours_statut_selon_dates",
                        violation_error_message="Le statut ne correspond pas aux dates du parcours.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AffectationReferent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="affectations",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="affectations",
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="comptes.structure",
                    ),
                ),
                (
                    "structure_avant",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="comptes.structure",
                    ),
                ),
            ],
            options={
                "verbose_name": "affectation",
                "ordering": ["-date_debut", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("date_fin__isnull", True)),
                        fields=["agent"],
                        name="affectation_en_cours",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("date_fin__isnull", True)),
                        fields=("parcours",),
                        name="affectation_une_seule_en_cours",
                        violation_error_message="Ce parcours a déjà un référent.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("parcours", "="),
                            (
                                plie.socle.dates.PlageDates(
                                    models.F("date_debut"), models.F("date_fin"), models.Value("[)")
                                ),
                                "&&",
                            ),
                        ],
                        name="affectation_sans_chevauchement",
                        violation_error_message="Un autre référent suit ce parcours à ces dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin__isnull", True),
                            ("date_fin__gte", models.F("date_debut")),
                            _connector="OR",
                        ),
                        name="affectation_fin_apres_debut",
                        violation_error_message="La fin de l'affectation précède son début.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegleContrat",
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
                            ("ai", "Mission d'association intermédiaire"),
                            ("saisonnier", "Contrat saisonnier"),
                            ("aide", "Contrat aidé (PEC, CIE)"),
                            ("alternance_publique", "Alternance dans le secteur public"),
                        ],
                        max_length=20,
                        verbose_name="contrat",
                    ),
                ),
                (
                    "mois_min",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Durée signée, en mois.",
                        verbose_name="à partir de (mois)",
                    ),
                ),
                (
                    "mois_max",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Vide : sans limite, contrats sans terme compris.",
                        null=True,
                        verbose_name="moins de (mois)",
                    ),
                ),
                (
                    "met_en_emploi",
                    models.BooleanField(
                        default=False,
                        help_text="Le parcours passe « en emploi », avec six mois de suivi.",
                        verbose_name="met en emploi",
                    ),
                ),
                (
                    "compte_pour_sortie",
                    models.BooleanField(
                        default=False,
                        help_text="Sa durée s'ajoute à celles que regarde la règle de sortie.",
                        verbose_name="compte pour la sortie",
                    ),
                ),
                (
                    "garde_les_offres",
                    models.BooleanField(
                        default=False,
                        help_text="Des offres continuent d'être proposées pendant le contrat.",
                        verbose_name="garde les offres",
                    ),
                ),
                (
                    "est_une_etape",
                    models.BooleanField(
                        default=False,
                        help_text="Le parcours reste actif ; une étape s'ouvre et se termine avec le contrat.",
                        verbose_name="est une étape",
                    ),
                ),
                (
                    "ecrite_par",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="écrite par",
                    ),
                ),
                (
                    "ecrite_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="écrite le",
                    ),
                ),
                (
                    "close_par",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="close par",
                    ),
                ),
                (
                    "close_le",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="close le"
                    ),
                ),
            ],
            options={
                "verbose_name": "règle de contrat",
                "verbose_name_plural": "règles des contrats",
                "ordering": ["type_contrat", "mois_min", "-pk"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("close_le__isnull", True)),
                        expressions=[
                            ("type_contrat", "="),
                            (
                                accompagnement.models.regle_contrat.PlageMois(
                                    models.F("mois_min"), models.F("mois_max")
                                ),
                                "&&",
                            ),
                        ],
                        name="regle_contrat_sans_chevauchement",
                        violation_error_code="mois_min",
                        violation_error_message="Une autre règle dit déjà ce que vaut ce contrat à une de ces durées : changez les mois, ou modifiez l'autre d'abord.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mois_max__isnull", True),
                            ("mois_max__gt", models.F("mois_min")),
                            _connector="OR",
                        ),
                        name="regle_contrat_duree_dans_l_ordre",
                        violation_error_code="mois_max",
                        violation_error_message="La deuxième durée dépasse la première.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mois_min__lte", 120),
                            models.Q(
                                ("mois_max__isnull", True), ("mois_max__lte", 120), _connector="OR"
                            ),
                        ),
                        name="regle_contrat_duree_plausible",
                        violation_error_code="mois_max",
                        violation_error_message="Les durées vont de 0 à 120 mois.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("est_une_etape", True), ("met_en_emploi", True), _negated=True
                        ),
                        name="regle_contrat_etape_ou_emploi",
                        violation_error_code="est_une_etape",
                        violation_error_message="Un contrat qui est une étape laisse le parcours actif : il ne met pas en emploi. Choisissez l'un des deux.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("compte_pour_sortie", True), ("est_une_etape", True), _negated=True
                            ),
                            models.Q(("mois_max__isnull", False), ("mois_max__lte", 6)),
                            _connector="OR",
                        ),
                        name="regle_contrat_etape_ou_sortie",
                        violation_error_code="compte_pour_sortie",
                        violation_error_message="Une étape ne fait pas sortir du parcours : elle ne compte pour la sortie qu'en deçà de 6 mois, ajoutée à d'autres contrats.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("close_le__isnull", True), ("close_par__isnull", True)),
                            models.Q(("close_le__isnull", False), ("close_par__isnull", False)),
                            _connector="OR",
                        ),
                        name="regle_contrat_close_par_quelqu_un",
                        violation_error_message="Une règle close l'est par quelqu'un.",
                    ),
                ],
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
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emplois",
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offres.etablissement",
                        verbose_name="établissement",
                    ),
                ),
                (
                    "rome",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accompagnement.reglecontrat",
                        verbose_name="règle du contrat",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "ordering": ["-date_debut", "-pk"],
                "indexes": [models.Index(fields=["date_debut"], name="emploi_debut")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin__isnull", True),
                            ("date_fin__gte", models.F("date_debut")),
                            _connector="OR",
                        ),
                        name="emploi_fin_apres_debut",
                        violation_error_code="date_fin",
                        violation_error_message="La fin de l'emploi précède l'embauche.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin_prevue__isnull", True),
                            ("date_fin_prevue__gte", models.F("date_debut")),
                            _connector="OR",
                        ),
                        name="emploi_fin_prevue_apres_debut",
                        violation_error_code="date_fin_prevue",
                        violation_error_message="La fin du contrat précède l'embauche.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("motif_fin", ""), ("date_fin__isnull", False), _connector="OR"
                        ),
                        name="emploi_fini_pour_un_motif",
                        violation_error_code="motif_fin",
                        violation_error_message="Indiquez la date de fin de l'emploi, ou laissez « Pourquoi » vide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_debut__gte", "1990-01-01"), ("date_debut__lt", "2100-01-01")
                        ),
                        name="emploi_date_plausible",
                        violation_error_code="date_debut",
                        violation_error_message="L'année de l'embauche n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("heures_hebdo__isnull", True),
                            models.Q(("heures_hebdo__gt", 0), ("heures_hebdo__lte", 48)),
                            _connector="OR",
                        ),
                        name="emploi_heures_plausibles",
                        violation_error_code="heures_hebdo",
                        violation_error_message="Les heures hebdomadaires vont de 1 à 48.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Operateur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nom", models.CharField(max_length=200, verbose_name="nom")),
                (
                    "fusionne_avec",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absorbes",
                        to="accompagnement.operateur",
                        verbose_name="réuni avec",
                    ),
                ),
            ],
            options={
                "verbose_name": "opérateur",
                "ordering": [plie.comptes.tri.Normaliser("nom"), "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        plie.comptes.tri.Normaliser("nom"),
                        name="operateur_nomme_une_fois",
                        violation_error_code="nom",
                        violation_error_message="Un autre opérateur porte déjà ce nom : réunissez-les.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nom__regex", "^\\s*$"), _negated=True),
                        name="operateur_a_un_nom",
                        violation_error_code="nom",
                        violation_error_message="Indiquez le nom de l'opérateur.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fusionne_avec__isnull", True),
                            models.Q(("fusionne_avec", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="operateur_pas_reuni_a_lui_meme",
                        violation_error_code="vers",
                        violation_error_message="Choisissez un autre opérateur.",
                    ),
                ],
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
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="etapes",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="etapes",
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
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="etape",
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
                "verbose_name": "étape",
                "ordering": ["-date_debut", "-pk"],
                "indexes": [
                    models.Index(fields=["parcours", "date_debut"], name="etape_du_parcours")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin__isnull", True),
                            ("date_fin__gte", models.F("date_debut")),
                            _connector="OR",
                        ),
                        name="etape_fin_apres_debut",
                        violation_error_code="date_fin",
                        violation_error_message="La fin de l'étape précède son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin_prevue__isnull", True),
                            ("date_fin_prevue__gte", models.F("date_debut")),
                            _connector="OR",
                        ),
                        name="etape_fin_prevue_apres_debut",
                        violation_error_code="date_fin_prevue",
                        violation_error_message="La fin prévue précède le début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_debut__isnull", False),
                            ("date_debut_prevue__isnull", False),
                            _connector="OR",
                        ),
                        name="etape_a_un_debut",
                        violation_error_code="date_debut_prevue",
                        violation_error_message="Indiquez au moins le début prévu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin__isnull", True),
                            ("date_debut__isnull", False),
                            models.Q(("date_fin__gte", "1990-01-01"), ("resultat", "abandonnee")),
                            _connector="OR",
                        ),
                        name="etape_finie_apres_avoir_commence",
                        violation_error_code="date_debut",
                        violation_error_message="Indiquez le début réel de cette étape terminée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin_prevue__isnull", True),
                            ("date_debut_prevue__isnull", True),
                            ("date_fin_prevue__gte", models.F("date_debut_prevue")),
                            _connector="OR",
                        ),
                        name="etape_fin_prevue_apres_debut_prevu",
                        violation_error_code="date_fin_prevue",
                        violation_error_message="La fin prévue précède le début prévu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_debut__gte", "1990-01-01"), ("date_debut__lt", "2100-01-01")
                        ),
                        name="etape_date_plausible",
                        violation_error_code="date_debut",
                        violation_error_message="L'année de l'étape n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_debut_prevue__gte", "1990-01-01"),
                            ("date_debut_prevue__lt", "2100-01-01"),
                        ),
                        name="etape_date_prevue_plausible",
                        violation_error_code="date_debut_prevue",
                        violation_error_message="L'année du début prévu n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date_fin__isnull", True), ("resultat", "")),
                            models.Q(
                                ("date_fin__isnull", False),
                                models.Q(("resultat", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="etape_finie_avec_resultat",
                        violation_error_code="resultat",
                        violation_error_message="Une étape terminée a une date de fin et un résultat.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("est_immersion", False),
                            models.Q(("employeur__regex", "^\\s*$"), _negated=True),
                            _connector="OR",
                        ),
                        name="etape_immersion_chez_un_employeur",
                        violation_error_code="employeur",
                        violation_error_message="Indiquez l'employeur qui accueille l'immersion.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("emploi__isnull", True), ("est_immersion", True)),
                            models.Q(
                                ("employeur", ""),
                                ("est_immersion", False),
                                ("heures__isnull", True),
                                ("issue", ""),
                                ("numero_convention", ""),
                            ),
                            _connector="OR",
                        ),
                        name="etape_d_une_immersion_seulement",
                        violation_error_message="L'employeur, la convention, les heures et l'issue sont ceux d'une immersion.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("heures__isnull", True),
                            models.Q(("heures__gte", 1), ("heures__lte", 350)),
                            _connector="OR",
                        ),
                        name="etape_heures_plausibles",
                        violation_error_code="heures",
                        violation_error_message="Les heures d'une immersion vont de 1 à 350.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("est_immersion", False),
                            models.Q(("date_fin__isnull", True), ("issue", "")),
                            models.Q(("date_debut__isnull", True), ("issue", "")),
                            models.Q(
                                ("date_debut__isnull", False),
                                ("date_fin__isnull", False),
                                models.Q(("issue", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="etape_immersion_finie_avec_issue",
                        violation_error_code="issue",
                        violation_error_message="Une immersion terminée dit ce qu'elle a donné.",
                    ),
                ],
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
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="freins",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                (
                    "situations",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="referentiels.situationfrein"
                    ),
                ),
            ],
            options={
                "ordering": ["type__ordre", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("parcours", "type"),
                        name="frein_unique_par_parcours",
                        violation_error_code="type",
                        violation_error_message="Ce frein est déjà au diagnostic.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("impact__in", ["faible", "moyen", "fort", "non_renseigne"]),
                            ("statut__in", ["ouvert", "en_cours", "leve"]),
                        ),
                        name="frein_valeurs_connues",
                        violation_error_message="Cet impact ou cet état n'existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("constate_le__gte", "1990-01-01"), ("constate_le__lt", "2100-01-01")
                        ),
                        name="frein_date_plausible",
                        violation_error_code="constate_le",
                        violation_error_message="L'année du constat n'est pas plausible.",
                    ),
                ],
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
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entretiens",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entretiens",
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                (
                    "etapes",
                    models.ManyToManyField(
                        blank=True, related_name="entretiens", to="accompagnement.etape"
                    ),
                ),
                (
                    "freins",
                    models.ManyToManyField(
                        blank=True, related_name="entretiens", to="accompagnement.frein"
                    ),
                ),
            ],
            options={
                "ordering": ["-debut", "-pk"],
                "indexes": [
                    models.Index(fields=["parcours", "-debut"], name="entretien_du_parcours"),
                    models.Index(
                        condition=models.Q(("presence", "prevu")),
                        fields=["agent", "debut"],
                        name="entretien_a_venir",
                    ),
                    models.Index(
                        condition=models.Q(("presence", "honore")),
                        fields=["debut"],
                        name="entretien_realise",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debut__gte", "2000-01-01T00:00:00Z"),
                            ("debut__lt", "2100-01-01T00:00:00Z"),
                        ),
                        name="entretien_date_plausible",
                        violation_error_code="debut",
                        violation_error_message="L'année de l'entretien n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("presence__in", ["prevu", "honore", "excuse", "absent", "annule"])
                        ),
                        name="entretien_presence_connue",
                        violation_error_message="Cette présence n'existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duree_minutes__gte", 5), ("duree_minutes__lte", 600)),
                        name="entretien_duree_plausible",
                        violation_error_code="duree_minutes",
                        violation_error_message="Un entretien dure de 5 minutes à 10 heures.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confie_par__isnull", True), ("notes_confidentielles", "")),
                            models.Q(
                                models.Q(("notes_confidentielles", ""), _negated=True),
                                ("confie_par__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="entretien_confie_par_quelqu_un",
                        violation_error_message="Des notes confidentielles ont un auteur.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AjoutEntretien",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entretien",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ajouts",
                        to="accompagnement.entretien",
                    ),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "ajout à un entretien",
                "verbose_name_plural": "ajouts aux entretiens",
                "ordering": ["cree_le", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("texte__regex", "\\S")),
                        name="ajout_dit_quelque_chose",
                        violation_error_code="texte",
                        violation_error_message="Écrivez ce que vous ajoutez.",
                    )
                ],
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
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alertes",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("sans_entretien_1", "Sans entretien depuis le premier seuil"),
                            ("sans_entretien_2", "Sans entretien depuis le deuxième seuil"),
                            ("sans_entretien_3", "Sans entretien depuis le troisième seuil"),
                            ("suivi_renforce", "Suivi renforcé, sans entretien"),
                            ("sans_etape", "Sans étape en cours"),
                            ("fin_proche", "Parcours proche de sa fin"),
                            ("contrat_m1", "Contrat à un mois"),
                            ("contrat_m3", "Contrat à trois mois"),
                            ("contrat_m6", "Contrat à six mois, sortie à proposer"),
                            ("preuve_expiree", "Preuve expirée avant la prochaine commission"),
                            ("orientation", "Orientation sans réponse"),
                            ("suspension", "Suspension qui se termine"),
                            ("dossier_incomplet", "Dossier incomplet pour la prochaine commission"),
                            ("sortie_j1", "Situation à la sortie à recueillir"),
                            ("sortie_j14", "Situation à la sortie attendue depuis deux semaines"),
                            ("sortie_j28", "Situation à la sortie au terme des 28 jours"),
                            ("maintien_m6", "Maintien à six mois à vérifier après la sortie"),
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
                "indexes": [models.Index(fields=["code", "parcours"], name="alerte_code")],
                "constraints": [
                    models.UniqueConstraint(fields=("parcours", "code"), name="alerte_unique")
                ],
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
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="brouillons",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="brouillons",
                        to="accompagnement.parcours",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agent", "parcours", "cle", "jeton"), name="brouillon_unique"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChoixColonnes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choix_colonnes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "colonnes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
            ],
            options={
                "verbose_name": "choix de colonnes",
                "verbose_name_plural": "choix de colonnes",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("type", "date"),
                        name="commission_une_par_jour_et_type",
                        violation_error_code="date",
                        violation_error_message="Une commission de ce type est déjà prévue ce jour-là.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("date__gte", "2000-01-01"), ("date__lt", "2100-01-01")),
                        name="commission_date_plausible",
                        violation_error_code="date",
                        violation_error_message="L'année de la commission n'est pas plausible.",
                    ),
                ],
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
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="competences",
                        to="accompagnement.parcours",
                    ),
                ),
                ("libelle", models.CharField(max_length=200, verbose_name="compétence")),
            ],
            options={
                "verbose_name": "compétence",
                "ordering": ["libelle", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("parcours", "libelle"),
                        name="competence_unique",
                        violation_error_code="libelle",
                        violation_error_message="Cette compétence est déjà notée.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ConstatQpv",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="constats_qpv",
                        to="accompagnement.participant",
                    ),
                ),
                ("adresse", models.CharField(blank=True, max_length=250)),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "constat de QPV",
                "verbose_name_plural": "constats de QPV",
                "ordering": ["-constate_le", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("adresse", ""), _negated=True),
                            ("commune__isnull", False),
                            _connector="OR",
                        ),
                        name="constat_qpv_d_une_adresse",
                        violation_error_message="Notez d'abord l'adresse de la personne.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("qpv__isnull", True), ("est_en_qpv", True), _connector="OR"
                        ),
                        name="constat_qpv_nomme_le_quartier",
                        violation_error_code="resultat",
                        violation_error_message="Hors d'un quartier prioritaire, aucun n'est nommé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("generation__in", ["2015", "2024"]),
                            ("source__in", ["declaree", "verifiee"]),
                        ),
                        name="constat_qpv_codes_connus",
                        violation_error_message="Cette génération ou cette source n'existe pas.",
                    ),
                ],
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
                    "commission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="passages",
                        to="accompagnement.commission",
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "ordering": ["ordre", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("commission", "parcours"),
                        name="passage_unique",
                        violation_error_message="Ce dossier est déjà à l'ordre du jour.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("decision", "")),
                        fields=("parcours",),
                        name="passage_un_seul_en_attente",
                        violation_error_message="Ce dossier attend déjà une décision.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decide_le__isnull", True),
                                ("decide_par__isnull", True),
                                ("decision", ""),
                            ),
                            models.Q(
                                models.Q(("decision", ""), _negated=True),
                                ("decide_le__isnull", False),
                                ("decide_par__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="passage_decide_par_quelqu_un",
                        violation_error_message="Une décision a un auteur et une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decision__in", ("refuse", "ajourne", "sortie_refusee")),
                                _negated=True,
                            ),
                            models.Q(("motif__regex", "^\\s*$"), _negated=True),
                            _connector="OR",
                        ),
                        name="passage_decision_motivee",
                        violation_error_message="Indiquez le motif de cette décision.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decision", "prolonge"), ("prolonge_jusqu_au__isnull", False)
                            ),
                            models.Q(
                                models.Q(("decision", "prolonge"), _negated=True),
                                ("prolonge_jusqu_au__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="passage_prolonge_jusqu_a_une_date",
                        violation_error_code="prolonge_jusqu_au",
                        violation_error_message="Une prolongation va jusqu'à une date.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="accompagnement.passage",
                    ),
                ),
                ("motif", models.TextField(max_length=2000)),
                ("avant", models.JSONField()),
                ("apres", models.JSONField(verbose_name="après")),
                (
                    "demandee_par",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "ordering": ["-demandee_le", "-pk"],
                "indexes": [
                    models.Index(fields=["parcours", "transaction"], name="correction_transaction")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("motif__regex", "^\\s*$"), _negated=True),
                        name="correction_motivee",
                        violation_error_code="motif",
                        violation_error_message="Indiquez pourquoi vous corrigez.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("faite_le__isnull", True),
                            ("touche_un_mois_arrete", False),
                            ("confirmee_par__isnull", False),
                            _connector="OR",
                        ),
                        name="correction_d_un_mois_arrete_confirmee",
                        violation_error_message="Ce mois est arrêté : la direction confirme d'abord.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmee_par__isnull", True),
                                models.Q(
                                    ("confirmee_par", models.F("demandee_par")), _negated=True
                                ),
                                _connector="OR",
                            ),
                            models.Q(
                                ("refusee_par__isnull", True),
                                models.Q(("refusee_par", models.F("demandee_par")), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="correction_jugee_par_une_autre_personne",
                        violation_error_message="Qui demande une correction ne la juge pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmee_le__isnull", True), ("confirmee_par__isnull", True)
                            ),
                            models.Q(
                                ("confirmee_le__isnull", False), ("confirmee_par__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="correction_confirmee_par_quelqu_un",
                        violation_error_message="Une confirmation a un auteur et une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("refusee_le__isnull", True), ("refusee_par__isnull", True)),
                            models.Q(
                                ("confirmee_le__isnull", True),
                                ("faite_le__isnull", True),
                                ("refusee_le__isnull", False),
                                ("refusee_par__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="correction_refusee_par_quelqu_un",
                        violation_error_message="Une correction est refusée, ou faite.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("faite_le__isnull", True), ("transaction__isnull", True)),
                            models.Q(("faite_le__isnull", False), ("transaction__isnull", False)),
                            _connector="OR",
                        ),
                        name="correction_faite_dans_sa_transaction",
                        violation_error_message="Une correction faite nomme sa transaction.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("faite_le__isnull", True), ("refusee_le__isnull", True)
                        ),
                        fields=("parcours",),
                        name="correction_une_seule_en_attente",
                        violation_error_message="Une correction de ce parcours attend déjà la direction.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("refusee_le__isnull", True)),
                        fields=("passage",),
                        name="correction_une_seule_par_passage",
                        violation_error_message="Cette décision est déjà annulée.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Courrier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="courriers",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "ordering": ["-cree_le", "-pk"],
                "indexes": [
                    models.Index(fields=["parcours", "-cree_le"], name="courrier_du_parcours"),
                    models.Index(
                        condition=models.Q(("lot__isnull", False)),
                        fields=["lot"],
                        name="courrier_du_lot",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "modele__in",
                                [
                                    "courrier_convocation",
                                    "courrier_absence",
                                    "courrier_relance",
                                    "courrier_orienteur",
                                    "courrier_fin",
                                ],
                            )
                        ),
                        name="courrier_d_un_modele",
                        violation_error_code="modele",
                        violation_error_message="Choisissez un modèle de courrier.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("objet__regex", "^\\s*$"), _negated=True),
                        name="courrier_avec_un_objet",
                        violation_error_code="objet",
                        violation_error_message="Donnez un objet à ce courrier.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("texte__regex", "^\\s*$"), _negated=True),
                        name="courrier_dit_quelque_chose",
                        violation_error_code="texte",
                        violation_error_message="Écrivez le texte du courrier.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("destinataire__regex", "^\\s*$"), _negated=True),
                        name="courrier_a_quelqu_un",
                        violation_error_code="destinataire",
                        violation_error_message="Écrivez l'adresse du destinataire.",
                    ),
                ],
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
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteres",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="vérifié par",
                    ),
                ),
                ("verifie_le", models.DateField(blank=True, null=True, verbose_name="vérifié le")),
            ],
            options={
                "verbose_name": "critère d'éligibilité",
                "verbose_name_plural": "critères d'éligibilité",
                "ordering": ["parcours", "code"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("perdu_le__isnull", True)),
                        fields=("parcours", "code"),
                        name="critere_unique_par_parcours",
                        violation_error_message="Ce critère est déjà enregistré.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("a_l_entree", False)),
                        expressions=[
                            ("parcours", "="),
                            ("code", "="),
                            (
                                plie.socle.dates.PlageDates(
                                    models.F("constate_le"),
                                    models.F("perdu_le"),
                                    models.Value("[)"),
                                ),
                                "&&",
                            ),
                        ],
                        name="critere_une_fois_a_la_fois",
                        violation_error_code="constate_le",
                        violation_error_message="Ce critère est déjà noté à ces dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("perdu_le__isnull", True),
                            ("perdu_le__gt", models.F("constate_le")),
                            _connector="OR",
                        ),
                        name="critere_perdu_apres_constat",
                        violation_error_code="perdu_le",
                        violation_error_message="Un critère se perd après le jour où il est constaté.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
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
                        name="critere_connu",
                        violation_error_message="Ce critère n'existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verifie_le__isnull", True), ("verifie_par__isnull", True)),
                            models.Q(("verifie_le__isnull", False), ("verifie_par__isnull", False)),
                            _connector="OR",
                        ),
                        name="critere_verifie_par_quelqu_un",
                        violation_error_message="Une vérification a un auteur et une date.",
                    ),
                ],
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
                            ("ai", "des missions d'association intermédiaire, par exception"),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("deduit_de", ""), _negated=True),
                        fields=("deduit_de",),
                        name="motif_deduit_une_fois",
                        violation_error_message="Un autre motif est déjà déduit de cela.",
                    )
                ],
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
                "verbose_name": "règle de sortie",
                "verbose_name_plural": "règles de sortie",
                "ordering": ["-version"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                plie.socle.dates.PlageDates(
                                    models.F("valide_du"), models.F("valide_au"), models.Value("[]")
                                ),
                                "&&",
                            )
                        ],
                        name="regle_sans_chevauchement",
                        violation_error_message="Une autre règle est valide à ces dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valide_au__isnull", True),
                            ("valide_au__gte", models.F("valide_du")),
                            _connector="OR",
                        ),
                        name="regle_fin_apres_debut",
                        violation_error_message="La fin de validité précède son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("saisonnier_mois_sur_12__isnull", True),
                            models.Q(
                                ("saisonnier_mois_sur_12__gte", 1),
                                ("saisonnier_mois_sur_12__lte", 12),
                            ),
                            _connector="OR",
                        ),
                        name="regle_saisonnier_plausible",
                        violation_error_code="saisonnier_mois_sur_12",
                        violation_error_message="Le travail saisonnier se compte de 1 à 12 mois sur 12.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ai_age_min__isnull", True),
                            models.Q(("ai_age_min__gte", 16), ("ai_age_min__lte", 70)),
                            _connector="OR",
                        ),
                        name="regle_ai_plausible",
                        violation_error_code="ai_age_min",
                        violation_error_message="L'âge va de 16 à 70 ans.",
                    ),
                ],
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
                (
                    "parcours",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sortie",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "motif",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="accompagnement.motifsortie"
                    ),
                ),
                ("date_effet", models.DateField(verbose_name="date de sortie")),
                ("commentaire", models.TextField(blank=True, max_length=5000)),
                (
                    "proposee_par",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accompagnement.reglesortie",
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="accompagnement.passage",
                    ),
                ),
                ("validee_le", models.DateField(blank=True, null=True, verbose_name="validée le")),
            ],
            options={
                "indexes": [models.Index(fields=["motif"], name="sortie_motif")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("categorie", ""),
                                ("regle__isnull", True),
                                ("validee_le__isnull", True),
                            ),
                            models.Q(
                                ("categorie__in", ["positive", "neutre", "autre"]),
                                ("regle__isnull", False),
                                ("validee_le__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sortie_validee_avec_sa_regle",
                        violation_error_message="Une sortie validée porte sa catégorie et sa règle.",
                    )
                ],
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
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="accompagnement.participant",
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
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
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="preuves",
                        to="accompagnement.sortie",
                    ),
                ),
                (
                    "emploi",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="preuves",
                        to="accompagnement.emploi",
                    ),
                ),
                (
                    "etape",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="preuves",
                        to="accompagnement.etape",
                        verbose_name="étape",
                    ),
                ),
                (
                    "deposee_par",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="déposée par",
                    ),
                ),
                ("deposee_le", models.DateTimeField(auto_now_add=True, verbose_name="déposée le")),
                (
                    "verifiee_par",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                (
                    "criteres",
                    models.ManyToManyField(
                        blank=True, related_name="pieces", to="accompagnement.critereeligibilite"
                    ),
                ),
            ],
            options={
                "verbose_name": "pièce justificative",
                "verbose_name_plural": "pièces justificatives",
                "ordering": ["-deposee_le", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("date_fin_validite__isnull", False)),
                        fields=["date_fin_validite"],
                        name="piece_validite",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participant", "empreinte"),
                        name="piece_unique_par_personne",
                        violation_error_code="fichier",
                        violation_error_message="Ce fichier est déjà dans le dossier.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "type__in",
                                [
                                    "identite",
                                    "domicile",
                                    "france_travail",
                                    "rsa",
                                    "ass",
                                    "aah",
                                    "rqth",
                                    "caf",
                                    "hebergement",
                                    "detention",
                                    "diplome",
                                    "cv",
                                    "contrat_engagement",
                                    "questionnaire_fse",
                                    "emargement",
                                    "contrat_travail",
                                    "bulletin",
                                    "certification",
                                    "autre",
                                ],
                            )
                        ),
                        name="piece_type_connu",
                        violation_error_code="type",
                        violation_error_message="Ce type de pièce n'existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin_validite__isnull", True),
                            ("date_piece__isnull", True),
                            ("date_fin_validite__gte", models.F("date_piece")),
                            _connector="OR",
                        ),
                        name="piece_validite_apres_sa_date",
                        violation_error_code="date_fin_validite",
                        violation_error_message="La fin de validité précède la date de la pièce.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verifiee_le__isnull", True), ("verifiee_par__isnull", True)),
                            models.Q(
                                ("verifiee_le__isnull", False), ("verifiee_par__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="piece_verifiee_par_quelqu_un",
                        violation_error_message="Une vérification a un auteur et une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("motif_refus", ""),
                                ("refusee_le__isnull", True),
                                ("refusee_par__isnull", True),
                            ),
                            models.Q(
                                ("refusee_le__isnull", False),
                                ("refusee_par__isnull", False),
                                models.Q(("motif_refus__regex", "^\\s*$"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="piece_refusee_par_quelqu_un",
                        violation_error_code="motif_refus",
                        violation_error_message="Un refus a un auteur, une date et un motif.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verifiee_le__isnull", True),
                            ("refusee_le__isnull", True),
                            _connector="OR",
                        ),
                        name="piece_verifiee_ou_refusee",
                        violation_error_message="Une pièce est vérifiée ou refusée, jamais les deux.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Emargement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emargements",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "entretien",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emargement",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="emargements",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "émargement",
                "verbose_name_plural": "émargements",
                "ordering": ["-signe_le", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("fichier", ""), _negated=True), ("piece__isnull", True)
                            ),
                            models.Q(("fichier", ""), ("piece__isnull", False)),
                            _connector="OR",
                        ),
                        name="emargement_image_ou_feuille",
                        violation_error_message="Un émargement est une signature ou une feuille.",
                    )
                ],
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
                (
                    "frein",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evaluations",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "évaluation d'un frein",
                "verbose_name_plural": "évaluations de freins",
                "ordering": ["-le", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("frein", "le"),
                        name="evaluation_une_par_jour",
                        violation_error_message="Ce frein est déjà évalué ce jour-là.",
                    )
                ],
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
                (
                    "garde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fusions",
                        to="accompagnement.participant",
                    ),
                ),
                (
                    "absorbe",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accompagnement.participant",
                    ),
                ),
                ("detail", models.JSONField(verbose_name="détail")),
                (
                    "par",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("le", models.DateTimeField(auto_now_add=True, verbose_name="faite le")),
                (
                    "annulee_par",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "ordering": ["-le", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("garde", models.F("absorbe")), _negated=True),
                        name="fusion_de_deux_dossiers",
                        violation_error_message="Une personne ne se fusionne pas avec elle-même.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("annulee_le__isnull", True)),
                        fields=("absorbe",),
                        name="fusion_une_seule_en_vigueur",
                        violation_error_message="Ce dossier est déjà fusionné.",
                    ),
                ],
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
                (
                    "cree_par",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "agent",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="jeton_agenda",
                        to=settings.AUTH_USER_MODEL,
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
            name="Memo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pour",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memos",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="à faire par",
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memos",
                        to="accompagnement.parcours",
                    ),
                ),
                ("texte", models.CharField(max_length=300, verbose_name="à faire")),
                ("le", models.DateField(verbose_name="pour le")),
                ("fait_le", models.DateTimeField(blank=True, null=True, verbose_name="fait le")),
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
                "verbose_name": "mémo",
                "ordering": ["le", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("fait_le", None)),
                        fields=["pour", "le"],
                        name="memo_a_faire",
                    ),
                    models.Index(fields=["auteur"], name="memo_de_l_auteur"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("texte__regex", "\\S")),
                        name="memo_dit_quelque_chose",
                        violation_error_code="texte",
                        violation_error_message="Écrivez ce qu'il y a à faire.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("le__gte", "2000-01-01"), ("le__lt", "2100-01-01")),
                        name="memo_date_plausible",
                        violation_error_code="le",
                        violation_error_message="L'année de ce mémo n'est pas plausible.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Orientation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orientations",
                        to="comptes.structure",
                        verbose_name="partenaire",
                    ),
                ),
                (
                    "deposee_par",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("declarant", models.CharField(max_length=260, verbose_name="agent déclaré")),
                ("identifiant", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orientations",
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
                (
                    "modifiee_le",
                    models.DateTimeField(
                        auto_now=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="modifiée le",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "ordering": ["-cree_le", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["structure", "-cree_le"], name="orientation_du_partenaire"
                    ),
                    models.Index(
                        fields=["structure", "date_naissance"], name="orientation_de_la_personne"
                    ),
                    models.Index(
                        condition=models.Q(("statut__in", ("nouvelle", "expiree"))),
                        fields=["repondre_avant"],
                        name="orientation_a_traiter",
                    ),
                    models.Index(
                        condition=models.Q(("reponse_le__isnull", False)),
                        fields=["reponse_le"],
                        name="orientation_repondue",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("deposee_par", "identifiant_externe"),
                        name="orientation_identifiant_externe",
                        violation_error_code="identifiant_externe",
                        violation_error_message="Vous avez déjà envoyé une orientation sous cet identifiant.",
                    ),
                    models.UniqueConstraint(
                        fields=("deposee_par", "cle_idempotence"),
                        name="orientation_cle_idempotence",
                        violation_error_message="Cette clé a déjà servi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nom__regex", "^\\s*$"), _negated=True),
                            models.Q(("prenom__regex", "^\\s*$"), _negated=True),
                        ),
                        name="orientation_nommee",
                        violation_error_message="Le nom et le prénom sont obligatoires.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sexe", ""), ("sexe__in", ["F", "M", "X"]), _connector="OR"
                        ),
                        name="orientation_sexe_connu",
                        violation_error_code="sexe",
                        violation_error_message="Le sexe est F, M ou X.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("numero_france_travail__isnull", True),
                            ("numero_france_travail__regex", "^(\\d{11}|\\d{7}[0-9A-Z])$"),
                            _connector="OR",
                        ),
                        name="orientation_numero_ft_forme",
                        violation_error_code="numero_france_travail",
                        violation_error_message="Le numéro France Travail compte 11 chiffres (ancienne forme : 7 chiffres et un caractère).",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("date_naissance__gte", datetime.date(1900, 1, 1))),
                        name="orientation_naissance_plausible",
                        violation_error_code="date_naissance",
                        violation_error_message="L'année de naissance n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("date_orientation__gt", models.F("date_naissance"))),
                        name="orientation_apres_naissance",
                        violation_error_code="date_orientation",
                        violation_error_message="L'orientation précède la naissance.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "statut__in",
                                [
                                    "nouvelle",
                                    "acceptee",
                                    "refusee",
                                    "retiree",
                                    "expiree",
                                    "non_entree",
                                ],
                            )
                        ),
                        name="orientation_statut_connu",
                        violation_error_message="Cet état d'une orientation n'existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("repondue_par__isnull", False),
                                ("reponse_le__isnull", False),
                                ("statut__in", ("acceptee", "refusee", "non_entree")),
                            ),
                            models.Q(
                                models.Q(
                                    ("statut__in", ("acceptee", "refusee", "non_entree")),
                                    _negated=True,
                                ),
                                ("repondue_par__isnull", True),
                                ("reponse", ""),
                                ("reponse_le__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="orientation_repondue_par_quelqu_un",
                        violation_error_message="Une réponse a un auteur et une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("statut", "refusee"), models.Q(("motif_refus", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("statut", "refusee"), _negated=True), ("motif_refus", "")
                            ),
                            _connector="OR",
                        ),
                        name="orientation_refus_motive",
                        violation_error_code="motif_refus",
                        violation_error_message="Indiquez le motif du refus.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut__in", ("acceptee", "non_entree")), _negated=True),
                            ("parcours__isnull", False),
                            _connector="OR",
                        ),
                        name="orientation_acceptee_a_un_parcours",
                        violation_error_message="Une orientation acceptée ouvre un parcours.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MessageOrientation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "orientation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="accompagnement.orientation",
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "message sur une orientation",
                "verbose_name_plural": "messages sur une orientation",
                "ordering": ["cree_le", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("texte__regex", "^\\s*$"), _negated=True),
                        name="message_orientation_ecrit",
                        violation_error_code="texte",
                        violation_error_message="Écrivez le message.",
                    )
                ],
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
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mises_en_relation",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "offre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="mise_en_relation",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "mise en relation",
                "verbose_name_plural": "mises en relation",
                "ordering": ["-proposee_le", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["parcours", "-proposee_le"], name="mise_en_relation_parcours"
                    ),
                    models.Index(fields=["offre"], name="mise_en_relation_offre"),
                    models.Index(fields=["proposee_le"], name="mise_en_relation_proposee"),
                    models.Index(
                        condition=models.Q(("conclue_le__isnull", False)),
                        fields=["conclue_le"],
                        name="mise_en_relation_conclue",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("statut__in", ("embauchee", "declinee", "non_retenue", "sans_suite")),
                            _negated=True,
                        ),
                        fields=("parcours", "offre"),
                        name="mise_en_relation_une_en_cours",
                        violation_error_message="Cette offre est déjà proposée à cette personne.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("conclue_le__isnull", False),
                                (
                                    "statut__in",
                                    ("embauchee", "declinee", "non_retenue", "sans_suite"),
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "statut__in",
                                        ("embauchee", "declinee", "non_retenue", "sans_suite"),
                                    ),
                                    _negated=True,
                                ),
                                ("conclue_le__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="mise_en_relation_conclue_a_une_date",
                        violation_error_code="conclue_le",
                        violation_error_message="Une mise en relation conclue a une date.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("motif", ""),
                                (
                                    "statut__in",
                                    ["proposee", "acceptee", "transmise", "entretien", "embauchee"],
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "statut__in",
                                        [
                                            "proposee",
                                            "acceptee",
                                            "transmise",
                                            "entretien",
                                            "embauchee",
                                        ],
                                    ),
                                    _negated=True,
                                ),
                                models.Q(("motif", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mise_en_relation_motif",
                        violation_error_code="motif",
                        violation_error_message="Indiquez le motif.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("repondue_le__isnull", True),
                            ("repondue_le__gte", models.F("proposee_le")),
                            _connector="OR",
                        ),
                        name="mise_en_relation_repondue_le_apres",
                        violation_error_code="repondue_le",
                        violation_error_message="Cette date précède la proposition.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("transmise_le__isnull", True),
                            ("transmise_le__gte", models.F("proposee_le")),
                            _connector="OR",
                        ),
                        name="mise_en_relation_transmise_le_apres",
                        violation_error_code="transmise_le",
                        violation_error_message="Cette date précède la proposition.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entretien_le__isnull", True),
                            ("entretien_le__gte", models.F("proposee_le")),
                            _connector="OR",
                        ),
                        name="mise_en_relation_entretien_le_apres",
                        violation_error_code="entretien_le",
                        violation_error_message="Cette date précède la proposition.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("conclue_le__isnull", True),
                            ("conclue_le__gte", models.F("proposee_le")),
                            _connector="OR",
                        ),
                        name="mise_en_relation_conclue_le_apres",
                        violation_error_code="conclue_le",
                        violation_error_message="Cette date précède la proposition.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposee_le__gte", "2000-01-01"), ("proposee_le__lt", "2100-01-01")
                        ),
                        name="mise_en_relation_date_plausible",
                        violation_error_code="proposee_le",
                        violation_error_message="L'année de la proposition n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("repondue_le__gte", "2000-01-01"), ("repondue_le__lt", "2100-01-01")
                        ),
                        name="mise_en_relation_repondue_le_plausible",
                        violation_error_code="repondue_le",
                        violation_error_message="L'année de cette date n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("transmise_le__gte", "2000-01-01"), ("transmise_le__lt", "2100-01-01")
                        ),
                        name="mise_en_relation_transmise_le_plausible",
                        violation_error_code="transmise_le",
                        violation_error_message="L'année de cette date n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entretien_le__gte", "2000-01-01"), ("entretien_le__lt", "2100-01-01")
                        ),
                        name="mise_en_relation_entretien_le_plausible",
                        violation_error_code="entretien_le",
                        violation_error_message="L'année de cette date n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("conclue_le__gte", "2000-01-01"), ("conclue_le__lt", "2100-01-01")
                        ),
                        name="mise_en_relation_conclue_le_plausible",
                        violation_error_code="conclue_le",
                        violation_error_message="L'année de cette date n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rappel_le__gte", "2000-01-01"), ("rappel_le__lt", "2100-01-01")
                        ),
                        name="mise_en_relation_rappel_le_plausible",
                        violation_error_code="rappel_le",
                        violation_error_message="L'année de cette date n'est pas plausible.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mots",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                (
                    "destinataires",
                    models.ManyToManyField(
                        related_name="mots_recus", to=settings.AUTH_USER_MODEL, verbose_name="à"
                    ),
                ),
            ],
            options={
                "ordering": ["-cree_le", "-pk"],
                "indexes": [models.Index(fields=["parcours", "-cree_le"], name="mot_du_parcours")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("texte__regex", "\\S")),
                        name="mot_dit_quelque_chose",
                        violation_error_code="texte",
                        violation_error_message="Écrivez votre mot.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MotifNonEntree",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("libelle", models.CharField(max_length=100, verbose_name="libellé")),
                (
                    "reponse",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="Ce que le prescripteur lira. Ni santé, ni justice, ni logement.",
                        max_length=1000,
                        verbose_name="réponse proposée",
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
            ],
            options={
                "verbose_name": "motif de non-entrée",
                "verbose_name_plural": "motifs de non-entrée",
                "ordering": ["ordre", "libelle"],
            },
        ),
        migrations.CreateModel(
            name="MotifSuspension",
            fields=[
                ("code", models.SlugField(max_length=40, primary_key=True, serialize=False)),
                ("libelle", models.CharField(max_length=100, verbose_name="libellé")),
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
            ],
            options={
                "verbose_name": "motif de suspension",
                "verbose_name_plural": "motifs de suspension",
                "ordering": ["ordre", "libelle"],
            },
        ),
        migrations.CreateModel(
            name="NonEntree",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "parcours",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="non_entree",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "motif",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "non-entrée",
                "verbose_name_plural": "non-entrées",
                "ordering": ["-date", "-pk"],
                "indexes": [models.Index(fields=["date"], name="non_entree_date")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("moyen__in", ["courriel", "courrier", "aucun"])),
                        name="non_entree_moyen_connu",
                        violation_error_code="moyen",
                        violation_error_message="Choisissez comment prévenir le prescripteur.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("moyen", "aucun"),
                            models.Q(("reponse__regex", "^\\s*$"), _negated=True),
                            _connector="OR",
                        ),
                        name="non_entree_reponse_ecrite",
                        violation_error_code="reponse",
                        violation_error_message="Écrivez ce que le prescripteur lira.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reponse_envoyee_le__isnull", True),
                            ("moyen", "courriel"),
                            _connector="OR",
                        ),
                        name="non_entree_envoyee_par_courriel",
                        violation_error_message="Seul un courriel est envoyé.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "destinataire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("nature", models.CharField(max_length=40)),
                (
                    "parcours",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accompagnement.parcours",
                    ),
                ),
                ("objet", models.BigIntegerField(blank=True, null=True)),
                (
                    "auteur",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "precision",
                    models.CharField(blank=True, max_length=200, verbose_name="précision"),
                ),
                ("par_courriel", models.BooleanField(default=False)),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="créée le",
                    ),
                ),
                ("lue_le", models.DateTimeField(blank=True, null=True, verbose_name="lue le")),
                (
                    "envoyee_le",
                    models.DateTimeField(blank=True, null=True, verbose_name="envoyée le"),
                ),
            ],
            options={
                "ordering": ["-cree_le", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["destinataire", "-cree_le"], name="notification_du_destinataire"
                    ),
                    models.Index(fields=["nature", "objet"], name="notification_de_l_objet"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lue_le__isnull", True)),
                        fields=("destinataire", "nature", "parcours", "objet"),
                        name="notification_dite_une_fois",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nature", ""), _negated=True),
                        name="notification_d_une_nature",
                        violation_error_message="Une notification a une nature.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("envoyee_le__isnull", True), ("par_courriel", True), _connector="OR"
                        ),
                        name="notification_envoyee_si_voulue",
                        violation_error_message="Cette notification n'est pas de celles que l'on envoie.",
                    ),
                ],
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
                    "frein",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="objectifs",
                        to="accompagnement.frein",
                    ),
                ),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "objectif de levée",
                "verbose_name_plural": "objectifs de levée",
                "ordering": ["type__ordre", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("frein", "type"),
                        name="objectif_unique_par_frein",
                        violation_error_message="Cet objectif est déjà fixé.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Opposition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="oppositions",
                        to="accompagnement.participant",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("levee_le", models.DateTimeField(blank=True, null=True, verbose_name="levée le")),
                (
                    "levee_par",
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
                "ordering": ["-recueillie_le", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("levee_le__isnull", True)),
                        fields=("participant", "structure"),
                        name="opposition_une_en_cours",
                        nulls_distinct=False,
                        violation_error_message="Cette opposition est déjà enregistrée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("levee_le__isnull", True), ("levee_par__isnull", True)),
                            models.Q(("levee_le__isnull", False), ("levee_par__isnull", False)),
                            _connector="OR",
                        ),
                        name="opposition_levee_par_quelqu_un",
                        violation_error_message="La levée d'une opposition a une date et un auteur.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Partage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partages",
                        to="comptes.structure",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partages",
                        to="accompagnement.participant",
                    ),
                ),
                ("identifiant", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="connu depuis le",
                    ),
                ),
            ],
            options={
                "ordering": ["-cree_le", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("structure", "participant"),
                        name="partage_une_fois",
                        violation_error_message="Ce partenaire connaît déjà cette personne.",
                    )
                ],
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
                (
                    "animateur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("places", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "verbose_name": "séance collective",
                "verbose_name_plural": "séances collectives",
                "ordering": ["-debut", "-pk"],
                "indexes": [
                    models.Index(fields=["animateur", "debut"], name="seance_de_l_animateur")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("debut__gte", "2000-01-01T00:00:00Z"),
                            ("debut__lt", "2100-01-01T00:00:00Z"),
                        ),
                        name="seance_date_plausible",
                        violation_error_code="debut",
                        violation_error_message="L'année de la séance n'est pas plausible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("duree_minutes__gte", 5), ("duree_minutes__lte", 600)),
                        name="seance_duree_plausible",
                        violation_error_code="duree_minutes",
                        violation_error_message="Une séance dure de 5 minutes à 10 heures.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("titre__regex", "^\\s*$"), _negated=True),
                        name="seance_nommee",
                        violation_error_code="titre",
                        violation_error_message="Donnez un titre à la séance.",
                    ),
                ],
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
                    "seance",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="accompagnement.seance",
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
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
                "verbose_name": "participation à une séance",
                "verbose_name_plural": "participations à des séances",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("seance", "parcours"),
                        name="participation_unique",
                        violation_error_message="Cette personne est déjà inscrite à la séance.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PieceOrientation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "orientation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="documents",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "document d'une orientation",
                "verbose_name_plural": "documents d'une orientation",
                "ordering": ["deposee_le", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("orientation", "empreinte"),
                        name="piece_orientation_une_fois",
                        violation_error_code="fichier",
                        violation_error_message="Ce fichier accompagne déjà cette orientation.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "type__in",
                                [
                                    "identite",
                                    "domicile",
                                    "france_travail",
                                    "rsa",
                                    "ass",
                                    "aah",
                                    "rqth",
                                    "caf",
                                    "hebergement",
                                    "detention",
                                    "diplome",
                                    "cv",
                                    "contrat_engagement",
                                    "questionnaire_fse",
                                    "emargement",
                                    "contrat_travail",
                                    "bulletin",
                                    "certification",
                                    "autre",
                                ],
                            )
                        ),
                        name="piece_orientation_type_connu",
                        violation_error_code="type",
                        violation_error_message="Ce type de pièce n'existe pas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PreferenceNotification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("nature", models.CharField(max_length=40)),
                (
                    "canal",
                    models.CharField(
                        choices=[
                            ("ecran", "À l'écran"),
                            ("courriel", "À l'écran et dans le courriel du matin"),
                            ("rien", "Rien"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "verbose_name": "préférence de notification",
                "verbose_name_plural": "préférences de notification",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("agent", "nature"), name="preference_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("canal__in", ["ecran", "courriel", "rien"])),
                        name="preference_canal_connu",
                        violation_error_message="Ce canal n'existe pas.",
                    ),
                ],
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
                (
                    "parcours",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="projet",
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
                (
                    "metiers",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="referentiels.rome", verbose_name="métiers"
                    ),
                ),
                (
                    "communes",
                    models.ManyToManyField(blank=True, related_name="+", to="referentiels.commune"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("mobilite_km__isnull", True),
                            ("mobilite_km__lte", 200),
                            _connector="OR",
                        ),
                        name="projet_rayon_plausible",
                        violation_error_code="mobilite_km",
                        violation_error_message="Le rayon va de 0 à 200 km.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("heures_min__isnull", True),
                                ("heures_min__lte", 48),
                                _connector="OR",
                            ),
                            models.Q(
                                ("heures_max__isnull", True),
                                ("heures_max__lte", 48),
                                _connector="OR",
                            ),
                        ),
                        name="projet_heures_plausibles",
                        violation_error_code="heures_max",
                        violation_error_message="Les heures hebdomadaires vont de 0 à 48.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("heures_min__isnull", True),
                            ("heures_max__isnull", True),
                            ("heures_min__lte", models.F("heures_max")),
                            _connector="OR",
                        ),
                        name="projet_heures_ordonnees",
                        violation_error_code="heures_max",
                        violation_error_message="Le minimum d'heures dépasse le maximum.",
                    ),
                ],
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
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rapprochements",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "offre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="offres.offre",
                    ),
                ),
                ("score", models.PositiveSmallIntegerField()),
                ("criteres", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["-score", "pk"],
                "indexes": [
                    models.Index(fields=["parcours", "-score"], name="rapprochement_du_parcours")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("parcours", "offre"), name="rapprochement_unique"
                    )
                ],
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
                "verbose_name": "réglages",
                "verbose_name_plural": "réglages",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="reglages_une_seule_ligne",
                        violation_error_message="Les réglages existent déjà.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("jours_entretien_1__lt", models.F("jours_entretien_2"))
                        ),
                        name="reglages_premier_seuil",
                        violation_error_code="jours_entretien_2",
                        violation_error_message="Le deuxième seuil dépasse le premier.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("jours_entretien_2__lt", models.F("jours_entretien_3"))
                        ),
                        name="reglages_deuxieme_seuil",
                        violation_error_code="jours_entretien_3",
                        violation_error_message="Le troisième seuil dépasse le deuxième.",
                    ),
                ],
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
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)),
                        name="reglages_rapprochement_une_seule_ligne",
                        violation_error_message="Ces réglages existent déjà.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("metier_identique__gte", models.F("metier_du_domaine"))
                        ),
                        name="rapprochement_identique_avant_domaine",
                        violation_error_code="metier_identique",
                        violation_error_message="Le métier visé vaut au moins autant que son domaine.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("metier_du_domaine__gte", models.F("metier_proche"))),
                        name="rapprochement_domaine_avant_proche",
                        violation_error_code="metier_du_domaine",
                        violation_error_message="Le même domaine vaut au moins autant qu'un domaine proche.",
                    ),
                ],
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
                (
                    "absent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "remplacant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remplacements",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="remplaçant",
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="du")),
                ("date_fin", models.DateField(verbose_name="au (inclus)")),
                (
                    "decide_par",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="décidé par",
                    ),
                ),
            ],
            options={
                "ordering": ["-date_debut", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["remplacant", "date_fin"], name="remplacement_du_remplacant"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("absent", models.F("remplacant")), _negated=True),
                        name="remplacement_par_un_autre",
                        violation_error_code="remplacant",
                        violation_error_message="Un référent ne se remplace pas lui-même.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("date_fin__gte", models.F("date_debut"))),
                        name="remplacement_fin_apres_debut",
                        violation_error_code="date_fin",
                        violation_error_message="La fin du remplacement précède son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_debut__gte", "2000-01-01"), ("date_fin__lt", "2100-01-01")
                        ),
                        name="remplacement_date_plausible",
                        violation_error_code="date_debut",
                        violation_error_message="L'année du remplacement n'est pas plausible.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("absent", "="),
                            (
                                plie.socle.dates.PlageDates(
                                    models.F("date_debut"), models.F("date_fin"), models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="remplacement_sans_chevauchement",
                        violation_error_code="date_debut",
                        violation_error_message="Ce référent est déjà remplacé à ces dates.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Retrait",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retraits",
                        to="accompagnement.participant",
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retraits",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "ordering": ["-cree_le", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("motif__regex", "^\\s*$"), _negated=True),
                        name="retrait_motive",
                        violation_error_code="motif",
                        violation_error_message="Indiquez pourquoi.",
                    )
                ],
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
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="situations",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "ordering": ["date", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("moment", "a_date"), _negated=True),
                        fields=("parcours", "moment"),
                        name="situation_une_entree_une_sortie",
                        violation_error_message="Cette situation est déjà enregistrée.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("moment", "a_date")),
                        fields=("parcours", "date"),
                        name="situation_un_changement_par_jour",
                        violation_error_code="date",
                        violation_error_message="Un changement est déjà noté à cette date : complétez-le plutôt, depuis la page « Identité et situation ».",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("moment", "a_date"), _negated=True),
                            models.Q(("statut_emploi", ""), _negated=True),
                            models.Q(("niveau_formation", ""), _negated=True),
                            models.Q(("foyer", ""), _negated=True),
                            models.Q(("adresse", ""), _negated=True),
                            ("a_permis__isnull", False),
                            ("a_vehicule__isnull", False),
                            ("commune__isnull", False),
                            _connector="OR",
                        ),
                        name="situation_dit_ce_qui_change",
                        violation_error_message="Indiquez ce qui a changé.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "issue__in",
                                    [
                                        "recherche",
                                        "formation",
                                        "cdi",
                                        "cdd_6_mois",
                                        "cdd_court",
                                        "independant",
                                        "aide",
                                        "inactif",
                                    ],
                                ),
                                ("moment", "sortie"),
                            ),
                            models.Q(models.Q(("moment", "sortie"), _negated=True), ("issue", "")),
                            _connector="OR",
                        ),
                        name="situation_issue_a_la_sortie",
                        violation_error_code="issue",
                        violation_error_message="Indiquez la situation à la sortie.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("qualification", ""),
                            models.Q(
                                ("a_obtenu_qualification", True),
                                ("a_obtenu_qualification__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="situation_qualification_obtenue",
                        violation_error_code="a_obtenu_qualification",
                        violation_error_message="Dites que la qualification est obtenue, ou laissez son titre vide.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("niveau_formation__in", ["", "infra3", "3", "4", "5", "6", "7"])
                        ),
                        name="situation_niveau_connu",
                        violation_error_message="Ce niveau de formation n'existe pas.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entretien",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sms",
                        to="accompagnement.entretien",
                    ),
                ),
                ("debut", models.DateTimeField(verbose_name="rendez-vous du")),
                ("rang", models.PositiveSmallIntegerField(db_default=0, default=0)),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("a_reprendre", "À renvoyer"),
                            ("sans_reponse", "Sans réponse"),
                            ("envoye", "Envoyé"),
                            ("refuse", "Refusé"),
                        ],
                        default="sans_reponse",
                        max_length=12,
                    ),
                ),
                ("segments", models.PositiveSmallIntegerField()),
                (
                    "prix",
                    models.DecimalField(
                        decimal_places=4, max_digits=8, verbose_name="prix (euros)"
                    ),
                ),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="demandé le",
                    ),
                ),
            ],
            options={
                "verbose_name": "SMS",
                "verbose_name_plural": "SMS",
                "ordering": ["-cree_le", "-pk"],
                "indexes": [models.Index(fields=["cree_le"], name="sms_du_mois")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("statut", "refuse"), _negated=True),
                        fields=("entretien", "rang"),
                        name="sms_un_par_rendez_vous",
                        violation_error_message="Ce rendez-vous est déjà rappelé par SMS.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("statut__in", ["a_reprendre", "sans_reponse", "envoye", "refuse"])
                        ),
                        name="sms_statut_connu",
                        violation_error_message="Cet état de SMS n'existe pas.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("prix__gte", 0), ("segments__gte", 1)),
                        name="sms_compte",
                        violation_error_message="Un SMS compte au moins un segment, à un prix positif.",
                    ),
                ],
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
                    "emploi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suivis",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fait par",
                    ),
                ),
            ],
            options={
                "verbose_name": "suivi dans l'emploi",
                "verbose_name_plural": "suivis dans l'emploi",
                "ordering": ["prevu_le", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("fait_le__isnull", True)),
                        fields=["prevu_le"],
                        name="suivi_emploi_a_faire",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("emploi", "jalon"),
                        name="suivi_emploi_unique",
                        violation_error_message="Ce suivi est déjà prévu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("fait_le__isnull", True),
                                ("fait_par__isnull", True),
                                ("maintien", ""),
                            ),
                            models.Q(
                                ("fait_le__isnull", False),
                                ("fait_par__isnull", False),
                                models.Q(("maintien", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="suivi_emploi_fait_avec_resultat",
                        violation_error_code="maintien",
                        violation_error_message="Un suivi fait a une date, un résultat et un auteur.",
                    ),
                ],
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
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suspensions",
                        to="accompagnement.parcours",
                    ),
                ),
                (
                    "motif",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="décidée par",
                    ),
                ),
            ],
            options={
                "ordering": ["-date_debut", "-pk"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("parcours", "="),
                            (
                                plie.socle.dates.PlageDates(
                                    models.F("date_debut"), models.F("date_fin"), models.Value("[]")
                                ),
                                "&&",
                            ),
                        ],
                        name="suspension_sans_chevauchement",
                        violation_error_code="date_debut",
                        violation_error_message="Une suspension existe déjà à ces dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin__isnull", True),
                            ("date_fin__gte", models.F("date_debut")),
                            _connector="OR",
                        ),
                        name="suspension_fin_apres_debut",
                        violation_error_code="date_fin",
                        violation_error_message="La fin de la suspension précède son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin_prevue__isnull", True),
                            ("date_fin_prevue__gte", models.F("date_debut")),
                            _connector="OR",
                        ),
                        name="suspension_fin_prevue_apres_debut",
                        violation_error_code="date_fin_prevue",
                        violation_error_message="La fin prévue précède le début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_debut__gte", "1990-01-01"), ("date_debut__lt", "2100-01-01")
                        ),
                        name="suspension_date_plausible",
                        violation_error_code="date_debut",
                        violation_error_message="L'année de la suspension n'est pas plausible.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TexteImprime",
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
                            ("contrat_objet", "L'objet du contrat"),
                            ("contrat_personne", "Les engagements de la personne"),
                            ("contrat_referent", "Les engagements du référent"),
                            ("contrat_plie", "Les engagements du PLIE"),
                            ("droits", "Les droits de la personne"),
                            ("relais_accord", "L'accord de la personne"),
                            ("courrier_convocation", "Convocation"),
                            ("courrier_absence", "Absence à un rendez-vous"),
                            ("courrier_relance", "Relance"),
                            ("courrier_orienteur", "Réponse à l'orienteur"),
                            ("courrier_fin", "Fin de parcours"),
                        ],
                        max_length=30,
                        verbose_name="texte",
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1)),
                ("titre", models.CharField(max_length=100)),
                ("contenu", models.TextField(max_length=5000, verbose_name="texte")),
                (
                    "ecrit_par",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="écrit par",
                    ),
                ),
                ("ecrit_le", models.DateTimeField(auto_now_add=True, verbose_name="écrit le")),
            ],
            options={
                "verbose_name": "texte imprimé",
                "verbose_name_plural": "textes imprimés",
                "ordering": ["code", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"),
                        name="texte_imprime_une_fois_par_version",
                        violation_error_message="Quelqu'un d'autre vient d'enregistrer ce texte.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "code__in",
                                [
                                    "contrat_objet",
                                    "contrat_personne",
                                    "contrat_referent",
                                    "contrat_plie",
                                    "droits",
                                    "relais_accord",
                                    "courrier_convocation",
                                    "courrier_absence",
                                    "courrier_relance",
                                    "courrier_orienteur",
                                    "courrier_fin",
                                ],
                            )
                        ),
                        name="texte_imprime_connu",
                        violation_error_message="Aucun document n'imprime ce texte.",
                    ),
                ],
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
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vues",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("nom", models.CharField(max_length=60)),
                ("requete", models.CharField(blank=True, max_length=1000, verbose_name="requête")),
            ],
            options={
                "verbose_name": "vue de la liste",
                "verbose_name_plural": "vues de la liste",
                "ordering": ["nom", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agent", "nom"),
                        name="vue_nom_unique",
                        violation_error_code="nom",
                        violation_error_message="Une de vos vues porte déjà ce nom.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cohorte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True)),
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
                "ordering": ["libelle"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("capacite__gte", 1)),
                        name="cohorte_capacite_positive",
                        violation_error_code="capacite",
                        violation_error_message="Une cohorte compte au moins une place.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("jours_sans_entretien__range", (1, 730))),
                        name="cohorte_seuil_plausible",
                        violation_error_code="jours_sans_entretien",
                        violation_error_message="Le délai va de 1 à 730 jours.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppartenanceCohorte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "cohorte",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appartenances",
                        to="accompagnement.cohorte",
                    ),
                ),
                (
                    "parcours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cohortes",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
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
                "verbose_name": "appartenance à une cohorte",
                "verbose_name_plural": "appartenances à une cohorte",
                "ordering": ["-date_debut", "-pk"],
                "indexes": [
                    models.Index(fields=["cohorte", "date_debut"], name="appartenance_par_cohorte")
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("cohorte", "="),
                            ("parcours", "="),
                            (
                                plie.socle.dates.PlageDates(
                                    models.F("date_debut"), models.F("date_fin"), models.Value("[)")
                                ),
                                "&&",
                            ),
                        ],
                        name="appartenance_une_fois_a_la_fois",
                        violation_error_code="cohorte",
                        violation_error_message="Cette personne est déjà dans la cohorte à ces dates.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin__isnull", True),
                            ("date_fin__gte", models.F("date_debut")),
                            _connector="OR",
                        ),
                        name="appartenance_fin_apres_debut",
                        violation_error_code="date_fin",
                        violation_error_message="La personne quitterait la cohorte avant d'y être.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_debut__gte", "2000-01-01"), ("date_debut__lt", "2100-01-01")
                        ),
                        name="appartenance_date_plausible",
                        violation_error_code="date_debut",
                        violation_error_message="L'année n'est pas plausible.",
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
                        name="appartenance_criteres_connus",
                        violation_error_message="L'un de ces critères n'existe pas.",
                    ),
                ],
            },
        ),
    ]
