import pgtrigger
from django.db import models
from django.db.models import F, Q

from conventions.enums import (
    MOIS_DE_FIN,
    TRANSITIONS_RAPPORT,
    FormatFichier,
    ModeleRapport,
    StatutRapport,
)
from conventions.models.releve import MOIS_ENTIER, Ineffacable
from plie.comptes.models import Agent
from plie.socle.etats import EtatDe

SANS_FIN = [modele for modele in ModeleRapport if modele not in MOIS_DE_FIN]
FINIT_BIEN = Q(modele__in=SANS_FIN)
for _modele, _mois in MOIS_DE_FIN.items():
    FINIT_BIEN |= Q(modele=_modele, mois__month__in=_mois)
PUBLIES = f"SELECT FROM conventions_rapport WHERE statut = '{StatutRapport.PUBLIE}'"


class RapportQuerySet(models.QuerySet):
    def publies(self):
        return self.filter(statut=StatutRapport.PUBLIE)

    def mensuels(self):
        return self.filter(modele=ModeleRapport.MENSUEL)

    def non_publies(self):
        return self.exclude(statut=StatutRapport.PUBLIE)


class Rapport(models.Model):
    """One version of the report of one period, which ends with `mois`; one person prepares it,
    another approves it, and it is frozen with its files and its comments."""

    modele = models.CharField(
        "modèle",
        max_length=12,
        choices=ModeleRapport.choices,
        default=ModeleRapport.MENSUEL,
        db_default=ModeleRapport.MENSUEL,
    )
    mois = models.DateField(help_text="Le premier jour du dernier mois de la période.")
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
    produit_le = models.DateTimeField("chiffres pris le", null=True, blank=True)
    prepare_par = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    prepare_le = models.DateTimeField("préparé le", null=True, blank=True)
    # Published before anybody had to approve: nothing sets it any more.
    sans_relecture = models.BooleanField(default=False, db_default=False, editable=False)
    # Raised by each save of the comments: two people never overwrite each other.
    version_commentaires = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    publie_par = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    publie_le = models.DateTimeField("publié le", null=True, blank=True)

    etat = EtatDe("statut", StatutRapport)
    objects = RapportQuerySet.as_manager()

    class Meta:
        ordering = ["-mois", "modele", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["modele", "mois", "version"],
                name="rapport_une_version",
                violation_error_message="Cette version du rapport existe déjà.",
            ),
            models.UniqueConstraint(
                fields=["modele", "mois"],
                condition=~Q(statut=StatutRapport.PUBLIE),
                name="rapport_un_seul_non_publie",
                violation_error_message="Un rapport de cette période attend déjà d'être publié.",
            ),
            models.CheckConstraint(
                condition=FINIT_BIEN,
                name="rapport_finit_avec_sa_periode",
                violation_error_message="Un rapport trimestriel finit en mars, juin, septembre ou "
                "décembre, un rapport annuel en décembre.",
            ),
            models.CheckConstraint(
                condition=~Q(statut__in=(StatutRapport.A_RELIRE, StatutRapport.PUBLIE))
                | Q(sans_relecture=True)
                | Q(prepare_par__isnull=False, prepare_le__isnull=False),
                name="rapport_relu_apres_preparation",
                violation_error_message="Un rapport se relit quand quelqu'un l'a préparé.",
            ),
            models.CheckConstraint(
                condition=Q(publie_par__isnull=True)
                | Q(prepare_par__isnull=True)
                | ~Q(publie_par=F("prepare_par")),
                name="rapport_approuve_par_un_autre",
                violation_error_message="Vous avez préparé ce rapport : une autre personne "
                "l'approuve.",
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
            pgtrigger.Protect(
                name="rapport_sans_relecture",
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__sans_relecture=True),
            ),
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
        return f"{self.get_modele_display()}, {self.mois:%m/%Y}, version {self.version}"

    @property
    def est_publie(self):
        return self.statut == StatutRapport.PUBLIE

    @property
    def production(self):
        """Which of its productions its files are of: another one replaces them all."""
        return self.produit_le.isoformat() if self.produit_le else ""


DU_PUBLIE = """SELECT 1 FROM conventions_rapport WHERE statut = 'publie'
                               AND id = CASE TG_OP WHEN 'INSERT' THEN NEW.rapport_id
                                                   ELSE OLD.rapport_id END"""


def figer_avec_le_rapport(nom, phrase):
    """A trigger: the rows of a published report neither come, change nor go."""
    return pgtrigger.Trigger(
        name=nom,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
                    IF EXISTS ({DU_PUBLIE}) THEN
                        RAISE EXCEPTION '{phrase.replace("'", "''")}'
                        USING ERRCODE = 'check_violation', CONSTRAINT = '{nom}';
                    END IF;
                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
                    RETURN NEW;
                """,
    )


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
            figer_avec_le_rapport("fichier_publie", "Les fichiers d'un rapport publié sont figés."),
        ]

    def __str__(self):
        return f"{self.rapport} ({self.format})"


class CopieRemise(models.Model):
    """One file of a published report handed to somebody without an account; never changed."""

    rapport = models.ForeignKey(Rapport, on_delete=models.PROTECT, related_name="copies")
    format = models.CharField(max_length=12, choices=FormatFichier.choices)
    pour = models.CharField("pour qui", max_length=200)
    remise_par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    remise_le = models.DateTimeField("remise le", auto_now_add=True)

    class Meta:
        verbose_name = "copie remise"
        verbose_name_plural = "copies remises"
        ordering = ["-remise_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(pour=""),
                name="copie_pour_quelqu_un",
                violation_error_message="Dites à qui cette copie est remise.",
                violation_error_code="pour",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="copie_figee", operation=pgtrigger.Update | pgtrigger.Delete),
            Ineffacable("SELECT FROM conventions_copieremise", name="copie_ineffacable"),
        ]

    def __str__(self):
        return f"{self.rapport}, pour {self.pour}"
