import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

BORNES = Q(date_debut__gte="1990-01-01", date_fin__lt="2100-01-01")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Convention(models.Model):
    """What the PLIE promised, to whom, for how long; amended, it runs until its last amendment."""

    code = models.SlugField(max_length=40, unique=True)
    libelle = models.CharField("libellé", max_length=200)
    partenaires = ArrayField(models.CharField(max_length=150))
    date_debut = models.DateField("du")
    date_fin = models.DateField("au (inclus)")
    signee_le = models.DateField("signée le", null=True, blank=True)
    lieu = models.CharField("lieu de signature", max_length=200, blank=True)
    document = models.URLField("adresse du document", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        ordering = ["-date_debut", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_fin__gte=F("date_debut")),
                name="convention_fin_apres_debut",
                violation_error_message="La fin de la convention précède son début.",
                violation_error_code="date_fin",
            ),
            models.CheckConstraint(
                condition=BORNES,
                name="convention_annees_plausibles",
                violation_error_message="L'année de la convention n'est pas plausible.",
                violation_error_code="date_debut",
            ),
            models.CheckConstraint(
                condition=Q(partenaires__len__gte=1),
                name="convention_a_un_partenaire",
                violation_error_message="Une convention a au moins un partenaire.",
                violation_error_code="partenaires",
            ),
        ]

    def __str__(self):
        return self.libelle


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Avenant(models.Model):
    """What changed of a convention, and from when to when."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="avenants")
    numero = models.PositiveSmallIntegerField("numéro")
    objet = models.CharField(max_length=300)
    signe_le = models.DateField("signé le", null=True, blank=True)
    date_debut = models.DateField("à partir du")
    date_fin = models.DateField("jusqu'au (inclus)")

    class Meta:
        ordering = ["convention", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "numero"],
                name="avenant_numero_unique",
                violation_error_message="Un avenant de cette convention porte déjà ce numéro.",
                violation_error_code="numero",
            ),
            models.CheckConstraint(
                condition=Q(numero__gte=1),
                name="avenant_numero_positif",
                violation_error_message="Les avenants se numérotent à partir de 1.",
                violation_error_code="numero",
            ),
            models.CheckConstraint(
                condition=Q(date_fin__gte=F("date_debut")),
                name="avenant_fin_apres_debut",
                violation_error_message="L'avenant finirait avant de commencer.",
                violation_error_code="date_fin",
            ),
            models.CheckConstraint(
                condition=BORNES,
                name="avenant_annees_plausibles",
                violation_error_message="L'année de l'avenant n'est pas plausible.",
                violation_error_code="date_debut",
            ),
        ]

    def __str__(self):
        return f"Avenant n° {self.numero}"
