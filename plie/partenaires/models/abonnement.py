"""Webhooks: where a partner's program is told of each change, and what became of each call."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from plie.partenaires.enums import PORTEES_DES_CHANGEMENTS, StatutLivraison
from plie.partenaires.models.application import Application
from plie.partenaires.models.evenement import Evenement
from plie.socle.etats import EtatDe


class AbonnementQuerySet(models.QuerySet):
    def ouverts(self):
        """Those told of real changes: what their application could ask of the feed today."""
        return self.filter(
            est_actif=True,
            application__est_active=True,
            application__est_essai=False,
            application__portees__overlap=list(PORTEES_DES_CHANGEMENTS),
            application__structure__est_active=True,
            application__user__is_active=True,
        )


class Abonnement(models.Model):
    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="abonnements"
    )
    adresse = models.CharField(max_length=300)
    est_actif = models.BooleanField("actif", default=True, db_default=True)
    cree_le = models.DateTimeField("créé le", default=timezone.now)
    # The number of the last event shared out: a new one is told what comes, not what was.
    distribue_jusqu_a = models.BigIntegerField(default=0, editable=False)

    objects = AbonnementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "adresse"],
                name="abonnement_une_fois",
                violation_error_message="Cette adresse est déjà appelée.",
                violation_error_code="adresse",
            ),
        ]

    def __str__(self):
        return self.adresse


class CleDeSignatureQuerySet(models.QuerySet):
    def vivantes(self):
        return self.filter(Q(expire_le__isnull=True) | Q(expire_le__gt=timezone.now()))


class CleDeSignature(models.Model):
    """What a partner recognises our calls by. Two sign at once while one takes over."""

    abonnement = models.ForeignKey(Abonnement, on_delete=models.CASCADE, related_name="cles")
    identifiant = models.SlugField(max_length=20)
    # Encrypted: it has to be read again at each call.
    secret = models.TextField(editable=False)
    cree_le = models.DateTimeField("créée le", default=timezone.now)
    expire_le = models.DateTimeField("expire le", null=True, blank=True)

    objects = CleDeSignatureQuerySet.as_manager()

    class Meta:
        verbose_name = "clé de signature"
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["abonnement", "identifiant"],
                name="cle_nommee_une_fois",
                violation_error_message="Cette clé existe déjà.",
            ),
        ]

    def __str__(self):
        return self.identifiant


class LivraisonQuerySet(models.QuerySet):
    def a_livrer(self):
        return self.filter(statut=StatutLivraison.A_LIVRER)

    def prochaines(self):
        """Those whose time has come, and that follow no other of the same resource still to be
        delivered: what happens to one orientation is told in its order."""
        avant = self.model.objects.a_livrer().filter(
            abonnement=OuterRef("abonnement"),
            ressource=OuterRef("ressource"),
            numero__lt=OuterRef("numero"),
        )
        dues = self.a_livrer().filter(pas_avant__lte=timezone.now())
        return dues.exclude(Exists(avant)).order_by("numero")


class Livraison(models.Model):
    """One event owed to one subscription."""

    abonnement = models.ForeignKey(Abonnement, on_delete=models.CASCADE, related_name="livraisons")
    evenement = models.ForeignKey(Evenement, on_delete=models.CASCADE, related_name="+")
    # Of the event, copied: what orders the queue is read without it.
    numero = models.BigIntegerField("numéro")
    ressource = models.CharField(max_length=100)
    statut = models.CharField(
        max_length=10, choices=StatutLivraison.choices, default=StatutLivraison.A_LIVRER
    )
    essais = models.PositiveSmallIntegerField(default=0, db_default=0)
    pas_avant = models.DateTimeField(default=timezone.now)
    essayee_le = models.DateTimeField("dernier essai le", null=True, blank=True)
    # The status answered; null: nothing was.
    reponse = models.PositiveSmallIntegerField("réponse", null=True, blank=True)

    etat = EtatDe("statut", StatutLivraison)
    objects = LivraisonQuerySet.as_manager()

    class Meta:
        ordering = ["-numero"]
        indexes = [
            models.Index(
                fields=["abonnement", "ressource", "numero"],
                name="livraison_attendue",
                condition=Q(statut=StatutLivraison.A_LIVRER),
            ),
            models.Index(
                fields=["abonnement", "numero"],
                name="livraison_en_file",
                condition=Q(statut=StatutLivraison.A_LIVRER),
            ),
            models.Index(fields=["abonnement", "-numero"], name="livraison_recente"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["abonnement", "evenement"],
                name="livraison_une_par_evenement",
                violation_error_message="Cet événement est déjà à livrer.",
            ),
        ]

    def __str__(self):
        return f"{self.ressource} vers {self.abonnement}"
