import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accompagnement.models.parcours import Parcours
from accompagnement.models.partage import dire_aux_partenaires
from plie.comptes.models import Agent, Structure
from plie.socle.dates import plage

PERSONNE = "(SELECT participant_id FROM accompagnement_parcours WHERE id = NEW.parcours_id)"


class AffectationReferentQuerySet(models.QuerySet):
    def en_cours(self):
        """Those of today: at most one per parcours."""
        return self.filter(date_fin__isnull=True)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AffectationReferent(models.Model):
    """Who follows a parcours, from when; `date_fin` is the day of the hand-over and belongs
    to the next référent, so that two assignments may meet on one day without overlapping."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="affectations")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="affectations")
    date_debut = models.DateField("du")
    date_fin = models.DateField("jusqu'au (exclu)", null=True, blank=True)
    # That of the parcours, kept when it is handed over: figures of the past are counted there.
    structure = models.ForeignKey(
        Structure, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    # That from which it took a parcours that nobody followed: it was the one of the prescription.
    structure_avant = models.ForeignKey(
        Structure, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = AffectationReferentQuerySet.as_manager()

    class Meta:
        verbose_name = "affectation"
        ordering = ["-date_debut", "-pk"]
        indexes = [
            models.Index(
                fields=["agent"], name="affectation_en_cours", condition=Q(date_fin__isnull=True)
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="dire_aux_partenaires",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=dire_aux_partenaires(PERSONNE),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours"],
                condition=Q(date_fin__isnull=True),
                name="affectation_une_seule_en_cours",
                violation_error_message="Ce parcours a déjà un référent.",
            ),
            ExclusionConstraint(
                name="affectation_sans_chevauchement",
                expressions=[
                    ("parcours", RangeOperators.EQUAL),
                    (plage("date_debut", "date_fin", "[)"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Un autre référent suit ce parcours à ces dates.",
            ),
            models.CheckConstraint(
                condition=Q(date_fin__isnull=True) | Q(date_fin__gte=F("date_debut")),
                name="affectation_fin_apres_debut",
                violation_error_message="La fin de l'affectation précède son début.",
            ),
        ]

    def __str__(self):
        return f"{self.agent} depuis le {self.date_debut:%d/%m/%Y}"
