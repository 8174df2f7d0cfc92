from datetime import timedelta

from django.core.cache import cache
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from offres.enums import Declencheur, StatutSynchronisation
from plie.comptes.models import Agent
from plie.socle.etats import EtatDe

# Licence of France Travail's offers, article 5.2: the interface is called every 24 hours at least.
FRAICHEUR = timedelta(hours=24)
CLE_DERNIERE, SECONDES_DERNIERE = "derniere-synchronisation", 60


class SynchronisationQuerySet(models.QuerySet):
    def reussies(self):
        """Complete runs: every query answered whole."""
        return self.filter(statut=StatutSynchronisation.REUSSIE)

    def recentes(self):
        """Complete runs young enough for their offers to be shown (licence, article 5.2)."""
        return self.reussies().filter(debut__gte=timezone.now() - FRAICHEUR)

    def derniere_reussie(self):
        """When the latest complete run began, or None, as pages say it: up to a minute late in a
        process that a run has not told."""
        return cache.get_or_set(CLE_DERNIERE, self._lire_la_derniere, SECONDES_DERNIERE)

    def oublier_la_derniere(self):
        cache.delete(CLE_DERNIERE)

    def _lire_la_derniere(self):
        return self.reussies().order_by("-debut").values_list("debut", flat=True).first()


class Synchronisation(models.Model):
    """The journal of one run of the feed. Counts are those of the run, never of the base."""

    statut = models.CharField(
        max_length=12,
        choices=StatutSynchronisation.choices,
        default=StatutSynchronisation.EN_COURS,
    )
    declencheur = models.CharField("déclencheur", max_length=10, choices=Declencheur.choices)
    demandee_par = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The stand-in of the demonstration never passes for the real service.
    est_simulee = models.BooleanField("service simulé", default=False)
    debut = models.DateTimeField("début", default=timezone.now)
    fin = models.DateTimeField(null=True, blank=True)
    requetes_prevues = models.PositiveIntegerField("requêtes prévues", default=0)
    requetes_faites = models.PositiveIntegerField("requêtes faites", default=0)
    annoncees = models.PositiveIntegerField("annoncées", default=0)
    recues = models.PositiveIntegerField("reçues", default=0)
    creees = models.PositiveIntegerField("créées", default=0)
    modifiees = models.PositiveIntegerField("modifiées", default=0)
    inchangees = models.PositiveIntegerField("inchangées", default=0)
    retirees = models.PositiveIntegerField("retirées", default=0)
    # A query announced more than the service lets anybody page through.
    est_tronquee = models.BooleanField("tronquée", default=False)
    appels = models.PositiveIntegerField(default=0)
    attentes = models.PositiveIntegerField(default=0)
    secondes_attente = models.FloatField("secondes d'attente", default=0)
    # French sentences, the latest last; never a secret nor the body of an answer.
    erreurs = models.JSONField(default=list, blank=True)

    etat = EtatDe("statut", StatutSynchronisation)
    objects = SynchronisationQuerySet.as_manager()

    class Meta:
        ordering = ["-debut", "-pk"]
        indexes = [models.Index(fields=["statut", "-debut"], name="synchronisation_reussie")]
        constraints = [
            models.UniqueConstraint(
                fields=["statut"],
                condition=Q(statut=StatutSynchronisation.EN_COURS),
                name="synchronisation_une_a_la_fois",
                violation_error_message="Une synchronisation est déjà en cours.",
            ),
            models.CheckConstraint(
                condition=Q(fin__isnull=True, statut=StatutSynchronisation.EN_COURS)
                | Q(fin__gte=F("debut")) & ~Q(statut=StatutSynchronisation.EN_COURS),
                name="synchronisation_finie_apres_debut",
                violation_error_message="Une synchronisation finie a une fin, après son début.",
            ),
            models.CheckConstraint(
                condition=Q(retirees=0) | ~Q(statut=StatutSynchronisation.PARTIELLE),
                name="synchronisation_partielle_ne_retire_rien",
                violation_error_message="Une synchronisation partielle ne retire aucune offre.",
            ),
        ]

    def __str__(self):
        return f"Synchronisation du {timezone.localtime(self.debut):%d/%m/%Y à %H:%M}"
