from django.contrib.postgres.fields import ArrayField
from django.db import models

from plie.comptes.models import Agent

PHRASES_MAX, LONGUEUR_MAX = 30, 300


class PhrasesDeLAgent(models.Model):
    """What an agent writes again and again in their notes: their own, read by nobody else."""

    agent = models.OneToOneField(Agent, on_delete=models.CASCADE, related_name="phrases")
    phrases = ArrayField(models.CharField(max_length=LONGUEUR_MAX), size=PHRASES_MAX, default=list)

    class Meta:
        verbose_name = "phrases d'un agent"
        verbose_name_plural = "phrases des agents"

    def __str__(self):
        return f"Phrases de {self.agent}"
