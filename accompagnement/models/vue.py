from django.contrib.postgres.fields import ArrayField
from django.db import models

from plie.comptes.models import Agent

LIGNES_PAR_PAGE = (25, 50, 100)


class VueListe(models.Model):
    """A list of dossiers an agent comes back to: a name and the query string of its address."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="vues")
    nom = models.CharField(max_length=60)
    requete = models.CharField("requête", max_length=1000, blank=True)

    class Meta:
        verbose_name = "vue de la liste"
        verbose_name_plural = "vues de la liste"
        ordering = ["nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agent", "nom"],
                name="vue_nom_unique",
                violation_error_message="Une de vos vues porte déjà ce nom.",
                violation_error_code="nom",
            ),
        ]

    def __str__(self):
        return self.nom


class ChoixColonnes(models.Model):
    """The columns that an agent exported last, proposed the next time; those of the screen, and how
    many rows it shows."""

    agent = models.OneToOneField(Agent, on_delete=models.CASCADE, related_name="choix_colonnes")
    colonnes = ArrayField(models.CharField(max_length=40), default=list)
    # None: those of the start.
    a_l_ecran = ArrayField(models.CharField(max_length=40), default=list)
    par_page = models.PositiveSmallIntegerField(default=25, db_default=25)

    class Meta:
        verbose_name = "choix de colonnes"
        verbose_name_plural = "choix de colonnes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(par_page__in=LIGNES_PAR_PAGE), name="choix_colonnes_par_page"
            ),
        ]

    def __str__(self):
        return f"Colonnes de {self.agent}"
