from decimal import Decimal

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accompagnement.enums import (
    Categorie,
    Denominateur,
    ModeFormation,
    ModeInterim,
    ModeSixMois,
    OperateurDuree,
    Rattachement,
)
from accompagnement.models.commission import Passage
from accompagnement.models.parcours import Parcours
from plie.comptes.models import Agent
from plie.socle.dates import plage
from plie.socle.etats import EtatDe


class MotifSortie(models.Model):
    """Why a parcours ends. Codes are public and stable; the first list: `actions.regle_sortie`."""

    code = models.SlugField(primary_key=True, max_length=40)
    libelle = models.CharField("libellé", max_length=100)
    categorie = models.CharField("catégorie", max_length=10, choices=Categorie.choices)
    ordre = models.PositiveSmallIntegerField(default=0)
    est_actif = models.BooleanField("proposé à la saisie", default=True)

    class Meta:
        verbose_name = "motif de sortie"
        verbose_name_plural = "motifs de sortie"
        ordering = ["ordre", "libelle"]

    def __str__(self):
        return self.libelle


# Which switch of the rule takes which motifs out of the positive exits.
MOTIFS_COMMUTES = {
    "creation_positive": ("creation_entreprise",),
    "alternance_positive": ("apprentissage", "professionnalisation"),
}


class RegleSortieQuerySet(models.QuerySet):
    def en_vigueur(self, jour):
        """The one rule in force that day; raises RegleSortie.DoesNotExist if there is none."""
        return self.get(
            Q(valide_au__isnull=True) | Q(valide_au__gte=jour),
            valide_du__lte=jour,
        )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class RegleSortie(models.Model):
    """What a positive exit is, between two dates (both included). A used rule never changes."""

    version = models.PositiveIntegerField(unique=True)
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
        ]

    def __str__(self):
        return f"Règle v{self.version} : {self.libelle}"

    def categorie_de(self, motif):
        """The category this rule gives to `motif`; copied into the exit when it is validated."""
        if motif.code == "iae":
            return Categorie.POSITIVE if self.iae_positive else Categorie.AUTRE
        if motif.code in self._motifs_ecartes():
            return Categorie.AUTRE
        return Categorie(motif.categorie)

    def _motifs_ecartes(self):
        ecartes = {
            code
            for champ, codes in MOTIFS_COMMUTES.items()
            if not getattr(self, champ)
            for code in codes
        }
        if self.interim == ModeInterim.NON:
            ecartes.add("interim_6_mois")
        if self.formation == ModeFormation.NON:
            ecartes.add("formation_qualifiante")
        return ecartes

    @property
    def phrase(self):
        """The rule in one sentence, printed under every rate."""
        return (
            f"Règle v{self.version}, valide depuis le {self.valide_du:%d/%m/%Y} : {self.libelle} "
            f"Le taux divise les sorties positives par {self.get_denominateur_display()} ; "
            f"une sortie compte à {self.get_rattachement_display()}."
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
            pgtrigger.Protect(
                name="sortie_figee",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__validee_le__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.motif} le {self.date_effet:%d/%m/%Y}"
