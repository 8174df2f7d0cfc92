import uuid

import pghistory
from django.core.files.storage import storages
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accompagnement.enums import CRITERES_SENSIBLES, PIECES_SENSIBLES, TypePiece
from accompagnement.models.critere import CritereEligibilite
from accompagnement.models.emploi import Emploi
from accompagnement.models.entretien import Entretien
from accompagnement.models.etape import Etape
from accompagnement.models.parcours import Parcours
from accompagnement.models.participant import Participant
from accompagnement.models.sortie import Sortie
from accompagnement.portefeuille import coordonne, voit_tout
from plie.comptes.models import Agent


def chemin_piece(piece, nom):
    """Where a file is kept: never under the name it came with."""
    return f"pieces/{uuid.uuid4().hex}"


def stockage_pieces():
    """Files of the house, or S3 when it is configured."""
    return storages["pieces"]


class PieceQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        """Those of the parcours `agent` may open; without a parcours, of the dossiers."""
        if voit_tout(agent):
            return self
        return self.filter(
            Q(parcours__in=Parcours.objects.visibles_par(agent))
            | Q(parcours=None, participant__in=Participant.objects.visibles_par(agent))
        )

    def lisibles_par(self, agent):
        """Those of `visibles_par` that `agent` may read: what speaks of health, justice or housing
        is for who follows the parcours it was put in, and for coordination."""
        visibles = self.visibles_par(agent)
        if coordonne(agent):
            return visibles
        confies = Parcours.objects.confies_a(agent).order_by().values("pk")
        return visibles.filter(_est_ordinaire() | Q(parcours__in=confies))

    def recevables(self):
        """Those that may prove something: nobody refused them."""
        return self.filter(refusee_le__isnull=True)

    def a_verifier(self):
        """Those that nobody checked nor refused, but what is only joined to a meeting."""
        return self.recevables().filter(verifiee_le__isnull=True).exclude(_est_seulement_jointe())

    def seulement_jointes(self):
        """Those that were shown or given during a meeting, and prove nothing."""
        return self.filter(_est_seulement_jointe())

    def avec_jointe(self):
        """`est_jointe`: whether `seulement_jointes` has it."""
        return self.annotate(est_jointe=_est_seulement_jointe())

    def ordinaires(self):
        """Those that say nothing of health, justice or housing, by what they are nor by what they
        prove."""
        return self.filter(_est_ordinaire())


def _est_seulement_jointe():
    ne_prouve_rien = Q(sortie=None, emploi=None, etape=None) & ~Q(Exists(_prouves()))
    return Q(entretien__isnull=False, type=TypePiece.AUTRE) & ne_prouve_rien


def _prouves():
    return Piece.criteres.through.objects.filter(piece=OuterRef("pk"))


def _est_ordinaire():
    sensibles = _prouves().filter(critereeligibilite__code__in=CRITERES_SENSIBLES)
    return ~Q(type__in=PIECES_SENSIBLES) & ~Q(Exists(sensibles))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Piece(models.Model):
    """A supporting document of a person: what it proves, until when, and who checked it."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="pieces")
    parcours = models.ForeignKey(
        Parcours, on_delete=models.PROTECT, null=True, blank=True, related_name="pieces"
    )
    type = models.CharField(max_length=30, choices=TypePiece.choices)
    fichier = models.FileField(upload_to=chemin_piece, storage=stockage_pieces, max_length=100)
    nom = models.CharField("nom du fichier", max_length=200)
    type_contenu = models.CharField("type de contenu", max_length=100)
    taille = models.PositiveIntegerField("taille (octets)")
    # Of what was received, so that the same photo sent twice is known; of what is kept, so that a
    # file altered on the disk is not served as the proof that somebody checked.
    empreinte = models.CharField("SHA-256 à la réception", max_length=64)
    empreinte_conservee = models.CharField("SHA-256 conservé", max_length=64)
    date_piece = models.DateField("date de la pièce", null=True, blank=True)
    date_fin_validite = models.DateField("valable jusqu'au", null=True, blank=True)
    criteres = models.ManyToManyField(CritereEligibilite, blank=True, related_name="pieces")
    sortie = models.ForeignKey(
        Sortie, on_delete=models.SET_NULL, null=True, blank=True, related_name="preuves"
    )
    emploi = models.ForeignKey(
        Emploi, on_delete=models.SET_NULL, null=True, blank=True, related_name="preuves"
    )
    # A title or a certificate validates the étape that it ends, and no other.
    etape = models.ForeignKey(
        Etape,
        verbose_name="étape",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="preuves",
    )
    # What was shown or given during a meeting: read like its notes.
    entretien = models.ForeignKey(
        Entretien, on_delete=models.SET_NULL, null=True, blank=True, related_name="jointes"
    )
    deposee_par = models.ForeignKey(
        Agent, verbose_name="déposée par", on_delete=models.PROTECT, related_name="+"
    )
    deposee_le = models.DateTimeField("déposée le", auto_now_add=True)
    verifiee_par = models.ForeignKey(
        Agent,
        verbose_name="vérifiée par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    verifiee_le = models.DateField("vérifiée le", null=True, blank=True)
    refusee_par = models.ForeignKey(
        Agent,
        verbose_name="refusée par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    refusee_le = models.DateField("refusée le", null=True, blank=True)
    motif_refus = models.CharField("motif du refus", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = PieceQuerySet.as_manager()

    class Meta:
        verbose_name = "pièce justificative"
        verbose_name_plural = "pièces justificatives"
        ordering = ["-deposee_le", "-pk"]
        indexes = [
            models.Index(
                fields=["date_fin_validite"],
                name="piece_validite",
                condition=Q(date_fin_validite__isnull=False),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "empreinte"],
                name="piece_unique_par_personne",
                violation_error_message="Ce fichier est déjà dans le dossier.",
                violation_error_code="fichier",
            ),
            models.CheckConstraint(
                condition=Q(type__in=TypePiece.values),
                name="piece_type_connu",
                violation_error_message="Ce type de pièce n'existe pas.",
                violation_error_code="type",
            ),
            models.CheckConstraint(
                condition=Q(date_fin_validite__isnull=True)
                | Q(date_piece__isnull=True)
                | Q(date_fin_validite__gte=F("date_piece")),
                name="piece_validite_apres_sa_date",
                violation_error_message="La fin de validité précède la date de la pièce.",
                violation_error_code="date_fin_validite",
            ),
            models.CheckConstraint(
                condition=Q(verifiee_par__isnull=True, verifiee_le__isnull=True)
                | Q(verifiee_par__isnull=False, verifiee_le__isnull=False),
                name="piece_verifiee_par_quelqu_un",
                violation_error_message="Une vérification a un auteur et une date.",
            ),
            models.CheckConstraint(
                condition=Q(refusee_par__isnull=True, refusee_le__isnull=True, motif_refus="")
                | Q(refusee_par__isnull=False, refusee_le__isnull=False)
                & ~Q(motif_refus__regex=r"^\s*$"),
                name="piece_refusee_par_quelqu_un",
                violation_error_message="Un refus a un auteur, une date et un motif.",
                violation_error_code="motif_refus",
            ),
            models.CheckConstraint(
                condition=Q(verifiee_le__isnull=True) | Q(refusee_le__isnull=True),
                name="piece_verifiee_ou_refusee",
                violation_error_message="Une pièce est vérifiée ou refusée, jamais les deux.",
            ),
        ]

    def __str__(self):
        return self.get_type_display()
