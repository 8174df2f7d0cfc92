import pghistory
from django.db import models
from django.db.models import Q

from accompagnement.enums import Impact, StatutFrein, StatutObjectif
from accompagnement.models.parcours import Parcours
from plie.comptes.models import Agent
from plie.referentiels.models import SituationFrein, TypeFrein, TypeObjectif
from plie.socle.etats import EtatDe


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Frein(models.Model):
    """One constraint of one parcours, as it stands today; `evaluations` keeps how it stood."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="freins")
    type = models.ForeignKey(TypeFrein, on_delete=models.PROTECT, related_name="+")
    situations = models.ManyToManyField(SituationFrein, blank=True, related_name="+")
    impact = models.CharField(max_length=15, choices=Impact.choices, default=Impact.NON_RENSEIGNE)
    est_prioritaire = models.BooleanField("prioritaire", default=False)
    statut = models.CharField(
        max_length=10, choices=StatutFrein.choices, default=StatutFrein.OUVERT
    )
    commentaire = models.TextField(blank=True, max_length=5000)
    constate_le = models.DateField("constaté le")
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    etat = EtatDe("statut", StatutFrein)

    class Meta:
        ordering = ["type__ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "type"],
                name="frein_unique_par_parcours",
                violation_error_message="Ce frein est déjà au diagnostic.",
                violation_error_code="type",
            ),
            models.CheckConstraint(
                condition=Q(impact__in=Impact.values, statut__in=StatutFrein.values),
                name="frein_valeurs_connues",
                violation_error_message="Cet impact ou cet état n'existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(constate_le__gte="1990-01-01", constate_le__lt="2100-01-01"),
                name="frein_date_plausible",
                violation_error_message="L'année du constat n'est pas plausible.",
                violation_error_code="constate_le",
            ),
        ]

    def __str__(self):
        return str(self.type)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class EvaluationFrein(models.Model):
    """How a frein stood on a day; the diagnosis of any date is the latest one up to it."""

    frein = models.ForeignKey(Frein, on_delete=models.CASCADE, related_name="evaluations")
    le = models.DateField("évalué le")
    impact = models.CharField(max_length=15, choices=Impact.choices)
    est_prioritaire = models.BooleanField("prioritaire", default=False)
    statut = models.CharField(max_length=10, choices=StatutFrein.choices)
    par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "évaluation d'un frein"
        verbose_name_plural = "évaluations de freins"
        ordering = ["-le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["frein", "le"],
                name="evaluation_une_par_jour",
                violation_error_message="Ce frein est déjà évalué ce jour-là.",
            ),
        ]

    def __str__(self):
        return f"{self.frein} le {self.le:%d/%m/%Y} : {self.get_statut_display()}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ObjectifFrein(models.Model):
    """What is aimed at to lift a frein."""

    frein = models.ForeignKey(Frein, on_delete=models.CASCADE, related_name="objectifs")
    type = models.ForeignKey(TypeObjectif, on_delete=models.PROTECT, related_name="+")
    statut = models.CharField(
        max_length=12, choices=StatutObjectif.choices, default=StatutObjectif.NON_ABORDE
    )
    modifie_le = models.DateField("depuis le")

    class Meta:
        verbose_name = "objectif de levée"
        verbose_name_plural = "objectifs de levée"
        ordering = ["type__ordre", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["frein", "type"],
                name="objectif_unique_par_frein",
                violation_error_message="Cet objectif est déjà fixé.",
            ),
        ]

    def __str__(self):
        return str(self.type)
