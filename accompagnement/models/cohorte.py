import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accompagnement.enums import Critere
from accompagnement.enums.cohorte import SEUILS
from accompagnement.models.parcours import Parcours
from plie.comptes.models import Agent
from plie.socle.dates import plage
from plie.socle.sql import NombreDe, lire_sql


class CohorteQuerySet(models.QuerySet):
    def avec_effectif(self):
        """Adds `effectif`, how many people are in it today."""
        membres = AppartenanceCohorte.objects.en_cours().filter(cohorte=models.OuterRef("pk"))
        return self.annotate(effectif=NombreDe(membres.order_by()))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Cohorte(models.Model):
    """People whose follow-up is reinforced together: "the hundred furthest from work"."""

    code = models.SlugField(max_length=40, unique=True)
    libelle = models.CharField("libellé", max_length=150)
    capacite = models.PositiveSmallIntegerField(
        "capacité",
        validators=[MinValueValidator(1), MaxValueValidator(2000)],
        help_text="Combien de personnes elle peut suivre en même temps.",
    )
    jours_sans_entretien = models.PositiveSmallIntegerField(
        "jours sans entretien",
        default=15,
        validators=[MinValueValidator(SEUILS[0]), MaxValueValidator(SEUILS[1])],
        help_text="Au-delà, une personne de la cohorte apparaît à l'accueil.",
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = CohorteQuerySet.as_manager()

    class Meta:
        ordering = ["libelle"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capacite__gte=1),
                name="cohorte_capacite_positive",
                violation_error_message="Une cohorte compte au moins une place.",
                violation_error_code="capacite",
            ),
            models.CheckConstraint(
                condition=Q(jours_sans_entretien__range=SEUILS),
                name="cohorte_seuil_plausible",
                violation_error_message=f"Le délai va de {SEUILS[0]} à {SEUILS[1]} jours.",
                violation_error_code="jours_sans_entretien",
            ),
        ]

    def __str__(self):
        return self.libelle


class AppartenanceCohorteQuerySet(models.QuerySet):
    def au(self, jour):
        """Those who are in a cohort on `jour`: who has left the PLIE takes no place in it."""
        return self.filter(
            Q(date_fin__isnull=True) | Q(date_fin__gt=jour),
            Q(parcours__date_sortie__isnull=True) | Q(parcours__date_sortie__gte=jour),
            # Not of an entry that was undone.
            parcours__date_entree__isnull=False,
            date_debut__lte=jour,
        )

    def en_cours(self):
        return self.au(timezone.localdate())

    def a_quitter(self):
        """Those that nobody has ended yet."""
        return self.filter(date_fin__isnull=True)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class AppartenanceCohorte(models.Model):
    """One person in a cohort, for one parcours; `date_fin` is the day they are in it no more, so
    that they may come back the same day."""

    cohorte = models.ForeignKey(Cohorte, on_delete=models.PROTECT, related_name="appartenances")
    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="cohortes")
    date_debut = models.DateField("depuis le")
    date_fin = models.DateField("jusqu'au (exclu)", null=True, blank=True)
    raison = models.TextField("pourquoi cette personne", max_length=1000)
    raison_fin = models.TextField("pourquoi elle quitte la cohorte", max_length=1000, blank=True)
    # Null: an import, of which nobody can be named.
    choisie_par = models.ForeignKey(
        Agent,
        verbose_name="choisie par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # Codes, as they stood the day the person was chosen.
    criteres = ArrayField(
        models.CharField(max_length=20, choices=Critere.choices),
        verbose_name="critères ce jour-là",
        default=list,
        blank=True,
    )
    freins = ArrayField(
        models.SlugField(max_length=40),
        verbose_name="freins ce jour-là",
        default=list,
        blank=True,
    )

    objects = AppartenanceCohorteQuerySet.as_manager()

    class Meta:
        verbose_name = "appartenance à une cohorte"
        verbose_name_plural = "appartenances à une cohorte"
        ordering = ["-date_debut", "-pk"]
        indexes = [models.Index(fields=["cohorte", "date_debut"], name="appartenance_par_cohorte")]
        constraints = [
            ExclusionConstraint(
                name="appartenance_une_fois_a_la_fois",
                expressions=[
                    ("cohorte", RangeOperators.EQUAL),
                    ("parcours", RangeOperators.EQUAL),
                    (plage("date_debut", "date_fin", "[)"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Cette personne est déjà dans la cohorte à ces dates.",
                violation_error_code="cohorte",
            ),
            models.CheckConstraint(
                condition=Q(date_fin__isnull=True) | Q(date_fin__gte=F("date_debut")),
                name="appartenance_fin_apres_debut",
                violation_error_message="La personne quitterait la cohorte avant d'y être.",
                violation_error_code="date_fin",
            ),
            models.CheckConstraint(
                condition=Q(date_debut__gte="2000-01-01", date_debut__lt="2100-01-01"),
                name="appartenance_date_plausible",
                violation_error_message="L'année n'est pas plausible.",
                violation_error_code="date_debut",
            ),
            models.CheckConstraint(
                condition=Q(criteres__contained_by=Critere.values),
                name="appartenance_criteres_connus",
                violation_error_message="L'un de ces critères n'existe pas.",
            ),
        ]
        triggers = [
            # Only who has entered, and has not left, is chosen; never more of them than places.
            pgtrigger.Trigger(
                name="pendant_le_parcours",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[
                    ("entree", "date"),
                    ("sortie", "date"),
                    ("places", "int"),
                    ("occupees", "int"),
                ],
                func=lire_sql(__file__, "appartenir_pendant_le_parcours"),
            ),
        ]

    def __str__(self):
        return f"{self.cohorte} depuis le {self.date_debut:%d/%m/%Y}"
