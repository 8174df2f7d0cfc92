import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from accompagnement.enums import Critere, Moment, StatutEmploi
from accompagnement.models.parcours import Parcours
from plie.comptes.models import Agent
from plie.referentiels.enums import Niveau

# Proof of eligibility for FSE+ rests on the situation of the entry day: once the person has
# entered, only `actions.corriger_situation_entree` and the import may touch it.
FIGER = """
    IF EXISTS (SELECT 1 FROM accompagnement_parcours
               WHERE id = OLD.parcours_id AND date_entree IS NOT NULL) THEN
        RAISE EXCEPTION 'La situation à l''entrée est figée.'
        USING ERRCODE = 'check_violation', CONSTRAINT = '{contrainte}';
    END IF;
    {retour}
"""


def figee(nom, operation, condition, contrainte, retour):
    return pgtrigger.Trigger(
        name=nom,
        when=pgtrigger.Before,
        operation=operation,
        condition=condition,
        func=FIGER.format(contrainte=contrainte, retour=retour),
    )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Situation(models.Model):
    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="situations")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    date = models.DateField("constatée le")
    statut_emploi = models.CharField(
        "situation vis-à-vis de l'emploi", max_length=20, choices=StatutEmploi.choices, blank=True
    )
    mois_sans_emploi = models.PositiveSmallIntegerField("mois sans emploi", null=True, blank=True)
    niveau_formation = models.CharField(
        "niveau de formation", max_length=10, choices=Niveau.choices, blank=True
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "moment"],
                condition=~Q(moment=Moment.A_DATE),
                name="situation_une_entree_une_sortie",
                violation_error_message="Cette situation est déjà enregistrée.",
            ),
            models.CheckConstraint(
                condition=Q(niveau_formation__in=["", *Niveau.values]),
                name="situation_niveau_connu",
                violation_error_message="Ce niveau de formation n'existe pas.",
            ),
        ]
        triggers = [
            figee(
                "entree_figee",
                pgtrigger.Update,
                pgtrigger.Condition(
                    f"OLD.moment = '{Moment.ENTREE}' AND OLD.* IS DISTINCT FROM NEW.*"
                ),
                "situation_entree_figee",
                "RETURN NEW;",
            ),
            figee(
                "entree_ineffacable",
                pgtrigger.Delete,
                pgtrigger.Q(old__moment=Moment.ENTREE),
                "situation_entree_figee",
                "RETURN OLD;",
            ),
        ]

    def __str__(self):
        return f"{self.get_moment_display()} ({self.date:%d/%m/%Y})"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class CritereEligibilite(models.Model):
    """One criterion of one parcours; criteria cumulate, and indicators count those at entry."""

    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="criteres")
    code = models.CharField("critère", max_length=20, choices=Critere.choices)
    a_l_entree = models.BooleanField("à l'entrée", default=True)
    constate_le = models.DateField("constaté le")
    verifie_par = models.ForeignKey(
        Agent,
        verbose_name="vérifié par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    verifie_le = models.DateField("vérifié le", null=True, blank=True)

    class Meta:
        verbose_name = "critère d'éligibilité"
        verbose_name_plural = "critères d'éligibilité"
        ordering = ["parcours", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["parcours", "code"],
                name="critere_unique_par_parcours",
                violation_error_message="Ce critère est déjà enregistré.",
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
