import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from plie.comptes.models import Agent
from plie.socle.dates import plage


class RemplacementQuerySet(models.QuerySet):
    def en_cours(self, jour=None):
        jour = jour or timezone.localdate()
        return self.filter(date_debut__lte=jour, date_fin__gte=jour)

    def en_cours_ou_a_venir(self):
        return self.filter(date_fin__gte=timezone.localdate())


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Remplacement(models.Model):
    """Between two dates, both included, `remplacant` acts on the portfolio of `absent`."""

    absent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="absences")
    remplacant = models.ForeignKey(
        Agent, verbose_name="remplaçant", on_delete=models.PROTECT, related_name="remplacements"
    )
    date_debut = models.DateField("du")
    date_fin = models.DateField("au (inclus)")
    decide_par = models.ForeignKey(
        Agent, verbose_name="décidé par", on_delete=models.PROTECT, related_name="+"
    )

    objects = RemplacementQuerySet.as_manager()

    class Meta:
        ordering = ["-date_debut", "-pk"]
        indexes = [
            models.Index(fields=["remplacant", "date_fin"], name="remplacement_du_remplacant")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(absent=F("remplacant")),
                name="remplacement_par_un_autre",
                violation_error_message="Un référent ne se remplace pas lui-même.",
                violation_error_code="remplacant",
            ),
            models.CheckConstraint(
                condition=Q(date_fin__gte=F("date_debut")),
                name="remplacement_fin_apres_debut",
                violation_error_message="La fin du remplacement précède son début.",
                violation_error_code="date_fin",
            ),
            models.CheckConstraint(
                condition=Q(date_debut__gte="2000-01-01", date_fin__lt="2100-01-01"),
                name="remplacement_date_plausible",
                violation_error_message="L'année du remplacement n'est pas plausible.",
                violation_error_code="date_debut",
            ),
            ExclusionConstraint(
                name="remplacement_sans_chevauchement",
                expressions=[
                    ("absent", RangeOperators.EQUAL),
                    (plage("date_debut", "date_fin"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Ce référent est déjà remplacé à ces dates.",
                violation_error_code="date_debut",
            ),
        ]

    def __str__(self):
        return f"{self.remplacant} remplace {self.absent}"
