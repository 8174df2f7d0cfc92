"""What changed and concerns a partner: written with the change, read in an order that holds."""

from django.db import connection, models
from django.db.models.functions import Now

from plie.comptes.models import Structure
from plie.socle import verrous
from plie.socle.sql import lire_sql

NUMEROTER = lire_sql(__file__, "numeroter")
DISTRIBUER = lire_sql(__file__, "distribuer")


class TransactionEnCours(models.Func):
    """The number of the transaction that writes, which PostgreSQL never gives twice."""

    template = "pg_current_xact_id()::text::bigint"
    output_field = models.BigIntegerField()


class EvenementQuerySet(models.QuerySet):
    def de_la_structure(self, structure_id, *, depuis=0):
        """Those numbered after `depuis`, in order."""
        return self.filter(structure=structure_id, numero__gt=depuis).order_by("numero")


class Evenement(models.Model):
    """One change of one resource, for one partner: its kind and where to read it, nothing more.
    What may be read there is asked again then.

    `numero` is given after the transaction, to what can be read, by one at a time: an event that
    commits late has a later number, and whoever has read up to one has missed nothing.
    """

    structure = models.ForeignKey(Structure, on_delete=models.CASCADE, related_name="+")
    type = models.CharField(max_length=40)
    ressource = models.CharField("adresse de la ressource", max_length=100)
    ecrit_le = models.DateTimeField("le", db_default=Now())
    transaction = models.BigIntegerField(db_default=TransactionEnCours(), editable=False)
    numero = models.BigIntegerField("numéro", null=True, unique=True, editable=False)

    objects = EvenementQuerySet.as_manager()

    class Meta:
        verbose_name = "événement"
        ordering = ["numero"]
        indexes = [
            models.Index(fields=["structure", "numero"], name="evenement_du_partenaire"),
            models.Index(
                fields=["id"],
                name="evenement_a_numeroter",
                condition=models.Q(numero__isnull=True),
            ),
            models.Index(fields=["ecrit_le"], name="evenement_a_purger"),
        ]
        constraints = [
            # A resource that an act touches twice has changed once.
            models.UniqueConstraint(
                fields=["structure", "ressource", "type", "transaction"],
                name="evenement_un_par_transaction",
                violation_error_message="Cet événement est déjà noté.",
            ),
        ]

    def __str__(self):
        return f"{self.type} : {self.ressource}"


def numeroter():
    """Number what is written and was not; one caller at a time. Returns how many were. To be
    called in a transaction of its own: the lock lasts as long."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT pg_advisory_xact_lock(%s)", [verrous.EVENEMENTS])
        curseur.execute(NUMEROTER)
        return curseur.rowcount
