"""How agents share and arrange their portfolios: replacements, saved lists, merges."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accompagnement.models.parcours import plage
from accompagnement.models.participant import Participant
from plie.comptes.models import Agent


class RemplacementQuerySet(models.QuerySet):
    def en_cours(self, jour=None):
        jour = jour or timezone.localdate()
        return self.filter(date_debut__lte=jour, date_fin__gte=jour)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Remplacement(models.Model):
    """Between two dates, both included, `remplacant` acts on the portfolio of `absent`."""

    absent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="absences")
    remplacant = models.ForeignKey(
        Agent, verbose_name="remplaçant", on_delete=models.PROTECT, related_name="remplacements"
    )
    date_debut = models.DateField("du")
    date_fin = models.DateField("au (inclus)")
    decide_par = models.ForeignKey(
        Agent, verbose_name="décidé par", on_delete=models.PROTECT, related_name="+"
    )

    objects = RemplacementQuerySet.as_manager()

    class Meta:
        ordering = ["-date_debut", "-pk"]
        indexes = [
            models.Index(fields=["remplacant", "date_fin"], name="remplacement_du_remplacant")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(absent=F("remplacant")),
                name="remplacement_par_un_autre",
                violation_error_message="Un référent ne se remplace pas lui-même.",
                violation_error_code="remplacant",
            ),
            models.CheckConstraint(
                condition=Q(date_fin__gte=F("date_debut")),
                name="remplacement_fin_apres_debut",
                violation_error_message="La fin du remplacement précède son début.",
                violation_error_code="date_fin",
            ),
            models.CheckConstraint(
                condition=Q(date_debut__gte="2000-01-01", date_fin__lt="2100-01-01"),
                name="remplacement_date_plausible",
                violation_error_message="L'année du remplacement n'est pas plausible.",
                violation_error_code="date_debut",
            ),
            ExclusionConstraint(
                name="remplacement_sans_chevauchement",
                expressions=[
                    ("absent", RangeOperators.EQUAL),
                    (plage("date_debut", "date_fin"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Ce référent est déjà remplacé à ces dates.",
                violation_error_code="date_debut",
            ),
        ]

    def __str__(self):
        return f"{self.remplacant} remplace {self.absent}"


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


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Fusion(models.Model):
    """Two dossiers of one person made one; `detail` holds what undoing it needs."""

    garde = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="fusions")
    absorbe = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    detail = models.JSONField("détail")
    par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    le = models.DateTimeField("faite le", auto_now_add=True)
    annulee_par = models.ForeignKey(
        Agent,
        verbose_name="annulée par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    annulee_le = models.DateTimeField("annulée le", null=True, blank=True)

    class Meta:
        ordering = ["-le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(garde=F("absorbe")),
                name="fusion_de_deux_dossiers",
                violation_error_message="Une personne ne se fusionne pas avec elle-même.",
            ),
            models.UniqueConstraint(
                fields=["absorbe"],
                condition=Q(annulee_le__isnull=True),
                name="fusion_une_seule_en_vigueur",
                violation_error_message="Ce dossier est déjà fusionné.",
            ),
        ]

    def __str__(self):
        return f"{self.absorbe} dans {self.garde}"
