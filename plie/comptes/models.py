import re
from decimal import Decimal

import pghistory
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left, Lower, Trim
from django.utils import timezone

from plie.comptes.enums import (
    ROLES_DE_LA_MAISON,
    ROLES_DES_PARTENAIRES,
    Role,
    TypeStructure,
)
from plie.comptes.siret import compacter_siret, valider_siret
from plie.comptes.tri import Normaliser

# A SAFIR code or a SIRET, once what separates its digits is gone.
CODE_DE_STRUCTURE = re.compile(r"[0-9]{5}|[0-9]{14}")


def cle_de_structure(repere):
    """What `StructureQuerySet.reperes` holds a structure under: a code, or a name in lower case."""
    compact = compacter_siret(repere) or ""
    return compact if CODE_DE_STRUCTURE.fullmatch(compact) else repere.strip().lower()


class StructureQuerySet(models.QuerySet):
    def accompagnantes(self):
        """Structures that employ référents and may follow people."""
        return self.filter(accompagne=True, est_active=True)

    def reperes(self):
        """The structures, each under all that names it where nobody picks from a list: its name,
        its SAFIR code, its SIRET (`cle_de_structure`)."""
        toutes = list(self)
        noms = {structure.nom.strip().lower(): structure for structure in toutes}
        codes = {code: une for une in toutes for code in (une.code_safir, une.siret) if code}
        return noms | codes


class Structure(models.Model):
    nom = models.CharField(max_length=200)
    type = models.CharField(
        max_length=20, choices=TypeStructure.choices, default=TypeStructure.AUTRE
    )
    accompagne = models.BooleanField("emploie des référents", default=False)
    est_active = models.BooleanField("active", default=True)
    code_safir = models.CharField(  # noqa: DJ001 - unique when known
        "code SAFIR",
        max_length=5,
        null=True,
        blank=True,
        validators=[RegexValidator(r"^\d{5}\Z", "Le code SAFIR d'une agence compte 5 chiffres.")],
    )
    siret = models.CharField(  # noqa: DJ001 - unique when known
        "SIRET", max_length=14, null=True, blank=True, validators=[valider_siret]
    )
    domaine_courriel = models.CharField(
        "domaine des adresses professionnelles",
        max_length=100,
        blank=True,
        default="",
        db_default="",
        validators=[RegexValidator(r"^([a-z0-9-]+\.)+[a-z]{2,}\Z", "Un domaine : exemple.fr.")],
        help_text="Les conseillers de cette structure se connectent par un code envoyé à une "
        "adresse de ce domaine.",
    )
    # As on an envelope, one line by line: that of who writes, or is written to.
    adresse = models.TextField(
        "adresse postale",
        max_length=250,
        blank=True,
        default="",
        db_default="",
        help_text="Telle qu'elle s'écrit sur une enveloppe, une ligne par ligne, avec le code "
        "postal et la ville.",
    )
    contact = models.CharField(
        "interlocuteur", max_length=150, blank=True, default="", db_default=""
    )
    contact_courriel = models.EmailField(
        "courriel de l'interlocuteur", blank=True, default="", db_default=""
    )
    contact_telephone = models.CharField(
        "téléphone de l'interlocuteur", max_length=20, blank=True, default="", db_default=""
    )

    objects = StructureQuerySet.as_manager()

    class Meta:
        ordering = [Normaliser("nom")]
        constraints = [
            models.UniqueConstraint(
                Lower(Trim("nom")),
                name="structure_nom_unique",
                violation_error_message="Une structure porte déjà ce nom.",
            ),
            models.UniqueConstraint(
                fields=["code_safir"],
                name="structure_code_safir_unique",
                violation_error_message="Une structure porte déjà ce code SAFIR.",
                violation_error_code="code_safir",
            ),
            models.UniqueConstraint(
                fields=["siret"],
                name="structure_siret_unique",
                violation_error_message="Une structure porte déjà ce SIRET.",
                violation_error_code="siret",
            ),
            models.CheckConstraint(
                condition=Q(code_safir__isnull=True) | Q(code_safir__regex=r"^\d{5}$"),
                name="structure_code_safir_forme",
                violation_error_message="Le code SAFIR d'une agence compte 5 chiffres.",
                violation_error_code="code_safir",
            ),
            models.CheckConstraint(
                condition=Q(siret__isnull=True) | Q(siret__regex=r"^\d{14}$"),
                name="structure_siret_forme",
                violation_error_message="Un SIRET compte 14 chiffres.",
                violation_error_code="siret",
            ),
        ]

    def __str__(self):
        return self.nom

    def clean_fields(self, exclude=None):
        self.code_safir = self.code_safir or None
        self.siret = compacter_siret(self.siret)
        self.domaine_courriel = self.domaine_courriel.lower().removeprefix("@")
        super().clean_fields(exclude=exclude)


