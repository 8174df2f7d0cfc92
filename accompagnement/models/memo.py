from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from accompagnement.models.parcours import Parcours
from accompagnement.portefeuille import voit_tout
from plie.comptes.models import Agent


class MemoQuerySet(models.QuerySet):
    def de(self, agent):
        """Those that `agent` wrote or that are theirs to do."""
        return self.filter(Q(auteur=agent) | Q(pour=agent))

    def visibles_par(self, agent):
        """Theirs, and nobody else's; what speaks of a person whom they may no longer open has
        disappeared."""
        siens = self.de(agent)
        if voit_tout(agent):
            return siens
        visibles = Parcours.objects.order_by().visibles_par(agent).values("pk")
        return siens.filter(Q(parcours=None) | Q(parcours__in=visibles))

    def a_faire(self):
        return self.filter(fait_le__isnull=True)

    def avec_qui(self):
        return self.select_related("parcours__participant", "auteur", "pour")


class Memo(models.Model):
    """Something to do by a day, on a person or alone; read by who wrote it and who is to do it."""

    auteur = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    pour = models.ForeignKey(
        Agent, verbose_name="à faire par", on_delete=models.CASCADE, related_name="memos"
    )
    parcours = models.ForeignKey(
        Parcours, on_delete=models.CASCADE, null=True, blank=True, related_name="memos"
    )
    texte = models.CharField("à faire", max_length=300)
    le = models.DateField("pour le")
    fait_le = models.DateTimeField("fait le", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    cree_le = models.DateTimeField("créé le", auto_now_add=True, db_default=Now())

    objects = MemoQuerySet.as_manager()

    class Meta:
        verbose_name = "mémo"
        ordering = ["le", "pk"]
        indexes = [
            models.Index(fields=["pour", "le"], name="memo_a_faire", condition=Q(fait_le=None)),
            models.Index(fields=["auteur"], name="memo_de_l_auteur"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(texte__regex=r"\S"),
                name="memo_dit_quelque_chose",
                violation_error_message="Écrivez ce qu'il y a à faire.",
                violation_error_code="texte",
            ),
            models.CheckConstraint(
                condition=Q(le__gte="2000-01-01", le__lt="2100-01-01"),
                name="memo_date_plausible",
                violation_error_message="L'année de ce mémo n'est pas plausible.",
                violation_error_code="le",
            ),
        ]

    def __str__(self):
        return self.texte

    @property
    def est_en_retard(self):
        return self.fait_le is None and self.le < timezone.localdate()
