import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, Q
from django.db.models.functions import Left
from django.utils import timezone

from offres.enums import (
    ORIGINES_IMPORTEES,
    TRANSITIONS_OFFRE,
    ContratOffre,
    Experience,
    Origine,
    PeriodeSalaire,
    StatutOffre,
)
from offres.models.employeur import Contact, Etablissement
from offres.models.question import Question
from offres.models.synchronisation import Synchronisation
from plie.comptes.models import Agent, Structure
from plie.referentiels.enums import Niveau
from plie.referentiels.models import Commune
from plie.socle.etats import EtatDe

# French stems, accents ignored: made by the first migration.
CONFIGURATION = "plie_francais"
IMPORTEES = Q(origine__in=ORIGINES_IMPORTEES)
CONTRATS_EN_CLAIR = dict(ContratOffre.choices)


class Transitions(pgtrigger.FSM):
    """A state table checked AFTER the row is written. A BEFORE trigger makes PostgreSQL compute the
    generated search column again at each update, even of an offer whose text has not changed."""

    when = pgtrigger.After


class OffreQuerySet(models.QuerySet):
    def ouvertes(self):
        return self.filter(statut=StatutOffre.OUVERTE)

    def importees(self):
        return self.filter(IMPORTEES)

    def saisies(self):
        """Our own and our partners': nobody's licence limits them."""
        return self.exclude(IMPORTEES)

    def deposees_par(self, agent):
        """Those that the partner of `agent` has sent."""
        return self.filter(partenaire=agent.structure_id, origine=Origine.PARTENAIRE)

    def montrables(self):
        """Open offers that may be shown today: France Travail's only while the last complete run
        is young enough (licence, article 5.2), an empty list rather than a stale one."""
        return self.ouvertes().filter(~IMPORTEES | Exists(Synchronisation.objects.recentes()))

    def du_metier(self, prefixe):
        """Offers whose ROME code begins by `prefixe` ("K", "K13", "K1304")."""
        return self.filter(rome_code__startswith=prefixe)

    def rechercher(self, texte):
        """Offers that speak of every word of `texte`: stems, either gender, accents and case
        ignored; quotes, `or` and `-` as in a search engine."""
        return self.filter(recherche=Question(texte))


