import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accompagnement.enums import (
    EtatEmploi,
    Jalon,
    Maintien,
    MotifFinEmploi,
    TypeContrat,
)
from accompagnement.models.parcours import Parcours
from accompagnement.models.regle_contrat import RegleContrat
from offres.models.employeur import Etablissement, valider_siret
from plie.comptes.models import Agent
from plie.referentiels.models import Rome
from plie.socle.etats import EtatDe


class EmploiQuerySet(models.QuerySet):
    def commences(self, jour=None):
        """A job promised for later is not one yet: on `jour`, today by default."""
        return self.filter(date_debut__lte=jour or timezone.localdate())

    def en_cours(self):
        """Those begun and still held, as far as anybody has said."""
        return self.commences().filter(date_fin__isnull=True)

    def chez(self, etablissement):
        """Those tied to `etablissement`; those tied to none too, when they bear its SIRET: they
        were noted before it was."""
        lies = Q(etablissement=etablissement)
        if etablissement.siret:
            lies |= Q(etablissement__isnull=True, siret=etablissement.siret)
        return self.filter(lies)

    def mettent_en_emploi(self):
        """A contract that is an étape leaves the parcours active; one under no rule does not."""
        return self.filter(Q(regle__isnull=True) | Q(regle__met_en_emploi=True))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Emploi(models.Model):
    """A job held during the parcours; `date_fin` is the last day worked, null while held."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="emplois")
    type_contrat = models.CharField("contrat", max_length=20, choices=TypeContrat.choices)
    employeur = models.CharField(max_length=200, blank=True)
    siret = models.CharField(
        "SIRET", max_length=14, blank=True, db_default="", validators=[valider_siret]
    )
    # The employer as the base knows it: it stays, whatever becomes of its SIRET.
    etablissement = models.ForeignKey(
        Etablissement,
        verbose_name="établissement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
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
    # Empty while held, and of those noted as over without anybody saying why.
    motif_fin = models.CharField(
        "pourquoi", max_length=20, choices=MotifFinEmploi.choices, blank=True, db_default=""
    )
    # What the contract did when it was noted, whatever the rules became; null: noted under none.
    regle = models.ForeignKey(
        RegleContrat,
        verbose_name="règle du contrat",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = EmploiQuerySet.as_manager()

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
                condition=Q(motif_fin="") | Q(date_fin__isnull=False),
                name="emploi_fini_pour_un_motif",
                violation_error_message="Indiquez la date de fin de l'emploi, ou laissez "
                "« Pourquoi » vide.",
                violation_error_code="motif_fin",
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

    @property
    def est_a_venir(self):
        """Promised: it counts nowhere before its day."""
        return self.date_debut > timezone.localdate()

    @property
    def met_en_emploi(self):
        return self.regle is None or self.regle.met_en_emploi

    @property
    def compte_pour_sortie(self):
        return self.regle is None or self.regle.compte_pour_sortie

    @property
    def est_une_etape(self):
        return self.regle is not None and self.regle.est_une_etape

    @property
    def etat(self):
        if self.est_a_venir:
            return EtatEmploi.A_VENIR
        return EtatEmploi.TERMINE if self.date_fin else EtatEmploi.EN_COURS


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

    etat = EtatDe("maintien", Maintien)

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
