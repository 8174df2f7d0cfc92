import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accompagnement.models.parcours import Parcours
from accompagnement.models.sortie import MotifQuerySet
from plie.comptes.models import Agent
from plie.socle.dates import plage


class MotifSuspension(models.Model):
    """Why a parcours pauses. A PLIE edits the list."""

    code = models.SlugField(primary_key=True, max_length=40)
    libelle = models.CharField("libellé", max_length=100)
    ordre = models.PositiveSmallIntegerField(default=0)
    est_actif = models.BooleanField("proposé à la saisie", default=True)
    # A motif nobody has judged yet is withheld.
    est_sensible = models.BooleanField(
        "sensible",
        default=True,
        db_default=True,
        help_text="Dit quelque chose de la santé ou de la justice : seuls le référent de la "
        "personne et la coordination le lisent.",
    )

    objects = MotifQuerySet.as_manager()

    class Meta:
        verbose_name = "motif de suspension"
        verbose_name_plural = "motifs de suspension"
        ordering = ["ordre", "libelle"]

    def __str__(self):
        return self.libelle


class SuspensionQuerySet(models.QuerySet):
    def en_cours(self):
        """The one that runs: at most one per parcours."""
        return self.filter(date_fin__isnull=True)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Suspension(models.Model):
    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="suspensions")
    motif = models.ForeignKey(MotifSuspension, on_delete=models.PROTECT, related_name="+")
    date_debut = models.DateField("à partir du")
    date_fin_prevue = models.DateField("fin prévue le", null=True, blank=True)
    date_fin = models.DateField("terminée le", null=True, blank=True)
    decidee_par = models.ForeignKey(
        Agent, verbose_name="décidée par", on_delete=models.PROTECT, related_name="+"
    )

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        ordering = ["-date_debut", "-pk"]
        constraints = [
            ExclusionConstraint(
                name="suspension_sans_chevauchement",
                expressions=[
                    ("parcours", RangeOperators.EQUAL),
                    (plage("date_debut", "date_fin"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Une suspension existe déjà à ces dates.",
                violation_error_code="date_debut",
            ),
            models.CheckConstraint(
                condition=Q(date_fin__isnull=True) | Q(date_fin__gte=F("date_debut")),
                name="suspension_fin_apres_debut",
                violation_error_message="La fin de la suspension précède son début.",
                violation_error_code="date_fin",
            ),
            models.CheckConstraint(
                condition=Q(date_fin_prevue__isnull=True) | Q(date_fin_prevue__gte=F("date_debut")),
                name="suspension_fin_prevue_apres_debut",
                violation_error_message="La fin prévue précède le début.",
                violation_error_code="date_fin_prevue",
            ),
            models.CheckConstraint(
                condition=Q(date_debut__gte="1990-01-01", date_debut__lt="2100-01-01"),
                name="suspension_date_plausible",
                violation_error_message="L'année de la suspension n'est pas plausible.",
                violation_error_code="date_debut",
            ),
        ]

    def __str__(self):
        return f"Suspension du {self.date_debut:%d/%m/%Y}"
