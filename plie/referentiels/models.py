from django.contrib.postgres.fields import ArrayField
from django.db import models

from plie.comptes.tri import Normaliser
from plie.referentiels.enums import GenerationQpv


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


class Qpv(models.Model):
    """A priority district, of one generation of perimeters. It crosses communes, and a commune is
    never "in QPV": only an address is. The list is loaded by each PLIE (`charger_qpv`)."""

    code = models.CharField(primary_key=True, max_length=8)
    nom = models.CharField(max_length=150)
    generation = models.CharField(
        "génération", max_length=4, choices=GenerationQpv.choices, default=GenerationQpv.G2024
    )
    communes = ArrayField(models.CharField(max_length=5), verbose_name="codes INSEE", default=list)

    class Meta:
        ordering = ["-generation", Normaliser("nom"), "code"]
        verbose_name = "quartier prioritaire (QPV)"
        verbose_name_plural = "quartiers prioritaires (QPV)"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Z0-9]{8}$"),
                name="qpv_code_de_huit_caracteres",
                violation_error_message="Le code d'un QPV compte 8 lettres majuscules ou chiffres.",
                violation_error_code="code",
            ),
            models.CheckConstraint(
                condition=models.Q(generation__in=GenerationQpv.values),
                name="qpv_generation_connue",
                violation_error_message="La génération d'un QPV est 2015 ou 2024.",
                violation_error_code="generation",
            ),
        ]

    def __str__(self):
        return f"{self.nom} ({self.generation})"


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


def _sensible():
    """Health, housing and justice; what nobody has judged yet is withheld."""
    return models.BooleanField(
        "sensible",
        default=True,
        db_default=True,
        help_text="Dit quelque chose de la santé, de la justice ou du logement : seuls le référent "
        "de la personne et la coordination le lisent.",
    )


class TypeFrein(models.Model):
    """A constraint that keeps a person from work. Our own slugs, because France Travail's codes
    change from one version of its interface to the next."""

    slug = models.SlugField(primary_key=True, max_length=40)
    libelle = models.CharField("libellé", max_length=150)
    est_sensible = _sensible()
    ordre = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["ordre", "libelle"]
        verbose_name = "type de frein"
        verbose_name_plural = "types de frein"

    def __str__(self):
        return self.libelle


class SituationFrein(models.Model):
    """What the constraint consists in: "aucun moyen de transport"."""

    slug = models.SlugField(primary_key=True, max_length=60)
    type = models.ForeignKey(TypeFrein, on_delete=models.PROTECT, related_name="situations")
    libelle = models.CharField("libellé", max_length=200)
    # Health or justice inside a constraint that says nothing of it by itself.
    est_sensible = _sensible()
    ordre = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["type", "ordre", "libelle"]
        verbose_name = "situation de frein"
        verbose_name_plural = "situations de frein"

    def __str__(self):
        return self.libelle


class TypeObjectif(models.Model):
    """What may be aimed at to lift a constraint: "passer le permis"."""

    slug = models.SlugField(primary_key=True, max_length=60)
    type = models.ForeignKey(TypeFrein, on_delete=models.PROTECT, related_name="objectifs")
    libelle = models.CharField("libellé", max_length=200)
    est_sensible = _sensible()
    ordre = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["type", "ordre", "libelle"]
        verbose_name = "objectif de levée"
        verbose_name_plural = "objectifs de levée"

    def __str__(self):
        return self.libelle


class NatureCode(models.TextChoices):
    CONTRAINTE = "contrainte", "Contrainte"
    SITUATION = "situation", "Situation"
    OBJECTIF = "objectif", "Objectif"


class CodeExterne(models.Model):
    """How another system, in one of its versions, names one of our slugs."""

    nature = models.CharField(max_length=12, choices=NatureCode.choices)
    slug = models.SlugField(max_length=60)
    systeme = models.CharField("système", max_length=40)
    version = models.CharField(max_length=20)
    code = models.CharField(max_length=20)

    class Meta:
        ordering = ["systeme", "version", "nature", "slug"]
        verbose_name = "code d'un autre système"
        verbose_name_plural = "codes d'autres systèmes"
        constraints = [
            models.UniqueConstraint(
                fields=["systeme", "version", "nature", "slug"],
                name="code_externe_unique",
                violation_error_message="Ce code existe déjà pour ce système et cette version.",
            ),
        ]

    def __str__(self):
        return f"{self.systeme} {self.version} : {self.code}"


class DomaineProche(models.Model):
    """Two professional domains (ROME, three characters) between which people move without a new
    diploma. Our own reading of the nomenclature, edited by the PLIE; it holds both ways."""

    domaine = models.CharField(max_length=3)
    proche = models.CharField(max_length=3)

    class Meta:
        ordering = ["domaine", "proche"]
        verbose_name = "domaines proches"
        verbose_name_plural = "domaines proches"
        constraints = [
            models.UniqueConstraint(
                fields=["domaine", "proche"],
                name="domaines_proches_uniques",
                violation_error_message="Ces deux domaines sont déjà dits proches.",
            ),
            models.CheckConstraint(
                condition=models.Q(domaine__lt=models.F("proche")),
                name="domaines_proches_ordonnes",
                violation_error_message="Écrivez les deux domaines dans l'ordre, sans répéter le "
                "même.",
                violation_error_code="proche",
            ),
        ]

    def __str__(self):
        return f"{self.domaine} et {self.proche}"
