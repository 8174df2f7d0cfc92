from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.text import capfirst

from accompagnement.enums.notification import Canal
from accompagnement.models.parcours import Parcours
from accompagnement.portefeuille import voit_tout
from plie.comptes.models import Agent
from plie.interface.notifications import natures


class NotificationQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        """Those addressed to `agent`; what speaks of a person whom they may no longer open has
        disappeared."""
        siennes = self.filter(destinataire=agent)
        if voit_tout(agent):
            return siennes
        visibles = Parcours.objects.order_by().visibles_par(agent)
        return siennes.filter(Q(parcours=None) | Q(parcours__in=visibles.values("pk")))

    def non_lues(self):
        return self.filter(lue_le__isnull=True)

    def les_nouvelles_d_abord(self):
        return self.order_by(F("lue_le").desc(nulls_first=True), "-cree_le", "-pk")

    def a_resumer(self):
        """Those that wait for the morning's mail; what was read meanwhile needs none."""
        return self.non_lues().filter(par_courriel=True, envoyee_le__isnull=True)


class Notification(models.Model):
    """One thing that one agent is told of, read once. It holds facts and no sentence: its text and
    what it opens are those of its `nature`, and the person is named to who may open the dossier."""

    destinataire = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="notifications")
    nature = models.CharField(max_length=40)
    parcours = models.ForeignKey(
        Parcours, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # The key of what it opens, when that is not the person.
    objet = models.BigIntegerField(null=True, blank=True)
    auteur = models.ForeignKey(
        Agent, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # Nothing of health, justice or housing: a decision, dates, a number, a colleague's name.
    precision = models.CharField("précision", max_length=200, blank=True)
    par_courriel = models.BooleanField(default=False)
    cree_le = models.DateTimeField("créée le", auto_now_add=True, db_default=Now())
    lue_le = models.DateTimeField("lue le", null=True, blank=True)
    envoyee_le = models.DateTimeField("envoyée le", null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ["-cree_le", "-pk"]
        indexes = [
            models.Index(fields=["destinataire", "-cree_le"], name="notification_du_destinataire"),
            models.Index(fields=["nature", "objet"], name="notification_de_l_objet"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["destinataire", "nature", "parcours", "objet"],
                condition=Q(lue_le__isnull=True),
                nulls_distinct=False,
                name="notification_dite_une_fois",
            ),
            models.CheckConstraint(
                condition=~Q(nature=""),
                name="notification_d_une_nature",
                violation_error_message="Une notification a une nature.",
            ),
            models.CheckConstraint(
                condition=Q(envoyee_le__isnull=True) | Q(par_courriel=True),
                name="notification_envoyee_si_voulue",
                violation_error_message="Cette notification n'est pas de celles que l'on envoie.",
            ),
        ]

    def __str__(self):
        phrase = self.sorte.phrase.format(
            personne=self.parcours and self.parcours.participant,
            au_sujet=f" pour {self.parcours.participant}" if self.parcours else "",
            auteur=self.auteur or "un import de dossiers",
            precision=self.precision,
        )
        return capfirst(phrase)

    @property
    def sorte(self):
        return natures()[self.nature]

    @property
    def adresse(self):
        return self.sorte.adresse(self)


class PreferenceNotification(models.Model):
    """How one agent wants to be told of one kind; without a row, as the kind says."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="preferences")
    nature = models.CharField(max_length=40)
    canal = models.CharField(max_length=10, choices=Canal.choices)

    class Meta:
        verbose_name = "préférence de notification"
        verbose_name_plural = "préférences de notification"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agent", "nature"], name="preference_unique"),
            models.CheckConstraint(
                condition=Q(canal__in=Canal.values),
                name="preference_canal_connu",
                violation_error_message="Ce canal n'existe pas.",
            ),
        ]

    def __str__(self):
        return f"{self.nature} : {self.get_canal_display()}"
