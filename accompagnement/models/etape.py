import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from accompagnement.enums import (
    Axe,
    Financement,
    IssueImmersion,
    Resultat,
)
from accompagnement.models.emploi import Emploi
from accompagnement.models.operateur import Operateur
from accompagnement.models.parcours import Parcours
from accompagnement.models.partage import dire_aux_partenaires
from plie.socle.etats import EtatDe

# Of an étape withdrawn, only OLD is there.
PERSONNE = """(SELECT participant_id FROM accompagnement_parcours
    WHERE id = coalesce(NEW.parcours_id, OLD.parcours_id))"""


class EtapeQuerySet(models.QuerySet):
    def commencees(self):
        """A step that is only planned is not one yet."""
        return self.filter(date_debut__isnull=False)

    def en_cours(self, jour=None):
        """Begun, and not over: on `jour`, today by default."""
        return self.filter(date_fin__isnull=True, date_debut__lte=jour or timezone.localdate())


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Etape(models.Model):
    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="etapes")
    axe = models.CharField(max_length=20, choices=Axe.choices)
    libelle = models.CharField("intitulé", max_length=200)
    operateur = models.ForeignKey(
        Operateur,
        verbose_name="opérateur",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="etapes",
    )
    financement = models.CharField(
        max_length=20, choices=Financement.choices, default=Financement.DROIT_COMMUN
    )
    date_debut_prevue = models.DateField("début prévu", null=True, blank=True)
    # Null while the step is only planned: such a step is not one yet for alerts and figures.
    date_debut = models.DateField("début réel", null=True, blank=True)
    date_fin_prevue = models.DateField("fin prévue", null=True, blank=True)
    date_fin = models.DateField("fin réelle", null=True, blank=True)
    resultat = models.CharField("résultat", max_length=20, choices=Resultat.choices, blank=True)
    # The contract that is this étape: its days are those of the job, and it goes with it.
    emploi = models.OneToOneField(
        Emploi,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="etape",
    )
    est_immersion = models.BooleanField(
        "immersion (PMSMP)", default=False, db_default=False, editable=False
    )
    employeur = models.CharField("employeur", max_length=200, blank=True, db_default="")
    numero_convention = models.CharField(
        "numéro de convention", max_length=30, blank=True, db_default=""
    )
    heures = models.PositiveSmallIntegerField("heures prévues", null=True, blank=True)
    issue = models.CharField(
        "ce qu'elle a donné",
        max_length=12,
        choices=IssueImmersion.choices,
        blank=True,
        db_default="",
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    etat = EtatDe("resultat", Resultat)

    objects = EtapeQuerySet.as_manager()

    class Meta:
        verbose_name = "étape"
        ordering = ["-date_debut", "-pk"]
        indexes = [
            models.Index(fields=["parcours", "date_debut"], name="etape_du_parcours"),
            models.Index(fields=["date_debut"], name="etape_debut"),
            models.Index(fields=["date_fin"], name="etape_fin"),
        ]
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
                # Or given up before it began, on a day that can be.
                condition=Q(date_fin__isnull=True)
                | Q(date_debut__isnull=False)
                | Q(resultat=Resultat.ABANDONNEE, date_fin__gte="1990-01-01"),
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
            models.CheckConstraint(
                condition=Q(est_immersion=False) | ~Q(employeur__regex=r"^\s*$"),
                name="etape_immersion_chez_un_employeur",
                violation_error_message="Indiquez l'employeur qui accueille l'immersion.",
                violation_error_code="employeur",
            ),
            models.CheckConstraint(
                condition=Q(est_immersion=True, emploi__isnull=True)
                | Q(
                    est_immersion=False,
                    employeur="",
                    numero_convention="",
                    heures__isnull=True,
                    issue="",
                ),
                name="etape_d_une_immersion_seulement",
                violation_error_message="L'employeur, la convention, les heures et l'issue sont "
                "ceux d'une immersion.",
            ),
            models.CheckConstraint(
                condition=Q(heures__isnull=True) | Q(heures__gte=1, heures__lte=350),
                name="etape_heures_plausibles",
                violation_error_message="Les heures d'une immersion vont de 1 à 350.",
                violation_error_code="heures",
            ),
            models.CheckConstraint(
                condition=Q(est_immersion=False)
                | Q(date_fin__isnull=True, issue="")
                | Q(date_debut__isnull=True, issue="")
                | Q(date_fin__isnull=False, date_debut__isnull=False) & ~Q(issue=""),
                name="etape_immersion_finie_avec_issue",
                violation_error_message="Une immersion terminée dit ce qu'elle a donné.",
                violation_error_code="issue",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="dire_aux_partenaires",
                when=pgtrigger.After,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("axe", "date_debut", "date_fin", "resultat")
                | pgtrigger.Delete,
                func=dire_aux_partenaires(PERSONNE),
            ),
        ]

    def __str__(self):
        return self.libelle

    @property
    def n_a_pas_eu_lieu(self):
        """Planned, and given up before it began: `date_fin` is the day when that was known."""
        return self.date_debut is None and self.date_fin is not None

    @property
    def nature(self):
        """What makes it another thing than an ordinary étape, or ""."""
        if self.est_immersion:
            return "Immersion (PMSMP)"
        return "Contrat d'insertion" if self.emploi_id else ""
