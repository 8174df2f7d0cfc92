import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now

from accompagnement.enums import TypeContrat
from plie.comptes.models import Agent

# From this length on, a contract may be an exit by itself.
MOIS_D_UNE_SORTIE = 6
EFFETS = {
    "met_en_emploi": "met en emploi",
    "est_une_etape": "étape du parcours",
    "compte_pour_sortie": "compte pour la sortie",
    "garde_les_offres": "garde les offres",
}


class PlageMois(Func):
    """Months signed, the upper bound left out; none: without end."""

    function = "int4range"
    output_field = IntegerRangeField()


class RegleContratQuerySet(models.QuerySet):
    def en_vigueur(self):
        return self.filter(close_le__isnull=True)


class RegleContrat(models.Model):
    """What a contract of some type and length does to a parcours. A rule never changes: it is
    closed and another one takes over; a job keeps the one that it was noted under."""

    type_contrat = models.CharField("contrat", max_length=20, choices=TypeContrat.choices)
    mois_min = models.PositiveSmallIntegerField(
        "à partir de (mois)", default=0, help_text="Durée signée, en mois."
    )
    mois_max = models.PositiveSmallIntegerField(
        "moins de (mois)",
        null=True,
        blank=True,
        help_text="Vide : sans limite, contrats sans terme compris.",
    )
    met_en_emploi = models.BooleanField(
        "met en emploi",
        default=False,
        help_text="Le parcours passe « en emploi », avec six mois de suivi.",
    )
    compte_pour_sortie = models.BooleanField(
        "compte pour la sortie",
        default=False,
        help_text="Sa durée s'ajoute à celles que regarde la règle de sortie.",
    )
    garde_les_offres = models.BooleanField(
        "garde les offres",
        default=False,
        help_text="Des offres continuent d'être proposées pendant le contrat.",
    )
    est_une_etape = models.BooleanField(
        "est une étape",
        default=False,
        help_text="Le parcours reste actif ; une étape s'ouvre et se termine avec le contrat.",
    )
    # Null: the rule that came with the platform.
    ecrite_par = models.ForeignKey(
        Agent,
        verbose_name="écrite par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    ecrite_le = models.DateTimeField("écrite le", auto_now_add=True, db_default=Now())
    close_par = models.ForeignKey(
        Agent,
        verbose_name="close par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    close_le = models.DateTimeField("close le", null=True, blank=True, editable=False)

    objects = RegleContratQuerySet.as_manager()

    class Meta:
        verbose_name = "règle de contrat"
        verbose_name_plural = "règles des contrats"
        ordering = ["type_contrat", "mois_min", "-pk"]
        constraints = [
            ExclusionConstraint(
                name="regle_contrat_sans_chevauchement",
                expressions=[
                    ("type_contrat", RangeOperators.EQUAL),
                    (PlageMois(F("mois_min"), F("mois_max")), RangeOperators.OVERLAPS),
                ],
                condition=Q(close_le__isnull=True),
                violation_error_message="Une autre règle dit déjà ce que vaut ce contrat à une de "
                "ces durées : changez les mois, ou modifiez l'autre d'abord.",
                violation_error_code="mois_min",
            ),
            models.CheckConstraint(
                condition=Q(mois_max__isnull=True) | Q(mois_max__gt=F("mois_min")),
                name="regle_contrat_duree_dans_l_ordre",
                violation_error_message="La deuxième durée dépasse la première.",
                violation_error_code="mois_max",
            ),
            models.CheckConstraint(
                condition=Q(mois_min__lte=120) & (Q(mois_max__isnull=True) | Q(mois_max__lte=120)),
                name="regle_contrat_duree_plausible",
                violation_error_message="Les durées vont de 0 à 120 mois.",
                violation_error_code="mois_max",
            ),
            models.CheckConstraint(
                condition=~Q(met_en_emploi=True, est_une_etape=True),
                name="regle_contrat_etape_ou_emploi",
                violation_error_message="Un contrat qui est une étape laisse le parcours actif : "
                "il ne met pas en emploi. Choisissez l'un des deux.",
                violation_error_code="est_une_etape",
            ),
            models.CheckConstraint(
                condition=~Q(compte_pour_sortie=True, est_une_etape=True)
                | Q(mois_max__isnull=False, mois_max__lte=MOIS_D_UNE_SORTIE),
                name="regle_contrat_etape_ou_sortie",
                violation_error_message="Une étape ne fait pas sortir du parcours : elle ne compte "
                f"pour la sortie qu'en deçà de {MOIS_D_UNE_SORTIE} mois, ajoutée à d'autres "
                "contrats.",
                violation_error_code="compte_pour_sortie",
            ),
            models.CheckConstraint(
                condition=Q(close_le__isnull=True, close_par__isnull=True)
                | Q(close_le__isnull=False, close_par__isnull=False),
                name="regle_contrat_close_par_quelqu_un",
                violation_error_message="Une règle close l'est par quelqu'un.",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="regle_contrat_figee", exclude=["close_par", "close_le"]),
            pgtrigger.Protect(
                name="regle_contrat_close",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__close_le__isnull=False),
            ),
            pgtrigger.Protect(name="regle_contrat_gardee", operation=pgtrigger.Delete),
        ]

    def __str__(self):
        return f"{self.get_type_contrat_display()}, {self.duree}"

    @property
    def duree(self):
        if self.mois_max is None:
            return f"{self.mois_min} mois et plus" if self.mois_min else "toute durée"
        debut = f"de {self.mois_min} à " if self.mois_min else ""
        return f"{debut}moins de {self.mois_max} mois"

    @property
    def effets(self):
        """What it does, in a few words."""
        dits = [mots for champ, mots in EFFETS.items() if getattr(self, champ)]
        return ", ".join(dits) or "aucun effet sur le parcours"
