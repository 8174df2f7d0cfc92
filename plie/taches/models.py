from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from plie.taches.enums import NON_ABOUTIS, StatutDemande

# First half of the advisory lock held on the work in progress; the second is the hash of `cle`.
VERROU = 0x54414348
# PostgreSQL shows the two halves of an advisory lock as unsigned numbers.
EST_TENUE = """
    EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND objsubid = 2 AND classid = %s
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND objid::bigint = hashtext(cle)::bigint & 4294967295
    )
"""


class DemandeQuerySet(models.QuerySet):
    def a_faire(self):
        return self.filter(statut=StatutDemande.A_FAIRE)

    def libres(self):
        """Those that no worker carries out: PostgreSQL frees the lock when its session ends."""
        return self.extra(where=[f"NOT {EST_TENUE}"], params=[VERROU])  # noqa: S610

    def non_abouties(self, depuis):
        """Those that failed or were set aside since then: nothing carries them out any more."""
        return self.filter(statut__in=NON_ABOUTIS, finie_le__gte=depuis)


class Demande(models.Model):
    """One piece of work asked of the workers: the row is the truth, the queue only a hint.

    Finished, it is the journal of what ran: when, how many times, with which result.
    """

    tache = models.CharField("tâche", max_length=80)
    arguments = models.JSONField(default=list, blank=True)
    # The task and what it works on: two demands of one key are never carried out at once.
    cle = models.CharField("clé", max_length=120)
    statut = models.CharField(
        max_length=12, choices=StatutDemande.choices, default=StatutDemande.A_FAIRE
    )
    demandee_le = models.DateTimeField("demandée le", default=timezone.now)
    # The hour it stands for, when it comes from the timetable.
    prevue_le = models.DateTimeField("prévue le", null=True, blank=True)
    pas_avant = models.DateTimeField("pas avant", default=timezone.now)
    envoyee_le = models.DateTimeField("envoyée le", default=timezone.now)
    commencee_le = models.DateTimeField("commencée le", null=True, blank=True)
    finie_le = models.DateTimeField("finie le", null=True, blank=True)
    # Beginnings without an end: the process died in the middle.
    livraisons = models.PositiveSmallIntegerField(default=0)
    # Ends by an error that another attempt may not meet.
    essais = models.PositiveSmallIntegerField(default=0)
    # What the task returned, or the name of its error; nothing of anybody.
    resultat = models.JSONField("résultat", null=True, blank=True)

    objects = DemandeQuerySet.as_manager()

    class Meta:
        verbose_name = "travail demandé"
        verbose_name_plural = "travaux demandés"
        ordering = ["-demandee_le", "-pk"]
        indexes = [
            models.Index(
                fields=["cle"], condition=Q(statut=StatutDemande.A_FAIRE), name="demande_a_faire"
            ),
            models.Index(fields=["cle", "-demandee_le"], name="demande_derniere"),
            models.Index(fields=["tache", "-prevue_le"], name="demande_a_l_heure"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(statut=StatutDemande.A_FAIRE, finie_le__isnull=True)
                | ~Q(statut=StatutDemande.A_FAIRE) & Q(finie_le__isnull=False),
                name="demande_finie_quand_elle_l_est",
                violation_error_message="Un travail fini a une date de fin.",
            ),
        ]

    def __str__(self):
        return self.cle

    @property
    def est_reprise(self):
        """Whether an interruption has already sent it again."""
        return self.livraisons > 1 or self.essais > 0


class Avertissement(models.Model):
    """What is wrong with the platform now: kept so that it is mailed once."""

    code = models.CharField(max_length=120, unique=True)
    depuis = models.DateTimeField(default=timezone.now)
    dit_le = models.DateTimeField("envoyé le", null=True, blank=True)

    class Meta:
        verbose_name = "avertissement"
        ordering = ["code"]

    def __str__(self):
        return self.code


def dernier_statut(tache, objet="pk"):
    """A subquery for the rows that `tache` works on: the statut of the latest demand of each."""
    cle = Concat(Value(f"{tache}:"), Cast(OuterRef(objet), models.TextField()))
    return Subquery(Demande.objects.filter(cle=cle).values("statut")[:1])
