import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import plie.comptes.siret
import plie.comptes.tri

# French stems once the accents are gone: "employé", "employe" and "EMPLOYÉS" are one word.
RECHERCHE = """
CREATE TEXT SEARCH CONFIGURATION plie_francais (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION plie_francais
    ALTER MAPPING FOR hword, hword_part, word WITH public.unaccent, pg_catalog.french_stem;
"""

# Accents are gone before the words are stemmed, and the stems of "cuisinier" and "cuisiniere" then
# differ; those of "serveur" and "serveuse" always do. Stemming first would ask for the accents, and
# a thesaurus for files on the server: a word asked for is looked for under the stems of both
# genders. What is stored and indexed stays as it is.
QUESTION = r"""
CREATE FUNCTION plie_question(texte text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(
        CASE WHEN lu[1] ~ '^''[a-z]{3,}''$' THEN (
            SELECT '(' || string_agg(DISTINCT quote_literal(forme), ' | ') || ')'
            FROM (SELECT trim(lu[1], '''') AS racine) AS seule, LATERAL (
                SELECT regexp_replace(racine, fin, autre) AS forme
                FROM (VALUES
                    ('$', ''),
                    -- cuisinier, cuisinière; boulanger, boulangère; conseiller, conseillère
                    ('([igh])$', '\1er'), ('eil$', 'eiller'),
                    -- employé, employée; qualifié, qualifiée
                    ('([^ilnrt])$', '\1e'), ('if$', 'ifie'),
                    -- serveur, serveuse; conducteur, conductrice; chef, cheffe
                    ('eur$', 'eux'), ('eux$', 'eur'), ('teur$', 'tric'), ('tric$', 'teur'),
                    ('ef$', 'eff'), ('eff$', 'ef')
                ) AS genres(fin, autre) WHERE racine ~ fin
                UNION ALL
                -- cuisinière, employée: the stem of their stem is that of the other gender
                SELECT (ts_lexize('pg_catalog.french_stem', racine))[1] WHERE racine ~ 'er?$'
            ) AS formes
        ) ELSE lu[1] END, '' ORDER BY rang), '')::tsquery
    FROM regexp_matches(
        websearch_to_tsquery('public.plie_francais', texte)::text,
        '''(?:[^'']|'''')*''|[^'']+', 'g'
    ) WITH ORDINALITY AS lus(lu, rang)
$$
"""

