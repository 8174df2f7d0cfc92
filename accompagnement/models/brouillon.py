import uuid

from django.db import models
from django.db.models.functions import Now

from accompagnement.models.parcours import Parcours
from plie.comptes.models import Agent


class Brouillon(models.Model):
    """What an agent was typing and has not sent; read by that agent alone, gone once sent.

    `cle` names the form and the object: "entretien:creer" or "entretien:12". `jeton` names the page
    that is typing it, so that a save sent again is the same save; each page has a draft of its own.
    """

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="brouillons")
    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="brouillons")
    cle = models.CharField("clé", max_length=60)
    contenu = models.JSONField()
    jeton = models.UUIDField(default=uuid.uuid4, editable=False)
    modifie_le = models.DateTimeField("modifié le", auto_now=True, db_default=Now())

    class Meta:
        ordering = ["-modifie_le"]
        constraints = [
            models.UniqueConstraint(
                fields=["agent", "parcours", "cle", "jeton"], name="brouillon_unique"
            ),
        ]

    def __str__(self):
        return f"{self.cle} ({self.modifie_le:%d/%m/%Y %H:%M})"
