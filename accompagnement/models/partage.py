import uuid

import pghistory
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone

from accompagnement.models.participant import Participant
from accompagnement.portefeuille import est_partenaire
from plie.comptes.models import Agent, Structure
from plie.socle.sql import lire_sql


class OppositionQuerySet(models.QuerySet):
    def en_cours(self):
        return self.filter(levee_le__isnull=True)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Opposition(models.Model):
    """A person refuses that what is known of them be shared: with one partner, or with all
    (RGPD, article 21)."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="oppositions"
    )
    # Null: all partners.
    structure = models.ForeignKey(
        Structure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="partenaire",
    )
    recueillie_le = models.DateField("recueillie le", default=timezone.localdate)
    recueillie_par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    levee_le = models.DateTimeField("levée le", null=True, blank=True)
    levee_par = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = OppositionQuerySet.as_manager()

    class Meta:
        ordering = ["-recueillie_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "structure"],
                condition=Q(levee_le__isnull=True),
                nulls_distinct=False,
                name="opposition_une_en_cours",
                violation_error_message="Cette opposition est déjà enregistrée.",
            ),
            models.CheckConstraint(
                condition=Q(levee_le__isnull=True, levee_par__isnull=True)
                | Q(levee_le__isnull=False, levee_par__isnull=False),
                name="opposition_levee_par_quelqu_un",
                violation_error_message="La levée d'une opposition a une date et un auteur.",
            ),
        ]

    def __str__(self):
        return f"Opposition au partage avec {self.structure or 'tous les partenaires'}"


class PartageQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        """What the partner of `agent` may read today: a person who has refused it since is one that
        the partner never knew."""
        if not est_partenaire(agent):
            return self.none()
        return self.filter(
            ~Exists(oppositions_a(agent.structure_id, OuterRef("participant"))),
            structure=agent.structure_id,
            participant__fusionne_dans__isnull=True,
        )


def oppositions_a(structure, participant):
    """The refusals in force that concern this partner and this person."""
    a_eux = Q(structure=structure) | Q(structure__isnull=True)
    return Opposition.objects.en_cours().filter(a_eux, participant=participant)


class Partage(models.Model):
    """A partner knows that a person is accompanied: it presented their exact number, or sent them.

    `identifiant` is how the partner names them from then on: it says nothing, and is another one
    for each partner.
    """

    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="partages")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="partages")
    identifiant = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cree_le = models.DateTimeField("connu depuis le", auto_now_add=True, db_default=Now())

    objects = PartageQuerySet.as_manager()

    class Meta:
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "participant"],
                name="partage_une_fois",
                violation_error_message="Ce partenaire connaît déjà cette personne.",
            ),
        ]

    def __str__(self):
        return f"Partagé avec {self.structure}"


ANNONCE = lire_sql(__file__, "dire_aux_partenaires")


def dire_aux_partenaires(participant):
    """The body of a trigger that tells the partners who know `participant` (an SQL expression) that
    what they read has changed: bulk writes and raw SQL are told too."""
    return ANNONCE.format(participant=participant)
