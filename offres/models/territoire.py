from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q


class GroupeMetiers(models.Model):
    """Trades counted together on the territory page, by the first characters of their ROME code.

    An offer counts once, in the first group (by `ordre`) one of whose prefixes it has."""

    libelle = models.CharField("libellé", max_length=120, unique=True)
    prefixes = ArrayField(
        models.CharField(
            max_length=5,
            validators=[
                RegexValidator(
                    r"^[A-N]\d{0,4}$",
                    "Un préfixe ROME est une lettre de A à N, suivie au plus de quatre chiffres.",
                )
            ],
        ),
        verbose_name="préfixes ROME",
    )
    ordre = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        ordering = ["ordre", "pk"]
        verbose_name = "groupe de métiers"
        verbose_name_plural = "groupes de métiers"
        constraints = [
            models.CheckConstraint(
                condition=Q(prefixes__len__gte=1),
                name="groupe_a_un_prefixe",
                violation_error_message="Indiquez au moins un préfixe ROME.",
                violation_error_code="prefixes",
            )
        ]

    def __str__(self):
        return self.libelle
