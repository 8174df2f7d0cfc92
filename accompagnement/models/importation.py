import uuid

from django.db import models

from accompagnement.enums import StatutImport
from accompagnement.portefeuille import coordonne
from plie.comptes.models import Agent
from plie.socle.etats import EtatDe


def nommer(instance, nom):
    """A name that says nothing of the people inside, nor of what the sender called the file."""
    return f"imports/{uuid.uuid4().hex}.csv"


class ImportDossiersQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        """Reports and rejects quote people: nobody but coordination reads them."""
        return self if coordonne(agent) else self.none()

    def oublier_les_simulations(self, avant):
        """Those ended before that time give up their file, which the sweep then takes."""
        finies = self.filter(simulation=True, termine_le__lt=avant).exclude(fichier="")
        return finies.update(fichier="")


class ImportDossiers(models.Model):
    """One file sent through the page. The file goes once read, that of a simulation without fault
    a day later; its report and rejects stay."""

    fichier = models.FileField(upload_to=nommer, blank=True)
    nom_original = models.CharField("nom du fichier", max_length=255)
    simulation = models.BooleanField("simulation", default=False)
    statut = models.CharField(
        max_length=12, choices=StatutImport.choices, default=StatutImport.EN_ATTENTE
    )
    rapport = models.TextField(blank=True)
    bilan = models.JSONField(default=dict, blank=True)
    rejets = models.FileField(upload_to=nommer, blank=True)
    cree_par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="imports")
    cree_le = models.DateTimeField("créé le", auto_now_add=True)
    termine_le = models.DateTimeField("terminé le", null=True, blank=True)

    etat = EtatDe("statut", StatutImport)
    objects = ImportDossiersQuerySet.as_manager()

    class Meta:
        verbose_name = "import de dossiers"
        verbose_name_plural = "imports de dossiers"
        ordering = ["-cree_le", "-pk"]

    def __str__(self):
        return f"Import de {self.nom_original}"

    @property
    def est_a_confirmer(self):
        """A simulation without fault, whose file may be imported as it is."""
        return self.simulation and self.statut == StatutImport.TERMINE and bool(self.fichier)

    @property
    def est_a_corriger(self):
        """A simulation with faults few enough to be corrected on the screen."""
        return self.simulation and self.statut == StatutImport.REJETE and bool(self.fichier)

    @property
    def est_relancable(self):
        """Nothing was written, and the file is still there."""
        return self.statut in (StatutImport.ECHEC, StatutImport.ANNULE) and bool(self.fichier)
