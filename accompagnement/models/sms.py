from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accompagnement.enums.sms import StatutSms
from accompagnement.models.entretien import Entretien


class Sms(models.Model):
    """One reminder by SMS: what became of it and what it costs; neither the number nor the text."""

    # Null once the appointment was taken out: what was sent is still paid.
    entretien = models.ForeignKey(
        Entretien, on_delete=models.SET_NULL, null=True, related_name="sms"
    )
    # The hour that it says, and the rank of the appointment then: one moved is reminded anew, were
    # it to the same hour.
    debut = models.DateTimeField("rendez-vous du")
    rang = models.PositiveSmallIntegerField(default=0, db_default=0)
    statut = models.CharField(
        max_length=12, choices=StatutSms.choices, default=StatutSms.SANS_REPONSE
    )
    segments = models.PositiveSmallIntegerField()
    prix = models.DecimalField("prix (euros)", max_digits=8, decimal_places=4)
    cree_le = models.DateTimeField("demandé le", auto_now_add=True, db_default=Now())

    class Meta:
        verbose_name = "SMS"
        verbose_name_plural = "SMS"
        ordering = ["-cree_le", "-pk"]
        indexes = [models.Index(fields=["cree_le"], name="sms_du_mois")]
        constraints = [
            models.UniqueConstraint(
                fields=["entretien", "rang"],
                # A number that refuses got nothing: once corrected, it is written to.
                condition=~Q(statut=StatutSms.REFUSE),
                name="sms_un_par_rendez_vous",
                violation_error_message="Ce rendez-vous est déjà rappelé par SMS.",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=StatutSms.values),
                name="sms_statut_connu",
                violation_error_message="Cet état de SMS n'existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(segments__gte=1, prix__gte=0),
                name="sms_compte",
                violation_error_message="Un SMS compte au moins un segment, à un prix positif.",
            ),
        ]

    def __str__(self):
        return f"Rappel du {self.debut:%d/%m/%Y}"
