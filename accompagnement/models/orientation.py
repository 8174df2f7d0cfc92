"""What a partner sends: a person, messages, documents; and what the house answers."""

import uuid
from datetime import date
from email.utils import parseaddr

import pghistory
import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now
from django.utils import timezone

from accompagnement.enums import (
    ORIENTATIONS_A_TRAITER,
    ORIENTATIONS_REPONDUES,
    TRANSITIONS_ORIENTATION,
    MotifRefusOrientation,
    Sexe,
    StatutOrientation,
    TypePiece,
    dire_naissance,
)
from accompagnement.models.parcours import Parcours
from accompagnement.models.participant import (
    NUMERO_FRANCE_TRAVAIL,
    valider_numero_france_travail,
)
from accompagnement.models.piece import chemin_piece, stockage_pieces
from accompagnement.portefeuille import est_partenaire, suit, voit_tout
from plie.comptes.models import Agent, Structure
from plie.comptes.tri import Normaliser
from plie.referentiels.models import Commune
from plie.socle.etats import EtatDe

NAISSANCE_MIN = date(1900, 1, 1)


class OrientationQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        """Of a partner, those of its structure; of a référent, those confided to theirs, or of
        the parcours they may open."""
        if est_partenaire(agent):
            return self.filter(structure=agent.structure_id)
        if voit_tout(agent):
            return self
        if not suit(agent):
            return self.none()
        parcours = Parcours.objects.visibles_par(agent).order_by().values("pk")
        return self.filter(Q(confiee_a=agent.structure_id) | Q(parcours__in=parcours))

    def a_traiter(self):
        return self.filter(statut__in=ORIENTATIONS_A_TRAITER)

    def closes(self):
        return self.exclude(statut__in=ORIENTATIONS_A_TRAITER)

    def acceptees(self):
        return self.filter(statut=StatutOrientation.ACCEPTEE)

    def de(self, *, nom, prenom, date_naissance):
        """Those of whom the partner wrote this name and this birth date, accents ignored."""
        comparables = self.alias(nom_lu=Normaliser("nom"), prenom_lu=Normaliser("prenom"))
        return comparables.filter(
            date_naissance=date_naissance,
            nom_lu=Normaliser(Value(nom)),
            prenom_lu=Normaliser(Value(prenom)),
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["modifiee_le", "version"],
)
class Orientation(models.Model):
    """One person whom a partner sends, until the house answers. Its person, once accepted, is the
    one of its parcours."""

    structure = models.ForeignKey(
        Structure, on_delete=models.PROTECT, related_name="orientations", verbose_name="partenaire"
    )
    deposee_par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    declarant = models.CharField("agent déclaré", max_length=260)
    # How the partner names it from the answer on.
    identifiant = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    identifiant_externe = models.CharField(  # noqa: DJ001 - unique when known
        "identifiant du partenaire", max_length=100, null=True, blank=True
    )
    cle_idempotence = models.CharField(max_length=110, null=True, blank=True)  # noqa: DJ001
    empreinte = models.CharField("SHA-256 de ce qui a été envoyé", max_length=64)

    nom = models.CharField(max_length=100)
    prenom = models.CharField("prénom", max_length=100)
    date_naissance = models.DateField("date de naissance")
    sexe = models.CharField(max_length=1, choices=Sexe.choices, blank=True)
    numero_france_travail = models.CharField(  # noqa: DJ001 - as a person has it
        "numéro France Travail",
        max_length=11,
        null=True,
        blank=True,
        validators=[valider_numero_france_travail],
    )
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    message = models.TextField("message du partenaire", max_length=2000, blank=True)
    date_orientation = models.DateField("orientée le", default=timezone.localdate)

    statut = models.CharField(
        max_length=10, choices=StatutOrientation.choices, default=StatutOrientation.NOUVELLE
    )
    repondre_avant = models.DateField("réponse attendue avant le")
    relancee_le = models.DateTimeField("rappelée le", null=True, blank=True, editable=False)
    confiee_a = models.ForeignKey(
        Structure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="confiée à",
    )
    reponse_le = models.DateTimeField("réponse le", null=True, blank=True)
    repondue_par = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    motif_refus = models.CharField(
        "motif du refus", max_length=20, choices=MotifRefusOrientation.choices, blank=True
    )
    reponse = models.TextField("réponse au partenaire", max_length=2000, blank=True)
    parcours = models.ForeignKey(
        Parcours, on_delete=models.PROTECT, null=True, blank=True, related_name="orientations"
    )
    cree_le = models.DateTimeField("reçue le", auto_now_add=True, db_default=Now())
    modifiee_le = models.DateTimeField("modifiée le", auto_now=True, db_default=Now())
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    etat = EtatDe("statut", StatutOrientation)
    objects = OrientationQuerySet.as_manager()

    class Meta:
        ordering = ["-cree_le", "-pk"]
        indexes = [
            models.Index(fields=["structure", "-cree_le"], name="orientation_du_partenaire"),
            models.Index(fields=["structure", "date_naissance"], name="orientation_de_la_personne"),
            models.Index(
                fields=["repondre_avant"],
                name="orientation_a_traiter",
                condition=Q(statut__in=ORIENTATIONS_A_TRAITER),
            ),
            models.Index(
                fields=["reponse_le"],
                name="orientation_repondue",
                condition=Q(reponse_le__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["deposee_par", "identifiant_externe"],
                name="orientation_identifiant_externe",
                violation_error_message="Vous avez déjà envoyé une orientation sous cet "
                "identifiant.",
                violation_error_code="identifiant_externe",
            ),
            models.UniqueConstraint(
                fields=["deposee_par", "cle_idempotence"],
                name="orientation_cle_idempotence",
                violation_error_message="Cette clé a déjà servi.",
            ),
            models.CheckConstraint(
                condition=~Q(nom__regex=r"^\s*$") & ~Q(prenom__regex=r"^\s*$"),
                name="orientation_nommee",
                violation_error_message="Le nom et le prénom sont obligatoires.",
            ),
            models.CheckConstraint(
                condition=Q(sexe="") | Q(sexe__in=Sexe.values),
                name="orientation_sexe_connu",
                violation_error_message="Le sexe est F, M ou X.",
                violation_error_code="sexe",
            ),
            models.CheckConstraint(
                condition=Q(numero_france_travail__isnull=True)
                | Q(numero_france_travail__regex=NUMERO_FRANCE_TRAVAIL),
                name="orientation_numero_ft_forme",
                violation_error_message="Le numéro France Travail compte 11 chiffres (ancienne "
                "forme : 7 chiffres et un caractère).",
                violation_error_code="numero_france_travail",
            ),
            models.CheckConstraint(
                condition=Q(date_naissance__gte=NAISSANCE_MIN),
                name="orientation_naissance_plausible",
                violation_error_message="L'année de naissance n'est pas plausible.",
                violation_error_code="date_naissance",
            ),
            models.CheckConstraint(
                condition=Q(date_orientation__gt=F("date_naissance")),
                name="orientation_apres_naissance",
                violation_error_message="L'orientation précède la naissance.",
                violation_error_code="date_orientation",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=StatutOrientation.values),
                name="orientation_statut_connu",
                violation_error_message="Cet état d'une orientation n'existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(
                    statut__in=ORIENTATIONS_REPONDUES,
                    reponse_le__isnull=False,
                    repondue_par__isnull=False,
                )
                | ~Q(statut__in=ORIENTATIONS_REPONDUES)
                & Q(reponse_le__isnull=True, repondue_par__isnull=True, reponse=""),
                name="orientation_repondue_par_quelqu_un",
                violation_error_message="Une réponse a un auteur et une date.",
            ),
            models.CheckConstraint(
                condition=Q(statut=StatutOrientation.REFUSEE) & ~Q(motif_refus="")
                | ~Q(statut=StatutOrientation.REFUSEE) & Q(motif_refus=""),
                name="orientation_refus_motive",
                violation_error_message="Indiquez le motif du refus.",
                violation_error_code="motif_refus",
            ),
            models.CheckConstraint(
                condition=~Q(statut__in=(StatutOrientation.ACCEPTEE, StatutOrientation.NON_ENTREE))
                | Q(parcours__isnull=False),
                name="orientation_acceptee_a_un_parcours",
                violation_error_message="Une orientation acceptée ouvre un parcours.",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="orientation_transitions",
                field="statut",
                transitions=[
                    (depart.value, arrivee.value)
                    for depart, arrivees in TRANSITIONS_ORIENTATION.items()
                    for arrivee in sorted(arrivees)
                ],
            ),
        ]

    def __str__(self):
        return f"{self.nom} {self.prenom}"

    @property
    def naissance(self):
        return dire_naissance(self.sexe, self.date_naissance)

    @property
    def declarant_nomme(self):
        """(name, address) of "Aline Mercier <aline@exemple.fr>"; an address alone is the name."""
        nom, courriel = parseaddr(self.declarant)
        return (nom, courriel) if nom and courriel else (self.declarant, "")

    def clean(self):
        """What a day decides, and that a batch must know before it is written."""
        if self.date_naissance < NAISSANCE_MIN:
            raise ValidationError({"date_naissance": "L'année de naissance n'est pas plausible."})
        if self.date_orientation > timezone.localdate():
            raise ValidationError({"date_orientation": "Cette date est dans le futur."})
        if self.date_naissance >= self.date_orientation:
            raise ValidationError({"date_naissance": "La naissance suit l'orientation."})

    @property
    def est_a_traiter(self):
        return self.statut in ORIENTATIONS_A_TRAITER

    @property
    def identite(self):
        """What `Participant.objects.homonymes` compares."""
        return {
            "nom": self.nom,
            "prenom": self.prenom,
            "date_naissance": self.date_naissance,
            "numero_france_travail": self.numero_france_travail or "",
        }

    @property
    def jours_restants(self):
        """Before the answer is due; negative once it is late."""
        return (self.repondre_avant - timezone.localdate()).days


