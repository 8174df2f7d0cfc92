import django.contrib.postgres.constraints
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import plie.socle.dates


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accompagnement", "0002_liens_entre_les_lignes"),
        ("comptes", "0001_agents_et_structures"),
        ("offres", "0001_offres_et_employeurs"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("referentiels", "0002_communes_metiers_freins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="miseenrelation",
            name="etablissement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="offres.etablissement",
            ),
        ),
        migrations.AddField(
            model_name="miseenrelation",
            name="offre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="offres.offre"
            ),
        ),
        migrations.AddField(
            model_name="miseenrelation",
            name="proposee_par",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="proposée par",
            ),
        ),
        migrations.AddField(
            model_name="miseenrelationevent",
            name="emploi",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.emploi",
            ),
        ),
        migrations.AddField(
            model_name="miseenrelationevent",
            name="etablissement",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="offres.etablissement",
            ),
        ),
        migrations.AddField(
            model_name="miseenrelationevent",
            name="offre",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="offres.offre",
            ),
        ),
        migrations.AddField(
            model_name="miseenrelationevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="miseenrelationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.miseenrelation",
            ),
        ),
        migrations.AddField(
            model_name="miseenrelationevent",
            name="proposee_par",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="proposée par",
            ),
        ),
        migrations.AddConstraint(
            model_name="motifsortie",
            constraint=models.UniqueConstraint(
                condition=models.Q(("deduit_de", ""), _negated=True),
                fields=("deduit_de",),
                name="motif_deduit_une_fois",
                violation_error_message="Un autre motif est déjà déduit de cela.",
            ),
        ),
        migrations.AddField(
            model_name="objectiffrein",
            name="frein",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="objectifs",
                to="accompagnement.frein",
            ),
        ),
        migrations.AddField(
            model_name="objectiffrein",
            name="type",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="referentiels.typeobjectif",
            ),
        ),
        migrations.AddField(
            model_name="objectiffreinevent",
            name="frein",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.frein",
            ),
        ),
        migrations.AddField(
            model_name="objectiffreinevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="objectiffreinevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.objectiffrein",
            ),
        ),
        migrations.AddField(
            model_name="objectiffreinevent",
            name="type",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="referentiels.typeobjectif",
            ),
        ),
        migrations.AddField(
            model_name="parcours",
            name="prescripteur",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="prescriptions",
                to="comptes.structure",
            ),
        ),
        migrations.AddField(
            model_name="parcours",
            name="structure",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parcours",
                to="comptes.structure",
                verbose_name="structure d'accompagnement",
            ),
        ),
        migrations.AddField(
            model_name="miseenrelationevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="miseenrelation",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mises_en_relation",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="freinevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="frein",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="freins",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="etapeevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="etape",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="etapes",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="entretienevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="entretien",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="entretiens",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="emploievent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="emploi",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="emplois",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="critereeligibiliteevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="critereeligibilite",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="criteres",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="competenceevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="competence",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="competences",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="brouillon",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="brouillons",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="alerte",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="alertes",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="affectationreferentevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="affectationreferent",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="affectations",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="parcoursevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="parcoursevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="parcoursevent",
            name="prescripteur",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="comptes.structure",
            ),
        ),
        migrations.AddField(
            model_name="parcoursevent",
            name="structure",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="participant",
            name="commune",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="referentiels.commune",
            ),
        ),
        migrations.AddField(
            model_name="participant",
            name="fusionne_dans",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accompagnement.participant",
            ),
        ),
        migrations.AddField(
            model_name="parcoursevent",
            name="participant",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.participant",
            ),
        ),
        migrations.AddField(
            model_name="parcours",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parcours",
                to="accompagnement.participant",
            ),
        ),
        migrations.AddField(
            model_name="fusionevent",
            name="absorbe",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.participant",
            ),
        ),
        migrations.AddField(
            model_name="fusionevent",
            name="garde",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.participant",
            ),
        ),
        migrations.AddField(
            model_name="fusion",
            name="absorbe",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accompagnement.participant",
            ),
        ),
        migrations.AddField(
            model_name="fusion",
            name="garde",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="fusions",
                to="accompagnement.participant",
            ),
        ),
        migrations.AddField(
            model_name="participantevent",
            name="commune",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="referentiels.commune",
            ),
        ),
        migrations.AddField(
            model_name="participantevent",
            name="fusionne_dans",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="participantevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="participantevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.participant",
            ),
        ),
        migrations.AddField(
            model_name="participationseance",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="participations",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="participationseanceevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="participationseanceevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="participationseanceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.participationseance",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="commission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passages",
                to="accompagnement.commission",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="decide_par",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="décidé par",
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="passages",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="passageevent",
            name="commission",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.commission",
            ),
        ),
        migrations.AddField(
            model_name="passageevent",
            name="decide_par",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="passageevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="passageevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="passageevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.passage",
            ),
        ),
        migrations.AddField(
            model_name="piece",
            name="criteres",
            field=models.ManyToManyField(
                blank=True, related_name="pieces", to="accompagnement.critereeligibilite"
            ),
        ),
        migrations.AddField(
            model_name="piece",
            name="deposee_par",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="déposée par",
            ),
        ),
        migrations.AddField(
            model_name="piece",
            name="emploi",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="preuves",
                to="accompagnement.emploi",
            ),
        ),
        migrations.AddField(
            model_name="piece",
            name="parcours",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pieces",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="piece",
            name="participant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="pieces",
                to="accompagnement.participant",
            ),
        ),
        migrations.AddField(
            model_name="piece",
            name="verifiee_par",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="vérifiée par",
            ),
        ),
        migrations.AddField(
            model_name="pieceevent",
            name="deposee_par",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="déposée par",
            ),
        ),
        migrations.AddField(
            model_name="pieceevent",
            name="emploi",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.emploi",
            ),
        ),
        migrations.AddField(
            model_name="pieceevent",
            name="parcours",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="pieceevent",
            name="participant",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.participant",
            ),
        ),
        migrations.AddField(
            model_name="pieceevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="pieceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.piece",
            ),
        ),
        migrations.AddField(
            model_name="pieceevent",
            name="verifiee_par",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="projet",
            name="communes",
            field=models.ManyToManyField(blank=True, related_name="+", to="referentiels.commune"),
        ),
        migrations.AddField(
            model_name="projet",
            name="metiers",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="referentiels.rome", verbose_name="métiers"
            ),
        ),
        migrations.AddField(
            model_name="projet",
            name="parcours",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="projet",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="projetevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="projetevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="projetevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.projet",
            ),
        ),
        migrations.AddField(
            model_name="rapprochement",
            name="offre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="offres.offre"
            ),
        ),
        migrations.AddField(
            model_name="rapprochement",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rapprochements",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddConstraint(
            model_name="reglages",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)),
                name="reglages_une_seule_ligne",
                violation_error_message="Les réglages existent déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reglages",
            constraint=models.CheckConstraint(
                condition=models.Q(("jours_entretien_1__lt", models.F("jours_entretien_2"))),
                name="reglages_premier_seuil",
                violation_error_code="jours_entretien_2",
                violation_error_message="Le deuxième seuil dépasse le premier.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reglages",
            constraint=models.CheckConstraint(
                condition=models.Q(("jours_entretien_2__lt", models.F("jours_entretien_3"))),
                name="reglages_deuxieme_seuil",
                violation_error_code="jours_entretien_3",
                violation_error_message="Le troisième seuil dépasse le deuxième.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglages",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_reglagesevent" ("duree_max_mois", "id", "jours_avant_reprise", "jours_entretien_1", "jours_entretien_2", "jours_entretien_3", "jours_orientation", "mois_avant_fin", "personnes_par_etp", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."duree_max_mois", NEW."id", NEW."jours_avant_reprise", NEW."jours_entretien_1", NEW."jours_entretien_2", NEW."jours_entretien_3", NEW."jours_orientation", NEW."mois_avant_fin", NEW."personnes_par_etp", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="be0acf8d43c26b15db6ba545d2ffd74e16b1fcc7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea501",
                    table="accompagnement_reglages",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglages",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_reglagesevent" ("duree_max_mois", "id", "jours_avant_reprise", "jours_entretien_1", "jours_entretien_2", "jours_entretien_3", "jours_orientation", "mois_avant_fin", "personnes_par_etp", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."duree_max_mois", NEW."id", NEW."jours_avant_reprise", NEW."jours_entretien_1", NEW."jours_entretien_2", NEW."jours_entretien_3", NEW."jours_orientation", NEW."mois_avant_fin", NEW."personnes_par_etp", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;',
                    hash="db8db1629ec3d7df7293f555373aa21550e67a8d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ae18b",
                    table="accompagnement_reglages",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="reglagesevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="reglagesevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.reglages",
            ),
        ),
        migrations.AddConstraint(
            model_name="reglagesrapprochement",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)),
                name="reglages_rapprochement_une_seule_ligne",
                violation_error_message="Ces réglages existent déjà.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reglagesrapprochement",
            constraint=models.CheckConstraint(
                condition=models.Q(("metier_identique__gte", models.F("metier_du_domaine"))),
                name="rapprochement_identique_avant_domaine",
                violation_error_code="metier_identique",
                violation_error_message="Le métier visé vaut au moins autant que son domaine.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reglagesrapprochement",
            constraint=models.CheckConstraint(
                condition=models.Q(("metier_du_domaine__gte", models.F("metier_proche"))),
                name="rapprochement_domaine_avant_proche",
                violation_error_code="metier_du_domaine",
                violation_error_message="Le même domaine vaut au moins autant qu'un domaine proche.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reglesortie",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="reglesortie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valide_au__isnull", True),
                    ("valide_au__gte", models.F("valide_du")),
                    _connector="OR",
                ),
                name="regle_fin_apres_debut",
                violation_error_message="La fin de validité précède son début.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglesortie",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_reglesortieevent" ("alternance_positive", "creation_positive", "denominateur", "duree_min_mois", "formation", "iae_positive", "id", "interim", "interim_heures", "libelle", "mode_six_mois", "operateur_duree", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quotite_min", "rattachement", "tolerance_jours", "valide_au", "valide_du", "version") VALUES (NEW."alternance_positive", NEW."creation_positive", NEW."denominateur", NEW."duree_min_mois", NEW."formation", NEW."iae_positive", NEW."id", NEW."interim", NEW."interim_heures", NEW."libelle", NEW."mode_six_mois", NEW."operateur_duree", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."quotite_min", NEW."rattachement", NEW."tolerance_jours", NEW."valide_au", NEW."valide_du", NEW."version"); RETURN NULL;',
                    hash="f7c8e5808f6d445d5f1a9cc076852677531c828f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_79cd8",
                    table="accompagnement_reglesortie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reglesortie",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_reglesortieevent" ("alternance_positive", "creation_positive", "denominateur", "duree_min_mois", "formation", "iae_positive", "id", "interim", "interim_heures", "libelle", "mode_six_mois", "operateur_duree", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quotite_min", "rattachement", "tolerance_jours", "valide_au", "valide_du", "version") VALUES (NEW."alternance_positive", NEW."creation_positive", NEW."denominateur", NEW."duree_min_mois", NEW."formation", NEW."iae_positive", NEW."id", NEW."interim", NEW."interim_heures", NEW."libelle", NEW."mode_six_mois", NEW."operateur_duree", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."quotite_min", NEW."rattachement", NEW."tolerance_jours", NEW."valide_au", NEW."valide_du", NEW."version"); RETURN NULL;',
                    hash="28dad0ff3b56d6796ac81a759ae8be64f5f15379",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7dcc8",
                    table="accompagnement_reglesortie",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="reglesortieevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="reglesortieevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.reglesortie",
            ),
        ),
        migrations.AddField(
            model_name="remplacement",
            name="absent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="absences",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="remplacement",
            name="decide_par",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="décidé par",
            ),
        ),
        migrations.AddField(
            model_name="remplacement",
            name="remplacant",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="remplacements",
                to=settings.AUTH_USER_MODEL,
                verbose_name="remplaçant",
            ),
        ),
        migrations.AddField(
            model_name="remplacementevent",
            name="absent",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="remplacementevent",
            name="decide_par",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="décidé par",
            ),
        ),
        migrations.AddField(
            model_name="remplacementevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="remplacementevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.remplacement",
            ),
        ),
        migrations.AddField(
            model_name="remplacementevent",
            name="remplacant",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="remplaçant",
            ),
        ),
        migrations.AddField(
            model_name="seance",
            name="animateur",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="seances",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="participationseanceevent",
            name="seance",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.seance",
            ),
        ),
        migrations.AddField(
            model_name="participationseance",
            name="seance",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="participations",
                to="accompagnement.seance",
            ),
        ),
        migrations.AddField(
            model_name="seanceevent",
            name="animateur",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="seanceevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="seanceevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.seance",
            ),
        ),
        migrations.AddField(
            model_name="situation",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="situations",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="situationevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="situationevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="situationevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.situation",
            ),
        ),
        migrations.AddField(
            model_name="sortie",
            name="motif",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, to="accompagnement.motifsortie"
            ),
        ),
        migrations.AddField(
            model_name="sortie",
            name="parcours",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sortie",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="sortie",
            name="passage",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="accompagnement.passage",
            ),
        ),
        migrations.AddField(
            model_name="sortie",
            name="proposee_par",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="proposée par",
            ),
        ),
        migrations.AddField(
            model_name="sortie",
            name="regle",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="accompagnement.reglesortie",
            ),
        ),
        migrations.AddField(
            model_name="pieceevent",
            name="sortie",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.sortie",
            ),
        ),
        migrations.AddField(
            model_name="piece",
            name="sortie",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="preuves",
                to="accompagnement.sortie",
            ),
        ),
        migrations.AddField(
            model_name="sortieevent",
            name="motif",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.motifsortie",
            ),
        ),
        migrations.AddField(
            model_name="sortieevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="sortieevent",
            name="passage",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.passage",
            ),
        ),
        migrations.AddField(
            model_name="sortieevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="sortieevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.sortie",
            ),
        ),
        migrations.AddField(
            model_name="sortieevent",
            name="proposee_par",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="sortieevent",
            name="regle",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.reglesortie",
            ),
        ),
        migrations.AddField(
            model_name="suiviemploi",
            name="emploi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="suivis",
                to="accompagnement.emploi",
            ),
        ),
        migrations.AddField(
            model_name="suiviemploi",
            name="fait_par",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="fait par",
            ),
        ),
        migrations.AddField(
            model_name="suiviemploievent",
            name="emploi",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.emploi",
            ),
        ),
        migrations.AddField(
            model_name="suiviemploievent",
            name="fait_par",
            field=models.ForeignKey(
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
        migrations.AddField(
            model_name="suiviemploievent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="suiviemploievent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.suiviemploi",
            ),
        ),
        migrations.AddField(
            model_name="suspension",
            name="decidee_par",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="décidée par",
            ),
        ),
        migrations.AddField(
            model_name="suspension",
            name="parcours",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="suspensions",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="suspensionevent",
            name="decidee_par",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="décidée par",
            ),
        ),
        migrations.AddField(
            model_name="suspensionevent",
            name="parcours",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="accompagnement.parcours",
            ),
        ),
        migrations.AddField(
            model_name="suspensionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="suspensionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="events",
                to="accompagnement.suspension",
            ),
        ),
        migrations.AddField(
            model_name="vueliste",
            name="agent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="vues",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationfrein",
            constraint=models.UniqueConstraint(
                fields=("frein", "le"),
                name="evaluation_une_par_jour",
                violation_error_message="Ce frein est déjà évalué ce jour-là.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluationfrein",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_evaluationfreinevent" ("est_prioritaire", "frein_id", "id", "impact", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut") VALUES (NEW."est_prioritaire", NEW."frein_id", NEW."id", NEW."impact", NEW."le", NEW."par_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."statut"); RETURN NULL;',
                    hash="dc4b0d313053cfb22fe467378dbfcb8e4c015680",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1638a",
                    table="accompagnement_evaluationfrein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluationfrein",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_evaluationfreinevent" ("est_prioritaire", "frein_id", "id", "impact", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut") VALUES (NEW."est_prioritaire", NEW."frein_id", NEW."id", NEW."impact", NEW."le", NEW."par_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statut"); RETURN NULL;',
                    hash="ca1297824e8337f42425884a12d1d3198d0485a0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_86b56",
                    table="accompagnement_evaluationfrein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evaluationfrein",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_evaluationfreinevent" ("est_prioritaire", "frein_id", "id", "impact", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut") VALUES (OLD."est_prioritaire", OLD."frein_id", OLD."id", OLD."impact", OLD."le", OLD."par_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."statut"); RETURN NULL;',
                    hash="e07283690b34d3480ed7315729f90c77984a6a1c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8c49f",
                    table="accompagnement_evaluationfrein",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="objectiffrein",
            constraint=models.UniqueConstraint(
                fields=("frein", "type"),
                name="objectif_unique_par_frein",
                violation_error_message="Cet objectif est déjà fixé.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectiffrein",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_objectiffreinevent" ("frein_id", "id", "modifie_le", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id") VALUES (NEW."frein_id", NEW."id", NEW."modifie_le", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."statut", NEW."type_id"); RETURN NULL;',
                    hash="62f2ef42fd54a4fe7e42d6636b99c7c391a1d200",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_998aa",
                    table="accompagnement_objectiffrein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectiffrein",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_objectiffreinevent" ("frein_id", "id", "modifie_le", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id") VALUES (NEW."frein_id", NEW."id", NEW."modifie_le", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statut", NEW."type_id"); RETURN NULL;',
                    hash="1f2bf96c3b3fd90a90c7c0ec1914b1d5083d5388",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d497d",
                    table="accompagnement_objectiffrein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="objectiffrein",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_objectiffreinevent" ("frein_id", "id", "modifie_le", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id") VALUES (OLD."frein_id", OLD."id", OLD."modifie_le", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."statut", OLD."type_id"); RETURN NULL;',
                    hash="03fc1477d692be7c5595b39c481937498a8bad29",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d37fe",
                    table="accompagnement_objectiffrein",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="miseenrelation",
            index=models.Index(
                fields=["parcours", "-proposee_le"], name="mise_en_relation_parcours"
            ),
        ),
        migrations.AddIndex(
            model_name="miseenrelation",
            index=models.Index(fields=["offre"], name="mise_en_relation_offre"),
        ),
        migrations.AddIndex(
            model_name="miseenrelation",
            index=models.Index(fields=["proposee_le"], name="mise_en_relation_proposee"),
        ),
        migrations.AddIndex(
            model_name="miseenrelation",
            index=models.Index(
                condition=models.Q(("conclue_le__isnull", False)),
                fields=["conclue_le"],
                name="mise_en_relation_conclue",
            ),
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("statut__in", ("embauchee", "declinee", "non_retenue", "sans_suite")),
                    _negated=True,
                ),
                fields=("parcours", "offre"),
                name="mise_en_relation_une_en_cours",
                violation_error_message="Cette offre est déjà proposée à cette personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("conclue_le__isnull", False),
                        ("statut__in", ("embauchee", "declinee", "non_retenue", "sans_suite")),
                    ),
                    models.Q(
                        models.Q(
                            ("statut__in", ("embauchee", "declinee", "non_retenue", "sans_suite")),
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
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
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
                                ["proposee", "acceptee", "transmise", "entretien", "embauchee"],
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
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("repondue_le__isnull", True),
                    ("repondue_le__gte", models.F("proposee_le")),
                    _connector="OR",
                ),
                name="mise_en_relation_repondue_le_apres",
                violation_error_code="repondue_le",
                violation_error_message="Cette date précède la proposition.",
            ),
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("transmise_le__isnull", True),
                    ("transmise_le__gte", models.F("proposee_le")),
                    _connector="OR",
                ),
                name="mise_en_relation_transmise_le_apres",
                violation_error_code="transmise_le",
                violation_error_message="Cette date précède la proposition.",
            ),
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("entretien_le__isnull", True),
                    ("entretien_le__gte", models.F("proposee_le")),
                    _connector="OR",
                ),
                name="mise_en_relation_entretien_le_apres",
                violation_error_code="entretien_le",
                violation_error_message="Cette date précède la proposition.",
            ),
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("conclue_le__isnull", True),
                    ("conclue_le__gte", models.F("proposee_le")),
                    _connector="OR",
                ),
                name="mise_en_relation_conclue_le_apres",
                violation_error_code="conclue_le",
                violation_error_message="Cette date précède la proposition.",
            ),
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("proposee_le__gte", "2000-01-01"), ("proposee_le__lt", "2100-01-01")
                ),
                name="mise_en_relation_date_plausible",
                violation_error_code="proposee_le",
                violation_error_message="L'année de la proposition n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("repondue_le__gte", "2000-01-01"), ("repondue_le__lt", "2100-01-01")
                ),
                name="mise_en_relation_repondue_le_plausible",
                violation_error_code="repondue_le",
                violation_error_message="L'année de cette date n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("transmise_le__gte", "2000-01-01"), ("transmise_le__lt", "2100-01-01")
                ),
                name="mise_en_relation_transmise_le_plausible",
                violation_error_code="transmise_le",
                violation_error_message="L'année de cette date n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("entretien_le__gte", "2000-01-01"), ("entretien_le__lt", "2100-01-01")
                ),
                name="mise_en_relation_entretien_le_plausible",
                violation_error_code="entretien_le",
                violation_error_message="L'année de cette date n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("conclue_le__gte", "2000-01-01"), ("conclue_le__lt", "2100-01-01")
                ),
                name="mise_en_relation_conclue_le_plausible",
                violation_error_code="conclue_le",
                violation_error_message="L'année de cette date n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="miseenrelation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rappel_le__gte", "2000-01-01"), ("rappel_le__lt", "2100-01-01")
                ),
                name="mise_en_relation_rappel_le_plausible",
                violation_error_code="rappel_le",
                violation_error_message="L'année de cette date n'est pas plausible.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="miseenrelation",
            trigger=pgtrigger.compiler.Trigger(
                name="mise_en_relation_transitions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."statut", \':\', NEW."statut") = ANY(\'{proposee:acceptee,proposee:declinee,proposee:sans_suite,acceptee:declinee,acceptee:sans_suite,acceptee:transmise,transmise:declinee,transmise:embauchee,transmise:entretien,transmise:non_retenue,transmise:sans_suite,entretien:declinee,entretien:embauchee,entretien:non_retenue,entretien:sans_suite}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."statut" IS DISTINCT FROM NEW."statut") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "statut" from "%" to "%" on table %\', OLD."statut", NEW."statut", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="d030d80d68132c0c8eaa10005356654226660260",
                    operation="UPDATE",
                    pgid="pgtrigger_mise_en_relation_transitions_e22bf",
                    table="accompagnement_miseenrelation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="miseenrelation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_miseenrelationevent" ("commentaire", "conclue_le", "contrat_libelle", "cree_le", "departement", "emploi_id", "entretien_le", "etablissement_id", "fiche_envoyee_le", "heures_hebdo", "id", "motif", "offre_id", "origine", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "rappel_le", "repondue_le", "rome_code", "rome_libelle", "score", "statut", "transmise_le", "version") VALUES (NEW."commentaire", NEW."conclue_le", NEW."contrat_libelle", NEW."cree_le", NEW."departement", NEW."emploi_id", NEW."entretien_le", NEW."etablissement_id", NEW."fiche_envoyee_le", NEW."heures_hebdo", NEW."id", NEW."motif", NEW."offre_id", NEW."origine", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposee_le", NEW."proposee_par_id", NEW."rappel_le", NEW."repondue_le", NEW."rome_code", NEW."rome_libelle", NEW."score", NEW."statut", NEW."transmise_le", NEW."version"); RETURN NULL;',
                    hash="08a7a1252eb88a047c386d771bb0d5b4cba610f3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_66d90",
                    table="accompagnement_miseenrelation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="miseenrelation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_miseenrelationevent" ("commentaire", "conclue_le", "contrat_libelle", "cree_le", "departement", "emploi_id", "entretien_le", "etablissement_id", "fiche_envoyee_le", "heures_hebdo", "id", "motif", "offre_id", "origine", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "rappel_le", "repondue_le", "rome_code", "rome_libelle", "score", "statut", "transmise_le", "version") VALUES (NEW."commentaire", NEW."conclue_le", NEW."contrat_libelle", NEW."cree_le", NEW."departement", NEW."emploi_id", NEW."entretien_le", NEW."etablissement_id", NEW."fiche_envoyee_le", NEW."heures_hebdo", NEW."id", NEW."motif", NEW."offre_id", NEW."origine", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposee_le", NEW."proposee_par_id", NEW."rappel_le", NEW."repondue_le", NEW."rome_code", NEW."rome_libelle", NEW."score", NEW."statut", NEW."transmise_le", NEW."version"); RETURN NULL;',
                    hash="a67d095797b4e07afd713be3d4ab34c852bbb7d4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e03bf",
                    table="accompagnement_miseenrelation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="miseenrelation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_miseenrelationevent" ("commentaire", "conclue_le", "contrat_libelle", "cree_le", "departement", "emploi_id", "entretien_le", "etablissement_id", "fiche_envoyee_le", "heures_hebdo", "id", "motif", "offre_id", "origine", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "rappel_le", "repondue_le", "rome_code", "rome_libelle", "score", "statut", "transmise_le", "version") VALUES (OLD."commentaire", OLD."conclue_le", OLD."contrat_libelle", OLD."cree_le", OLD."departement", OLD."emploi_id", OLD."entretien_le", OLD."etablissement_id", OLD."fiche_envoyee_le", OLD."heures_hebdo", OLD."id", OLD."motif", OLD."offre_id", OLD."origine", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposee_le", OLD."proposee_par_id", OLD."rappel_le", OLD."repondue_le", OLD."rome_code", OLD."rome_libelle", OLD."score", OLD."statut", OLD."transmise_le", OLD."version"); RETURN NULL;',
                    hash="ad02f72d9ba15dcfdb869798d809e00aaaf7f62f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_39641",
                    table="accompagnement_miseenrelation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="frein",
            constraint=models.UniqueConstraint(
                fields=("parcours", "type"),
                name="frein_unique_par_parcours",
                violation_error_code="type",
                violation_error_message="Ce frein est déjà au diagnostic.",
            ),
        ),
        migrations.AddConstraint(
            model_name="frein",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("impact__in", ["faible", "moyen", "fort", "non_renseigne"]),
                    ("statut__in", ["ouvert", "en_cours", "leve"]),
                ),
                name="frein_valeurs_connues",
                violation_error_message="Cet impact ou cet état n'existe pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="frein",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("constate_le__gte", "1990-01-01"), ("constate_le__lt", "2100-01-01")
                ),
                name="frein_date_plausible",
                violation_error_code="constate_le",
                violation_error_message="L'année du constat n'est pas plausible.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="frein",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_freinevent" ("commentaire", "constate_le", "est_prioritaire", "id", "impact", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id", "version") VALUES (NEW."commentaire", NEW."constate_le", NEW."est_prioritaire", NEW."id", NEW."impact", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."statut", NEW."type_id", NEW."version"); RETURN NULL;',
                    hash="f2b55a22fbb3579bb59f05b19c112f4e217302d7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b2c81",
                    table="accompagnement_frein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="frein",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_freinevent" ("commentaire", "constate_le", "est_prioritaire", "id", "impact", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id", "version") VALUES (NEW."commentaire", NEW."constate_le", NEW."est_prioritaire", NEW."id", NEW."impact", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statut", NEW."type_id", NEW."version"); RETURN NULL;',
                    hash="6f79b81560bb2082cadd9c69d6bfa39d1237b730",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e3261",
                    table="accompagnement_frein",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="frein",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_freinevent" ("commentaire", "constate_le", "est_prioritaire", "id", "impact", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut", "type_id", "version") VALUES (OLD."commentaire", OLD."constate_le", OLD."est_prioritaire", OLD."id", OLD."impact", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."statut", OLD."type_id", OLD."version"); RETURN NULL;',
                    hash="2b2d1d2d1e53db948b76fd5d5369848caad3b47b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c0a0f",
                    table="accompagnement_frein",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="etape",
            index=models.Index(fields=["parcours", "date_debut"], name="etape_du_parcours"),
        ),
        migrations.AddConstraint(
            model_name="etape",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_fin__isnull", True),
                    ("date_fin__gte", models.F("date_debut")),
                    _connector="OR",
                ),
                name="etape_fin_apres_debut",
                violation_error_code="date_fin",
                violation_error_message="La fin de l'étape précède son début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="etape",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_fin_prevue__isnull", True),
                    ("date_fin_prevue__gte", models.F("date_debut")),
                    _connector="OR",
                ),
                name="etape_fin_prevue_apres_debut",
                violation_error_code="date_fin_prevue",
                violation_error_message="La fin prévue précède le début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="etape",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_debut__isnull", False),
                    ("date_debut_prevue__isnull", False),
                    _connector="OR",
                ),
                name="etape_a_un_debut",
                violation_error_code="date_debut_prevue",
                violation_error_message="Indiquez au moins le début prévu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="etape",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_fin__isnull", True), ("date_debut__isnull", False), _connector="OR"
                ),
                name="etape_finie_apres_avoir_commence",
                violation_error_code="date_debut",
                violation_error_message="Indiquez le début réel de cette étape terminée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="etape",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="etape",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_debut__gte", "1990-01-01"), ("date_debut__lt", "2100-01-01")
                ),
                name="etape_date_plausible",
                violation_error_code="date_debut",
                violation_error_message="L'année de l'étape n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="etape",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_debut_prevue__gte", "1990-01-01"),
                    ("date_debut_prevue__lt", "2100-01-01"),
                ),
                name="etape_date_prevue_plausible",
                violation_error_code="date_debut_prevue",
                violation_error_message="L'année du début prévu n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="etape",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("date_fin__isnull", True), ("resultat", "")),
                    models.Q(
                        ("date_fin__isnull", False), models.Q(("resultat", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="etape_finie_avec_resultat",
                violation_error_code="resultat",
                violation_error_message="Une étape terminée a une date de fin et un résultat.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="etape",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_etapeevent" ("axe", "date_debut", "date_debut_prevue", "date_fin", "date_fin_prevue", "financement", "id", "libelle", "operateur", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resultat", "version") VALUES (NEW."axe", NEW."date_debut", NEW."date_debut_prevue", NEW."date_fin", NEW."date_fin_prevue", NEW."financement", NEW."id", NEW."libelle", NEW."operateur", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."resultat", NEW."version"); RETURN NULL;',
                    hash="9085eab38f0c33bea5fd812e67381446dcd6b8a2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_48f2d",
                    table="accompagnement_etape",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="etape",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_etapeevent" ("axe", "date_debut", "date_debut_prevue", "date_fin", "date_fin_prevue", "financement", "id", "libelle", "operateur", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resultat", "version") VALUES (NEW."axe", NEW."date_debut", NEW."date_debut_prevue", NEW."date_fin", NEW."date_fin_prevue", NEW."financement", NEW."id", NEW."libelle", NEW."operateur", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."resultat", NEW."version"); RETURN NULL;',
                    hash="df4c0ad8779e756baf1c1881e0b718b19a654ace",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2a19a",
                    table="accompagnement_etape",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="etape",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_etapeevent" ("axe", "date_debut", "date_debut_prevue", "date_fin", "date_fin_prevue", "financement", "id", "libelle", "operateur", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "resultat", "version") VALUES (OLD."axe", OLD."date_debut", OLD."date_debut_prevue", OLD."date_fin", OLD."date_fin_prevue", OLD."financement", OLD."id", OLD."libelle", OLD."operateur", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."resultat", OLD."version"); RETURN NULL;',
                    hash="14e8004e7f8ccb52f8e22ba818e80356939e10b0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dbb22",
                    table="accompagnement_etape",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="entretien",
            index=models.Index(fields=["parcours", "-debut"], name="entretien_du_parcours"),
        ),
        migrations.AddIndex(
            model_name="entretien",
            index=models.Index(
                condition=models.Q(("presence", "prevu")),
                fields=["agent", "debut"],
                name="entretien_a_venir",
            ),
        ),
        migrations.AddConstraint(
            model_name="entretien",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("debut__gte", "2000-01-01T00:00:00Z"), ("debut__lt", "2100-01-01T00:00:00Z")
                ),
                name="entretien_date_plausible",
                violation_error_code="debut",
                violation_error_message="L'année de l'entretien n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entretien",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("presence__in", ["prevu", "honore", "excuse", "absent", "annule"])
                ),
                name="entretien_presence_connue",
                violation_error_message="Cette présence n'existe pas.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entretien",
            constraint=models.CheckConstraint(
                condition=models.Q(("duree_minutes__gte", 5), ("duree_minutes__lte", 600)),
                name="entretien_duree_plausible",
                violation_error_code="duree_minutes",
                violation_error_message="Un entretien dure de 5 minutes à 10 heures.",
            ),
        ),
        migrations.AddConstraint(
            model_name="entretien",
            constraint=models.CheckConstraint(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entretien",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_entretienevent" ("agent_id", "confie_par_id", "cree_le", "debut", "duree_minutes", "id", "invitation_envoyee_le", "lieu", "mode", "notes", "notes_confidentielles", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "rappel_envoye_le", "version") VALUES (NEW."agent_id", NEW."confie_par_id", NEW."cree_le", NEW."debut", NEW."duree_minutes", NEW."id", NEW."invitation_envoyee_le", NEW."lieu", NEW."mode", NEW."notes", NEW."notes_confidentielles", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presence", NEW."rappel_envoye_le", NEW."version"); RETURN NULL;',
                    hash="48f302ae0a399d79286edcfeeef1d053537af691",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ea790",
                    table="accompagnement_entretien",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entretien",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_entretienevent" ("agent_id", "confie_par_id", "cree_le", "debut", "duree_minutes", "id", "invitation_envoyee_le", "lieu", "mode", "notes", "notes_confidentielles", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "rappel_envoye_le", "version") VALUES (NEW."agent_id", NEW."confie_par_id", NEW."cree_le", NEW."debut", NEW."duree_minutes", NEW."id", NEW."invitation_envoyee_le", NEW."lieu", NEW."mode", NEW."notes", NEW."notes_confidentielles", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presence", NEW."rappel_envoye_le", NEW."version"); RETURN NULL;',
                    hash="f4687574571eeec534e20b30ec9fa22cd7b58624",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_33489",
                    table="accompagnement_entretien",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entretien",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_entretienevent" ("agent_id", "confie_par_id", "cree_le", "debut", "duree_minutes", "id", "invitation_envoyee_le", "lieu", "mode", "notes", "notes_confidentielles", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "rappel_envoye_le", "version") VALUES (OLD."agent_id", OLD."confie_par_id", OLD."cree_le", OLD."debut", OLD."duree_minutes", OLD."id", OLD."invitation_envoyee_le", OLD."lieu", OLD."mode", OLD."notes", OLD."notes_confidentielles", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."presence", OLD."rappel_envoye_le", OLD."version"); RETURN NULL;',
                    hash="d0355d354161b0489576ac939b7c1826c9ee9e0c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b4bd8",
                    table="accompagnement_entretien",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="emploi",
            index=models.Index(fields=["date_debut"], name="emploi_debut"),
        ),
        migrations.AddConstraint(
            model_name="emploi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_fin__isnull", True),
                    ("date_fin__gte", models.F("date_debut")),
                    _connector="OR",
                ),
                name="emploi_fin_apres_debut",
                violation_error_code="date_fin",
                violation_error_message="La fin de l'emploi précède l'embauche.",
            ),
        ),
        migrations.AddConstraint(
            model_name="emploi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_fin_prevue__isnull", True),
                    ("date_fin_prevue__gte", models.F("date_debut")),
                    _connector="OR",
                ),
                name="emploi_fin_prevue_apres_debut",
                violation_error_code="date_fin_prevue",
                violation_error_message="La fin du contrat précède l'embauche.",
            ),
        ),
        migrations.AddConstraint(
            model_name="emploi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_debut__gte", "1990-01-01"), ("date_debut__lt", "2100-01-01")
                ),
                name="emploi_date_plausible",
                violation_error_code="date_debut",
                violation_error_message="L'année de l'embauche n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="emploi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("heures_hebdo__isnull", True),
                    models.Q(("heures_hebdo__gt", 0), ("heures_hebdo__lte", 48)),
                    _connector="OR",
                ),
                name="emploi_heures_plausibles",
                violation_error_code="heures_hebdo",
                violation_error_message="Les heures hebdomadaires vont de 1 à 48.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emploi",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_emploievent" ("date_debut", "date_fin", "date_fin_prevue", "employeur", "heures_hebdo", "heures_totales", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rome_id", "siret", "type_contrat", "version") VALUES (NEW."date_debut", NEW."date_fin", NEW."date_fin_prevue", NEW."employeur", NEW."heures_hebdo", NEW."heures_totales", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rome_id", NEW."siret", NEW."type_contrat", NEW."version"); RETURN NULL;',
                    hash="d61fdef1965c8a66a5da567b41d8192b8e6a4b27",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_15563",
                    table="accompagnement_emploi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emploi",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_emploievent" ("date_debut", "date_fin", "date_fin_prevue", "employeur", "heures_hebdo", "heures_totales", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rome_id", "siret", "type_contrat", "version") VALUES (NEW."date_debut", NEW."date_fin", NEW."date_fin_prevue", NEW."employeur", NEW."heures_hebdo", NEW."heures_totales", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rome_id", NEW."siret", NEW."type_contrat", NEW."version"); RETURN NULL;',
                    hash="4b827c4133b7a83afa5b5f6319166bd5b40d8406",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_14353",
                    table="accompagnement_emploi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="emploi",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_emploievent" ("date_debut", "date_fin", "date_fin_prevue", "employeur", "heures_hebdo", "heures_totales", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rome_id", "siret", "type_contrat", "version") VALUES (OLD."date_debut", OLD."date_fin", OLD."date_fin_prevue", OLD."employeur", OLD."heures_hebdo", OLD."heures_totales", OLD."id", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rome_id", OLD."siret", OLD."type_contrat", OLD."version"); RETURN NULL;',
                    hash="a63dcfbef70aa3d46ef73cfd398e17340594995c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9e6e3",
                    table="accompagnement_emploi",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="critereeligibilite",
            constraint=models.UniqueConstraint(
                fields=("parcours", "code"),
                name="critere_unique_par_parcours",
                violation_error_message="Ce critère est déjà enregistré.",
            ),
        ),
        migrations.AddConstraint(
            model_name="critereeligibilite",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="critereeligibilite",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verifie_le__isnull", True), ("verifie_par__isnull", True)),
                    models.Q(("verifie_le__isnull", False), ("verifie_par__isnull", False)),
                    _connector="OR",
                ),
                name="critere_verifie_par_quelqu_un",
                violation_error_message="Une vérification a un auteur et une date.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_figee",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.a_l_entree AND (OLD.parcours_id, OLD.code, OLD.a_l_entree, OLD.constate_le) IS DISTINCT FROM (NEW.parcours_id, NEW.code, NEW.a_l_entree, NEW.constate_le))",
                    func="\n    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n               WHERE id = OLD.parcours_id AND date_entree IS NOT NULL) THEN\n        RAISE EXCEPTION 'La situation à l''entrée est figée.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'critere_entree_fige';\n    END IF;\n    RETURN NEW;\n",
                    hash="2e059b96a227e217acfa13d6df914353efc0edbb",
                    operation="UPDATE",
                    pgid="pgtrigger_entree_figee_f72e1",
                    table="accompagnement_critereeligibilite",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_ineffacable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."a_l_entree")',
                    func="\n    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n               WHERE id = OLD.parcours_id AND date_entree IS NOT NULL) THEN\n        RAISE EXCEPTION 'La situation à l''entrée est figée.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'critere_entree_fige';\n    END IF;\n    RETURN OLD;\n",
                    hash="5315a47b1e985a85bdfe06ec807eccea62d58e5c",
                    operation="DELETE",
                    pgid="pgtrigger_entree_ineffacable_626aa",
                    table="accompagnement_critereeligibilite",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_close",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."a_l_entree")',
                    func="\n                    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n                               WHERE id = NEW.parcours_id AND date_entree IS NOT NULL) THEN\n                        RAISE EXCEPTION 'Les critères à l''entrée sont figés.'\n                        USING ERRCODE = 'check_violation', CONSTRAINT = 'critere_entree_fige';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="4e87ec12caba6bcb6994df34c22fcb442dcd408f",
                    operation="INSERT",
                    pgid="pgtrigger_entree_close_cc548",
                    table="accompagnement_critereeligibilite",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_critereeligibiliteevent" ("a_l_entree", "code", "constate_le", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verifie_le", "verifie_par_id") VALUES (NEW."a_l_entree", NEW."code", NEW."constate_le", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."verifie_le", NEW."verifie_par_id"); RETURN NULL;',
                    hash="dd6d907f2a0d79af84a966354cc954494c4ed788",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3dce1",
                    table="accompagnement_critereeligibilite",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_critereeligibiliteevent" ("a_l_entree", "code", "constate_le", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verifie_le", "verifie_par_id") VALUES (NEW."a_l_entree", NEW."code", NEW."constate_le", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."verifie_le", NEW."verifie_par_id"); RETURN NULL;',
                    hash="5905757173f15e22d8caf2ebfe5da0e9a7313415",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_e986e",
                    table="accompagnement_critereeligibilite",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="critereeligibilite",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_critereeligibiliteevent" ("a_l_entree", "code", "constate_le", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "verifie_le", "verifie_par_id") VALUES (OLD."a_l_entree", OLD."code", OLD."constate_le", OLD."id", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."verifie_le", OLD."verifie_par_id"); RETURN NULL;',
                    hash="ae8f3adad67c7837cf5678a6371305e7eb3d14ac",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3c52b",
                    table="accompagnement_critereeligibilite",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="competence",
            constraint=models.UniqueConstraint(
                fields=("parcours", "libelle"),
                name="competence_unique",
                violation_error_code="libelle",
                violation_error_message="Cette compétence est déjà notée.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="competence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_competenceevent" ("id", "libelle", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."libelle", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="b678c7907abdab3cf23136e7ba511d3428666d5d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_15095",
                    table="accompagnement_competence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="competence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_competenceevent" ("id", "libelle", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."libelle", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="af13e2bf87bd170d20496ba92b39473f3d53282c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_273e5",
                    table="accompagnement_competence",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="competence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_competenceevent" ("id", "libelle", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."libelle", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="af5ccd879271d76567a48ade8795e536f7af98b3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0a936",
                    table="accompagnement_competence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="brouillon",
            constraint=models.UniqueConstraint(
                fields=("agent", "parcours", "cle"), name="brouillon_unique"
            ),
        ),
        migrations.AddIndex(
            model_name="alerte",
            index=models.Index(fields=["code", "parcours"], name="alerte_code"),
        ),
        migrations.AddConstraint(
            model_name="alerte",
            constraint=models.UniqueConstraint(fields=("parcours", "code"), name="alerte_unique"),
        ),
        migrations.AddIndex(
            model_name="affectationreferent",
            index=models.Index(
                condition=models.Q(("date_fin__isnull", True)),
                fields=["agent"],
                name="affectation_en_cours",
            ),
        ),
        migrations.AddConstraint(
            model_name="affectationreferent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("date_fin__isnull", True)),
                fields=("parcours",),
                name="affectation_une_seule_en_cours",
                violation_error_message="Ce parcours a déjà un référent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="affectationreferent",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="affectationreferent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_fin__isnull", True),
                    ("date_fin__gte", models.F("date_debut")),
                    _connector="OR",
                ),
                name="affectation_fin_apres_debut",
                violation_error_message="La fin de l'affectation précède son début.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affectationreferent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_affectationreferentevent" ("agent_id", "date_debut", "date_fin", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agent_id", NEW."date_debut", NEW."date_fin", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="4695fb9cad843b4723f129977eac39e99902dab1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0c39b",
                    table="accompagnement_affectationreferent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affectationreferent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_affectationreferentevent" ("agent_id", "date_debut", "date_fin", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."agent_id", NEW."date_debut", NEW."date_fin", NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="bd0af15c30618bdfa2fd56bf6ce8843553c2856c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9befe",
                    table="accompagnement_affectationreferent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="affectationreferent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_affectationreferentevent" ("agent_id", "date_debut", "date_fin", "id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."agent_id", OLD."date_debut", OLD."date_fin", OLD."id", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="39685ac81f7622efe205fdfbe6ceeb550071be09",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c9e44",
                    table="accompagnement_affectationreferent",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["recherche"], name="participant_recherche", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["recherche", "id"], name="participant_ordre"),
        ),
        migrations.AddIndex(
            model_name="participant",
            index=models.Index(fields=["date_naissance"], name="participant_naissance"),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("numero_france_travail",),
                name="participant_numero_ft_unique",
                violation_error_message="Ce numéro France Travail est déjà celui d'une autre personne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("numero_france_travail__regex", "^(\\d{11}|\\d{7}[0-9A-Z])$")),
                name="participant_numero_ft_forme",
                violation_error_message="Le numéro France Travail compte 11 chiffres (ancienne forme : 7 chiffres et un caractère).",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("date_naissance__gte", "1900-01-01")),
                name="participant_naissance_plausible",
                violation_error_code="date_naissance",
                violation_error_message="La date de naissance est antérieure à 1900.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(("sexe__in", ["F", "M", "X"])),
                name="participant_sexe_connu",
                violation_error_message="Le sexe est F, M ou X.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("nom__regex", "^\\s*$"), _negated=True),
                    models.Q(("prenom__regex", "^\\s*$"), _negated=True),
                ),
                name="participant_nomme",
                violation_error_message="Le nom et le prénom sont obligatoires.",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fusionne_dans__isnull", True),
                    models.Q(("fusionne_dans", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="participant_fusion_avec_un_autre",
                violation_error_message="Une personne ne se fusionne pas avec elle-même.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="naissance_passee",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.date_naissance > (now() AT TIME ZONE 'Europe/Paris')::date THEN\n                        RAISE EXCEPTION 'La date de naissance est dans le futur.'\n                        USING ERRCODE = 'check_violation',\n                              CONSTRAINT = 'participant_naissance_passee';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="5e9af8166347f903c5bdb0c0ee123e0688f91185",
                    operation='INSERT OR UPDATE OF "date_naissance"',
                    pgid="pgtrigger_naissance_passee_b46cf",
                    table="accompagnement_participant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="naissance_avant_entree",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n                               WHERE participant_id = NEW.id\n                               AND date_entree <= NEW.date_naissance) THEN\n                        RAISE EXCEPTION 'Un parcours commence avant cette date de naissance.'\n                        USING ERRCODE = 'check_violation',\n                              CONSTRAINT = 'participant_naissance_avant_entree';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="5e15351fef5a1bc55cecacbb2fa90f20eaeeca01",
                    operation='UPDATE OF "date_naissance"',
                    pgid="pgtrigger_naissance_avant_entree_9db3a",
                    table="accompagnement_participant",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_participantevent" ("accepte_courriels", "adresse", "commune_id", "cree_le", "date_naissance", "email", "fusionne_dans_id", "id", "identifiant_externe", "nom", "numero_france_travail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prenom", "sexe", "telephone") VALUES (NEW."accepte_courriels", NEW."adresse", NEW."commune_id", NEW."cree_le", NEW."date_naissance", NEW."email", NEW."fusionne_dans_id", NEW."id", NEW."identifiant_externe", NEW."nom", NEW."numero_france_travail", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prenom", NEW."sexe", NEW."telephone"); RETURN NULL;',
                    hash="313279d653cd92bd32af53afdd1070a58fe01f67",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5bc6b",
                    table="accompagnement_participant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepte_courriels" IS DISTINCT FROM (NEW."accepte_courriels") OR OLD."adresse" IS DISTINCT FROM (NEW."adresse") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."cree_le" IS DISTINCT FROM (NEW."cree_le") OR OLD."date_naissance" IS DISTINCT FROM (NEW."date_naissance") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."fusionne_dans_id" IS DISTINCT FROM (NEW."fusionne_dans_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."identifiant_externe" IS DISTINCT FROM (NEW."identifiant_externe") OR OLD."nom" IS DISTINCT FROM (NEW."nom") OR OLD."numero_france_travail" IS DISTINCT FROM (NEW."numero_france_travail") OR OLD."prenom" IS DISTINCT FROM (NEW."prenom") OR OLD."sexe" IS DISTINCT FROM (NEW."sexe") OR OLD."telephone" IS DISTINCT FROM (NEW."telephone"))',
                    func='INSERT INTO "accompagnement_participantevent" ("accepte_courriels", "adresse", "commune_id", "cree_le", "date_naissance", "email", "fusionne_dans_id", "id", "identifiant_externe", "nom", "numero_france_travail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prenom", "sexe", "telephone") VALUES (NEW."accepte_courriels", NEW."adresse", NEW."commune_id", NEW."cree_le", NEW."date_naissance", NEW."email", NEW."fusionne_dans_id", NEW."id", NEW."identifiant_externe", NEW."nom", NEW."numero_france_travail", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prenom", NEW."sexe", NEW."telephone"); RETURN NULL;',
                    hash="2750fc35a1dd91701a88611f851869eca706a456",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_40e21",
                    table="accompagnement_participant",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participant",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_participantevent" ("accepte_courriels", "adresse", "commune_id", "cree_le", "date_naissance", "email", "fusionne_dans_id", "id", "identifiant_externe", "nom", "numero_france_travail", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prenom", "sexe", "telephone") VALUES (OLD."accepte_courriels", OLD."adresse", OLD."commune_id", OLD."cree_le", OLD."date_naissance", OLD."email", OLD."fusionne_dans_id", OLD."id", OLD."identifiant_externe", OLD."nom", OLD."numero_france_travail", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prenom", OLD."sexe", OLD."telephone"); RETURN NULL;',
                    hash="d960d1db749933af17699aea4e431198a0d99c14",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a3877",
                    table="accompagnement_participant",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="parcours",
            index=models.Index(fields=["date_entree", "date_sortie"], name="parcours_dates"),
        ),
        migrations.AddIndex(
            model_name="parcours",
            index=models.Index(fields=["structure", "statut"], name="parcours_structure_statut"),
        ),
        migrations.AddIndex(
            model_name="parcours",
            index=models.Index(
                condition=models.Q(("date_sortie__isnull", False)),
                fields=["date_sortie"],
                name="parcours_sortie",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcours",
            constraint=models.UniqueConstraint(
                condition=models.Q(("statut__in", ("refuse", "sorti")), _negated=True),
                fields=("participant",),
                name="parcours_un_seul_ouvert",
                violation_error_message="Cette personne a déjà un parcours ouvert.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcours",
            constraint=models.UniqueConstraint(
                fields=("participant", "date_entree"),
                name="parcours_une_entree_par_date",
                violation_error_message="Un parcours de cette personne commence déjà ce jour-là.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcours",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("date_entree__isnull", False)),
                expressions=[
                    ("participant", "="),
                    (
                        plie.socle.dates.PlageDates(
                            models.F("date_entree"), models.F("date_sortie"), models.Value("[]")
                        ),
                        "&&",
                    ),
                ],
                name="parcours_sans_chevauchement",
                violation_error_message="Cette personne a déjà un parcours à ces dates.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_entree__isnull", True),
                    ("date_prescription__isnull", True),
                    ("date_prescription__lte", models.F("date_entree")),
                    _connector="OR",
                ),
                name="parcours_entree_apres_prescription",
                violation_error_message="L'entrée précède la prescription.",
            ),
        ),
        migrations.AddConstraint(
            model_name="parcours",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="parcours",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="parcours",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("date_entree__isnull", True),
                        ("date_sortie__isnull", True),
                        (
                            "statut__in",
                            ("prescrit", "en_diagnostic", "presente", "ajourne", "refuse"),
                        ),
                    ),
                    models.Q(
                        ("date_entree__isnull", False),
                        ("date_sortie__isnull", True),
                        ("statut__in", ("actif", "suspendu", "en_emploi", "sortie_proposee")),
                    ),
                    models.Q(("date_sortie__isnull", False), ("statut", "sorti")),
                    _connector="OR",
                ),
                name="parcours_statut_selon_dates",
                violation_error_message="Le statut ne correspond pas aux dates du parcours.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcours",
            trigger=pgtrigger.compiler.Trigger(
                name="transitions",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE _is_valid_transition BOOLEAN;",
                    func='SELECT CONCAT(OLD."statut", \':\', NEW."statut") = ANY(\'{prescrit:en_diagnostic,en_diagnostic:presente,presente:actif,presente:ajourne,presente:refuse,ajourne:en_diagnostic,ajourne:presente,actif:en_emploi,actif:sortie_proposee,actif:suspendu,suspendu:actif,suspendu:sortie_proposee,en_emploi:actif,en_emploi:sortie_proposee,sortie_proposee:actif,sortie_proposee:en_emploi,sortie_proposee:sorti,sortie_proposee:suspendu}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."statut" IS DISTINCT FROM NEW."statut") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "statut" from "%" to "%" on table %\', OLD."statut", NEW."statut", TG_TABLE_NAME; ELSE RETURN NEW; END IF;',
                    hash="313096948585e3d14ceb9c28362c1a057b4bed5c",
                    operation="UPDATE",
                    pgid="pgtrigger_transitions_ce025",
                    table="accompagnement_parcours",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcours",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_apres_naissance",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."date_entree" IS NOT NULL)',
                    func="\n                    IF EXISTS (SELECT 1 FROM accompagnement_participant\n                               WHERE id = NEW.participant_id\n                               AND date_naissance >= NEW.date_entree) THEN\n                        RAISE EXCEPTION 'L''entrée précède la naissance.'\n                        USING ERRCODE = 'check_violation',\n                              CONSTRAINT = 'parcours_entree_apres_naissance';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="290cabc71a1ce1c49056769feeffd782b550ef66",
                    operation='INSERT OR UPDATE OF "date_entree"',
                    pgid="pgtrigger_entree_apres_naissance_bf9da",
                    table="accompagnement_parcours",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcours",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_parcoursevent" ("cree_le", "date_entree", "date_fin_prevue", "date_prescription", "date_sortie", "id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescripteur_id", "statut", "structure_id") VALUES (NEW."cree_le", NEW."date_entree", NEW."date_fin_prevue", NEW."date_prescription", NEW."date_sortie", NEW."id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prescripteur_id", NEW."statut", NEW."structure_id"); RETURN NULL;',
                    hash="6c665331a30c6003a84b098f2bc7251947ff4ddd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c8dd1",
                    table="accompagnement_parcours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcours",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_parcoursevent" ("cree_le", "date_entree", "date_fin_prevue", "date_prescription", "date_sortie", "id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescripteur_id", "statut", "structure_id") VALUES (NEW."cree_le", NEW."date_entree", NEW."date_fin_prevue", NEW."date_prescription", NEW."date_sortie", NEW."id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prescripteur_id", NEW."statut", NEW."structure_id"); RETURN NULL;',
                    hash="546f460dcd58af9f6f4ff63a471508195fe14a22",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_14d99",
                    table="accompagnement_parcours",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="parcours",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_parcoursevent" ("cree_le", "date_entree", "date_fin_prevue", "date_prescription", "date_sortie", "id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prescripteur_id", "statut", "structure_id") VALUES (OLD."cree_le", OLD."date_entree", OLD."date_fin_prevue", OLD."date_prescription", OLD."date_sortie", OLD."id", OLD."participant_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prescripteur_id", OLD."statut", OLD."structure_id"); RETURN NULL;',
                    hash="d3f165a879726fd08c2a7f9208db1183544029d9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_22e98",
                    table="accompagnement_parcours",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="fusion",
            constraint=models.CheckConstraint(
                condition=models.Q(("garde", models.F("absorbe")), _negated=True),
                name="fusion_de_deux_dossiers",
                violation_error_message="Une personne ne se fusionne pas avec elle-même.",
            ),
        ),
        migrations.AddConstraint(
            model_name="fusion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("annulee_le__isnull", True)),
                fields=("absorbe",),
                name="fusion_une_seule_en_vigueur",
                violation_error_message="Ce dossier est déjà fusionné.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fusion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_fusionevent" ("absorbe_id", "annulee_le", "annulee_par_id", "detail", "garde_id", "id", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."absorbe_id", NEW."annulee_le", NEW."annulee_par_id", NEW."detail", NEW."garde_id", NEW."id", NEW."le", NEW."par_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="40d7ac961d4c45ace30f73a24d8efa23facebcfb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0de86",
                    table="accompagnement_fusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fusion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_fusionevent" ("absorbe_id", "annulee_le", "annulee_par_id", "detail", "garde_id", "id", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."absorbe_id", NEW."annulee_le", NEW."annulee_par_id", NEW."detail", NEW."garde_id", NEW."id", NEW."le", NEW."par_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="0eac7035205d71e491fb1346e8406ac1b27e6e8f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_71fd1",
                    table="accompagnement_fusion",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="fusion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_fusionevent" ("absorbe_id", "annulee_le", "annulee_par_id", "detail", "garde_id", "id", "le", "par_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."absorbe_id", OLD."annulee_le", OLD."annulee_par_id", OLD."detail", OLD."garde_id", OLD."id", OLD."le", OLD."par_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="dc76738a03df009a3c5c51cbc653a3aa6fcdc811",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7217d",
                    table="accompagnement_fusion",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                fields=("commission", "parcours"),
                name="passage_unique",
                violation_error_message="Ce dossier est déjà à l'ordre du jour.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decision", "")),
                fields=("parcours",),
                name="passage_un_seul_en_attente",
                violation_error_message="Ce dossier attend déjà une décision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decide_le__isnull", True), ("decide_par__isnull", True), ("decision", "")
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
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decision__in", ("refuse", "ajourne", "sortie_refusee")), _negated=True
                    ),
                    models.Q(("motif__regex", "^\\s*$"), _negated=True),
                    _connector="OR",
                ),
                name="passage_decision_motivee",
                violation_error_message="Indiquez le motif de cette décision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="passage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", "prolonge"), ("prolonge_jusqu_au__isnull", False)),
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="decision_definitive",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NOT (OLD.\"decision\" = ''))",
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0e80d911b6394da8d2416b41a299a81f881fa355",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_decision_definitive_a1e99",
                    table="accompagnement_passage",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_passageevent" ("commission_id", "decide_le", "decide_par_id", "decision", "id", "motif", "ordre", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonge_jusqu_au") VALUES (NEW."commission_id", NEW."decide_le", NEW."decide_par_id", NEW."decision", NEW."id", NEW."motif", NEW."ordre", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prolonge_jusqu_au"); RETURN NULL;',
                    hash="3c5a3f249efadd10c4975b7a9d9401ec1d3f0489",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_53e6f",
                    table="accompagnement_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_passageevent" ("commission_id", "decide_le", "decide_par_id", "decision", "id", "motif", "ordre", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonge_jusqu_au") VALUES (NEW."commission_id", NEW."decide_le", NEW."decide_par_id", NEW."decision", NEW."id", NEW."motif", NEW."ordre", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prolonge_jusqu_au"); RETURN NULL;',
                    hash="16e2d4f09dde36b7c4153ae5d048dd3e40addec8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_11b33",
                    table="accompagnement_passage",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="passage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_passageevent" ("commission_id", "decide_le", "decide_par_id", "decision", "id", "motif", "ordre", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prolonge_jusqu_au") VALUES (OLD."commission_id", OLD."decide_le", OLD."decide_par_id", OLD."decision", OLD."id", OLD."motif", OLD."ordre", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prolonge_jusqu_au"); RETURN NULL;',
                    hash="2e73dd95fdc8eab468520a77a2d3569b8c56e53a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f4e86",
                    table="accompagnement_passage",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="projet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mobilite_km__isnull", True), ("mobilite_km__lte", 200), _connector="OR"
                ),
                name="projet_rayon_plausible",
                violation_error_code="mobilite_km",
                violation_error_message="Le rayon va de 0 à 200 km.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projet",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("heures_min__isnull", True), ("heures_min__lte", 48), _connector="OR"
                    ),
                    models.Q(
                        ("heures_max__isnull", True), ("heures_max__lte", 48), _connector="OR"
                    ),
                ),
                name="projet_heures_plausibles",
                violation_error_code="heures_max",
                violation_error_message="Les heures hebdomadaires vont de 0 à 48.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projet",
            constraint=models.CheckConstraint(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projet",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_projetevent" ("a_permis", "a_vehicule", "contrats", "description", "experience_mois", "heures_max", "heures_min", "horaires", "id", "mobilite_km", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "souhaite_adapte", "transport", "version") VALUES (NEW."a_permis", NEW."a_vehicule", NEW."contrats", NEW."description", NEW."experience_mois", NEW."heures_max", NEW."heures_min", NEW."horaires", NEW."id", NEW."mobilite_km", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."souhaite_adapte", NEW."transport", NEW."version"); RETURN NULL;',
                    hash="e9ab5c9ef05f553cc9f11096f0215b7e7a4230ad",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d0666",
                    table="accompagnement_projet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projet",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_projetevent" ("a_permis", "a_vehicule", "contrats", "description", "experience_mois", "heures_max", "heures_min", "horaires", "id", "mobilite_km", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "souhaite_adapte", "transport", "version") VALUES (NEW."a_permis", NEW."a_vehicule", NEW."contrats", NEW."description", NEW."experience_mois", NEW."heures_max", NEW."heures_min", NEW."horaires", NEW."id", NEW."mobilite_km", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."souhaite_adapte", NEW."transport", NEW."version"); RETURN NULL;',
                    hash="7132f1c77af9b16bb7fafe3ec4225cccfaf392e8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c04a6",
                    table="accompagnement_projet",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="projet",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_projetevent" ("a_permis", "a_vehicule", "contrats", "description", "experience_mois", "heures_max", "heures_min", "horaires", "id", "mobilite_km", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "souhaite_adapte", "transport", "version") VALUES (OLD."a_permis", OLD."a_vehicule", OLD."contrats", OLD."description", OLD."experience_mois", OLD."heures_max", OLD."heures_min", OLD."horaires", OLD."id", OLD."mobilite_km", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."souhaite_adapte", OLD."transport", OLD."version"); RETURN NULL;',
                    hash="b1e36771aeb7453f660ffaff56258eeacb34addb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_998b8",
                    table="accompagnement_projet",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="rapprochement",
            index=models.Index(fields=["parcours", "-score"], name="rapprochement_du_parcours"),
        ),
        migrations.AddConstraint(
            model_name="rapprochement",
            constraint=models.UniqueConstraint(
                fields=("parcours", "offre"), name="rapprochement_unique"
            ),
        ),
        migrations.AddIndex(
            model_name="remplacement",
            index=models.Index(
                fields=["remplacant", "date_fin"], name="remplacement_du_remplacant"
            ),
        ),
        migrations.AddConstraint(
            model_name="remplacement",
            constraint=models.CheckConstraint(
                condition=models.Q(("absent", models.F("remplacant")), _negated=True),
                name="remplacement_par_un_autre",
                violation_error_code="remplacant",
                violation_error_message="Un référent ne se remplace pas lui-même.",
            ),
        ),
        migrations.AddConstraint(
            model_name="remplacement",
            constraint=models.CheckConstraint(
                condition=models.Q(("date_fin__gte", models.F("date_debut"))),
                name="remplacement_fin_apres_debut",
                violation_error_code="date_fin",
                violation_error_message="La fin du remplacement précède son début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="remplacement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_debut__gte", "2000-01-01"), ("date_fin__lt", "2100-01-01")
                ),
                name="remplacement_date_plausible",
                violation_error_code="date_debut",
                violation_error_message="L'année du remplacement n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="remplacement",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remplacement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_remplacementevent" ("absent_id", "date_debut", "date_fin", "decide_par_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remplacant_id") VALUES (NEW."absent_id", NEW."date_debut", NEW."date_fin", NEW."decide_par_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."remplacant_id"); RETURN NULL;',
                    hash="5d45acc5dbc00f0fc78acdb8529c33d320362a45",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c5b22",
                    table="accompagnement_remplacement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remplacement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_remplacementevent" ("absent_id", "date_debut", "date_fin", "decide_par_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remplacant_id") VALUES (NEW."absent_id", NEW."date_debut", NEW."date_fin", NEW."decide_par_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."remplacant_id"); RETURN NULL;',
                    hash="8561631360408b8676981d2057a8eccdee65f76b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d968b",
                    table="accompagnement_remplacement",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="remplacement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_remplacementevent" ("absent_id", "date_debut", "date_fin", "decide_par_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remplacant_id") VALUES (OLD."absent_id", OLD."date_debut", OLD."date_fin", OLD."decide_par_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."remplacant_id"); RETURN NULL;',
                    hash="6fa73d5edc3196236acdf893f12f21ad3eb208c9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cfbce",
                    table="accompagnement_remplacement",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="seance",
            index=models.Index(fields=["animateur", "debut"], name="seance_de_l_animateur"),
        ),
        migrations.AddConstraint(
            model_name="seance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("debut__gte", "2000-01-01T00:00:00Z"), ("debut__lt", "2100-01-01T00:00:00Z")
                ),
                name="seance_date_plausible",
                violation_error_code="debut",
                violation_error_message="L'année de la séance n'est pas plausible.",
            ),
        ),
        migrations.AddConstraint(
            model_name="seance",
            constraint=models.CheckConstraint(
                condition=models.Q(("duree_minutes__gte", 5), ("duree_minutes__lte", 600)),
                name="seance_duree_plausible",
                violation_error_code="duree_minutes",
                violation_error_message="Une séance dure de 5 minutes à 10 heures.",
            ),
        ),
        migrations.AddConstraint(
            model_name="seance",
            constraint=models.CheckConstraint(
                condition=models.Q(("titre__regex", "^\\s*$"), _negated=True),
                name="seance_nommee",
                violation_error_code="titre",
                violation_error_message="Donnez un titre à la séance.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_seanceevent" ("animateur_id", "debut", "duree_minutes", "id", "lieu", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "titre", "version") VALUES (NEW."animateur_id", NEW."debut", NEW."duree_minutes", NEW."id", NEW."lieu", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."places", NEW."titre", NEW."version"); RETURN NULL;',
                    hash="9a3294e121bdbd4ad9d09ad7e88c739114878f40",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2f472",
                    table="accompagnement_seance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_seanceevent" ("animateur_id", "debut", "duree_minutes", "id", "lieu", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "titre", "version") VALUES (NEW."animateur_id", NEW."debut", NEW."duree_minutes", NEW."id", NEW."lieu", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."places", NEW."titre", NEW."version"); RETURN NULL;',
                    hash="03ace13099b201e3fae665ec067118b1f604fd08",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8aed2",
                    table="accompagnement_seance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="seance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_seanceevent" ("animateur_id", "debut", "duree_minutes", "id", "lieu", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "titre", "version") VALUES (OLD."animateur_id", OLD."debut", OLD."duree_minutes", OLD."id", OLD."lieu", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."places", OLD."titre", OLD."version"); RETURN NULL;',
                    hash="176d2e0f3587028a6ba80638db8796fbeead0483",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1e43d",
                    table="accompagnement_seance",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="participationseance",
            constraint=models.UniqueConstraint(
                fields=("seance", "parcours"),
                name="participation_unique",
                violation_error_message="Cette personne est déjà inscrite à la séance.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participationseance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_participationseanceevent" ("id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "seance_id") VALUES (NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presence", NEW."seance_id"); RETURN NULL;',
                    hash="a7fb48286a218a8650cf409f16926d4957dd32fc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5de44",
                    table="accompagnement_participationseance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participationseance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_participationseanceevent" ("id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "seance_id") VALUES (NEW."id", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presence", NEW."seance_id"); RETURN NULL;',
                    hash="2cbdd451c8f057e0901391cea09f70c553eb3d0e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e7a4",
                    table="accompagnement_participationseance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="participationseance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_participationseanceevent" ("id", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "seance_id") VALUES (OLD."id", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."presence", OLD."seance_id"); RETURN NULL;',
                    hash="867b3604e7ce4e1f6fcf9d5e466037880fde04bc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b8ded",
                    table="accompagnement_participationseance",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="situation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("moment", "a_date"), _negated=True),
                fields=("parcours", "moment"),
                name="situation_une_entree_une_sortie",
                violation_error_message="Cette situation est déjà enregistrée.",
            ),
        ),
        migrations.AddConstraint(
            model_name="situation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("niveau_formation__in", ["", "infra3", "3", "4", "5", "6", "7"])
                ),
                name="situation_niveau_connu",
                violation_error_message="Ce niveau de formation n'existe pas.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="situation",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_figee",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.moment = 'entree' AND OLD.* IS DISTINCT FROM NEW.*)",
                    func="\n    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n               WHERE id = OLD.parcours_id AND date_entree IS NOT NULL) THEN\n        RAISE EXCEPTION 'La situation à l''entrée est figée.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_entree_figee';\n    END IF;\n    RETURN NEW;\n",
                    hash="2e1da9fb19f4b2433e15ecf34e88d24d969b3c6b",
                    operation="UPDATE",
                    pgid="pgtrigger_entree_figee_bae81",
                    table="accompagnement_situation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="situation",
            trigger=pgtrigger.compiler.Trigger(
                name="entree_ineffacable",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.\"moment\" = 'entree')",
                    func="\n    IF EXISTS (SELECT 1 FROM accompagnement_parcours\n               WHERE id = OLD.parcours_id AND date_entree IS NOT NULL) THEN\n        RAISE EXCEPTION 'La situation à l''entrée est figée.'\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'situation_entree_figee';\n    END IF;\n    RETURN OLD;\n",
                    hash="8dbe9a06226a2abc807c4c9d8f5062093580b604",
                    operation="DELETE",
                    pgid="pgtrigger_entree_ineffacable_23f45",
                    table="accompagnement_situation",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="situation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_situationevent" ("date", "id", "mois_sans_emploi", "moment", "niveau_formation", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut_emploi", "version") VALUES (NEW."date", NEW."id", NEW."mois_sans_emploi", NEW."moment", NEW."niveau_formation", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."statut_emploi", NEW."version"); RETURN NULL;',
                    hash="4686fd04099ed16b59a275b38510881bbb897dfc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d0f79",
                    table="accompagnement_situation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="situation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_situationevent" ("date", "id", "mois_sans_emploi", "moment", "niveau_formation", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut_emploi", "version") VALUES (NEW."date", NEW."id", NEW."mois_sans_emploi", NEW."moment", NEW."niveau_formation", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statut_emploi", NEW."version"); RETURN NULL;',
                    hash="20c2a4b36c90ab4d3ca9d40bf78fcc6346ddf2d0",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1b309",
                    table="accompagnement_situation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="situation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_situationevent" ("date", "id", "mois_sans_emploi", "moment", "niveau_formation", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statut_emploi", "version") VALUES (OLD."date", OLD."id", OLD."mois_sans_emploi", OLD."moment", OLD."niveau_formation", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."statut_emploi", OLD."version"); RETURN NULL;',
                    hash="1f42be1d1e9a387751371b7289116d907818106d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b85b3",
                    table="accompagnement_situation",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="sortie",
            index=models.Index(fields=["motif"], name="sortie_motif"),
        ),
        migrations.AddConstraint(
            model_name="sortie",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("categorie", ""), ("regle__isnull", True), ("validee_le__isnull", True)
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
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sortie",
            trigger=pgtrigger.compiler.Trigger(
                name="sortie_figee",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."validee_le" IS NOT NULL)',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7149bd09cc4ecf4654c59d0fd4ee84d5e2c9f46b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_sortie_figee_4c6ba",
                    table="accompagnement_sortie",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sortie",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_sortieevent" ("categorie", "commentaire", "date_effet", "id", "motif_id", "parcours_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "regle_id", "validee_le") VALUES (NEW."categorie", NEW."commentaire", NEW."date_effet", NEW."id", NEW."motif_id", NEW."parcours_id", NEW."passage_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposee_le", NEW."proposee_par_id", NEW."regle_id", NEW."validee_le"); RETURN NULL;',
                    hash="7b8f08ce9976e9b00344ab33106f2cb8744f44ba",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_813ca",
                    table="accompagnement_sortie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sortie",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_sortieevent" ("categorie", "commentaire", "date_effet", "id", "motif_id", "parcours_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "regle_id", "validee_le") VALUES (NEW."categorie", NEW."commentaire", NEW."date_effet", NEW."id", NEW."motif_id", NEW."parcours_id", NEW."passage_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposee_le", NEW."proposee_par_id", NEW."regle_id", NEW."validee_le"); RETURN NULL;',
                    hash="796422f59f96a0d11c1d746725f7c16c3e3b0037",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a9376",
                    table="accompagnement_sortie",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sortie",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_sortieevent" ("categorie", "commentaire", "date_effet", "id", "motif_id", "parcours_id", "passage_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposee_le", "proposee_par_id", "regle_id", "validee_le") VALUES (OLD."categorie", OLD."commentaire", OLD."date_effet", OLD."id", OLD."motif_id", OLD."parcours_id", OLD."passage_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."proposee_le", OLD."proposee_par_id", OLD."regle_id", OLD."validee_le"); RETURN NULL;',
                    hash="4397729d52d9a8d278e2aca2e1cdb083768b1c3f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_de7f9",
                    table="accompagnement_sortie",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="piece",
            index=models.Index(
                condition=models.Q(("date_fin_validite__isnull", False)),
                fields=["date_fin_validite"],
                name="piece_validite",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.UniqueConstraint(
                fields=("participant", "empreinte"),
                name="piece_unique_par_personne",
                violation_error_code="fichier",
                violation_error_message="Ce fichier est déjà dans le dossier.",
            ),
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="piece",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verifiee_le__isnull", True), ("verifiee_par__isnull", True)),
                    models.Q(("verifiee_le__isnull", False), ("verifiee_par__isnull", False)),
                    _connector="OR",
                ),
                name="piece_verifiee_par_quelqu_un",
                violation_error_message="Une vérification a un auteur et une date.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="piece",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_pieceevent" ("date_fin_validite", "date_piece", "deposee_le", "deposee_par_id", "emploi_id", "empreinte", "empreinte_conservee", "fichier", "id", "nom", "parcours_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sortie_id", "taille", "type", "type_contenu", "verifiee_le", "verifiee_par_id", "version") VALUES (NEW."date_fin_validite", NEW."date_piece", NEW."deposee_le", NEW."deposee_par_id", NEW."emploi_id", NEW."empreinte", NEW."empreinte_conservee", NEW."fichier", NEW."id", NEW."nom", NEW."parcours_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sortie_id", NEW."taille", NEW."type", NEW."type_contenu", NEW."verifiee_le", NEW."verifiee_par_id", NEW."version"); RETURN NULL;',
                    hash="4004e9309281ecadd0fe3df31718da59fcf1700e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d057f",
                    table="accompagnement_piece",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="piece",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_pieceevent" ("date_fin_validite", "date_piece", "deposee_le", "deposee_par_id", "emploi_id", "empreinte", "empreinte_conservee", "fichier", "id", "nom", "parcours_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sortie_id", "taille", "type", "type_contenu", "verifiee_le", "verifiee_par_id", "version") VALUES (NEW."date_fin_validite", NEW."date_piece", NEW."deposee_le", NEW."deposee_par_id", NEW."emploi_id", NEW."empreinte", NEW."empreinte_conservee", NEW."fichier", NEW."id", NEW."nom", NEW."parcours_id", NEW."participant_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sortie_id", NEW."taille", NEW."type", NEW."type_contenu", NEW."verifiee_le", NEW."verifiee_par_id", NEW."version"); RETURN NULL;',
                    hash="5d69622ccabb45d6d2daf83140bda65a64ff8b52",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b9916",
                    table="accompagnement_piece",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="piece",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_pieceevent" ("date_fin_validite", "date_piece", "deposee_le", "deposee_par_id", "emploi_id", "empreinte", "empreinte_conservee", "fichier", "id", "nom", "parcours_id", "participant_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sortie_id", "taille", "type", "type_contenu", "verifiee_le", "verifiee_par_id", "version") VALUES (OLD."date_fin_validite", OLD."date_piece", OLD."deposee_le", OLD."deposee_par_id", OLD."emploi_id", OLD."empreinte", OLD."empreinte_conservee", OLD."fichier", OLD."id", OLD."nom", OLD."parcours_id", OLD."participant_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."sortie_id", OLD."taille", OLD."type", OLD."type_contenu", OLD."verifiee_le", OLD."verifiee_par_id", OLD."version"); RETURN NULL;',
                    hash="a941ca1013c1adb231d3ce28e811f40d6fc481a9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b7a66",
                    table="accompagnement_piece",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="suiviemploi",
            index=models.Index(
                condition=models.Q(("fait_le__isnull", True)),
                fields=["prevu_le"],
                name="suivi_emploi_a_faire",
            ),
        ),
        migrations.AddConstraint(
            model_name="suiviemploi",
            constraint=models.UniqueConstraint(
                fields=("emploi", "jalon"),
                name="suivi_emploi_unique",
                violation_error_message="Ce suivi est déjà prévu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suiviemploi",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("fait_le__isnull", True), ("fait_par__isnull", True), ("maintien", "")
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
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suiviemploi",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_suiviemploievent" ("commentaire", "emploi_id", "fait_le", "fait_par_id", "id", "jalon", "maintien", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prevu_le") VALUES (NEW."commentaire", NEW."emploi_id", NEW."fait_le", NEW."fait_par_id", NEW."id", NEW."jalon", NEW."maintien", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prevu_le"); RETURN NULL;',
                    hash="d9a9406d16ea711277b73e0b7a672fa861c74460",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_46182",
                    table="accompagnement_suiviemploi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suiviemploi",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_suiviemploievent" ("commentaire", "emploi_id", "fait_le", "fait_par_id", "id", "jalon", "maintien", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prevu_le") VALUES (NEW."commentaire", NEW."emploi_id", NEW."fait_le", NEW."fait_par_id", NEW."id", NEW."jalon", NEW."maintien", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prevu_le"); RETURN NULL;',
                    hash="837161562339dc468a9759b10b50b6f82875bf01",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b5ade",
                    table="accompagnement_suiviemploi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suiviemploi",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_suiviemploievent" ("commentaire", "emploi_id", "fait_le", "fait_par_id", "id", "jalon", "maintien", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prevu_le") VALUES (OLD."commentaire", OLD."emploi_id", OLD."fait_le", OLD."fait_par_id", OLD."id", OLD."jalon", OLD."maintien", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prevu_le"); RETURN NULL;',
                    hash="1e2093d0e61d5fbaaea2477a08713e1e49e0e520",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_569d6",
                    table="accompagnement_suiviemploi",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_fin__isnull", True),
                    ("date_fin__gte", models.F("date_debut")),
                    _connector="OR",
                ),
                name="suspension_fin_apres_debut",
                violation_error_code="date_fin",
                violation_error_message="La fin de la suspension précède son début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_fin_prevue__isnull", True),
                    ("date_fin_prevue__gte", models.F("date_debut")),
                    _connector="OR",
                ),
                name="suspension_fin_prevue_apres_debut",
                violation_error_code="date_fin_prevue",
                violation_error_message="La fin prévue précède le début.",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_debut__gte", "1990-01-01"), ("date_debut__lt", "2100-01-01")
                ),
                name="suspension_date_plausible",
                violation_error_code="date_debut",
                violation_error_message="L'année de la suspension n'est pas plausible.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_suspensionevent" ("date_debut", "date_fin", "date_fin_prevue", "decidee_par_id", "id", "motif", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."date_debut", NEW."date_fin", NEW."date_fin_prevue", NEW."decidee_par_id", NEW."id", NEW."motif", NEW."parcours_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="89425af579d5d1b12b70dc1152b67ebbeea2930d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_52bc0",
                    table="accompagnement_suspension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "accompagnement_suspensionevent" ("date_debut", "date_fin", "date_fin_prevue", "decidee_par_id", "id", "motif", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."date_debut", NEW."date_fin", NEW."date_fin_prevue", NEW."decidee_par_id", NEW."id", NEW."motif", NEW."parcours_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="fc17f3317af7cc39d6d764cbbcd9a78abbdc1717",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3371e",
                    table="accompagnement_suspension",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="suspension",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "accompagnement_suspensionevent" ("date_debut", "date_fin", "date_fin_prevue", "decidee_par_id", "id", "motif", "parcours_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."date_debut", OLD."date_fin", OLD."date_fin_prevue", OLD."decidee_par_id", OLD."id", OLD."motif", OLD."parcours_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="c398efeaac11666e17f459c292f4b61fee0478ca",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_cc62f",
                    table="accompagnement_suspension",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="vueliste",
            constraint=models.UniqueConstraint(
                fields=("agent", "nom"),
                name="vue_nom_unique",
                violation_error_code="nom",
                violation_error_message="Une de vos vues porte déjà ce nom.",
            ),
        ),
    ]
