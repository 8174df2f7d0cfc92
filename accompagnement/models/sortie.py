from decimal import Decimal

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accompagnement.enums import (
    Categorie,
    DeduitDe,
    Denominateur,
    ModeFormation,
    ModeInterim,
    ModeSixMois,
    NatureCorrection,
    OperateurDuree,
    Rattachement,
)
from accompagnement.models.garde import definitif
from accompagnement.models.parcours import Parcours
from accompagnement.models.passage import Passage
from plie.comptes.models import Agent
from plie.socle.dates import plage
from plie.socle.etats import EtatDe
from plie.socle.sql import lire_sql


class MotifQuerySet(models.QuerySet):
    """Of the lists of motifs that a PLIE edits."""

    def codes_sensibles(self):
        """The codes of those that say something of health or justice (RGPD art. 9 and 10)."""
        return frozenset(self.filter(est_sensible=True).values_list("code", flat=True))


class MotifSortie(models.Model):
    """Why a parcours ends. Codes are public and stable; what rules know of one is beside it."""

    code = models.SlugField(primary_key=True, max_length=40)
    libelle = models.CharField("libellé", max_length=100)
    categorie = models.CharField("catégorie", max_length=10, choices=Categorie.choices)
    ordre = models.PositiveSmallIntegerField(default=0)
    est_actif = models.BooleanField("proposé à la saisie", default=True)
    # A motif nobody has judged yet is withheld.
    est_sensible = models.BooleanField(
        "sensible",
        default=True,
        db_default=True,
        help_text="Dit quelque chose de la santé ou de la justice : seuls le référent de la "
        "personne et la coordination le lisent.",
    )
    est_deces = models.BooleanField(
        "décès",
        default=False,
        db_default=False,
        help_text="Retiré du taux lorsque la règle divise par les sorties hors décès.",
    )
    deduit_de = models.CharField(
        "déduit par la règle de", max_length=20, choices=DeduitDe.choices, blank=True, db_default=""
    )

    objects = MotifQuerySet.as_manager()

    class Meta:
        verbose_name = "motif de sortie"
        verbose_name_plural = "motifs de sortie"
        ordering = ["ordre", "libelle"]
        constraints = [
            models.UniqueConstraint(
                fields=["deduit_de"],
                condition=~Q(deduit_de=""),
                name="motif_deduit_une_fois",
                violation_error_message="Un autre motif est déjà déduit de cela.",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="deces_fige",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("est_deces"),
                condition=pgtrigger.Q(old__est_deces__df=pgtrigger.F("new__est_deces")),
                func=lire_sql(__file__, "figer_le_deces_d_un_motif_qui_a_servi"),
            )
        ]

    def __str__(self):
        return self.libelle

    @property
    def a_servi(self):
        """Whether an exit has it, or had it: figures that are official count it then."""
        return Sortie.pgh_event_model.objects.filter(motif=self.pk).exists()


# Which switch of the rule takes out of the positive exits what is deduced from what.
DEDUCTIONS_COMMUTEES = {
    "creation_positive": (DeduitDe.CREATION,),
    "alternance_positive": (DeduitDe.APPRENTISSAGE, DeduitDe.PROFESSIONNALISATION),
}


QUOTITE = "Une part d'un temps plein va de 0 à 1 : 0,5 pour un mi-temps."


