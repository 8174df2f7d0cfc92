"""How a prescription ends when the person never comes before a commission."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from accompagnement.enums import MoyenReponse, NatureCorrection, Statut
from accompagnement.models.garde import definitif
from accompagnement.models.parcours import Parcours
from accompagnement.models.sortie import MotifQuerySet
from plie.comptes.models import Agent
from plie.socle.sql import lire_sql

EXIGER = lire_sql(__file__, "exiger_un_parcours_clos_sans_entree")
ENVOI = "accompagnement.tasks.envoyer_reponse_non_entree"
REPRISE = "accompagnement.tasks.annoncer_la_reprise"


class MotifNonEntree(models.Model):
    """Why a person does not enter, and what their prescriber is told of it unless somebody writes
    something else. A PLIE edits the list."""

    code = models.SlugField(primary_key=True, max_length=40)
    libelle = models.CharField("libellé", max_length=100)
    reponse = models.TextField(
        "réponse proposée",
        max_length=1000,
        blank=True,
        default="",
        db_default="",
        help_text="Ce que le prescripteur lira. Ni santé, ni justice, ni logement.",
    )
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

    objects = MotifQuerySet.as_manager()

    class Meta:
        verbose_name = "motif de non-entrée"
        verbose_name_plural = "motifs de non-entrée"
        ordering = ["ordre", "libelle"]

    def __str__(self):
        return self.libelle


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class NonEntree(models.Model):
    """The end of a parcours before any entry, and the answer to its prescriber."""

    parcours = models.OneToOneField(Parcours, on_delete=models.CASCADE, related_name="non_entree")
    motif = models.ForeignKey(MotifNonEntree, on_delete=models.PROTECT, related_name="+")
    date = models.DateField("constatée le")
    moyen = models.CharField("réponse au prescripteur", max_length=10, choices=MoyenReponse.choices)
    reponse = models.TextField("texte de la réponse", max_length=2000, blank=True)
    prononcee_par = models.ForeignKey(
        Agent, verbose_name="prononcée par", on_delete=models.PROTECT, related_name="+"
    )
    cree_le = models.DateTimeField("enregistrée le", auto_now_add=True, db_default=Now())
    reponse_envoyee_le = models.DateTimeField("réponse envoyée le", null=True, blank=True)

    class Meta:
        verbose_name = "non-entrée"
        verbose_name_plural = "non-entrées"
        ordering = ["-date", "-pk"]
        indexes = [models.Index(fields=["date"], name="non_entree_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(moyen__in=MoyenReponse.values),
                name="non_entree_moyen_connu",
                violation_error_message="Choisissez comment prévenir le prescripteur.",
                violation_error_code="moyen",
            ),
            models.CheckConstraint(
                condition=Q(moyen=MoyenReponse.AUCUN) | ~Q(reponse__regex=r"^\s*$"),
                name="non_entree_reponse_ecrite",
                violation_error_message="Écrivez ce que le prescripteur lira.",
                violation_error_code="reponse",
            ),
            models.CheckConstraint(
                condition=Q(reponse_envoyee_le__isnull=True) | Q(moyen=MoyenReponse.COURRIEL),
                name="non_entree_envoyee_par_courriel",
                violation_error_message="Seul un courriel est envoyé.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="non_entree_d_un_parcours_clos",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=EXIGER.format(statut=Statut.NON_ENTRE.value),
            ),
            definitif(
                "non_entree_definitive",
                None,
                NatureCorrection.NON_ENTREE,
                operation=pgtrigger.Delete,
            ),
        ]

    def __str__(self):
        return f"{self.motif} le {self.date:%d/%m/%Y}"
