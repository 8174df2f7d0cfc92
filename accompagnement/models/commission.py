import pghistory
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accompagnement.enums import TypeCommission


class CommissionQuerySet(models.QuerySet):
    def a_venir(self):
        """Still open, and not before today: the next one first."""
        ouvertes = self.filter(date__gte=timezone.localdate(), close_le__isnull=True)
        return ouvertes.order_by("date", "pk")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Commission(models.Model):
    type = models.CharField(max_length=20, choices=TypeCommission.choices)
    date = models.DateField()
    lieu = models.CharField(max_length=200, blank=True)
    presents = models.TextField("présents", blank=True, max_length=2000, db_default="")
    # Once closed, the minutes are final: nothing is put on the agenda or decided any more.
    close_le = models.DateTimeField("close le", null=True, blank=True)

    objects = CommissionQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["type", "date"],
                name="commission_une_par_jour_et_type",
                violation_error_message="Une commission de ce type est déjà prévue ce jour-là.",
                violation_error_code="date",
            ),
            models.CheckConstraint(
                condition=Q(date__gte="2000-01-01", date__lt="2100-01-01"),
                name="commission_date_plausible",
                violation_error_message="L'année de la commission n'est pas plausible.",
                violation_error_code="date",
            ),
        ]

    def __str__(self):
        return f"Commission {self.get_type_display()} du {self.date:%d/%m/%Y}"

    @property
    def a_eu_lieu(self):
        """From its day on: what it decides is recorded while it sits, never before."""
        return self.date <= timezone.localdate()