class RegleSortieQuerySet(models.QuerySet):
    def en_vigueur(self, jour):
        """The one rule in force that day; raises RegleSortie.DoesNotExist if there is none."""
        return self.get(
            Q(valide_au__isnull=True) | Q(valide_au__gte=jour),
            valide_du__lte=jour,
        )

    def avec_usage(self):
        """`sert`: whether an exit follows it, or followed it once."""
        suivie = Sortie.pgh_event_model.objects.filter(regle=models.OuterRef("pk"))
        return self.annotate(sert=models.Exists(suivie))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class RegleSortie(models.Model):
    """What a positive exit is, between two dates (both included). A used rule never changes, but
    for its last day, which the next one gives it."""

    version = models.PositiveIntegerField(unique=True)
    # How many times it was written: `version` is the number that everybody reads.
    edition = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    libelle = models.CharField("libellé", max_length=300)
    valide_du = models.DateField("valide du")
    valide_au = models.DateField("valide au (inclus)", null=True, blank=True)
    duree_min_mois = models.PositiveSmallIntegerField("durée minimale (mois)", default=6)
    operateur_duree = models.CharField(
        max_length=2, choices=OperateurDuree.choices, default=OperateurDuree.AU_MOINS
    )
    quotite_min = models.DecimalField(
        "quotité minimale", max_digits=3, decimal_places=2, default=Decimal("0.5")
    )
    mode_six_mois = models.CharField(
        max_length=10, choices=ModeSixMois.choices, default=ModeSixMois.CONTRAT
    )
    interim = models.CharField(
        "intérim", max_length=12, choices=ModeInterim.choices, default=ModeInterim.CUMUL
    )
    interim_heures = models.PositiveSmallIntegerField(
        "heures d'intérim valant six mois", default=910, db_default=910
    )
    tolerance_jours = models.PositiveSmallIntegerField(
        "jours d'interruption tolérés entre deux contrats", default=0, db_default=0
    )
    creation_positive = models.BooleanField("création comptée", default=True)
    alternance_positive = models.BooleanField("alternance comptée", default=True)
    formation = models.CharField(
        max_length=20, choices=ModeFormation.choices, default=ModeFormation.OBTENTION
    )
    iae_positive = models.BooleanField("IAE comptée", default=False)
    fenetre_emploi_jours = models.PositiveSmallIntegerField(
        "jours admis entre la fin de l'emploi et la sortie",
        default=0,
        db_default=0,
        help_text="0 : la personne est en emploi le jour de la sortie, ou l'était la veille.",
    )
    saisonnier_mois_sur_12 = models.PositiveSmallIntegerField(
        "travail saisonnier : mois d'emploi sur les 12 derniers",
        null=True,
        blank=True,
        help_text="Vide : un contrat saisonnier compte comme un CDD, et lui seul.",
    )
    ai_age_min = models.PositiveSmallIntegerField(
        "association intermédiaire : à partir de quel âge",
        null=True,
        blank=True,
        help_text="Vide : aucune exception pour l'association intermédiaire.",
    )
    ai_mois_min = models.PositiveSmallIntegerField(
        "association intermédiaire : mois de missions", default=24, db_default=24
    )
    ai_quotite_min = models.DecimalField(
        "association intermédiaire : quotité minimale",
        max_digits=3,
        decimal_places=2,
        default=Decimal("0.33"),
        db_default=Decimal("0.33"),
    )
    denominateur = models.CharField(
        "dénominateur", max_length=20, choices=Denominateur.choices, default=Denominateur.TOUTES
    )
    rattachement = models.CharField(
        max_length=20, choices=Rattachement.choices, default=Rattachement.SORTIE
    )

    objects = RegleSortieQuerySet.as_manager()

    class Meta:
        verbose_name = "règle de sortie"
        verbose_name_plural = "règles de sortie"
        ordering = ["-version"]
        constraints = [
            ExclusionConstraint(
                name="regle_sans_chevauchement",
                expressions=[(plage("valide_du", "valide_au"), RangeOperators.OVERLAPS)],
                violation_error_message="Une autre règle est valide à ces dates.",
            ),
            models.CheckConstraint(
                condition=Q(valide_au__isnull=True) | Q(valide_au__gte=F("valide_du")),
                name="regle_fin_apres_debut",
                violation_error_message="La fin de validité précède son début.",
            ),
            models.CheckConstraint(
                condition=Q(saisonnier_mois_sur_12__isnull=True)
                | Q(saisonnier_mois_sur_12__gte=1, saisonnier_mois_sur_12__lte=12),
                name="regle_saisonnier_plausible",
                violation_error_message="Le travail saisonnier se compte de 1 à 12 mois sur 12.",
                violation_error_code="saisonnier_mois_sur_12",
            ),
            models.CheckConstraint(
                condition=Q(ai_age_min__isnull=True) | Q(ai_age_min__gte=16, ai_age_min__lte=70),
                name="regle_ai_plausible",
                violation_error_message="L'âge va de 16 à 70 ans.",
                violation_error_code="ai_age_min",
            ),
            models.CheckConstraint(
                condition=Q(quotite_min__gte=0, quotite_min__lte=1),
                name="regle_quotite_plausible",
                violation_error_message=QUOTITE,
                violation_error_code="quotite_min",
            ),
            models.CheckConstraint(
                condition=Q(ai_quotite_min__gte=0, ai_quotite_min__lte=1),
                name="regle_ai_quotite_plausible",
                violation_error_message=QUOTITE,
                violation_error_code="ai_quotite_min",
            ),
        ]
        triggers = [
            # Seen once the transaction is over: the end of one and the next one come together.
            pgtrigger.Trigger(
                name="regles_sans_trou",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=lire_sql(__file__, "des_regles_qui_se_suivent"),
            ),
            pgtrigger.Trigger(
                name="regle_qui_a_servi",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["valide_au"]),
                func=lire_sql(__file__, "figer_une_regle_qui_a_servi"),
            ),
            pgtrigger.Trigger(
                name="regle_qui_a_servi_reste",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=lire_sql(__file__, "garder_une_regle_qui_a_servi"),
            ),
        ]

    def __str__(self):
        return f"Règle v{self.version} : {self.libelle}"

    def categorie_de(self, motif):
        """The category this rule gives to `motif`; copied into the exit when it is validated."""
        if motif.deduit_de == DeduitDe.IAE:
            return Categorie.POSITIVE if self.iae_positive else Categorie.AUTRE
        if motif.deduit_de in self._deductions_ecartees():
            return Categorie.AUTRE
        return Categorie(motif.categorie)

    def _deductions_ecartees(self):
        ecartees = {
            origine
            for champ, origines in DEDUCTIONS_COMMUTEES.items()
            if not getattr(self, champ)
            for origine in origines
        }
        if self.interim == ModeInterim.NON:
            ecartees.add(DeduitDe.INTERIM)
        if self.formation == ModeFormation.NON:
            ecartees.add(DeduitDe.FORMATION)
        if self.ai_age_min is None:
            ecartees.add(DeduitDe.AI)
        return ecartees

    @property
    def a_servi(self):
        """Whether an exit follows it, or followed it once."""
        return Sortie.pgh_event_model.objects.filter(regle=self.pk).exists()

    @property
    def exigence(self):
        """ "au moins 6 mois"."""
        return f"{self.get_operateur_duree_display()} {self.duree_min_mois} mois"

    @property
    def precisions(self):
        """What its options add to its own words, a sentence each."""
        dits = []
        if self.creation_positive:
            dits.append(f"Une entreprise fermée avant {self.duree_min_mois} mois ne compte pas.")
        if self.fenetre_emploi_jours:
            dits.append(
                f"L'emploi est tenu le jour de la sortie, ou a pris fin "
                f"{self.fenetre_emploi_jours} jours plus tôt au plus."
            )
        if self.saisonnier_mois_sur_12:
            dits.append(
                f"Le travail saisonnier compte à partir de {self.saisonnier_mois_sur_12} mois "
                "d'emploi sur les 12 derniers."
            )
        if self.ai_age_min:
            dits.append(
                f"À partir de {self.ai_age_min} ans, {self.ai_mois_min} mois de missions en "
                "association intermédiaire comptent, à "
                f"{self.ai_quotite_min:.0%} d'un temps plein.".replace("%", " %")
            )
        return dits

    @property
    def phrase(self):
        """The rule in a few words, printed under every rate."""
        options = "".join(f"{dit} " for dit in self.precisions)
        depuis = f"valide depuis le {self.valide_du:%d/%m/%Y}"
        if self.valide_au:
            depuis = f"valide du {self.valide_du:%d/%m/%Y} au {self.valide_au:%d/%m/%Y}"
        return (
            f"Règle v{self.version}, {depuis} : {self.libelle} "
            f"{options}Le taux divise les sorties positives par "
            f"{self.get_denominateur_display()} ; une sortie compte à "
            f"{self.get_rattachement_display()}."
        )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Sortie(models.Model):
    """The exit of one parcours: proposed by the référent, then frozen by the commission."""

    parcours = models.OneToOneField(Parcours, on_delete=models.CASCADE, related_name="sortie")
    motif = models.ForeignKey(MotifSortie, on_delete=models.PROTECT)
    date_effet = models.DateField("date de sortie")
    commentaire = models.TextField(blank=True, max_length=5000)
    proposee_par = models.ForeignKey(
        Agent,
        verbose_name="proposée par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    proposee_le = models.DateField("proposée le")
    categorie = models.CharField("catégorie", max_length=10, choices=Categorie.choices, blank=True)
    regle = models.ForeignKey(RegleSortie, on_delete=models.PROTECT, null=True, blank=True)
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, null=True, blank=True)
    validee_le = models.DateField("validée le", null=True, blank=True)
    # What the deduction read that day (`sorties.gardes`), so that another rule can be tried on it;
    # null: validated before facts were kept, or imported.
    faits = models.JSONField(null=True, blank=True, editable=False)

    etat = EtatDe("categorie", Categorie)

    class Meta:
        indexes = [models.Index(fields=["motif"], name="sortie_motif")]
        constraints = [
            models.CheckConstraint(
                condition=Q(categorie="", regle__isnull=True, validee_le__isnull=True)
                | Q(
                    categorie__in=Categorie.values,
                    regle__isnull=False,
                    validee_le__isnull=False,
                ),
                name="sortie_validee_avec_sa_regle",
                violation_error_message="Une sortie validée porte sa catégorie et sa règle.",
            ),
        ]
        triggers = [
            definitif(
                "sortie_figee",
                pgtrigger.Q(old__validee_le__isnull=False),
                NatureCorrection.DECISION,
                NatureCorrection.SORTIE,
            )
        ]

    def __str__(self):
        return f"{self.motif} le {self.date_effet:%d/%m/%Y}"
