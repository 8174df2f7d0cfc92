import pgtrigger
from django.db import models
from django.db.models import Q

from conventions.enums import TRANSITIONS_RAPPORT, FormatFichier, StatutRapport
from conventions.models.releve import MOIS_ENTIER, Ineffacable
from plie.comptes.models import Agent
from plie.socle.etats import EtatDe

PUBLIES = f"SELECT FROM conventions_rapport WHERE statut = '{StatutRapport.PUBLIE}'"


class RapportQuerySet(models.QuerySet):
    def publies(self):
        return self.filter(statut=StatutRapport.PUBLIE)

    def non_publies(self):
        return self.exclude(statut=StatutRapport.PUBLIE)


class Rapport(models.Model):
    """One version of the report of one month; published, it is frozen with its files."""

    mois = models.DateField(help_text="Le premier jour du mois.")
    version = models.PositiveSmallIntegerField(default=1)
    statut = models.CharField(
        max_length=12, choices=StatutRapport.choices, default=StatutRapport.EN_ATTENTE
    )
    progression = models.PositiveSmallIntegerField(default=0)
    etape = models.CharField("étape", max_length=200, blank=True)
    donnees = models.JSONField("chiffres", null=True, blank=True)
    ce_qui_change = models.TextField("ce qui change", blank=True)
    cree_par = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    cree_le = models.DateTimeField("créé le", auto_now_add=True)
    publie_par = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    publie_le = models.DateTimeField("publié le", null=True, blank=True)

    etat = EtatDe("statut", StatutRapport)
    objects = RapportQuerySet.as_manager()

    class Meta:
        ordering = ["-mois", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["mois", "version"],
                name="rapport_une_version",
                violation_error_message="Cette version du rapport existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["mois"],
                condition=~Q(statut=StatutRapport.PUBLIE),
                name="rapport_un_seul_non_publie",
                violation_error_message="Un rapport de ce mois attend déjà d'être publié.",
            ),
            models.CheckConstraint(
                condition=MOIS_ENTIER,
                name="rapport_premier_du_mois",
                violation_error_message="Un rapport porte sur un mois entier.",
            ),
            models.CheckConstraint(
                condition=Q(progression__lte=100),
                name="rapport_progression_bornee",
                violation_error_message="La progression va de 0 à 100.",
            ),
            models.CheckConstraint(
                condition=Q(
                    statut=StatutRapport.PUBLIE,
                    publie_par__isnull=False,
                    publie_le__isnull=False,
                    donnees__isnull=False,
                )
                | ~Q(statut=StatutRapport.PUBLIE)
                & Q(publie_par__isnull=True, publie_le__isnull=True),
                name="rapport_publie_par_quelqu_un",
                violation_error_message="Un rapport publié a un auteur, une date et des chiffres.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="rapport_publie",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__statut=StatutRapport.PUBLIE),
            ),
            Ineffacable(PUBLIES, name="rapport_ineffacable"),
            pgtrigger.FSM(
                name="transitions",
                field="statut",
                transitions=[
                    (depart.value, arrivee.value)
                    for depart, arrivees in TRANSITIONS_RAPPORT.items()
                    for arrivee in sorted(arrivees)
                ],
            ),
        ]

    def __str__(self):
        return f"Rapport de {self.mois:%m/%Y}, version {self.version}"

    @property
    def est_publie(self):
        return self.statut == StatutRapport.PUBLIE


class FichierRapport(models.Model):
    """One file of a report, with the fingerprint that a download is checked against."""

    rapport = models.ForeignKey(Rapport, on_delete=models.CASCADE, related_name="fichiers")
    format = models.CharField(max_length=12, choices=FormatFichier.choices)
    fichier = models.FileField(max_length=200)
    sha256 = models.CharField("empreinte SHA-256", max_length=64)
    taille = models.PositiveIntegerField("taille en octets")

    class Meta:
        verbose_name = "fichier de rapport"
        verbose_name_plural = "fichiers de rapport"
        ordering = ["rapport", "format"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapport", "format"],
                name="fichier_unique_par_format",
                violation_error_message="Ce rapport a déjà un fichier de ce format.",
            ),
        ]
        triggers = [
            Ineffacable(PUBLIES, name="fichier_ineffacable"),
            pgtrigger.Trigger(
                name="fichier_publie",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    IF EXISTS (SELECT 1 FROM conventions_rapport WHERE statut = 'publie'
                               AND id = CASE TG_OP WHEN 'INSERT' THEN NEW.rapport_id
                                                   ELSE OLD.rapport_id END) THEN
                        RAISE EXCEPTION 'Les fichiers d''un rapport publié sont figés.'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'fichier_publie';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.rapport} ({self.format})"
