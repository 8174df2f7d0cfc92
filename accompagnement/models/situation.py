import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from accompagnement.enums import Foyer, IssueSortie, Moment, StatutEmploi
from accompagnement.models.garde import figee
from accompagnement.models.parcours import Parcours
from plie.referentiels.enums import Niveau
from plie.referentiels.models import Commune
from plie.socle.sql import lire_sql


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Situation(models.Model):
    """What is true of a person from a day on: the whole of it at the entry (`Moment.ENTREE`), then
    one row a change, where what is left empty has not changed. A change that gives an address or a
    commune gives both: no commune is one out of the territory; `adresse_avant`, `commune_avant`
    keep those of the day before, `projet_avant` the fields of the project that it wrote over."""

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
    a_permis = models.BooleanField("permis B", null=True, blank=True)
    a_vehicule = models.BooleanField("véhicule disponible", null=True, blank=True)
    foyer = models.CharField(max_length=20, choices=Foyer.choices, blank=True, default="")
    adresse = models.CharField(max_length=250, blank=True, default="")
    commune = models.ForeignKey(
        Commune, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    adresse_avant = models.CharField(
        "adresse d'avant", max_length=250, blank=True, default="", editable=False
    )
    commune_avant = models.ForeignKey(
        Commune,
        verbose_name="commune d'avant",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    projet_avant = models.JSONField(default=dict, db_default={}, blank=True, editable=False)
    issue = models.CharField(
        "situation à la sortie",
        max_length=20,
        choices=IssueSortie.choices,
        blank=True,
        default="",
    )
    a_obtenu_qualification = models.BooleanField("qualification obtenue", null=True, blank=True)
    qualification = models.CharField(
        "titre, diplôme ou certificat", max_length=150, blank=True, default=""
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
            models.UniqueConstraint(
                fields=["parcours", "date"],
                condition=Q(moment=Moment.A_DATE),
                name="situation_un_changement_par_jour",
                violation_error_message="Un changement est déjà noté à cette date : complétez-le "
                "plutôt, depuis la page « Identité et situation ».",
                violation_error_code="date",
            ),
            models.CheckConstraint(
                condition=~Q(moment=Moment.A_DATE)
                | ~Q(statut_emploi="")
                | ~Q(niveau_formation="")
                | ~Q(foyer="")
                | ~Q(adresse="")
                | Q(a_permis__isnull=False)
                | Q(a_vehicule__isnull=False)
                | Q(commune__isnull=False),
                name="situation_dit_ce_qui_change",
                violation_error_message="Indiquez ce qui a changé.",
            ),
            models.CheckConstraint(
                condition=Q(moment=Moment.SORTIE, issue__in=IssueSortie.values)
                | (~Q(moment=Moment.SORTIE) & Q(issue="")),
                name="situation_issue_a_la_sortie",
                violation_error_message="Indiquez la situation à la sortie.",
                violation_error_code="issue",
            ),
            models.CheckConstraint(
                condition=Q(qualification="")
                | Q(a_obtenu_qualification__isnull=False, a_obtenu_qualification=True),
                name="situation_qualification_obtenue",
                violation_error_message="Dites que la qualification est obtenue, ou laissez son "
                "titre vide.",
                violation_error_code="a_obtenu_qualification",
            ),
            models.CheckConstraint(
                condition=Q(niveau_formation__in=["", *Niveau.values]),
                name="situation_niveau_connu",
                violation_error_message="Ce niveau de formation n'existe pas.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="date_possible",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("date", "moment"),
                declare=[("naissance", "date"), ("entree", "date")],
                func=lire_sql(__file__, "dater_une_situation").format(
                    entree=Moment.ENTREE.value, a_date=Moment.A_DATE.value
                ),
            ),
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

    @property
    def dit_l_adresse(self):
        return bool(self.adresse or self.commune_id)
