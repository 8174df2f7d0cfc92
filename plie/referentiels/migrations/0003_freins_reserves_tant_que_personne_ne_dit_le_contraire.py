from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referentiels", "0002_communes_metiers_freins"),
    ]

    operations = [
        migrations.AlterField(
            model_name="situationfrein",
            name="est_sensible",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Dit quelque chose de la santé, de la justice ou du logement : seuls le référent de la personne et la coordination le lisent.",
                verbose_name="sensible",
            ),
        ),
        migrations.AlterField(
            model_name="typefrein",
            name="est_sensible",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Dit quelque chose de la santé, de la justice ou du logement : seuls le référent de la personne et la coordination le lisent.",
                verbose_name="sensible",
            ),
        ),
        migrations.AlterField(
            model_name="typeobjectif",
            name="est_sensible",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Dit quelque chose de la santé, de la justice ou du logement : seuls le référent de la personne et la coordination le lisent.",
                verbose_name="sensible",
            ),
        ),
    ]
