import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from accompagnement.enums import (
    MISES_EN_RELATION_CONCLUES,
    TRANSITIONS_MISE_EN_RELATION,
    MotifMiseEnRelation,
    StatutMiseEnRelation,
)
from accompagnement.models.emploi import Emploi
from accompagnement.models.parcours import Parcours
from offres.enums import ORIGINES_IMPORTEES, Origine
from offres.models import Etablissement, Offre
from plie.comptes.models import Agent
from plie.socle.etats import EtatDe
from plie.taches.models import dernier_statut

FICHE = "accompagnement.tasks.envoyer_fiche"
SANS_MOTIF = [
    statut
    for statut in StatutMiseEnRelation
    if statut not in MISES_EN_RELATION_CONCLUES or statut == StatutMiseEnRelation.EMBAUCHEE
]
DATES = ("repondue_le", "transmise_le", "entretien_le", "conclue_le")


class MiseEnRelationQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        return self.filter(parcours__in=Parcours.objects.visibles_par(agent))

    def en_cours(self):
        return self.exclude(statut__in=MISES_EN_RELATION_CONCLUES)

    def promises_tenues(self):
        """Those still open whose job, promised for a day to come, has begun."""
        return self.en_cours().filter(emploi__date_debut__lte=timezone.localdate())

    def avec_envoi(self):
        """The statut of the mail that takes its sheet to the person, or None."""
        return self.annotate(envoi=dernier_statut(FICHE))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class MiseEnRelation(models.Model):
    """One offer proposed to one person, followed to its outcome.

    What is copied from the offer is what the licence of France Travail's offers lets one keep
    once it is withdrawn (article 7): no employer, no place, no text. Ours keep their employer.
    """

    parcours = models.ForeignKey(
        Parcours, on_delete=models.CASCADE, related_name="mises_en_relation"
    )
    offre = models.ForeignKey(Offre, on_delete=models.PROTECT, related_name="+")
    statut = models.CharField(
        max_length=12,
        choices=StatutMiseEnRelation.choices,
        default=StatutMiseEnRelation.PROPOSEE,
    )
    proposee_par = models.ForeignKey(
        Agent, verbose_name="proposée par", on_delete=models.PROTECT, related_name="+"
    )
    proposee_le = models.DateField("proposée le")
    repondue_le = models.DateField("réponse de la personne le", null=True, blank=True)
    transmise_le = models.DateField("transmise le", null=True, blank=True)
    entretien_le = models.DateField("entretien d'embauche le", null=True, blank=True)
    conclue_le = models.DateField("conclue le", null=True, blank=True)
    motif = models.CharField(max_length=20, choices=MotifMiseEnRelation.choices, blank=True)
    commentaire = models.TextField(blank=True, max_length=2000)
    rappel_le = models.DateField("me le rappeler le", null=True, blank=True)
    fiche_envoyee_le = models.DateTimeField(
        "fiche envoyée le", null=True, blank=True, editable=False
    )
    emploi = models.OneToOneField(
        Emploi, on_delete=models.SET_NULL, null=True, blank=True, related_name="mise_en_relation"
    )

    origine = models.CharField(max_length=15, choices=Origine.choices)
    rome_code = models.CharField(max_length=5, blank=True)
    rome_libelle = models.CharField("métier", max_length=250, blank=True)
    contrat_libelle = models.CharField("contrat", max_length=120, blank=True)
    heures_hebdo = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    departement = models.CharField(max_length=3, blank=True)
    etablissement = models.ForeignKey(
        Etablissement, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    cree_le = models.DateTimeField("créée le", auto_now_add=True, db_default=Now())
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    etat = EtatDe("statut", StatutMiseEnRelation)
    objects = MiseEnRelationQuerySet.as_manager()

    class Meta:
        verbose_name = "mise en relation"
        verbose_name_plural = "mises en relation"
        ordering = ["-proposee_le", "-pk"]
        indexes = [
            models.Index(fields=["parcours", "-proposee_le"], name="mise_en_relation_parcours"),
            models.Index(fields=["offre"], name="mise_en_relation_offre"),
            models.Index(fields=["proposee_le"], name="mise_en_relation_proposee"),
            models.Index(
                fields=["conclue_le"],
                name="mise_en_relation_conclue",
                condition=Q(conclue_le__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "offre"],
                condition=~Q(statut__in=MISES_EN_RELATION_CONCLUES),
                name="mise_en_relation_une_en_cours",
                violation_error_message="Cette offre est déjà proposée à cette personne.",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=MISES_EN_RELATION_CONCLUES, conclue_le__isnull=False)
                | ~Q(statut__in=MISES_EN_RELATION_CONCLUES) & Q(conclue_le__isnull=True),
                name="mise_en_relation_conclue_a_une_date",
                violation_error_message="Une mise en relation conclue a une date.",
                violation_error_code="conclue_le",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=SANS_MOTIF, motif="")
                | ~Q(statut__in=SANS_MOTIF) & ~Q(motif=""),
                name="mise_en_relation_motif",
                violation_error_message="Indiquez le motif.",
                violation_error_code="motif",
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{champ}__isnull": True})
                    | Q(**{f"{champ}__gte": F("proposee_le")}),
                    name=f"mise_en_relation_{champ}_apres",
                    violation_error_message="Cette date précède la proposition.",
                    violation_error_code=champ,
                )
                for champ in DATES
            ],
            models.CheckConstraint(
                condition=Q(proposee_le__gte="2000-01-01", proposee_le__lt="2100-01-01"),
                name="mise_en_relation_date_plausible",
                violation_error_message="L'année de la proposition n'est pas plausible.",
                violation_error_code="proposee_le",
            ),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{champ}__gte": "2000-01-01", f"{champ}__lt": "2100-01-01"}),
                    name=f"mise_en_relation_{champ}_plausible",
                    violation_error_message="L'année de cette date n'est pas plausible.",
                    violation_error_code=champ,
                )
                for champ in (*DATES, "rappel_le")
            ],
        ]
        triggers = [
            pgtrigger.FSM(
                name="mise_en_relation_transitions",
                field="statut",
                transitions=[
                    (depart.value, arrivee.value)
                    for depart, arrivees in TRANSITIONS_MISE_EN_RELATION.items()
                    for arrivee in sorted(arrivees)
                ],
            ),
        ]

    def __str__(self):
        return f"{self.libelle} ({self.get_statut_display().lower()})"

    @property
    def libelle(self):
        """Its trade; without one, the title of an offer of ours, and of the others what their
        licence lets one tell whatever became of them."""
        if self.rome_libelle or self.origine not in ORIGINES_IMPORTEES:
            return self.rome_libelle or self.offre.intitule
        return self.contrat_libelle or self.get_origine_display()
