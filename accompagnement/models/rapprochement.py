from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q

from accompagnement.models.parcours import Parcours
from offres.models import Offre


def _points(libelle, defaut):
    return models.PositiveSmallIntegerField(
        libelle, default=defaut, db_default=defaut, validators=[MaxValueValidator(100)]
    )


class ReglagesRapprochementQuerySet(models.QuerySet):
    def actuels(self):
        """The points in force, those of a fresh installation when nobody has set any."""
        return self.filter(pk=1).first() or self.model(pk=1)


class ReglagesRapprochement(models.Model):
    """How many points each criterion of a match is worth: one row, edited on a page. The score
    of an offer for a person is their sum; there is no score of a person."""

    metier_identique = _points("métier visé", 35)
    metier_du_domaine = _points("métier du même domaine", 22)
    metier_proche = _points("métier d'un domaine proche", 10)
    distance = _points("proximité", 25)
    contrat = _points("contrat accepté", 10)
    heures = _points("heures possibles", 10)
    experience = _points("expérience demandée", 10)
    niveau = _points("niveau demandé", 5)
    fraicheur = _points("offre récente", 5)
    # For who has not said how far they can go.
    rayon_par_defaut = models.PositiveSmallIntegerField(
        "rayon quand la personne n'en a pas indiqué (km)",
        default=15,
        db_default=15,
        validators=[MaxValueValidator(200)],
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = ReglagesRapprochementQuerySet.as_manager()

    class Meta:
        verbose_name = "réglages du rapprochement"
        verbose_name_plural = "réglages du rapprochement"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="reglages_rapprochement_une_seule_ligne",
                violation_error_message="Ces réglages existent déjà.",
            ),
            models.CheckConstraint(
                condition=Q(metier_identique__gte=F("metier_du_domaine")),
                name="rapprochement_identique_avant_domaine",
                violation_error_message="Le métier visé vaut au moins autant que son domaine.",
                violation_error_code="metier_identique",
            ),
            models.CheckConstraint(
                condition=Q(metier_du_domaine__gte=F("metier_proche")),
                name="rapprochement_domaine_avant_proche",
                violation_error_message="Le même domaine vaut au moins autant qu'un domaine "
                "proche.",
                violation_error_code="metier_du_domaine",
            ),
        ]

    def __str__(self):
        return "Réglages du rapprochement"


class Rapprochement(models.Model):
    """One of the best open offers for one parcours, computed (`rapprochement`), never typed."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="rapprochements")
    offre = models.ForeignKey(Offre, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    # {criterion: [points, what the reason says of it]}
    criteres = models.JSONField(default=dict)

    class Meta:
        ordering = ["-score", "pk"]
        indexes = [models.Index(fields=["parcours", "-score"], name="rapprochement_du_parcours")]
        constraints = [
            models.UniqueConstraint(fields=["parcours", "offre"], name="rapprochement_unique")
        ]

    def __str__(self):
        return f"{self.offre} : {self.score}"
