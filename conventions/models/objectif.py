import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from accompagnement.enums import Critere
from accompagnement.models import Cohorte
from conventions.enums import Rythme, Sens
from conventions.models.convention import Avenant, Convention
from plie.comptes.models import Agent
from plie.socle.dates import plage

UN_INDICATEUR = ~Q(indicateur="")


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Objectif(models.Model):
    """One promise of a convention: what the platform counts (`indicateur`, within its scope), or
    what somebody writes down with its source (`compteur`)."""

    convention = models.ForeignKey(Convention, on_delete=models.CASCADE, related_name="objectifs")
    code = models.SlugField(max_length=40)
    libelle = models.CharField("libellé", max_length=200)
    axe = models.CharField(max_length=200, blank=True)
    ordre = models.PositiveSmallIntegerField(default=0)
    # The code of a declaration of `indicateurs`.
    indicateur = models.CharField(max_length=40, blank=True)
    compteur = models.CharField(
        max_length=60, blank=True, help_text="Ce qui est compté, au pluriel : « actions communes »."
    )
    source = models.CharField(
        "source du compteur", max_length=200, blank=True, help_text="D'où viennent ses valeurs."
    )
    rythme = models.CharField(max_length=10, choices=Rythme.choices, default=Rythme.ANNEE)
    sens = models.CharField(max_length=10, choices=Sens.choices, default=Sens.AU_MOINS)
    porteur = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The scope (`indicateurs.portees`): of each kind one value is enough, and nothing asks nothing.
    communes = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    criteres = ArrayField(
        models.CharField(max_length=20, choices=Critere.choices), default=list, blank=True
    )
    structures = ArrayField(models.BigIntegerField(), default=list, blank=True)
    motifs = ArrayField(models.SlugField(max_length=40), default=list, blank=True)
    cohorte = models.ForeignKey(
        Cohorte, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        ordering = ["convention", "ordre", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["convention", "code"],
                name="objectif_code_unique",
                violation_error_message="Un objectif de cette convention porte déjà ce code.",
                violation_error_code="code",
            ),
            models.CheckConstraint(
                condition=UN_INDICATEUR & Q(compteur="", source="")
                | ~UN_INDICATEUR & ~Q(compteur="") & ~Q(source=""),
                name="objectif_indicateur_ou_compteur",
                violation_error_message="Un objectif se mesure par un indicateur, ou par un "
                "compteur tenu à la main avec sa source, jamais les deux.",
                violation_error_code="indicateur",
            ),
            models.CheckConstraint(
                condition=UN_INDICATEUR
                | Q(communes=[], criteres=[], structures=[], motifs=[], cohorte__isnull=True),
                name="objectif_portee_d_un_indicateur",
                violation_error_message="Un compteur tenu à la main n'a pas de portée.",
                violation_error_code="compteur",
            ),
            models.CheckConstraint(
                condition=Q(rythme__in=Rythme.values, sens__in=Sens.values),
                name="objectif_valeurs_connues",
                violation_error_message="Ce rythme ou ce sens n'existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(criteres__contained_by=Critere.values),
                name="objectif_criteres_connus",
                violation_error_message="L'un de ces critères n'existe pas.",
                violation_error_code="criteres",
            ),
        ]

    def __str__(self):
        return self.libelle


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Cible(models.Model):
    """What is aimed at between two days, both included; an amended target ends the day before the
    one that replaces it."""

    objectif = models.ForeignKey(Objectif, on_delete=models.CASCADE, related_name="cibles")
    valeur = models.DecimalField(max_digits=10, decimal_places=1)
    date_debut = models.DateField("à partir du")
    date_fin = models.DateField("jusqu'au (inclus)", null=True, blank=True)
    avenant = models.ForeignKey(
        Avenant, on_delete=models.PROTECT, null=True, blank=True, related_name="cibles"
    )

    class Meta:
        ordering = ["objectif", "date_debut"]
        constraints = [
            ExclusionConstraint(
                name="cible_une_seule_a_la_fois",
                expressions=[
                    ("objectif", RangeOperators.EQUAL),
                    (plage("date_debut", "date_fin"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Une autre cible vaut à ces dates.",
                violation_error_code="date_debut",
            ),
            models.CheckConstraint(
                condition=Q(valeur__gt=0),
                name="cible_positive",
                violation_error_message="Une cible est plus grande que zéro.",
                violation_error_code="valeur",
            ),
            models.CheckConstraint(
                condition=Q(date_fin__isnull=True) | Q(date_fin__gte=F("date_debut")),
                name="cible_fin_apres_debut",
                violation_error_message="La cible finirait avant de commencer.",
                violation_error_code="date_fin",
            ),
            models.CheckConstraint(
                condition=Q(date_debut__gte="1990-01-01", date_debut__lt="2100-01-01"),
                name="cible_annee_plausible",
                violation_error_message="L'année de la cible n'est pas plausible.",
                violation_error_code="date_debut",
            ),
        ]

    def __str__(self):
        return f"{self.valeur} à partir du {self.date_debut:%d/%m/%Y}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CompteurManuel(models.Model):
    """How many more, one day, by which source; what was typed by mistake is removed, and its
    history stays."""

    objectif = models.ForeignKey(Objectif, on_delete=models.CASCADE, related_name="valeurs")
    date = models.DateField("le")
    valeur = models.DecimalField(max_digits=10, decimal_places=1)
    source = models.CharField(max_length=200)
    # Null: a file of convention, of which nobody can be named.
    saisi_par = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "valeur d'un compteur"
        verbose_name_plural = "valeurs des compteurs"
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["objectif", "date", "source"],
                name="compteur_une_valeur_par_jour_et_source",
                violation_error_message="Cette source a déjà une valeur ce jour-là.",
                violation_error_code="date",
            ),
            models.CheckConstraint(
                condition=Q(valeur__gt=0),
                name="compteur_valeur_positive",
                violation_error_message="Une valeur est plus grande que zéro.",
                violation_error_code="valeur",
            ),
            models.CheckConstraint(
                condition=Q(date__gte="1990-01-01", date__lt="2100-01-01"),
                name="compteur_annee_plausible",
                violation_error_message="L'année de la valeur n'est pas plausible.",
                violation_error_code="date",
            ),
        ]

    def __str__(self):
        return f"{self.valeur} le {self.date:%d/%m/%Y}"
