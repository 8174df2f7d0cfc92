import pghistory
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accompagnement.models.parcours import Parcours
from plie.comptes.models import Agent


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Mot(models.Model):
    """A word to colleagues about a person, kept in the dossier; `lecture` says who reads it."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="mots")
    auteur = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    destinataires = models.ManyToManyField(Agent, related_name="mots_recus", verbose_name="à")
    texte = models.TextField("mot", max_length=4000)
    cree_le = models.DateTimeField("écrit le", auto_now_add=True, db_default=Now())

    class Meta:
        ordering = ["-cree_le", "-pk"]
        indexes = [models.Index(fields=["parcours", "-cree_le"], name="mot_du_parcours")]
        constraints = [
            models.CheckConstraint(
                condition=Q(texte__regex=r"\S"),
                name="mot_dit_quelque_chose",
                violation_error_message="Écrivez votre mot.",
                violation_error_code="texte",
            ),
        ]

    def __str__(self):
        return f"Mot de {self.auteur}"
