import pghistory
from django.db import models
from django.db.models import F, Q, Value

from plie.comptes.tri import Normaliser


class OperateurQuerySet(models.QuerySet):
    def actuels(self):
        """Those that stand for themselves: the others were merged into one of them."""
        return self.filter(fusionne_avec__isnull=True)

    def reunis(self):
        """Those merged into another one, which each leads to."""
        return self.filter(fusionne_avec__isnull=False).select_related("fusionne_avec")

    def nommes(self, nom):
        """The one that bears this name, however it is written."""
        return self.alias(nom_lu=Normaliser("nom")).filter(nom_lu=Normaliser(Value(nom)))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Operateur(models.Model):
    """Who carries étapes: a training centre, a chantier, an association. One written twice is
    merged: its name stays, and leads to the other."""

    nom = models.CharField("nom", max_length=200)
    fusionne_avec = models.ForeignKey(
        "self",
        verbose_name="réuni avec",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="absorbes",
    )

    objects = OperateurQuerySet.as_manager()

    class Meta:
        verbose_name = "opérateur"
        ordering = [Normaliser("nom"), "pk"]
        constraints = [
            models.UniqueConstraint(
                Normaliser("nom"),
                name="operateur_nomme_une_fois",
                violation_error_message="Un autre opérateur porte déjà ce nom : réunissez-les.",
                violation_error_code="nom",
            ),
            models.CheckConstraint(
                condition=~Q(nom__regex=r"^\s*$"),
                name="operateur_a_un_nom",
                violation_error_message="Indiquez le nom de l'opérateur.",
                violation_error_code="nom",
            ),
            models.CheckConstraint(
                condition=Q(fusionne_avec__isnull=True) | ~Q(fusionne_avec=F("id")),
                name="operateur_pas_reuni_a_lui_meme",
                violation_error_message="Choisissez un autre opérateur.",
                violation_error_code="vers",
            ),
        ]

    def __str__(self):
        return self.nom
