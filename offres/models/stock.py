from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.lookups import Exact


def _combien(champ):
    return models.Func(champ, function="cardinality", output_field=models.IntegerField())


class Stock(models.Model):
    """The offers open at the end of the last complete run of one day, with the commune and the
    trade that they had: the offers of a day that is over are counted from it, and move no more."""

    jour = models.DateField(primary_key=True)
    offres = ArrayField(models.BigIntegerField())
    # Side by side with `offres`; empty when unknown.
    communes = ArrayField(models.CharField(max_length=5, blank=True))
    metiers = ArrayField(models.CharField("code ROME", max_length=5, blank=True))
    releve_le = models.DateTimeField("relevé le")

    class Meta:
        verbose_name = "stock d'offres"
        verbose_name_plural = "stocks d'offres"
        ordering = ["-jour"]
        constraints = [
            models.CheckConstraint(
                condition=Exact(_combien("offres"), _combien("communes"))
                & Exact(_combien("offres"), _combien("metiers")),
                name="stock_une_commune_un_metier_par_offre",
                violation_error_message="Chaque offre du stock a une commune et un métier.",
            ),
        ]

    def __str__(self):
        return f"Offres ouvertes le {self.jour:%d/%m/%Y}"
