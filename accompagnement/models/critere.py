import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from accompagnement.enums import Critere
from accompagnement.models.garde import figee
from accompagnement.models.parcours import Parcours
from plie.comptes.models import Agent
from plie.socle.dates import plage
from plie.socle.sql import lire_sql


class CritereQuerySet(models.QuerySet):
    def tenus(self):
        """Those that the person still has."""
        return self.filter(perdu_le__isnull=True)

    def au(self, jour):
        """Those that the person had on `jour`."""
        return self.filter(Q(perdu_le__isnull=True) | Q(perdu_le__gt=jour), constate_le__lte=jour)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CritereEligibilite(models.Model):
    """One criterion of one parcours, from `constate_le` until the day before `perdu_le`; criteria
    cumulate, and indicators count those at entry, lost since or not."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="criteres")
    code = models.CharField("critère", max_length=20, choices=Critere.choices)
    a_l_entree = models.BooleanField("à l'entrée", default=True)
    constate_le = models.DateField("constaté le")
    perdu_le = models.DateField("perdu le", null=True, blank=True)
    verifie_par = models.ForeignKey(
        Agent,
        verbose_name="vérifié par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    verifie_le = models.DateField("vérifié le", null=True, blank=True)

    objects = CritereQuerySet.as_manager()

    class Meta:
        verbose_name = "critère d'éligibilité"
        verbose_name_plural = "critères d'éligibilité"
        ordering = ["parcours", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "code"],
                condition=Q(perdu_le__isnull=True),
                name="critere_unique_par_parcours",
                violation_error_message="Ce critère est déjà enregistré.",
            ),
            # The import writes those at entry whatever was noted since.
            ExclusionConstraint(
                name="critere_une_fois_a_la_fois",
                expressions=[
                    ("parcours", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (plage("constate_le", "perdu_le", "[)"), RangeOperators.OVERLAPS),
                ],
                condition=Q(a_l_entree=False),
                violation_error_message="Ce critère est déjà noté à ces dates.",
                violation_error_code="constate_le",
            ),
            models.CheckConstraint(
                condition=Q(perdu_le__isnull=True) | Q(perdu_le__gt=F("constate_le")),
                name="critere_perdu_apres_constat",
                violation_error_message="Un critère se perd après le jour où il est constaté.",
                violation_error_code="perdu_le",
            ),
            models.CheckConstraint(
                condition=Q(code__in=Critere.values),
                name="critere_connu",
                violation_error_message="Ce critère n'existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(verifie_par__isnull=True, verifie_le__isnull=True)
                | Q(verifie_par__isnull=False, verifie_le__isnull=False),
                name="critere_verifie_par_quelqu_un",
                violation_error_message="Une vérification a un auteur et une date.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="date_possible",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("constate_le", "perdu_le"),
                func=lire_sql(__file__, "dater_un_critere"),
            ),
            figee(
                "entree_figee",
                pgtrigger.Update,
                pgtrigger.Condition(
                    "OLD.a_l_entree AND (OLD.parcours_id, OLD.code, OLD.a_l_entree, "
                    "OLD.constate_le) IS DISTINCT FROM "
                    "(NEW.parcours_id, NEW.code, NEW.a_l_entree, NEW.constate_le)"
                ),
                "critere_entree_fige",
                "RETURN NEW;",
            ),
            figee(
                "entree_ineffacable",
                pgtrigger.Delete,
                pgtrigger.Q(old__a_l_entree=True),
                "critere_entree_fige",
                "RETURN OLD;",
            ),
            pgtrigger.Trigger(
                name="entree_close",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__a_l_entree=True),
                func="""
                    IF EXISTS (SELECT 1 FROM accompagnement_parcours
                               WHERE id = NEW.parcours_id AND date_entree IS NOT NULL) THEN
                        RAISE EXCEPTION 'Les critères à l''entrée sont figés.'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'critere_entree_fige';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return self.get_code_display()

    def est_tenu_le(self, jour):
        """As `CritereQuerySet.au`."""
        return self.constate_le <= jour and (self.perdu_le is None or self.perdu_le > jour)
