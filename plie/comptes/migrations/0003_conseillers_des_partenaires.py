from django.db import migrations, models

ROLES = [
    ("referent", "Référent(e) de parcours"),
    ("coordination", "Coordination"),
    ("direction", "Direction"),
    ("gestionnaire_fse", "Gestionnaire FSE"),
    ("facilitateur", "Facilitateur des clauses"),
    ("administration", "Administration"),
    ("partenaire", "Partenaire"),
    ("conseiller", "Conseiller(ère) partenaire"),
]


class Migration(migrations.Migration):
    dependencies = [("comptes", "0002_partenaires_et_leurs_reperes")]

    operations = [
        migrations.RemoveConstraint(model_name="agent", name="agent_referent_a_une_structure"),
        *(
            migrations.AlterField(
                model_name=modele,
                name="role",
                field=models.CharField(choices=ROLES, max_length=20, verbose_name="rôle"),
            )
            for modele in ("agent", "agentevent")
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
    ]
