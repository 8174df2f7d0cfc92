from django.db import models
from django.utils import timezone

from plie.partenaires.models.application import Application


class Appel(models.Model):
    """One call of the API: who, what, how it ended; never what it said. Kept twelve months."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="appels")
    identifiant = models.CharField("identifiant de la requête", max_length=64)
    declarant = models.CharField("agent déclaré", max_length=260, blank=True)
    methode = models.CharField("méthode", max_length=7)
    ressource = models.CharField(max_length=100)
    statut = models.PositiveSmallIntegerField("réponse")
    code = models.CharField("erreur", max_length=40, blank=True)
    duree_ms = models.PositiveIntegerField("durée (ms)")
    le = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-le", "-pk"]
        indexes = [
            models.Index(fields=["application", "-le"], name="appel_de_l_application"),
            models.Index(fields=["le"], name="appel_a_purger"),
        ]

    def __str__(self):
        return f"{self.methode} {self.ressource} : {self.statut}"
