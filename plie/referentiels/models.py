from django.contrib.postgres.fields import ArrayField
from django.db import models

from plie.comptes.tri import Normaliser


class Commune(models.Model):
    """A commune is its INSEE code: 59172 is Denain's, and also the postcode of Rœulx."""

    code_insee = models.CharField(primary_key=True, max_length=5)
    nom = models.CharField(max_length=100)
    codes_postaux = ArrayField(models.CharField(max_length=5), default=list)
    population_municipale = models.PositiveIntegerField(default=0)
    latitude = models.FloatField()
    longitude = models.FloatField()
    est_du_territoire = models.BooleanField("du territoire du PLIE", default=True)

    class Meta:
        ordering = [Normaliser("nom")]

    def __str__(self):
        return self.nom


class Rome(models.Model):
    code = models.CharField(primary_key=True, max_length=5)
    libelle = models.CharField(max_length=250)
    grand_domaine_code = models.CharField(max_length=1, db_index=True)
    grand_domaine_libelle = models.CharField(max_length=200)
    domaine_code = models.CharField(max_length=3, db_index=True)
    domaine_libelle = models.CharField(max_length=200)

    class Meta:
        ordering = ["code"]
        verbose_name = "métier (ROME)"
        verbose_name_plural = "métiers (ROME)"

    def __str__(self):
        return f"{self.code} {self.libelle}"


class Naf(models.Model):
    section = models.CharField(primary_key=True, max_length=1)
    libelle = models.CharField(max_length=250)
    divisions = ArrayField(models.CharField(max_length=2), default=list)

    class Meta:
        ordering = ["section"]
        verbose_name = "section d'activité (NAF)"
        verbose_name_plural = "sections d'activité (NAF)"

    def __str__(self):
        return f"{self.section} {self.libelle}"
