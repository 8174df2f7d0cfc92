from django.db import models
from django.db.models import Q

from accompagnement.enums import DITES_AUX_AUTRES, DITES_EN_MAIN, CodeAlerte, Lecteurs
from accompagnement.models.parcours import Parcours
from accompagnement.portefeuille import coordonne, suit


class AlerteQuerySet(models.QuerySet):
    def dites_a(self, agent):
        """As `agent` may know them, of the parcours that they see."""
        if coordonne(agent):
            return self.completes()
        if not suit(agent):
            return self.ordinaires()
        confies = Q(parcours__in=Parcours.objects.confies_a(agent).order_by().values("pk"))
        return self.exclude(~confies & ~Q(lecteurs__in=DITES_AUX_AUTRES)).exclude(
            confies & ~Q(lecteurs__in=DITES_EN_MAIN)
        )

    def completes(self):
        """As they are known to whoever reads every criterion."""
        return self.filter(lecteurs__in=DITES_EN_MAIN)

    def ordinaires(self):
        """As they are known to whoever reads none of health, justice or housing."""
        return self.filter(lecteurs__in=DITES_AUX_AUTRES)


class Alerte(models.Model):
    """One reason to look at one parcours, computed (`actions.alerte`), never typed."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="alertes")
    code = models.CharField(max_length=20, choices=CodeAlerte.choices)
    # The day it is about: last meeting, end of the parcours, month of the contract.
    le = models.DateField(null=True, blank=True)
    lecteurs = models.CharField(
        max_length=8, choices=Lecteurs.choices, default=Lecteurs.TOUS, db_default=Lecteurs.TOUS
    )

    objects = AlerteQuerySet.as_manager()

    class Meta:
        ordering = ["code", "le"]
        indexes = [models.Index(fields=["code", "parcours"], name="alerte_code")]
        constraints = [
            models.UniqueConstraint(fields=["parcours", "code"], name="alerte_unique"),
        ]

    def __str__(self):
        return self.get_code_display()
