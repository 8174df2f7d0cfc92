import pghistory
from django.db import models
from django.db.models import F, Q

from accompagnement.models.participant import Participant
from plie.comptes.models import Agent


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Fusion(models.Model):
    """Two dossiers of one person made one; `detail` holds what undoing it needs."""

    garde = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="fusions")
    absorbe = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    detail = models.JSONField("détail")
    par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    le = models.DateTimeField("faite le", auto_now_add=True)
    annulee_par = models.ForeignKey(
        Agent,
        verbose_name="annulée par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    annulee_le = models.DateTimeField("annulée le", null=True, blank=True)

    class Meta:
        ordering = ["-le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(garde=F("absorbe")),
                name="fusion_de_deux_dossiers",
                violation_error_message="Une personne ne se fusionne pas avec elle-même.",
            ),
            models.UniqueConstraint(
                fields=["absorbe"],
                condition=Q(annulee_le__isnull=True),
                name="fusion_une_seule_en_vigueur",
                violation_error_message="Ce dossier est déjà fusionné.",
            ),
        ]

    def __str__(self):
        return f"{self.absorbe} dans {self.garde}"
