import re

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from accompagnement.enums import COURRIERS
from accompagnement.enums.courrier import faute_de_champ, jamais_remplis
from accompagnement.models.parcours import Parcours
from plie.comptes.models import Agent

VIDE = r"^\s*$"
# What the window of the envelope holds.
LIGNES_MAX = 6
CODE_POSTAL = re.compile(r"\b\d{4,5}\b")


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class Courrier(models.Model):
    """A letter as it was printed, word for word: printed again, it says the same. `lecture` says
    who reads it."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="courriers")
    modele = models.CharField(
        "modèle", max_length=30, choices=[(code.value, code.label) for code in COURRIERS]
    )
    expediteur = models.TextField("expéditeur", max_length=600, blank=True)
    destinataire = models.TextField("destinataire", max_length=400)
    objet = models.CharField(max_length=300)
    texte = models.TextField(max_length=5000)
    auteur = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    # Of the letters made at once, printed in one file.
    lot = models.UUIDField(null=True, blank=True, editable=False)
    cree_le = models.DateTimeField("écrit le", auto_now_add=True, db_default=Now())

    class Meta:
        ordering = ["-cree_le", "-pk"]
        indexes = [
            models.Index(fields=["parcours", "-cree_le"], name="courrier_du_parcours"),
            models.Index(fields=["lot"], name="courrier_du_lot", condition=Q(lot__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(modele__in=[code.value for code in COURRIERS]),
                name="courrier_d_un_modele",
                violation_error_message="Choisissez un modèle de courrier.",
                violation_error_code="modele",
            ),
            models.CheckConstraint(
                condition=~Q(objet__regex=VIDE),
                name="courrier_avec_un_objet",
                violation_error_message="Donnez un objet à ce courrier.",
                violation_error_code="objet",
            ),
            models.CheckConstraint(
                condition=~Q(texte__regex=VIDE),
                name="courrier_dit_quelque_chose",
                violation_error_message="Écrivez le texte du courrier.",
                violation_error_code="texte",
            ),
            models.CheckConstraint(
                condition=~Q(destinataire__regex=VIDE),
                name="courrier_a_quelqu_un",
                violation_error_message="Écrivez l'adresse du destinataire.",
                violation_error_code="destinataire",
            ),
        ]
        triggers = [
            # A merge moves it; nothing rewrites it.
            pgtrigger.Protect(
                name="courrier_fige",
                operation=pgtrigger.UpdateOf(
                    "modele", "expediteur", "destinataire", "objet", "texte", "auteur_id", "cree_le"
                ),
            ),
        ]

    def __str__(self):
        return f"{self.get_modele_display()} du {self.date:%d/%m/%Y}"

    @property
    def date(self):
        """That of the letter; today, for one that is not written yet."""
        return timezone.localdate(self.cree_le if self.pk else None)

    def clean(self):
        """Nothing that stood for something else is sent as it is; the address is one."""
        fautes = {
            champ: jamais_remplis(getattr(self, champ)) or faute_de_champ(getattr(self, champ))
            for champ in ("objet", "texte", "destinataire")
        }
        fautes["destinataire"] = fautes["destinataire"] or self._faute_d_adresse()
        if any(fautes.values()):
            raise ValidationError({champ: faute for champ, faute in fautes.items() if faute})

    def _faute_d_adresse(self):
        if not CODE_POSTAL.search(self.destinataire):
            return "Écrivez l'adresse jusqu'au code postal et à la ville."
        if len(self.destinataire.splitlines()) > LIGNES_MAX:
            return f"La fenêtre de l'enveloppe montre {LIGNES_MAX} lignes au plus."
        return ""
