import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accompagnement.enums import NatureRetrait
from accompagnement.models.parcours import Parcours
from accompagnement.models.participant import Participant
from plie.comptes.models import Agent


@pghistory.track(pghistory.InsertEvent())
class Retrait(models.Model):
    """A row typed by mistake was taken out. It is gone, so that it counts nowhere; its content is
    in the history, and why it went is here."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="retraits")
    # Null: a document of the person, of no parcours.
    parcours = models.ForeignKey(
        Parcours, on_delete=models.CASCADE, null=True, blank=True, related_name="retraits"
    )
    nature = models.CharField(max_length=20, choices=NatureRetrait.choices)
    # The day that names it; never its words, which may say something of health.
    date = models.DateField("du", null=True, blank=True)
    motif = models.CharField("pourquoi", max_length=300)
    par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    cree_le = models.DateTimeField("retiré le", auto_now_add=True, db_default=Now())

    class Meta:
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(motif__regex=r"^\s*$"),
                name="retrait_motive",
                violation_error_message="Indiquez pourquoi.",
                violation_error_code="motif",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="retrait_definitif", operation=pgtrigger.Update),
        ]

    def __str__(self):
        du = f" du {self.date:%d/%m/%Y}" if self.date else ""
        return f"{self.get_nature_display()}{du}"
