import uuid

from django.db import models
from django.db.models import Q

from conventions.models.rapport import Rapport, figer_avec_le_rapport
from plie.comptes.models import Agent


class CommentaireRapport(models.Model):
    """What whoever prepares a report writes under one of its chapters."""

    rapport = models.ForeignKey(Rapport, on_delete=models.CASCADE, related_name="commentaires")
    # The code of a chapter (`rapports.modeles`).
    chapitre = models.SlugField(max_length=40)
    texte = models.TextField()
    ecrit_par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    ecrit_le = models.DateTimeField("écrit le", auto_now=True)

    class Meta:
        verbose_name = "commentaire de rapport"
        verbose_name_plural = "commentaires de rapport"
        ordering = ["rapport", "chapitre"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapport", "chapitre"],
                name="commentaire_unique_par_chapitre",
                violation_error_message="Ce chapitre a déjà un commentaire.",
            ),
            models.CheckConstraint(
                condition=~Q(texte=""),
                name="commentaire_ecrit",
                violation_error_message="Un commentaire dit quelque chose.",
            ),
        ]
        triggers = [
            figer_avec_le_rapport(
                "commentaire_publie", "Les commentaires d'un rapport publié sont figés."
            ),
        ]

    def __str__(self):
        return f"{self.rapport} ({self.chapitre})"


class BrouillonCommentaire(models.Model):
    """What an agent was typing of the comments of a report, and has not sent; `jeton` names the
    page that is typing it."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    rapport = models.ForeignKey(Rapport, on_delete=models.CASCADE, related_name="brouillons")
    contenu = models.JSONField()
    jeton = models.UUIDField(default=uuid.uuid4, editable=False)
    modifie_le = models.DateTimeField("modifié le", auto_now=True)

    class Meta:
        verbose_name = "brouillon de commentaires"
        verbose_name_plural = "brouillons de commentaires"
        ordering = ["-modifie_le"]
        constraints = [
            models.UniqueConstraint(
                fields=["agent", "rapport"], name="brouillon_unique_par_rapport"
            ),
        ]

    def __str__(self):
        return f"{self.rapport} ({self.modifie_le:%d/%m/%Y %H:%M})"
