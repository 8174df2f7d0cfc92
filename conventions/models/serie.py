import pghistory
from django.db import models
from django.db.models import Q

from plie.comptes.models import Agent


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Serie(models.Model):
    """One figure of the territory that somebody else publishes, and what of ours it is read
    beside."""

    libelle = models.CharField("libellé", max_length=120, unique=True)
    unite = models.CharField("unité", max_length=40)
    # The code of a declaration of `indicateurs`; "" beside nothing.
    indicateur = models.CharField(max_length=40, blank=True, default="", db_default="")
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        verbose_name = "série du territoire"
        verbose_name_plural = "séries du territoire"
        ordering = ["libelle"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(libelle="") & ~Q(unite=""),
                name="serie_nommee_avec_son_unite",
                violation_error_message="Une série a un nom et une unité.",
            ),
        ]

    def __str__(self):
        return self.libelle


class ValeurSerieQuerySet(models.QuerySet):
    def in_bulk_par_jour(self):
        """{(key of the series, day): value}."""
        return {(valeur.serie_id, valeur.date): valeur for valeur in self}


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ValeurSerie(models.Model):
    """What a source says of a series on one day."""

    serie = models.ForeignKey(Serie, on_delete=models.CASCADE, related_name="valeurs")
    date = models.DateField()
    valeur = models.DecimalField(max_digits=14, decimal_places=2)
    source = models.CharField(max_length=300)
    saisie_par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    saisie_le = models.DateTimeField("saisie le", auto_now=True)

    objects = ValeurSerieQuerySet.as_manager()

    class Meta:
        verbose_name = "valeur d'une série"
        verbose_name_plural = "valeurs d'une série"
        ordering = ["serie", "date"]
        constraints = [
            models.UniqueConstraint(
                fields=["serie", "date"],
                name="valeur_unique_par_jour",
                violation_error_message="Cette série a déjà une valeur à cette date.",
                violation_error_code="date",
            ),
            models.CheckConstraint(
                condition=~Q(source=""),
                name="valeur_a_sa_source",
                violation_error_message="Une valeur a sa source.",
                violation_error_code="source",
            ),
            models.CheckConstraint(
                condition=Q(date__gte="1990-01-01", date__lt="2100-01-01"),
                name="valeur_date_plausible",
                violation_error_message="L'année de cette valeur n'est pas plausible.",
                violation_error_code="date",
            ),
        ]

    def __str__(self):
        return f"{self.serie}, {self.date:%d/%m/%Y}"
