import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accompagnement.enums import DECISIONS_A_MOTIVER, Decision, TypeCommission
from accompagnement.models.parcours import Parcours
from plie.comptes.models import Agent


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


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Passage(models.Model):
    """One case before one commission; a decided case never changes (trigger)."""

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="passages")
    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="passages")
    decision = models.CharField("décision", max_length=20, choices=Decision.choices, blank=True)
    motif = models.TextField(blank=True, max_length=2000)
    ordre = models.PositiveSmallIntegerField(default=0, db_default=0)
    prolonge_jusqu_au = models.DateField("prolongé jusqu'au", null=True, blank=True)
    decide_par = models.ForeignKey(
        Agent,
        verbose_name="décidé par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    decide_le = models.DateTimeField("décidé le", null=True, blank=True)

    class Meta:
        ordering = ["ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission", "parcours"],
                name="passage_unique",
                violation_error_message="Ce dossier est déjà à l'ordre du jour.",
            ),
            models.UniqueConstraint(
                fields=["parcours"],
                condition=Q(decision=""),
                name="passage_un_seul_en_attente",
                violation_error_message="Ce dossier attend déjà une décision.",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decide_par__isnull=True, decide_le__isnull=True)
                | ~Q(decision="") & Q(decide_par__isnull=False, decide_le__isnull=False),
                name="passage_decide_par_quelqu_un",
                violation_error_message="Une décision a un auteur et une date.",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=DECISIONS_A_MOTIVER) | ~Q(motif__regex=r"^\s*$"),
                name="passage_decision_motivee",
                violation_error_message="Indiquez le motif de cette décision.",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.PROLONGE, prolonge_jusqu_au__isnull=False)
                | ~Q(decision=Decision.PROLONGE) & Q(prolonge_jusqu_au__isnull=True),
                name="passage_prolonge_jusqu_a_une_date",
                violation_error_message="Une prolongation va jusqu'à une date.",
                violation_error_code="prolonge_jusqu_au",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="decision_definitive",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=~pgtrigger.Q(old__decision=""),
            )
        ]

    def __str__(self):
        return f"{self.parcours} – {self.commission}"
