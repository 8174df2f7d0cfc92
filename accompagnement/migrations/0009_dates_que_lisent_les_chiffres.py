from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accompagnement", "0008_retrait_d_une_cohorte"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="entretien",
            name="entretien_realise",
        ),
        migrations.AddIndex(
            model_name="entretien",
            index=models.Index(
                condition=models.Q(("presence__in", ["honore", "excuse", "absent"])),
                fields=["debut"],
                name="entretien_passe",
            ),
        ),
        migrations.AddIndex(
            model_name="etape",
            index=models.Index(fields=["date_debut"], name="etape_debut"),
        ),
        migrations.AddIndex(
            model_name="etape",
            index=models.Index(fields=["date_fin"], name="etape_fin"),
        ),
    ]
