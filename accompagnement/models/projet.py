import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accompagnement.enums import ContratAccepte, Transport
from accompagnement.models.parcours import Parcours
from plie.referentiels.models import Commune, Rome


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Projet(models.Model):
    """What work the person looks for, and within which limits."""

    parcours = models.OneToOneField(Parcours, on_delete=models.CASCADE, related_name="projet")
    metiers = models.ManyToManyField(Rome, blank=True, related_name="+", verbose_name="métiers")
    description = models.TextField(blank=True, max_length=5000)
    communes = models.ManyToManyField(Commune, blank=True, related_name="+")
    mobilite_km = models.PositiveSmallIntegerField("rayon (km)", null=True, blank=True)
    a_permis = models.BooleanField("permis B", null=True, blank=True)
    a_vehicule = models.BooleanField("véhicule disponible", null=True, blank=True)
    heures_min = models.PositiveSmallIntegerField(
        "heures par semaine, au moins", null=True, blank=True
    )
    heures_max = models.PositiveSmallIntegerField(
        "heures par semaine, au plus", null=True, blank=True
    )
    horaires = models.CharField("horaires possibles", max_length=300, blank=True)
    transport = models.CharField(
        "moyen de transport", max_length=12, choices=Transport.choices, blank=True, db_default=""
    )
    # Empty: any contract.
    contrats = ArrayField(
        models.CharField(max_length=12, choices=ContratAccepte.choices),
        verbose_name="contrats acceptés",
        default=list,
        blank=True,
        db_default=[],
    )
    experience_mois = models.PositiveSmallIntegerField(
        "expérience dans ces métiers (mois)", null=True, blank=True
    )
    # Said by the person, never deduced; it tells of health: read like the criterion RQTH.
    souhaite_adapte = models.BooleanField(
        "ne voir que des postes accessibles aux travailleurs handicapés",
        default=False,
        db_default=False,
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(mobilite_km__isnull=True) | Q(mobilite_km__lte=200),
                name="projet_rayon_plausible",
                violation_error_message="Le rayon va de 0 à 200 km.",
                violation_error_code="mobilite_km",
            ),
            models.CheckConstraint(
                condition=(Q(heures_min__isnull=True) | Q(heures_min__lte=48))
                & (Q(heures_max__isnull=True) | Q(heures_max__lte=48)),
                name="projet_heures_plausibles",
                violation_error_message="Les heures hebdomadaires vont de 0 à 48.",
                violation_error_code="heures_max",
            ),
            models.CheckConstraint(
                condition=Q(heures_min__isnull=True)
                | Q(heures_max__isnull=True)
                | Q(heures_min__lte=F("heures_max")),
                name="projet_heures_ordonnees",
                violation_error_message="Le minimum d'heures dépasse le maximum.",
                violation_error_code="heures_max",
            ),
        ]

    def __str__(self):
        return f"Projet de {self.parcours.participant}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Competence(models.Model):
    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="competences")
    libelle = models.CharField("compétence", max_length=200)

    class Meta:
        verbose_name = "compétence"
        ordering = ["libelle", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "libelle"],
                name="competence_unique",
                violation_error_message="Cette compétence est déjà notée.",
                violation_error_code="libelle",
            ),
        ]

    def __str__(self):
        return self.libelle
