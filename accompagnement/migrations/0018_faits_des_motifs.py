from django.db import migrations, models

ORDINAIRES = (
    "cdi",
    "cdd_6_mois",
    "interim_6_mois",
    "fonction_publique",
    "creation_entreprise",
    "apprentissage",
    "professionnalisation",
    "formation_qualifiante",
    "demenagement",
    "retraite",
    "deces",
    "abandon",
    "reorientation",
    "fin_de_duree",
    "refus",
    "emploi_court",
    "iae",
)
DEDUITS_DE = {
    "cdi": "cdi",
    "cdd_6_mois": "cdd",
    "interim_6_mois": "interim",
    "fonction_publique": "fonction_publique",
    "creation_entreprise": "creation",
    "apprentissage": "apprentissage",
    "professionnalisation": "professionnalisation",
    "formation_qualifiante": "formation",
    "emploi_court": "emploi_court",
    "iae": "iae",
}


def dire_ce_que_les_regles_savaient(apps, _editeur):
    motifs = apps.get_model("accompagnement", "MotifSortie").objects
    motifs.filter(code__in=ORDINAIRES).update(est_sensible=False)
    motifs.filter(code="deces").update(est_deces=True)
    for code, origine in DEDUITS_DE.items():
        motifs.filter(code=code).update(deduit_de=origine)


class Migration(migrations.Migration):
    dependencies = [
        ("accompagnement", "0017_naissance_au_jour_de_paris"),
    ]

    operations = [
        migrations.AddField(
            model_name="motifsortie",
            name="deduit_de",
            field=models.CharField(
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
        migrations.AddField(
            model_name="motifsortie",
            name="est_deces",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Retiré du taux lorsque la règle divise par les sorties hors décès.",
                verbose_name="décès",
            ),
        ),
        migrations.AddField(
            model_name="motifsortie",
            name="est_sensible",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Dit quelque chose de la santé ou de la justice : seuls le référent de la personne et la coordination le lisent.",
                verbose_name="sensible",
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
        migrations.RunPython(dire_ce_que_les_regles_savaient, migrations.RunPython.noop),
    ]
