import pghistory
from django.db import models
from django.db.models import Q

from accompagnement.enums import Presence
from accompagnement.models.parcours import Parcours
from accompagnement.portefeuille import portefeuilles_de, suit, voit_tout
from plie.comptes.models import Agent
from plie.socle.etats import EtatDe


class SeanceQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        """A référent sees their structure's sessions, those of whom they replace, and those of
        coordination, open to all."""
        if voit_tout(agent):
            return self
        if not suit(agent):
            return self.none()
        return self.filter(
            Q(animateur__structure=agent.structure_id)
            | Q(animateur__in=portefeuilles_de(agent))
            | Q(animateur__in=Agent.objects.qui_coordonnent())
        )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Seance(models.Model):
    """A collective session; being there is recorded person by person (`ParticipationSeance`)."""

    titre = models.CharField(max_length=200)
    debut = models.DateTimeField("date et heure")
    duree_minutes = models.PositiveSmallIntegerField("durée (minutes)", default=120)
    lieu = models.CharField(max_length=200, blank=True)
    animateur = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="seances")
    places = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = SeanceQuerySet.as_manager()

    class Meta:
        verbose_name = "séance collective"
        verbose_name_plural = "séances collectives"
        ordering = ["-debut", "-pk"]
        indexes = [models.Index(fields=["animateur", "debut"], name="seance_de_l_animateur")]
        constraints = [
            models.CheckConstraint(
                condition=Q(debut__gte="2000-01-01T00:00:00Z", debut__lt="2100-01-01T00:00:00Z"),
                name="seance_date_plausible",
                violation_error_message="L'année de la séance n'est pas plausible.",
                violation_error_code="debut",
            ),
            models.CheckConstraint(
                condition=Q(duree_minutes__gte=5, duree_minutes__lte=600),
                name="seance_duree_plausible",
                violation_error_message="Une séance dure de 5 minutes à 10 heures.",
                violation_error_code="duree_minutes",
            ),
            models.CheckConstraint(
                condition=~Q(titre__regex=r"^\s*$"),
                name="seance_nommee",
                violation_error_message="Donnez un titre à la séance.",
                violation_error_code="titre",
            ),
        ]

    def __str__(self):
        return self.titre


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ParticipationSeance(models.Model):
    seance = models.ForeignKey(Seance, on_delete=models.CASCADE, related_name="participations")
    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="participations")
    presence = models.CharField(
        "présence", max_length=10, choices=Presence.choices, default=Presence.PREVU
    )

    etat = EtatDe("presence", Presence)

    class Meta:
        verbose_name = "participation à une séance"
        verbose_name_plural = "participations à des séances"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seance", "parcours"],
                name="participation_unique",
                violation_error_message="Cette personne est déjà inscrite à la séance.",
            ),
        ]

    def __str__(self):
        return f"{self.parcours} – {self.seance}"
