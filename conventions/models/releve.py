import pgtrigger
from django.db import models
from django.db.models import F, Q

from accompagnement.models import RegleSortie
from plie.comptes.models import Agent

MOIS_ENTIER = Q(mois__day=1)


class Ineffacable(pgtrigger.Trigger):
    """Emptying the whole table is refused as soon as `figees`, a query, finds a frozen row: what
    refuses each row sees nothing of a TRUNCATE."""

    level, when, operation = pgtrigger.Statement, pgtrigger.Before, pgtrigger.Truncate

    def __init__(self, figees, **options):
        func = f"""
            IF EXISTS ({figees}) THEN
                RAISE EXCEPTION 'Des lignes de cette table sont figées : elle ne se vide pas.'
                USING ERRCODE = 'check_violation', CONSTRAINT = '{options["name"]}';
            END IF;
            RETURN NULL;
        """
        super().__init__(func=func, **options)


class MoisArrete(models.Model):
    """A month whose figures are official, and never move again (`Releve.fige_le`)."""

    mois = models.DateField(unique=True, help_text="Le premier jour du mois.")
    arrete_le = models.DateTimeField("arrêté le", auto_now_add=True)
    # Null: by the night, once no commission can decide of it any more.
    arrete_par = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # {table of a history: its last event that the figures count}, whatever commits afterwards.
    bornes = models.JSONField(default=dict)
    # The versions of the rules of exits that its figures come under; null: made official before
    # they were kept.
    regles = models.JSONField("règles", null=True)

    # How its modalities read that day, {breakdown: [[code, label]]}, and the ages that cut its
    # brackets; null: made official before they were kept.
    libelles = models.JSONField("libellés", null=True)
    tranches_age = models.JSONField("tranches d'âge", null=True)

    class Meta:
        verbose_name = "mois arrêté"
        verbose_name_plural = "mois arrêtés"
        ordering = ["mois"]
        constraints = [
            models.CheckConstraint(
                condition=MOIS_ENTIER,
                name="arrete_premier_du_mois",
                violation_error_message="Un arrêté porte sur un mois entier.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="arrete_definitif", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            Ineffacable("SELECT FROM conventions_moisarrete", name="arrete_ineffacable"),
        ]

    def __str__(self):
        return f"{self.mois:%m/%Y} arrêté le {self.arrete_le:%d/%m/%Y}"


class ReleveQuerySet(models.QuerySet):
    def figes(self):
        return self.filter(fige_le__isnull=False)

    def totaux(self):
        return self.filter(dimension="")


class Releve(models.Model):
    """One figure of one period as it was computed; once frozen it never changes (trigger)."""

    indicateur = models.CharField(max_length=40)
    debut = models.DateField("début")
    fin = models.DateField()
    dimension = models.CharField(max_length=20, blank=True)
    modalite = models.CharField("modalité", max_length=40, blank=True)
    valeur = models.FloatField(null=True)
    numerateur = models.FloatField("numérateur")
    denominateur = models.FloatField("dénominateur", null=True)
    regle = models.ForeignKey(RegleSortie, on_delete=models.PROTECT, null=True, related_name="+")
    calcule_le = models.DateTimeField("calculé le")
    fige_le = models.DateTimeField("figé le", null=True)

    objects = ReleveQuerySet.as_manager()

    class Meta:
        verbose_name = "relevé"
        ordering = ["debut", "indicateur", "dimension", "modalite"]
        indexes = [
            # Asked for each statement that writes some (`periode_close`).
            models.Index(
                fields=["debut", "fin"],
                condition=Q(fige_le__isnull=False),
                name="releve_fige_par_periode",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["debut", "fin", "indicateur", "dimension", "modalite"],
                name="releve_unique",
                violation_error_message="Ce chiffre est déjà relevé pour cette période.",
            ),
            models.CheckConstraint(
                condition=Q(fin__gte=F("debut")),
                name="releve_fin_apres_debut",
                violation_error_message="La fin de la période précède son début.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="releve_fige",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__fige_le__isnull=False),
            ),
            Ineffacable(
                "SELECT FROM conventions_releve WHERE fige_le IS NOT NULL",
                name="releve_ineffacable",
            ),
            # Moved, it would enter a period that is closed to new ones.
            pgtrigger.Protect(
                name="releve_de_sa_periode",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("debut", "fin"),
            ),
            # Of a statement: asked for each row, it is a tenth of a second for a thousand of them.
            pgtrigger.Trigger(
                name="periode_close",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="ecrits"),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM (SELECT DISTINCT debut, fin FROM ecrits) periode
                        JOIN conventions_releve fige
                            ON fige.debut = periode.debut AND fige.fin = periode.fin
                        WHERE fige.fige_le IS NOT NULL
                        AND NOT EXISTS (SELECT 1 FROM ecrits WHERE ecrits.id = fige.id)
                    ) THEN
                        RAISE EXCEPTION 'Les chiffres de cette période sont figés.'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'releve_fige';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.indicateur} du {self.debut:%d/%m/%Y} au {self.fin:%d/%m/%Y}"