@pghistory.track(pghistory.InsertEvent())
class MessageOrientation(models.Model):
    """What the house and the partner write to each other about one orientation."""

    orientation = models.ForeignKey(Orientation, on_delete=models.CASCADE, related_name="messages")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    # Of a partner's application, the agent before the screen.
    declarant = models.CharField("agent déclaré", max_length=260, blank=True)
    de_la_maison = models.BooleanField("écrit par le PLIE")
    texte = models.TextField("message", max_length=2000)
    cree_le = models.DateTimeField("écrit le", auto_now_add=True, db_default=Now())

    class Meta:
        verbose_name = "message sur une orientation"
        verbose_name_plural = "messages sur une orientation"
        ordering = ["cree_le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(texte__regex=r"^\s*$"),
                name="message_orientation_ecrit",
                violation_error_message="Écrivez le message.",
                violation_error_code="texte",
            ),
        ]

    def __str__(self):
        return f"Message du {self.cree_le:%d/%m/%Y}"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class PieceOrientation(models.Model):
    """A document that comes with an orientation. Once the person has a dossier the file is a Piece
    of it, and `fichier` is empty here."""

    orientation = models.ForeignKey(Orientation, on_delete=models.CASCADE, related_name="documents")
    type = models.CharField(max_length=30, choices=TypePiece.choices, default=TypePiece.AUTRE)
    fichier = models.FileField(
        upload_to=chemin_piece, storage=stockage_pieces, max_length=100, blank=True
    )
    nom = models.CharField("nom du fichier", max_length=200)
    type_contenu = models.CharField("type de contenu", max_length=100)
    taille = models.PositiveIntegerField("taille (octets)")
    empreinte = models.CharField("SHA-256 à la réception", max_length=64)
    empreinte_conservee = models.CharField("SHA-256 conservé", max_length=64)
    deposee_par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    declarant = models.CharField("agent déclaré", max_length=260)
    deposee_le = models.DateTimeField("déposée le", auto_now_add=True, db_default=Now())

    class Meta:
        verbose_name = "document d'une orientation"
        verbose_name_plural = "documents d'une orientation"
        ordering = ["deposee_le", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["orientation", "empreinte"],
                name="piece_orientation_une_fois",
                violation_error_message="Ce fichier accompagne déjà cette orientation.",
                violation_error_code="fichier",
            ),
            models.CheckConstraint(
                condition=Q(type__in=TypePiece.values),
                name="piece_orientation_type_connu",
                violation_error_message="Ce type de pièce n'existe pas.",
                violation_error_code="type",
            ),
        ]

    def __str__(self):
        return self.get_type_display()