# Read one offer at a time, never searched: kept beside the rows, PostgreSQL does not spend a sixth
# of each write compressing it.
BRUT_A_PART = "ALTER TABLE offres_offre ALTER COLUMN brut SET STORAGE EXTERNAL"
BRUT_DEDANS = "ALTER TABLE offres_offre ALTER COLUMN brut SET STORAGE EXTENDED"


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("comptes", "0001_agents_et_structures"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("referentiels", "0002_communes_metiers_freins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(RECHERCHE, "DROP TEXT SEARCH CONFIGURATION plie_francais"),
        migrations.RunSQL(QUESTION, "DROP FUNCTION plie_question(text)"),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nom", models.CharField(max_length=150)),
                ("fonction", models.CharField(blank=True, max_length=150)),
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
                ("est_actif", models.BooleanField(default=True, verbose_name="joignable")),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "ordering": ["nom", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Echange",
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
                            ("visite", "Visite"),
                            ("appel", "Appel"),
                            ("courriel", "Courriel"),
                            ("rencontre", "Rencontre (forum, job dating)"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "objet",
                    models.CharField(
                        choices=[
                            ("prospection", "Prospection"),
                            ("recueil_offre", "Recueil d'une offre"),
                            ("proposition", "Proposition de candidatures"),
                            ("suivi_embauche", "Suivi d'une embauche"),
                            ("immersion", "Immersion"),
                            ("clause", "Clause d'insertion"),
                            ("autre", "Autre"),
                        ],
                        max_length=20,
                    ),
                ),
                ("le", models.DateField()),
                (
                    "equipe",
                    models.CharField(
                        choices=[
                            ("plie", "PLIE"),
                            ("france_travail", "Équipe entreprises de France Travail"),
                        ],
                        default="plie",
                        max_length=15,
                        verbose_name="équipe",
                    ),
                ),
                ("intervenant", models.CharField(max_length=150, verbose_name="qui")),
                (
                    "compte_rendu",
                    models.TextField(blank=True, max_length=5000, verbose_name="compte rendu"),
                ),
                (
                    "suite",
                    models.CharField(blank=True, max_length=300, verbose_name="suite à donner"),
                ),
                ("suite_le", models.DateField(blank=True, null=True, verbose_name="avant le")),
                (
                    "suite_faite_le",
                    models.DateField(blank=True, null=True, verbose_name="suite faite le"),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="echanges",
                        to="offres.contact",
                    ),
                ),
                (
                    "saisi_par",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "échange",
                "ordering": ["-le", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Etablissement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nom", models.CharField(max_length=200)),
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
                    "type",
                    models.CharField(
                        choices=[
                            ("entreprise", "Entreprise"),
                            ("public", "Employeur public"),
                            ("association", "Association"),
                            ("siae", "Structure d'insertion (SIAE)"),
                            ("entreprise_adaptee", "Entreprise adaptée"),
                            ("interim", "Agence d'intérim"),
                            ("particulier", "Particulier employeur"),
                        ],
                        default="entreprise",
                        max_length=20,
                    ),
                ),
                ("adresse", models.CharField(blank=True, max_length=250)),
                (
                    "telephone",
                    models.CharField(blank=True, max_length=20, verbose_name="téléphone"),
                ),
                ("site", models.URLField(blank=True, verbose_name="site internet")),
                ("activite", models.CharField(blank=True, max_length=200, verbose_name="activité")),
                ("notes", models.TextField(blank=True, max_length=5000)),
                ("est_actif", models.BooleanField(default=True, verbose_name="actif")),
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
                        expression=plie.comptes.tri.Normaliser("nom"),
                        output_field=models.TextField(),
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
            ],
            options={
                "verbose_name": "établissement",
                "ordering": ["recherche", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EchangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("visite", "Visite"),
                            ("appel", "Appel"),
                            ("courriel", "Courriel"),
                            ("rencontre", "Rencontre (forum, job dating)"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "objet",
                    models.CharField(
                        choices=[
                            ("prospection", "Prospection"),
                            ("recueil_offre", "Recueil d'une offre"),
                            ("proposition", "Proposition de candidatures"),
                            ("suivi_embauche", "Suivi d'une embauche"),
                            ("immersion", "Immersion"),
                            ("clause", "Clause d'insertion"),
                            ("autre", "Autre"),
                        ],
                        max_length=20,
                    ),
                ),
                ("le", models.DateField()),
                (
                    "equipe",
                    models.CharField(
                        choices=[
                            ("plie", "PLIE"),
                            ("france_travail", "Équipe entreprises de France Travail"),
                        ],
                        default="plie",
                        max_length=15,
                        verbose_name="équipe",
                    ),
                ),
                ("intervenant", models.CharField(max_length=150, verbose_name="qui")),
                (
                    "compte_rendu",
                    models.TextField(blank=True, max_length=5000, verbose_name="compte rendu"),
                ),
                (
                    "suite",
                    models.CharField(blank=True, max_length=300, verbose_name="suite à donner"),
                ),
                ("suite_le", models.DateField(blank=True, null=True, verbose_name="avant le")),
                (
                    "suite_faite_le",
                    models.DateField(blank=True, null=True, verbose_name="suite faite le"),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="offres.contact",
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
                        related_name="events",
                        to="offres.echange",
                    ),
                ),
                (
                    "saisi_par",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "etablissement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="offres.etablissement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="echange",
            name="etablissement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="echanges",
                to="offres.etablissement",
            ),
        ),
        migrations.CreateModel(
            name="ContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("nom", models.CharField(max_length=150)),
                ("fonction", models.CharField(blank=True, max_length=150)),
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
                ("est_actif", models.BooleanField(default=True, verbose_name="joignable")),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
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
                        to="offres.contact",
                    ),
                ),
                (
                    "etablissement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="offres.etablissement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="contact",
            name="etablissement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contacts",
                to="offres.etablissement",
            ),
        ),
        migrations.CreateModel(
            name="EtablissementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("nom", models.CharField(max_length=200)),
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
                    "type",
                    models.CharField(
                        choices=[
                            ("entreprise", "Entreprise"),
                            ("public", "Employeur public"),
                            ("association", "Association"),
                            ("siae", "Structure d'insertion (SIAE)"),
                            ("entreprise_adaptee", "Entreprise adaptée"),
                            ("interim", "Agence d'intérim"),
                            ("particulier", "Particulier employeur"),
                        ],
                        default="entreprise",
                        max_length=20,
                    ),
                ),
                ("adresse", models.CharField(blank=True, max_length=250)),
                (
                    "telephone",
                    models.CharField(blank=True, max_length=20, verbose_name="téléphone"),
                ),
                ("site", models.URLField(blank=True, verbose_name="site internet")),
                ("activite", models.CharField(blank=True, max_length=200, verbose_name="activité")),
                ("notes", models.TextField(blank=True, max_length=5000)),
                ("est_actif", models.BooleanField(default=True, verbose_name="actif")),
                (
                    "cree_le",
                    models.DateTimeField(
                        auto_now_add=True,
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="créé le",
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
                        to="offres.etablissement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GroupeMetiers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("libelle", models.CharField(max_length=120, unique=True, verbose_name="libellé")),
                (
                    "prefixes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            max_length=5,
                            validators=[
                                django.core.validators.RegexValidator(
                                    "^[A-N]\\d{0,4}$",
                                    "Un préfixe ROME est une lettre de A à N, suivie au plus de quatre chiffres.",
                                )
                            ],
                        ),
                        size=None,
                        verbose_name="préfixes ROME",
                    ),
                ),
                ("ordre", models.PositiveSmallIntegerField(default=0)),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
            ],
            options={
                "verbose_name": "groupe de métiers",
                "verbose_name_plural": "groupes de métiers",
                "ordering": ["ordre", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("prefixes__len__gte", 1)),
                        name="groupe_a_un_prefixe",
                        violation_error_code="prefixes",
                        violation_error_message="Indiquez au moins un préfixe ROME.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Offre",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "identifiant",
                    models.CharField(
                        blank=True, max_length=20, null=True, verbose_name="numéro France Travail"
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
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("brouillon", "Brouillon"),
                            ("ouverte", "Ouverte"),
                            ("pourvue", "Pourvue"),
                            ("fermee", "Fermée"),
                            ("expiree", "Expirée"),
                            ("retiree", "Retirée par France Travail"),
                        ],
                        default="brouillon",
                        max_length=10,
                    ),
                ),
                ("intitule", models.CharField(max_length=300, verbose_name="intitulé")),
                ("description", models.TextField(blank=True, db_default="")),
                (
                    "rome_code",
                    models.CharField(
                        blank=True, db_default="", max_length=5, verbose_name="code ROME"
                    ),
                ),
                (
                    "rome_libelle",
                    models.CharField(
                        blank=True, db_default="", max_length=250, verbose_name="métier"
                    ),
                ),
                (
                    "rome_domaine",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Left("rome_code", 3),
                        output_field=models.CharField(max_length=3),
                    ),
                ),
                ("appellation", models.CharField(blank=True, db_default="", max_length=250)),
                ("entreprise", models.CharField(blank=True, db_default="", max_length=250)),
                (
                    "entreprise_adaptee",
                    models.BooleanField(
                        db_default=False, default=False, verbose_name="entreprise adaptée"
                    ),
                ),
                (
                    "est_iae",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        verbose_name="insertion par l'activité économique",
                    ),
                ),
                (
                    "accessible_th",
                    models.BooleanField(
                        db_default=False,
                        default=False,
                        verbose_name="accessible aux travailleurs handicapés",
                    ),
                ),
                ("commune_insee", models.CharField(blank=True, db_default="", max_length=5)),
                (
                    "lieu",
                    models.CharField(
                        blank=True, db_default="", max_length=200, verbose_name="lieu de travail"
                    ),
                ),
                (
                    "departement",
                    models.CharField(
                        blank=True, db_default="", max_length=3, verbose_name="département"
                    ),
                ),
                ("latitude", models.FloatField(blank=True, null=True)),
                ("longitude", models.FloatField(blank=True, null=True)),
                ("contrat", models.CharField(blank=True, db_default="", max_length=10)),
                (
                    "contrat_libelle",
                    models.CharField(
                        blank=True, db_default="", max_length=120, verbose_name="contrat"
                    ),
                ),
                (
                    "nature_contrat",
                    models.CharField(
                        blank=True, db_default="", max_length=120, verbose_name="nature"
                    ),
                ),
                (
                    "est_alternance",
                    models.BooleanField(db_default=False, default=False, verbose_name="alternance"),
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
                    "est_temps_plein",
                    models.BooleanField(blank=True, null=True, verbose_name="temps plein"),
                ),
                (
                    "horaires",
                    models.CharField(
                        blank=True, db_default="", max_length=300, verbose_name="horaires"
                    ),
                ),
                ("salaire", models.CharField(blank=True, db_default="", max_length=300)),
                (
                    "salaire_min",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True),
                ),
                (
                    "salaire_max",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True),
                ),
                (
                    "salaire_periode",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("H", "par heure"),
                            ("M", "par mois"),
                            ("A", "par an"),
                            ("C", "par cachet"),
                        ],
                        db_default="",
                        max_length=1,
                    ),
                ),
                (
                    "postes",
                    models.PositiveIntegerField(
                        db_default=1,
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="nombre de postes",
                    ),
                ),
                (
                    "experience",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("D", "Débutant accepté"),
                            ("S", "Expérience souhaitée"),
                            ("E", "Expérience exigée"),
                        ],
                        db_default="",
                        max_length=1,
                        verbose_name="expérience",
                    ),
                ),
                (
                    "experience_mois",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="mois d'expérience demandés"
                    ),
                ),
                (
                    "niveau_exige",
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
                        db_default="",
                        max_length=6,
                        verbose_name="niveau exigé",
                    ),
                ),
                (
                    "permis_exiges",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "permis_souhaites",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "publiee_le",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="publiée le"
                    ),
                ),
                (
                    "actualisee_le",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="mise à jour le"
                    ),
                ),
                (
                    "expire_le",
                    models.DateField(blank=True, null=True, verbose_name="expire après le"),
                ),
                ("fin_le", models.DateTimeField(blank=True, null=True, verbose_name="fermée le")),
                ("brut", models.JSONField(blank=True, editable=False, null=True)),
                ("empreinte", models.BinaryField(blank=True, null=True)),
                (
                    "identifiant_externe",
                    models.CharField(blank=True, editable=False, max_length=100, null=True),
                ),
                ("version", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                (
                    "recherche",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            "intitule",
                            "appellation",
                            "rome_libelle",
                            "entreprise",
                            django.db.models.functions.text.Left("description", 3000),
                            config="plie_francais",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="referentiels.commune",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="offres.contact",
                    ),
                ),
                (
                    "etablissement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offres",
                        to="offres.etablissement",
                    ),
                ),
                (
                    "partenaire",
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
                    "saisie_par",
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
                "ordering": ["-actualisee_le", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="OffreStatutFinLeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("brouillon", "Brouillon"),
                            ("ouverte", "Ouverte"),
                            ("pourvue", "Pourvue"),
                            ("fermee", "Fermée"),
                            ("expiree", "Expirée"),
                            ("retiree", "Retirée par France Travail"),
                        ],
                        default="brouillon",
                        max_length=10,
                    ),
                ),
                ("fin_le", models.DateTimeField(blank=True, null=True, verbose_name="fermée le")),
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
                        related_name="statut_fin_le_events",
                        to="offres.offre",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Stock",
            fields=[
                ("jour", models.DateField(primary_key=True, serialize=False)),
                (
                    "offres",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                (
                    "communes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(blank=True, max_length=5), size=None
                    ),
                ),
                (
                    "metiers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            blank=True, max_length=5, verbose_name="code ROME"
                        ),
                        size=None,
                    ),
                ),
                ("releve_le", models.DateTimeField(verbose_name="relevé le")),
            ],
            options={
                "verbose_name": "stock d'offres",
                "verbose_name_plural": "stocks d'offres",
                "ordering": ["-jour"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "offres",
                                    function="cardinality",
                                    output_field=models.IntegerField(),
                                ),
                                models.Func(
                                    "communes",
                                    function="cardinality",
                                    output_field=models.IntegerField(),
                                ),
                            ),
                            django.db.models.lookups.Exact(
                                models.Func(
                                    "offres",
                                    function="cardinality",
                                    output_field=models.IntegerField(),
                                ),
                                models.Func(
                                    "metiers",
                                    function="cardinality",
                                    output_field=models.IntegerField(),
                                ),
                            ),
                        ),
                        name="stock_une_commune_un_metier_par_offre",
                        violation_error_message="Chaque offre du stock a une commune et un métier.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Synchronisation",
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
                            ("en_cours", "En cours"),
                            ("reussie", "Réussie"),
                            ("partielle", "Partielle : rien n'est retiré"),
                            ("echouee", "Échouée"),
                            ("interrompue", "Interrompue"),
                        ],
                        default="en_cours",
                        max_length=12,
                    ),
                ),
                (
                    "declencheur",
                    models.CharField(
                        choices=[
                            ("horaire", "Chaque matin"),
                            ("bouton", "À la demande"),
                            ("commande", "En ligne de commande"),
                        ],
                        max_length=10,
                        verbose_name="déclencheur",
                    ),
                ),
                ("est_simulee", models.BooleanField(default=False, verbose_name="service simulé")),
                (
                    "debut",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="début"),
                ),
                ("fin", models.DateTimeField(blank=True, null=True)),
                (
                    "requetes_prevues",
                    models.PositiveIntegerField(default=0, verbose_name="requêtes prévues"),
                ),
                (
                    "requetes_faites",
                    models.PositiveIntegerField(default=0, verbose_name="requêtes faites"),
                ),
                ("annoncees", models.PositiveIntegerField(default=0, verbose_name="annoncées")),
                ("recues", models.PositiveIntegerField(default=0, verbose_name="reçues")),
                ("creees", models.PositiveIntegerField(default=0, verbose_name="créées")),
                ("modifiees", models.PositiveIntegerField(default=0, verbose_name="modifiées")),
                ("inchangees", models.PositiveIntegerField(default=0, verbose_name="inchangées")),
                ("retirees", models.PositiveIntegerField(default=0, verbose_name="retirées")),
                ("est_tronquee", models.BooleanField(default=False, verbose_name="tronquée")),
                ("appels", models.PositiveIntegerField(default=0)),
                ("attentes", models.PositiveIntegerField(default=0)),
                (
                    "secondes_attente",
                    models.FloatField(default=0, verbose_name="secondes d'attente"),
                ),
                ("erreurs", models.JSONField(blank=True, default=list)),
                (
                    "demandee_par",
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
                "ordering": ["-debut", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="etablissement",
            constraint=models.UniqueConstraint(
                fields=("siret",),
                name="etablissement_siret_unique",
                violation_error_message="Un établissement porte déjà ce SIRET.",
            ),
        ),
        migrations.AddConstraint(
            model_name="etablissement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("siret__isnull", True), ("siret__regex", "^\\d{14}$"), _connector="OR"
                ),
                name="etablissement_siret_forme",
                violation_error_code="siret",
                violation_error_message="Un SIRET compte 14 chiffres.",
            ),
        ),
        migrations.AddConstraint(
            model_name="etablissement",
            constraint=models.UniqueConstraint(
                plie.comptes.tri.Normaliser("nom"),
                django.db.models.functions.comparison.Coalesce("commune", models.Value("")),
                condition=models.Q(("siret__isnull", True)),
                name="etablissement_nom_et_commune_uniques",
                violation_error_message="Un établissement sans SIRET porte déjà ce nom dans cette commune.",
            ),
        ),
        migrations.AddConstraint(
            model_name="etablissement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.Exact(
                        plie.comptes.tri.Normaliser("nom"), models.Value("")
                    ),
                    _negated=True,
                ),
                name="etablissement_nomme",
                violation_error_code="nom",
                violation_error_message="Le nom comporte au moins une lettre ou un chiffre.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="etablissement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offres_etablissementevent" ("activite", "adresse", "commune_id", "cree_le", "est_actif", "id", "nom", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "siret", "site", "telephone", "type") VALUES (NEW."activite", NEW."adresse", NEW."commune_id", NEW."cree_le", NEW."est_actif", NEW."id", NEW."nom", NEW."notes", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."siret", NEW."site", NEW."telephone", NEW."type"); RETURN NULL;',
                    hash="20698df44325fd97c2ce672d43b38496cfbdd5a3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_fd32a",
                    table="offres_etablissement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="etablissement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."activite" IS DISTINCT FROM (NEW."activite") OR OLD."adresse" IS DISTINCT FROM (NEW."adresse") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."cree_le" IS DISTINCT FROM (NEW."cree_le") OR OLD."est_actif" IS DISTINCT FROM (NEW."est_actif") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."nom" IS DISTINCT FROM (NEW."nom") OR OLD."notes" IS DISTINCT FROM (NEW."notes") OR OLD."siret" IS DISTINCT FROM (NEW."siret") OR OLD."site" IS DISTINCT FROM (NEW."site") OR OLD."telephone" IS DISTINCT FROM (NEW."telephone") OR OLD."type" IS DISTINCT FROM (NEW."type"))',
                    func='INSERT INTO "offres_etablissementevent" ("activite", "adresse", "commune_id", "cree_le", "est_actif", "id", "nom", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "siret", "site", "telephone", "type") VALUES (NEW."activite", NEW."adresse", NEW."commune_id", NEW."cree_le", NEW."est_actif", NEW."id", NEW."nom", NEW."notes", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."siret", NEW."site", NEW."telephone", NEW."type"); RETURN NULL;',
                    hash="274e26c9b2017ff8d5bcc31da3d6242e27bcbe50",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_71f8e",
                    table="offres_etablissement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="etablissement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offres_etablissementevent" ("activite", "adresse", "commune_id", "cree_le", "est_actif", "id", "nom", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "siret", "site", "telephone", "type") VALUES (OLD."activite", OLD."adresse", OLD."commune_id", OLD."cree_le", OLD."est_actif", OLD."id", OLD."nom", OLD."notes", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."siret", OLD."site", OLD."telephone", OLD."type"); RETURN NULL;',
                    hash="15b10cb8bbb144306f41cb8f3ce1012d85904aa7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c403",
                    table="offres_etablissement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="echange",
            index=models.Index(
                condition=models.Q(("suite_faite_le__isnull", True), ("suite_le__isnull", False)),
                fields=["suite_le"],
                name="echange_a_relancer",
            ),
        ),
        migrations.AddConstraint(
            model_name="echange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("suite_le__isnull", True),
                    models.Q(("suite", ""), _negated=True),
                    _connector="OR",
                ),
                name="echange_suite_dite",
                violation_error_code="suite",
                violation_error_message="Dites ce qui est à faire à cette date.",
            ),
        ),
        migrations.AddConstraint(
            model_name="echange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("suite_le__isnull", True), ("suite_le__gte", models.F("le")), _connector="OR"
                ),
                name="echange_suite_apres",
                violation_error_code="suite_le",
                violation_error_message="La suite à donner précède l'échange.",
            ),
        ),
        migrations.AddConstraint(
            model_name="echange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("suite_faite_le__isnull", True),
                    ("suite_faite_le__gte", models.F("le")),
                    _connector="OR",
                ),
                name="echange_suite_faite_apres",
                violation_error_code="suite_faite_le",
                violation_error_message="La suite est faite avant l'échange.",
            ),
        ),
        migrations.AddConstraint(
            model_name="echange",
            constraint=models.CheckConstraint(
                condition=models.Q(("le__gte", "2000-01-01"), ("le__lt", "2100-01-01")),
                name="echange_date_plausible",
                violation_error_code="le",
                violation_error_message="L'année de l'échange n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="echange",
            constraint=models.CheckConstraint(
                condition=models.Q(("suite_le__gte", "2000-01-01"), ("suite_le__lt", "2100-01-01")),
                name="echange_suite_plausible",
                violation_error_code="suite_le",
                violation_error_message="L'année de la suite à donner n'est pas plausible.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="echange",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offres_echangeevent" ("compte_rendu", "contact_id", "equipe", "etablissement_id", "id", "intervenant", "le", "objet", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saisi_par_id", "suite", "suite_faite_le", "suite_le", "type", "version") VALUES (NEW."compte_rendu", NEW."contact_id", NEW."equipe", NEW."etablissement_id", NEW."id", NEW."intervenant", NEW."le", NEW."objet", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."saisi_par_id", NEW."suite", NEW."suite_faite_le", NEW."suite_le", NEW."type", NEW."version"); RETURN NULL;',
                    hash="c971a6555ae96631dac12a6ff12121c08ed82ff3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_01e92",
                    table="offres_echange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="echange",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "offres_echangeevent" ("compte_rendu", "contact_id", "equipe", "etablissement_id", "id", "intervenant", "le", "objet", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saisi_par_id", "suite", "suite_faite_le", "suite_le", "type", "version") VALUES (NEW."compte_rendu", NEW."contact_id", NEW."equipe", NEW."etablissement_id", NEW."id", NEW."intervenant", NEW."le", NEW."objet", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."saisi_par_id", NEW."suite", NEW."suite_faite_le", NEW."suite_le", NEW."type", NEW."version"); RETURN NULL;',
                    hash="31933922b77ef95bc046f6ad259e2a37a5e180be",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c44e3",
                    table="offres_echange",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="echange",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offres_echangeevent" ("compte_rendu", "contact_id", "equipe", "etablissement_id", "id", "intervenant", "le", "objet", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saisi_par_id", "suite", "suite_faite_le", "suite_le", "type", "version") VALUES (OLD."compte_rendu", OLD."contact_id", OLD."equipe", OLD."etablissement_id", OLD."id", OLD."intervenant", OLD."le", OLD."objet", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."saisi_par_id", OLD."suite", OLD."suite_faite_le", OLD."suite_le", OLD."type", OLD."version"); RETURN NULL;',
                    hash="2c6306ac571b0d34d5f5a89179010bd0dcaea975",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7750e",
                    table="offres_echange",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                models.F("etablissement"),
                plie.comptes.tri.Normaliser("nom"),
                name="contact_unique",
                violation_error_message="Ce contact existe déjà dans cet établissement.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offres_contactevent" ("email", "est_actif", "etablissement_id", "fonction", "id", "nom", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "telephone", "version") VALUES (NEW."email", NEW."est_actif", NEW."etablissement_id", NEW."fonction", NEW."id", NEW."nom", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."telephone", NEW."version"); RETURN NULL;',
                    hash="4659db7852cdc785d8c5fbc8973506afb8669e44",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bb856",
                    table="offres_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "offres_contactevent" ("email", "est_actif", "etablissement_id", "fonction", "id", "nom", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "telephone", "version") VALUES (NEW."email", NEW."est_actif", NEW."etablissement_id", NEW."fonction", NEW."id", NEW."nom", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."telephone", NEW."version"); RETURN NULL;',
                    hash="b29cf8cbb094074fa56087631b65bbb3c5c86d70",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9833b",
                    table="offres_contact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "offres_contactevent" ("email", "est_actif", "etablissement_id", "fonction", "id", "nom", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "telephone", "version") VALUES (OLD."email", OLD."est_actif", OLD."etablissement_id", OLD."fonction", OLD."id", OLD."nom", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."telephone", OLD."version"); RETURN NULL;',
                    hash="c53c51d7c21b13f9b67ee5b1a8b4da5357a2a6be",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3a60b",
                    table="offres_contact",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="offre",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["recherche"], name="offre_recherche"
            ),
        ),
        migrations.AddIndex(
            model_name="offre",
            index=models.Index(
                condition=models.Q(("statut", "ouverte")),
                fields=["-actualisee_le", "-id"],
                name="offre_ouverte_recente",
            ),
        ),
        migrations.AddIndex(
            model_name="offre",
            index=models.Index(
                condition=models.Q(("statut", "ouverte")),
                fields=["rome_domaine", "-actualisee_le"],
                name="offre_ouverte_domaine",
            ),
        ),
        migrations.AddIndex(
            model_name="offre",
            index=models.Index(
                condition=models.Q(("statut", "ouverte")),
                fields=["commune", "-actualisee_le"],
                name="offre_ouverte_commune",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.UniqueConstraint(
                fields=("identifiant",),
                name="offre_numero_unique",
                violation_error_code="identifiant",
                violation_error_message="Une offre porte déjà ce numéro.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.UniqueConstraint(
                fields=("partenaire", "identifiant_externe"),
                name="offre_partenaire_une_fois",
                violation_error_code="identifiant_externe",
                violation_error_message="Vous avez déjà déposé une offre sous cet identifiant.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("origine", "partenaire"), ("partenaire__isnull", False)),
                    models.Q(
                        models.Q(("origine", "partenaire"), _negated=True),
                        ("partenaire__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="offre_de_partenaire_a_le_sien",
                violation_error_message="Une offre reçue d'un partenaire dit lequel.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "statut__in",
                        ["brouillon", "ouverte", "pourvue", "fermee", "expiree", "retiree"],
                    )
                ),
                name="offre_statut_connu",
                violation_error_message="Cet état n'existe pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("origine__in", ["france_travail", "partenaire_ft", "plie", "partenaire"])
                ),
                name="offre_origine_connue",
                violation_error_message="Cette origine n'existe pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("identifiant__isnull", False),
                    models.Q(("origine__in", ("france_travail", "partenaire_ft")), _negated=True),
                    _connector="OR",
                ),
                name="offre_importee_numerotee",
                violation_error_message="Une offre de France Travail a son numéro.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("statut", "retiree"), _negated=True),
                    models.Q(
                        ("origine__in", ("france_travail", "partenaire_ft")),
                        ("brut__isnull", True),
                        ("commune_insee", ""),
                        ("description", ""),
                        ("entreprise", ""),
                        ("lieu", ""),
                        ("commune__isnull", True),
                        ("latitude__isnull", True),
                        ("longitude__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="offre_retiree_anonyme",
                violation_error_message="Une offre retirée par France Travail est anonymisée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fin_le__isnull", True), ("statut__in", ["brouillon", "ouverte"])),
                    models.Q(
                        ("fin_le__isnull", False),
                        models.Q(("statut__in", ["brouillon", "ouverte"]), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="offre_finie_a_une_fin",
                violation_error_message="Une offre fermée a une date de fin, une ouverte n'en a pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.CheckConstraint(
                condition=models.Q(("intitule__regex", "^\\s*$"), _negated=True),
                name="offre_intitulee",
                violation_error_code="intitule",
                violation_error_message="L'intitulé est obligatoire.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("heures_hebdo__isnull", True), ("heures_hebdo__gt", 0), _connector="OR"
                ),
                name="offre_heures_plausibles",
                violation_error_code="heures_hebdo",
                violation_error_message="Indiquez un nombre d'heures.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("salaire_min__isnull", True),
                    ("salaire_max__isnull", True),
                    ("salaire_max__gte", models.F("salaire_min")),
                    _connector="OR",
                ),
                name="offre_salaires_ordonnes",
                violation_error_code="salaire_max",
                violation_error_message="Le salaire le plus haut est sous le plus bas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expire_le__gte", "2000-01-01"), ("expire_le__lt", "2100-01-01")
                ),
                name="offre_expiration_plausible",
                violation_error_code="expire_le",
                violation_error_message="L'année de l'expiration n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="offre",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude__isnull", True), ("longitude__isnull", True)),
                    models.Q(
                        ("latitude__gte", -90),
                        ("latitude__lte", 90),
                        ("longitude__gte", -180),
                        ("longitude__lte", 180),
                    ),
                    _connector="OR",
                ),
                name="offre_coordonnees_plausibles",
                violation_error_message="Ces coordonnées n'existent pas.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offre",
            trigger=pgtrigger.compiler.Trigger(
                name="offre_transitions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."statut", \':\', NEW."statut") = ANY(\'{brouillon:fermee,brouillon:ouverte,ouverte:expiree,ouverte:fermee,ouverte:pourvue,ouverte:retiree,pourvue:ouverte,fermee:ouverte,expiree:ouverte,retiree:ouverte}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."statut" IS DISTINCT FROM NEW."statut") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "statut" from "%" to "%" on table %\', OLD."statut", NEW."statut", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="905f5bee0e18cc0f936422a4484d98f01f21a84e",
                    operation="UPDATE",
                    pgid="pgtrigger_offre_transitions_c6ec8",
                    table="offres_offre",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="offre",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."statut" IS DISTINCT FROM (NEW."statut"))',
                    func='INSERT INTO "offres_offrestatutfinleevent" ("fin_le", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut") VALUES (NEW."fin_le", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statut"); RETURN NULL;',
                    hash="c1ce601e9e38923c4a82ba0898d877c7f561955f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_833fc",
                    table="offres_offre",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="synchronisation",
            index=models.Index(fields=["statut", "-debut"], name="synchronisation_reussie"),
        ),
        migrations.AddConstraint(
            model_name="synchronisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("statut", "en_cours")),
                fields=("statut",),
                name="synchronisation_une_a_la_fois",
                violation_error_message="Une synchronisation est déjà en cours.",
            ),
        ),
        migrations.AddConstraint(
            model_name="synchronisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("fin__isnull", True), ("statut", "en_cours")),
                    models.Q(
                        ("fin__gte", models.F("debut")),
                        models.Q(("statut", "en_cours"), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="synchronisation_finie_apres_debut",
                violation_error_message="Une synchronisation finie a une fin, après son début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="synchronisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("retirees", 0),
                    models.Q(("statut", "partielle"), _negated=True),
                    _connector="OR",
                ),
                name="synchronisation_partielle_ne_retire_rien",
                violation_error_message="Une synchronisation partielle ne retire aucune offre.",
            ),
        ),
        migrations.RunSQL(BRUT_A_PART, BRUT_DEDANS),
    ]
