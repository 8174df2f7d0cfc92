from django.conf import settings
from django.db import models


class Consultation(models.Model):
    """One opening of a dossier: who, when, what. Append only, shown to the person on request.

    The dossier is a bare number: this app sits below the one that knows participants.
    """

    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    participant_id = models.BigIntegerField("dossier")
    objet = models.CharField("ce qui a été consulté", max_length=60)
    # Which document, which figure: it may say something of health or justice. The person reads it;
    # of the house, only who may read such facts of everybody.
    detail = models.CharField("précisément", max_length=200, blank=True, db_default="")
    # Of a partner's application, the agent before the screen, as its headers say.
    declarant = models.CharField("agent déclaré", max_length=260, blank=True, db_default="")
    consulte_le = models.DateTimeField("consulté le", auto_now_add=True)
    en_lot = models.BooleanField("avec beaucoup d'autres", default=False, db_default=False)

    class Meta:
        ordering = ["-consulte_le", "-pk"]
        indexes = [
            models.Index(fields=["participant_id", "-consulte_le"]),
            models.Index(
                fields=["agent", "-consulte_le"],
                name="consultation_ouvertures",
                condition=models.Q(en_lot=False),
            ),
        ]

    def __str__(self):
        return f"{self.agent} – {self.objet} – {self.consulte_le:%d/%m/%Y %H:%M}"
