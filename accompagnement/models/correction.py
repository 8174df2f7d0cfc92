"""A decision, an entry or an exit that was wrong: what the triggers let through, and why."""

from datetime import date

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from accompagnement.enums import NatureCorrection, Statut
from accompagnement.models.parcours import Parcours
from accompagnement.models.passage import Passage
from plie.comptes.models import Agent

CHANGEMENTS = (
    ("statut", "statut"),
    ("date_entree", "entrée"),
    ("date_sortie", "sortie"),
    ("non_entree", "non-entrée"),
)


def _dire(champ, etat):
    valeur = etat[champ]
    if champ == "statut":
        return Statut(valeur).label.lower()
    return f"{date.fromisoformat(valeur):%d/%m/%Y}" if valeur else "aucune"


class TransactionActuelle(models.Func):
    """The number of the transaction that runs; PostgreSQL never gives it twice."""

    template = "pg_current_xact_id()::text::bigint"
    output_field = models.BigIntegerField()
    arity = 0


class CorrectionQuerySet(models.QuerySet):
    def en_attente(self):
        """Neither done nor refused: a frozen month waits for a second person."""
        return self.filter(faite_le__isnull=True, refusee_le__isnull=True)

    def faites(self):
        return self.filter(faite_le__isnull=False)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Correction(models.Model):
    """`passage` is the case whose decision is no longer in force; none for one that its commission,
    still sitting, decides again. `avant` and `apres`: statut, date_entree, date_sortie, and the day
    of the non_entree."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="corrections")
    nature = models.CharField(max_length=10, choices=NatureCorrection.choices)
    passage = models.ForeignKey(
        Passage, on_delete=models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    motif = models.TextField(max_length=2000)
    avant = models.JSONField()
    apres = models.JSONField("après")
    demandee_par = models.ForeignKey(
        Agent, verbose_name="demandée par", on_delete=models.PROTECT, related_name="+"
    )
    demandee_le = models.DateTimeField("demandée le", auto_now_add=True, db_default=Now())
    touche_un_mois_arrete = models.BooleanField("touche un mois arrêté")
    confirmee_par = models.ForeignKey(
        Agent,
        verbose_name="confirmée par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    confirmee_le = models.DateTimeField("confirmée le", null=True, blank=True)
    refusee_par = models.ForeignKey(
        Agent,
        verbose_name="refusée par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    refusee_le = models.DateTimeField("refusée le", null=True, blank=True)
    # The beginning of its transaction, as the history dates what that transaction writes.
    faite_le = models.DateTimeField("faite le", null=True, blank=True)
    transaction = models.BigIntegerField(null=True, blank=True, editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-demandee_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(motif__regex=r"^\s*$"),
                name="correction_motivee",
                violation_error_message="Indiquez pourquoi vous corrigez.",
                violation_error_code="motif",
            ),
            models.CheckConstraint(
                condition=Q(faite_le__isnull=True)
                | Q(touche_un_mois_arrete=False)
                | Q(confirmee_par__isnull=False),
                name="correction_d_un_mois_arrete_confirmee",
                violation_error_message="Ce mois est arrêté : la direction confirme d'abord.",
            ),
            models.CheckConstraint(
                condition=(Q(confirmee_par__isnull=True) | ~Q(confirmee_par=F("demandee_par")))
                & (Q(refusee_par__isnull=True) | ~Q(refusee_par=F("demandee_par"))),
                name="correction_jugee_par_une_autre_personne",
                violation_error_message="Qui demande une correction ne la juge pas.",
            ),
            models.CheckConstraint(
                condition=Q(confirmee_par__isnull=True, confirmee_le__isnull=True)
                | Q(confirmee_par__isnull=False, confirmee_le__isnull=False),
                name="correction_confirmee_par_quelqu_un",
                violation_error_message="Une confirmation a un auteur et une date.",
            ),
            models.CheckConstraint(
                condition=Q(refusee_par__isnull=True, refusee_le__isnull=True)
                | Q(
                    refusee_par__isnull=False,
                    refusee_le__isnull=False,
                    confirmee_le__isnull=True,
                    faite_le__isnull=True,
                ),
                name="correction_refusee_par_quelqu_un",
                violation_error_message="Une correction est refusée, ou faite.",
            ),
            models.CheckConstraint(
                condition=Q(faite_le__isnull=True, transaction__isnull=True)
                | Q(faite_le__isnull=False, transaction__isnull=False),
                name="correction_faite_dans_sa_transaction",
                violation_error_message="Une correction faite nomme sa transaction.",
            ),
            models.UniqueConstraint(
                fields=["parcours"],
                condition=Q(faite_le__isnull=True, refusee_le__isnull=True),
                name="correction_une_seule_en_attente",
                violation_error_message="Une correction de ce parcours attend déjà la direction.",
            ),
            models.UniqueConstraint(
                fields=["passage"],
                condition=Q(refusee_le__isnull=True),
                name="correction_une_seule_par_passage",
                violation_error_message="Cette décision est déjà annulée.",
            ),
        ]
        indexes = [
            models.Index(fields=["parcours", "transaction"], name="correction_transaction"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="correction_close",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__faite_le__isnull=False)
                | pgtrigger.Q(old__refusee_le__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.get_nature_display()} : {self.parcours.participant}"

    @property
    def lignes(self):
        """What it changes, in words."""
        return [
            f"{libelle} : {_dire(champ, self.avant)} → {_dire(champ, self.apres)}"
            for champ, libelle in CHANGEMENTS
            if self.avant[champ] != self.apres[champ]
        ]

    @property
    def est_en_attente(self):
        return self.faite_le is None and self.refusee_le is None