@pghistory.track(
    pghistory.UpdateEvent(condition=pghistory.AnyChange("statut")), fields=["statut", "fin_le"]
)
class Offre(models.Model):
    """One offer: fetched from France Travail, typed by us, or received from a partner.

    `brut` is what France Travail sent, whole, as long as the offer is open there: the licence asks
    to show all of it (5.3), then to anonymise what is kept (7). The other columns are what is
    searched, sorted and matched; a field that could not be read stays empty, the offer stays.
    """

    # Ours have none.
    identifiant = models.CharField(  # noqa: DJ001 - unique by a constraint, below
        "numéro France Travail", max_length=20, null=True, blank=True
    )
    origine = models.CharField(max_length=15, choices=Origine.choices)
    statut = models.CharField(
        max_length=10, choices=StatutOffre.choices, default=StatutOffre.BROUILLON
    )
    intitule = models.CharField("intitulé", max_length=300)
    description = models.TextField(blank=True, db_default="")
    # Not a foreign key: France Travail uses more codes than the reference data know.
    rome_code = models.CharField("code ROME", max_length=5, blank=True, db_default="")
    rome_libelle = models.CharField("métier", max_length=250, blank=True, db_default="")
    rome_domaine = models.GeneratedField(
        expression=Left("rome_code", 3),
        output_field=models.CharField(max_length=3),
        db_persist=True,
    )
    appellation = models.CharField(max_length=250, blank=True, db_default="")

    entreprise = models.CharField(max_length=250, blank=True, db_default="")
    etablissement = models.ForeignKey(
        Etablissement, on_delete=models.PROTECT, null=True, blank=True, related_name="offres"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    entreprise_adaptee = models.BooleanField("entreprise adaptée", default=False, db_default=False)
    est_iae = models.BooleanField(
        "insertion par l'activité économique", default=False, db_default=False
    )
    accessible_th = models.BooleanField(
        "accessible aux travailleurs handicapés", default=False, db_default=False
    )

    # Null when unknown or out of the reference data; `lieu` then says what was written.
    commune = models.ForeignKey(
        Commune,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    commune_insee = models.CharField(max_length=5, blank=True, db_default="")
    lieu = models.CharField("lieu de travail", max_length=200, blank=True, db_default="")
    departement = models.CharField("département", max_length=3, blank=True, db_default="")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)

    contrat = models.CharField(max_length=10, blank=True, db_default="")
    contrat_libelle = models.CharField("contrat", max_length=120, blank=True, db_default="")
    nature_contrat = models.CharField("nature", max_length=120, blank=True, db_default="")
    est_alternance = models.BooleanField("alternance", default=False, db_default=False)
    heures_hebdo = models.DecimalField(
        "heures par semaine", max_digits=4, decimal_places=2, null=True, blank=True
    )
    est_temps_plein = models.BooleanField("temps plein", null=True, blank=True)
    horaires = models.CharField("horaires", max_length=300, blank=True, db_default="")
    salaire = models.CharField(max_length=300, blank=True, db_default="")
    salaire_min = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    salaire_max = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    salaire_periode = models.CharField(
        max_length=1, choices=PeriodeSalaire.choices, blank=True, db_default=""
    )
    postes = models.PositiveIntegerField(
        "nombre de postes", default=1, db_default=1, validators=[MinValueValidator(1)]
    )

    experience = models.CharField(
        "expérience", max_length=1, choices=Experience.choices, blank=True, db_default=""
    )
    experience_mois = models.PositiveSmallIntegerField(
        "mois d'expérience demandés", null=True, blank=True
    )
    niveau_exige = models.CharField(
        "niveau exigé", max_length=6, choices=Niveau.choices, blank=True, db_default=""
    )
    # Letters of the licences ("B", "C"): those without which one is not hired, and the others.
    permis_exiges = ArrayField(
        models.CharField(max_length=10), default=list, blank=True, db_default=[]
    )
    permis_souhaites = ArrayField(
        models.CharField(max_length=10), default=list, blank=True, db_default=[]
    )

    publiee_le = models.DateTimeField("publiée le", default=timezone.now)
    actualisee_le = models.DateTimeField("mise à jour le", default=timezone.now)
    # Our own offers close by themselves after this day.
    expire_le = models.DateField("expire après le", null=True, blank=True)
    # When it stopped being open, whatever the reason; null while open.
    fin_le = models.DateTimeField("fermée le", null=True, blank=True)
    brut = models.JSONField(null=True, blank=True, editable=False)
    # Of `brut`: an offer received again unchanged is told without being read.
    empreinte = models.BinaryField(null=True, blank=True, editable=False)

    saisie_par = models.ForeignKey(
        Agent, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Who sent it, and what they call it.
    partenaire = models.ForeignKey(
        Structure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    identifiant_externe = models.CharField(  # noqa: DJ001 - unique for a partner, when known
        max_length=100, null=True, blank=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    recherche = models.GeneratedField(
        expression=SearchVector(
            "intitule",
            "appellation",
            "rome_libelle",
            "entreprise",
            Left("description", 3000),
            config=CONFIGURATION,
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    etat = EtatDe("statut", StatutOffre)
    objects = OffreQuerySet.as_manager()

    class Meta:
        ordering = ["-actualisee_le", "-pk"]
        indexes = [
            GinIndex(fields=["recherche"], name="offre_recherche"),
            models.Index(
                fields=["-actualisee_le", "-id"],
                name="offre_ouverte_recente",
                condition=Q(statut=StatutOffre.OUVERTE),
            ),
            models.Index(
                fields=["rome_domaine", "-actualisee_le"],
                name="offre_ouverte_domaine",
                condition=Q(statut=StatutOffre.OUVERTE),
            ),
            models.Index(
                fields=["commune", "-actualisee_le"],
                name="offre_ouverte_commune",
                condition=Q(statut=StatutOffre.OUVERTE),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["identifiant"],
                name="offre_numero_unique",
                violation_error_message="Une offre porte déjà ce numéro.",
                violation_error_code="identifiant",
            ),
            models.UniqueConstraint(
                fields=["partenaire", "identifiant_externe"],
                name="offre_partenaire_une_fois",
                violation_error_message="Vous avez déjà déposé une offre sous cet identifiant.",
                violation_error_code="identifiant_externe",
            ),
            models.CheckConstraint(
                condition=Q(origine=Origine.PARTENAIRE, partenaire__isnull=False)
                | ~Q(origine=Origine.PARTENAIRE) & Q(partenaire__isnull=True),
                name="offre_de_partenaire_a_le_sien",
                violation_error_message="Une offre reçue d'un partenaire dit lequel.",
            ),
            models.CheckConstraint(
                condition=Q(statut__in=StatutOffre.values),
                name="offre_statut_connu",
                violation_error_message="Cet état n'existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(origine__in=Origine.values),
                name="offre_origine_connue",
                violation_error_message="Cette origine n'existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(identifiant__isnull=False) | ~IMPORTEES,
                name="offre_importee_numerotee",
                violation_error_message="Une offre de France Travail a son numéro.",
            ),
            models.CheckConstraint(
                condition=~Q(statut=StatutOffre.RETIREE)
                | IMPORTEES
                & Q(brut__isnull=True, description="", entreprise="", commune_insee="", lieu="")
                & Q(commune__isnull=True, latitude__isnull=True, longitude__isnull=True),
                name="offre_retiree_anonyme",
                violation_error_message="Une offre retirée par France Travail est anonymisée.",
            ),
            models.CheckConstraint(
                condition=Q(
                    statut__in=[StatutOffre.BROUILLON, StatutOffre.OUVERTE], fin_le__isnull=True
                )
                | Q(fin_le__isnull=False)
                & ~Q(statut__in=[StatutOffre.BROUILLON, StatutOffre.OUVERTE]),
                name="offre_finie_a_une_fin",
                violation_error_message="Une offre fermée a une date de fin, une ouverte n'en a "
                "pas.",
            ),
            models.CheckConstraint(
                condition=~Q(intitule__regex=r"^\s*$"),
                name="offre_intitulee",
                violation_error_message="L'intitulé est obligatoire.",
                violation_error_code="intitule",
            ),
            models.CheckConstraint(
                condition=Q(heures_hebdo__isnull=True) | Q(heures_hebdo__gt=0),
                name="offre_heures_plausibles",
                violation_error_message="Indiquez un nombre d'heures.",
                violation_error_code="heures_hebdo",
            ),
            models.CheckConstraint(
                condition=Q(salaire_min__isnull=True)
                | Q(salaire_max__isnull=True)
                | Q(salaire_max__gte=F("salaire_min")),
                name="offre_salaires_ordonnes",
                violation_error_message="Le salaire le plus haut est sous le plus bas.",
                violation_error_code="salaire_max",
            ),
            models.CheckConstraint(
                condition=Q(expire_le__gte="2000-01-01", expire_le__lt="2100-01-01"),
                name="offre_expiration_plausible",
                violation_error_message="L'année de l'expiration n'est pas plausible.",
                violation_error_code="expire_le",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="offre_coordonnees_plausibles",
                violation_error_message="Ces coordonnées n'existent pas.",
            ),
        ]
        triggers = [
            Transitions(
                name="offre_transitions",
                field="statut",
                transitions=[
                    (depart.value, arrivee.value)
                    for depart, arrivees in TRANSITIONS_OFFRE.items()
                    for arrivee in sorted(arrivees)
                ],
            ),
        ]

    def __str__(self):
        return self.intitule

    @property
    def contrat_en_clair(self):
        return self.contrat_libelle or CONTRATS_EN_CLAIR.get(self.contrat, self.contrat)

    @property
    def est_importee(self):
        return self.origine in ORIGINES_IMPORTEES
