from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0001_consultations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="consultation",
            name="en_lot",
            field=models.BooleanField(
                db_default=False, default=False, verbose_name="avec beaucoup d'autres"
            ),
        ),
        migrations.AddIndex(
            model_name="consultation",
            index=models.Index(
                condition=models.Q(("en_lot", False)),
                fields=["agent", "-consulte_le"],
                name="consultation_ouvertures",
            ),
        ),
    ]
