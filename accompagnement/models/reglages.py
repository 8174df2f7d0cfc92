import pghistory
from django.core.cache import cache
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

CLE_REGLAGES, SECONDES_REGLAGES = "reglages", 300


def _seuil(libelle, defaut, maximum, **options):
    return models.PositiveSmallIntegerField(
        libelle,
        default=defaut,
        validators=[MinValueValidator(1), MaxValueValidator(maximum)],
        **options,
    )


class ReglagesQuerySet(models.QuerySet):
    def actuels(self):
        """The thresholds in force, those of a fresh installation when nobody has set any. Read
        from the cache: `actions.reglages` empties it."""
        return cache.get_or_set(CLE_REGLAGES, self._lire, SECONDES_REGLAGES)

    def oublier(self):
        cache.delete(CLE_REGLAGES)

    def _lire(self):
        return self.filter(pk=1).first() or self.model(pk=1)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Reglages(models.Model):
    """The thresholds of this PLIE: one row, edited on a page."""

    jours_entretien_1 = _seuil("jours sans entretien, premier seuil", 30, 730)
    jours_entretien_2 = _seuil("jours sans entretien, deuxième seuil", 45, 730)
    jours_entretien_3 = _seuil("jours sans entretien, troisième seuil", 60, 730)
    # Null: no longest stay (36 months in Toulouse, none in La Rochelle).
    duree_max_mois = _seuil("durée maximale d'un parcours (mois)", 36, 120, null=True, blank=True)
    mois_avant_fin = _seuil("mois avant la fin du parcours", 3, 24)
    jours_orientation = _seuil("jours pour répondre à une orientation", 15, 365)
    jours_avant_reprise = _seuil("jours avant la fin d'une suspension", 15, 365)
    jours_avant_arret = _seuil("jours avant d'arrêter les chiffres d'un mois", 45, 365)
    personnes_par_etp = _seuil("personnes par ETP de référent", 70, 500)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = ReglagesQuerySet.as_manager()

    class Meta:
        verbose_name = "réglages"
        verbose_name_plural = "réglages"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="reglages_une_seule_ligne",
                violation_error_message="Les réglages existent déjà.",
            ),
            models.CheckConstraint(
                condition=Q(jours_entretien_1__lt=F("jours_entretien_2")),
                name="reglages_premier_seuil",
                violation_error_message="Le deuxième seuil dépasse le premier.",
                violation_error_code="jours_entretien_2",
            ),
            models.CheckConstraint(
                condition=Q(jours_entretien_2__lt=F("jours_entretien_3")),
                name="reglages_deuxieme_seuil",
                violation_error_message="Le troisième seuil dépasse le deuxième.",
                violation_error_code="jours_entretien_3",
            ),
        ]

    def __str__(self):
        return "Réglages du PLIE"
