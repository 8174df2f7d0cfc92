from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("referentiels", "0003_freins")]

    operations = [
        migrations.AddField(
            model_name="situationfrein",
            name="est_sensible",
            field=models.BooleanField(default=False, verbose_name="sensible"),
        ),
        migrations.AddField(
            model_name="typeobjectif",
            name="est_sensible",
            field=models.BooleanField(default=False, verbose_name="sensible"),
        ),
    ]