class AgentManager(BaseUserManager):
    def create_user(self, email, password=None, **champs):
        """An empty password gives an agent who can be named in dossiers but cannot sign in."""
        agent = self.model(email=self.normalize_email(email).lower(), **champs)
        agent.set_password(password)
        agent.save(using=self._db)
        return agent

    def create_superuser(self, email, password=None, **champs):
        return self.create_user(email, password, role=Role.ADMINISTRATION, **champs)

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class AgentQuerySet(models.QuerySet):
    def referents(self):
        """Agents to whom a parcours may be assigned today."""
        return (
            self.qui_suivent()
            .filter(is_active=True)
            .order_by(Normaliser("nom"), Normaliser("prenom"))
        )

    def qui_suivent(self):
        """Whoever may have a portfolio, or had one before their account was closed."""
        return self.filter(role=Role.REFERENT)

    def conseillers(self):
        return self.filter(role=Role.CONSEILLER)

    def qui_coordonnent(self):
        return self.filter(role=Role.COORDINATION)

    def de_la_maison(self):
        return self.filter(role__in=ROLES_DE_LA_MAISON)

    def qui_administrent(self):
        """Those on whom the administration may count: none has a last day."""
        return self.filter(role=Role.ADMINISTRATION, is_active=True, acces_jusqu_au=None)

    def jamais_venus(self):
        return self.filter(is_active=True, last_login=None)

    def a_fermer(self, jour):
        return self.filter(is_active=True, acces_jusqu_au__lt=jour)

    def en_attente(self):
        """Référents that an import has named by their address alone, and of whom the
        administration has decided nothing yet."""
        return self.filter(
            role=Role.REFERENT, is_active=False, last_login=None, nom=Left("email", 100)
        )


@pghistory.track(exclude=["password", "last_login", "visite"])
class Agent(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("adresse électronique", unique=True)
    nom = models.CharField(max_length=100)
    prenom = models.CharField("prénom", max_length=100, blank=True)
    role = models.CharField("rôle", max_length=20, choices=Role.choices)
    structure = models.ForeignKey(
        Structure, on_delete=models.PROTECT, null=True, blank=True, related_name="agents"
    )
    quotite = models.DecimalField(
        "quotité de travail (ETP)",
        max_digits=3,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(1))],
    )
    is_active = models.BooleanField("peut se connecter", default=True)
    acces_jusqu_au = models.DateField("dernier jour d'accès", null=True, blank=True)
    # How many steps of the first visit they have seen.
    visite = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["nom"]

    objects = AgentManager.from_queryset(AgentQuerySet)()

    class Meta:
        ordering = [Normaliser("nom"), Normaliser("prenom")]
        constraints = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="agent_email_en_minuscules",
                violation_error_message="L'adresse électronique s'écrit en minuscules.",
            ),
            models.CheckConstraint(
                condition=Q(quotite__gt=0, quotite__lte=1),
                name="agent_quotite_bornee",
                violation_error_message="La quotité est comprise entre 0,01 et 1.",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[Role.REFERENT, *ROLES_DES_PARTENAIRES], is_active=True)
                | Q(structure__isnull=False),
                name="agent_referent_a_une_structure",
                violation_error_message="Un référent, un partenaire, appartient à une structure.",
                violation_error_code="structure",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=ROLES_DES_PARTENAIRES)
                | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX),
                name="agent_partenaire_sans_mot_de_passe",
                violation_error_message="Un partenaire n'a pas de mot de passe.",
            ),
        ]

    def __str__(self):
        return f"{self.prenom} {self.nom}".strip()

    def clean(self):
        super().clean()
        if self.est_conseiller and self.is_active and not self.est_reconnu:
            raise ValidationError({"email": self._pourquoi_inconnu()})

    def _pourquoi_inconnu(self):
        if self.structure is None or not self.structure.est_active:
            return "Un conseiller appartient à une structure active."
        domaine = self.structure.domaine_courriel
        if not domaine:
            return f"Le domaine des adresses de {self.structure} n'est pas renseigné."
        return f"L'adresse d'un conseiller de {self.structure} finit par @{domaine}."

    @property
    def est_de_la_maison(self):
        return self.role in ROLES_DE_LA_MAISON

    @property
    def est_echu(self):
        """Whether the last day is over, although the work of the night has not closed it yet."""
        return self.acces_jusqu_au is not None and self.acces_jusqu_au < timezone.localdate()

    @property
    def est_conseiller(self):
        return self.role == Role.CONSEILLER

    @property
    def est_une_application(self):
        return self.role == Role.PARTENAIRE

    @property
    def est_reconnu(self):
        """Whether the structure of a conseiller, still open, answers for their address."""
        structure = self.structure
        return (
            structure is not None
            and structure.est_active
            and structure.domaine_courriel != ""
            and self.email.endswith(f"@{structure.domaine_courriel}")
        )

    @property
    def is_staff(self):
        """Django's own administration site is the office of the role `administration` only."""
        return self.role == Role.ADMINISTRATION
