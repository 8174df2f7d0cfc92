import pghistory
import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from accompagnement.enums import DECISIONS_A_MOTIVER, Decision, NatureCorrection
from accompagnement.models.commission import Commission
from accompagnement.models.garde import definitif
from accompagnement.models.parcours import Parcours
from plie.comptes.models import Agent


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Passage(models.Model):
    """One case before one commission; a decided case changes by a correction only (trigger)."""

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
    # What the decision changed, as it was before: so that taking it back is exact.
    etat_avant = models.JSONField(
        "état avant la décision", null=True, blank=True, editable=False, encoder=DjangoJSONEncoder
    )

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
            # Decided again while the commission sits: once it is closed, what it decided stays.
            definitif(
                "decision_definitive",
                ~pgtrigger.Q(old__decision=""),
                NatureCorrection.DECISION,
                et="passage_id IS NULL",
            )
        ]

    def __str__(self):
        return f"{self.parcours} – {self.commission}"
