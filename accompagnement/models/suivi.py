import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accompagnement.enums import (
    Axe,
    Financement,
    Jalon,
    Maintien,
    Mode,
    Presence,
    Resultat,
    TypeContrat,
)
from accompagnement.models.parcours import Parcours
from offres.models.employeurs import valider_siret
from plie.comptes.models import Agent
from plie.referentiels.models import Rome


class EntretienQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        return self.filter(parcours__in=Parcours.objects.visibles_par(agent))

    def a_venir(self):
        return self.filter(presence=Presence.PREVU)

    def honores(self):
        return self.filter(presence=Presence.HONORE)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Entretien(models.Model):
    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="entretiens")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="entretiens")
    debut = models.DateTimeField("date et heure")
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.PRESENCE)
    presence = models.CharField(
        "présence", max_length=10, choices=Presence.choices, default=Presence.HONORE
    )
    duree_minutes = models.PositiveSmallIntegerField("durée (minutes)", default=60, db_default=60)
    lieu = models.CharField(max_length=200, blank=True, db_default="")
    notes = models.TextField(blank=True, max_length=20000)
    notes_confidentielles = models.TextField("notes confidentielles", blank=True, max_length=20000)
    # Their author: an appointment that goes to the next référent does not take them along.
    confie_par = models.ForeignKey(
        Agent,
        verbose_name="confié par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    etapes = models.ManyToManyField("Etape", blank=True, related_name="entretiens")
    freins = models.ManyToManyField("Frein", blank=True, related_name="entretiens")
    invitation_envoyee_le = models.DateTimeField("invitation envoyée le", null=True, blank=True)
    rappel_envoye_le = models.DateTimeField("rappel envoyé le", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    cree_le = models.DateTimeField("créé le", auto_now_add=True, db_default=Now())

    objects = EntretienQuerySet.as_manager()

    class Meta:
        ordering = ["-debut", "-pk"]
        indexes = [
            models.Index(fields=["parcours", "-debut"], name="entretien_du_parcours"),
            models.Index(
                fields=["agent", "debut"],
                name="entretien_a_venir",
                condition=Q(presence=Presence.PREVU),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(debut__gte="2000-01-01T00:00:00Z", debut__lt="2100-01-01T00:00:00Z"),
                name="entretien_date_plausible",
                violation_error_message="L'année de l'entretien n'est pas plausible.",
                violation_error_code="debut",
            ),
            models.CheckConstraint(
                condition=Q(presence__in=Presence.values),
                name="entretien_presence_connue",
                violation_error_message="Cette présence n'existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(duree_minutes__gte=5, duree_minutes__lte=600),
                name="entretien_duree_plausible",
                violation_error_message="Un entretien dure de 5 minutes à 10 heures.",
                violation_error_code="duree_minutes",
            ),
            models.CheckConstraint(
                condition=Q(notes_confidentielles="", confie_par__isnull=True)
                | (~Q(notes_confidentielles="") & Q(confie_par__isnull=False)),
                name="entretien_confie_par_quelqu_un",
                violation_error_message="Des notes confidentielles ont un auteur.",
            ),
        ]

    def __str__(self):
        return f"Entretien du {self.debut:%d/%m/%Y}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Etape(models.Model):
    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="etapes")
    axe = models.CharField(max_length=20, choices=Axe.choices)
    libelle = models.CharField("intitulé", max_length=200)
    operateur = models.CharField("opérateur", max_length=200, blank=True)
    financement = models.CharField(
        max_length=20, choices=Financement.choices, default=Financement.DROIT_COMMUN
    )
    date_debut_prevue = models.DateField("début prévu", null=True, blank=True)
    # Null while the step is only planned: such a step is not one yet for alerts and figures.
    date_debut = models.DateField("début réel", null=True, blank=True)
    date_fin_prevue = models.DateField("fin prévue", null=True, blank=True)
    date_fin = models.DateField("fin réelle", null=True, blank=True)
    resultat = models.CharField("résultat", max_length=20, choices=Resultat.choices, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        verbose_name = "étape"
        ordering = ["-date_debut", "-pk"]
        indexes = [models.Index(fields=["parcours", "date_debut"], name="etape_du_parcours")]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_fin__isnull=True) | Q(date_fin__gte=F("date_debut")),
                name="etape_fin_apres_debut",
                violation_error_message="La fin de l'étape précède son début.",
                violation_error_code="date_fin",
            ),
            models.CheckConstraint(
                condition=Q(date_fin_prevue__isnull=True) | Q(date_fin_prevue__gte=F("date_debut")),
                name="etape_fin_prevue_apres_debut",
                violation_error_message="La fin prévue précède le début.",
                violation_error_code="date_fin_prevue",
            ),
            models.CheckConstraint(
                condition=Q(date_debut__isnull=False) | Q(date_debut_prevue__isnull=False),
                name="etape_a_un_debut",
                violation_error_message="Indiquez au moins le début prévu.",
                violation_error_code="date_debut_prevue",
            ),
            models.CheckConstraint(
                condition=Q(date_fin__isnull=True) | Q(date_debut__isnull=False),
                name="etape_finie_apres_avoir_commence",
                violation_error_message="Indiquez le début réel de cette étape terminée.",
                violation_error_code="date_debut",
            ),
            models.CheckConstraint(
                condition=Q(date_fin_prevue__isnull=True)
                | Q(date_debut_prevue__isnull=True)
                | Q(date_fin_prevue__gte=F("date_debut_prevue")),
                name="etape_fin_prevue_apres_debut_prevu",
                violation_error_message="La fin prévue précède le début prévu.",
                violation_error_code="date_fin_prevue",
            ),
            models.CheckConstraint(
                condition=Q(date_debut__gte="1990-01-01", date_debut__lt="2100-01-01"),
                name="etape_date_plausible",
                violation_error_message="L'année de l'étape n'est pas plausible.",
                violation_error_code="date_debut",
            ),
            models.CheckConstraint(
                condition=Q(
                    date_debut_prevue__gte="1990-01-01", date_debut_prevue__lt="2100-01-01"
                ),
                name="etape_date_prevue_plausible",
                violation_error_message="L'année du début prévu n'est pas plausible.",
                violation_error_code="date_debut_prevue",
            ),
            models.CheckConstraint(
                condition=Q(date_fin__isnull=True, resultat="")
                | Q(date_fin__isnull=False) & ~Q(resultat=""),
                name="etape_finie_avec_resultat",
                violation_error_message="Une étape terminée a une date de fin et un résultat.",
                violation_error_code="resultat",
            ),
        ]

    def __str__(self):
        return self.libelle


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Emploi(models.Model):
    """A job held during the parcours; `date_fin` is the last day worked, null while held."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="emplois")
    type_contrat = models.CharField("contrat", max_length=20, choices=TypeContrat.choices)
    employeur = models.CharField(max_length=200, blank=True)
    siret = models.CharField(
        "SIRET", max_length=14, blank=True, db_default="", validators=[valider_siret]
    )
    rome = models.ForeignKey(
        Rome, verbose_name="métier", on_delete=models.PROTECT, null=True, blank=True
    )
    heures_hebdo = models.DecimalField(
        "heures par semaine", max_digits=4, decimal_places=2, null=True, blank=True
    )
    # Missions of intérim may be counted by their hours (RegleSortie.interim).
    heures_totales = models.PositiveSmallIntegerField("heures au total", null=True, blank=True)
    date_debut = models.DateField("embauche le")
    date_fin_prevue = models.DateField("fin du contrat", null=True, blank=True)
    date_fin = models.DateField("terminé le", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        ordering = ["-date_debut", "-pk"]
        indexes = [models.Index(fields=["date_debut"], name="emploi_debut")]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_fin__isnull=True) | Q(date_fin__gte=F("date_debut")),
                name="emploi_fin_apres_debut",
                violation_error_message="La fin de l'emploi précède l'embauche.",
                violation_error_code="date_fin",
            ),
            models.CheckConstraint(
                condition=Q(date_fin_prevue__isnull=True) | Q(date_fin_prevue__gte=F("date_debut")),
                name="emploi_fin_prevue_apres_debut",
                violation_error_message="La fin du contrat précède l'embauche.",
                violation_error_code="date_fin_prevue",
            ),
            models.CheckConstraint(
                condition=Q(date_debut__gte="1990-01-01", date_debut__lt="2100-01-01"),
                name="emploi_date_plausible",
                violation_error_message="L'année de l'embauche n'est pas plausible.",
                violation_error_code="date_debut",
            ),
            models.CheckConstraint(
                condition=Q(heures_hebdo__isnull=True)
                | Q(heures_hebdo__gt=0, heures_hebdo__lte=48),
                name="emploi_heures_plausibles",
                violation_error_message="Les heures hebdomadaires vont de 1 à 48.",
                violation_error_code="heures_hebdo",
            ),
        ]

    def __str__(self):
        return f"{self.get_type_contrat_display()} {self.employeur}".strip()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class SuiviEmploi(models.Model):
    """One question to come: does the person still hold the job? Planned with the job itself."""

    emploi = models.ForeignKey(Emploi, on_delete=models.CASCADE, related_name="suivis")
    jalon = models.CharField(max_length=3, choices=Jalon.choices)
    prevu_le = models.DateField("prévu le")
    fait_le = models.DateField("fait le", null=True, blank=True)
    maintien = models.CharField(max_length=12, choices=Maintien.choices, blank=True)
    commentaire = models.TextField(blank=True, max_length=2000)
    fait_par = models.ForeignKey(
        Agent,
        verbose_name="fait par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "suivi dans l'emploi"
        verbose_name_plural = "suivis dans l'emploi"
        ordering = ["prevu_le", "pk"]
        indexes = [
            models.Index(
                fields=["prevu_le"], name="suivi_emploi_a_faire", condition=Q(fait_le__isnull=True)
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["emploi", "jalon"],
                name="suivi_emploi_unique",
                violation_error_message="Ce suivi est déjà prévu.",
            ),
            models.CheckConstraint(
                condition=Q(fait_le__isnull=True, maintien="", fait_par__isnull=True)
                | Q(fait_le__isnull=False, fait_par__isnull=False) & ~Q(maintien=""),
                name="suivi_emploi_fait_avec_resultat",
                violation_error_message="Un suivi fait a une date, un résultat et un auteur.",
                violation_error_code="maintien",
            ),
        ]

    def __str__(self):
        return f"{self.get_jalon_display()} : {self.emploi}"
