import uuid

import pghistory
from django.db import models
from django.db.models import Q

from accompagnement.models.entretien import Entretien
from accompagnement.models.parcours import Parcours
from accompagnement.models.piece import Piece, stockage_pieces
from plie.comptes.models import Agent


def chemin_signature(emargement, nom):
    return f"signatures/{uuid.uuid4().hex}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Emargement(models.Model):
    """That the person was there, as they signed it: drawn on a screen, or on a sheet kept as a
    document. The facts are those that were signed: the entretien may change, they do not."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="emargements")
    entretien = models.OneToOneField(Entretien, on_delete=models.CASCADE, related_name="emargement")
    debut = models.DateTimeField("date et heure signées")
    duree_minutes = models.PositiveSmallIntegerField("durée signée (minutes)")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    fichier = models.FileField(
        upload_to=chemin_signature, storage=stockage_pieces, max_length=100, blank=True
    )
    piece = models.ForeignKey(
        Piece, on_delete=models.CASCADE, null=True, blank=True, related_name="emargements"
    )
    empreinte_image = models.CharField("SHA-256 de l'image ou de la feuille", max_length=64)
    empreinte = models.CharField("SHA-256 de l'image et des faits signés", max_length=64)
    signe_le = models.DateTimeField("signé le")
    recueilli_par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    # Since, the entretien was said not to have taken place: only another signature mends it.
    dementi_le = models.DateTimeField("démenti le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "émargement"
        verbose_name_plural = "émargements"
        ordering = ["-signe_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(fichier="") & Q(piece__isnull=True))
                | (Q(fichier="") & Q(piece__isnull=False)),
                name="emargement_image_ou_feuille",
                violation_error_message="Un émargement est une signature ou une feuille.",
            ),
        ]

    def __str__(self):
        return f"Émargement du {self.debut:%d/%m/%Y}"
