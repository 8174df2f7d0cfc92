import uuid

from django.db import models
from django.utils import timezone

from plie.partenaires.models.application import Application


class EssaiRessource(models.Model):
    """What an application of the sandbox sent, as the API shows it; kept 30 days."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="essais")
    type = models.CharField(max_length=30)
    identifiant = models.UUIDField(default=uuid.uuid4, unique=True)
    donnees = models.JSONField("données", default=dict)
    cree_le = models.DateTimeField("créée le", default=timezone.now)

    class Meta:
        verbose_name = "ressource d'essai"
        verbose_name_plural = "ressources d'essai"
        ordering = ["-cree_le", "-pk"]
        indexes = [
            models.Index(fields=["application", "type", "-cree_le"], name="essai_de_l_application"),
            models.Index(fields=["cree_le"], name="essai_a_purger"),
        ]

    def __str__(self):
        return f"{self.type} {self.identifiant}"
