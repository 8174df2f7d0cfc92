from django.db import models

from plie.comptes.models import Agent


class JetonAgenda(models.Model):
    """The secret address of an agent's calendar feed; only its fingerprint is kept."""

    agent = models.OneToOneField(Agent, on_delete=models.CASCADE, related_name="jeton_agenda")
    empreinte = models.CharField(max_length=64, unique=True)
    cree_le = models.DateTimeField("créé le", auto_now_add=True)

    class Meta:
        verbose_name = "adresse d'agenda"
        verbose_name_plural = "adresses d'agenda"

    def __str__(self):
        return f"Agenda de {self.agent}"
