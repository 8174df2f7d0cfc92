import pghistory
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accompagnement.enums import SourceQpv
from accompagnement.models.participant import Participant
from plie.comptes.models import Agent
from plie.referentiels.enums import GenerationQpv
from plie.referentiels.models import Commune, Qpv


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ConstatQpv(models.Model):
    """Whether an address is in a priority district, in one generation of perimeters. It is said of
    the address as it was written that day: a removal leaves it behind."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="constats_qpv"
    )
    adresse = models.CharField(max_length=250, blank=True)
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    generation = models.CharField("génération", max_length=4, choices=GenerationQpv.choices)
    est_en_qpv = models.BooleanField("en quartier prioritaire")
    # Null inside a district: nobody knows which one.
    qpv = models.ForeignKey(
        Qpv,
        verbose_name="quartier prioritaire",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.CharField(max_length=10, choices=SourceQpv.choices)
    constate_le = models.DateField("constaté le")
    par = models.ForeignKey(
        Agent, verbose_name="noté par", on_delete=models.PROTECT, related_name="+"
    )
    cree_le = models.DateTimeField("noté le", auto_now_add=True, db_default=Now())

    class Meta:
        verbose_name = "constat de QPV"
        verbose_name_plural = "constats de QPV"
        ordering = ["-constate_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(adresse="") | Q(commune__isnull=False),
                name="constat_qpv_d_une_adresse",
                violation_error_message="Notez d'abord l'adresse de la personne.",
            ),
            models.CheckConstraint(
                condition=Q(qpv__isnull=True) | Q(est_en_qpv=True),
                name="constat_qpv_nomme_le_quartier",
                violation_error_message="Hors d'un quartier prioritaire, aucun n'est nommé.",
                violation_error_code="resultat",
            ),
            models.CheckConstraint(
                condition=Q(generation__in=GenerationQpv.values) & Q(source__in=SourceQpv.values),
                name="constat_qpv_codes_connus",
                violation_error_message="Cette génération ou cette source n'existe pas.",
            ),
        ]

    def __str__(self):
        if not self.est_en_qpv:
            return f"Hors QPV (périmètres {self.generation})"
        return f"En QPV : {self.qpv or f'quartier non précisé ({self.generation})'}"

    def clean(self):
        if self.qpv is not None and self.qpv.generation != self.generation:
            raise ValidationError(
                f"Ce quartier est de la génération {self.qpv.generation}.", code="resultat"
            )
