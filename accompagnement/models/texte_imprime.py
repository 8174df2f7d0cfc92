import tomllib
from pathlib import Path

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accompagnement.enums import COURRIERS, TexteCode
from accompagnement.enums.courrier import champs_de, faute_de_champ
from plie.comptes.models import Agent

SANS_REPONSE = "Gardez {réponse} dans le texte : c'est ce que l'orienteur attend."
LIVRES = tomllib.loads(Path(__file__).with_name("textes_imprimes.toml").read_text("utf-8"))


class TexteImprimeQuerySet(models.QuerySet):
    def en_vigueur(self, quand=None):
        """{code: its latest version}, or the latest written at the time `quand`; the wording
        shipped stands for a code not written yet."""
        lus = self.filter(ecrit_le__lte=quand) if quand else self
        ecrits = {t.code: t for t in lus.order_by("code", "-version").distinct("code")}
        return {code: ecrits.get(code) or livre(code) for code in TexteCode}


class TexteImprime(models.Model):
    """One version of a passage of a printed document. A version never changes: what was signed on
    a given day can be read again."""

    code = models.CharField("texte", max_length=30, choices=TexteCode.choices)
    version = models.PositiveIntegerField(default=1, db_default=1)
    titre = models.CharField(max_length=100)
    contenu = models.TextField("texte", max_length=5000)
    # Null: the wording that came with the platform.
    ecrit_par = models.ForeignKey(
        Agent,
        verbose_name="écrit par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    ecrit_le = models.DateTimeField("écrit le", auto_now_add=True)

    objects = TexteImprimeQuerySet.as_manager()

    class Meta:
        verbose_name = "texte imprimé"
        verbose_name_plural = "textes imprimés"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "version"],
                name="texte_imprime_une_fois_par_version",
                violation_error_message="Quelqu'un d'autre vient d'enregistrer ce texte.",
            ),
            models.CheckConstraint(
                condition=Q(code__in=TexteCode.values),
                name="texte_imprime_connu",
                violation_error_message="Aucun document n'imprime ce texte.",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="texte_imprime_fige", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self):
        return f"{self.get_code_display()}, version {self.version}"

    def clean(self):
        """A letter names only fields that can be filled; the answer to a prescriber holds it."""
        if not self.est_un_courrier:
            return
        fautes = {champ: faute_de_champ(getattr(self, champ)) for champ in ("titre", "contenu")}
        if self.code == TexteCode.COURRIER_ORIENTEUR and "réponse" not in champs_de(self.contenu):
            fautes["contenu"] = fautes["contenu"] or SANS_REPONSE
        if any(fautes.values()):
            raise ValidationError({champ: faute for champ, faute in fautes.items() if faute})

    @property
    def est_un_courrier(self):
        return self.code in COURRIERS

    @property
    def paragraphes(self):
        """A line is a paragraph; blank ones only help to read while typing."""
        return [ligne.strip() for ligne in self.contenu.splitlines() if ligne.strip()]


def livre(code):
    """The wording that comes with the platform, not written to the database."""
    texte = LIVRES[code]
    return TexteImprime(code=code, titre=texte["titre"], contenu=texte["contenu"].strip())
