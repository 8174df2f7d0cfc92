"""Applications of partners: what they may do, the secrets that open their tokens."""

import ipaddress

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from oauth2_provider.models import AbstractApplication

from plie.comptes.models import Structure
from plie.partenaires.adresse import est_dans, lire_adresse
from plie.partenaires.enums import PORTEES_SENSIBLES, Portee


def valider_reseau(valeur):
    """An address or a range, v4 or v6: 192.0.2.7, 192.0.2.0/24, 2001:db8::/32."""
    try:
        ipaddress.ip_network(valeur)
    except ValueError:
        raise ValidationError(
            f"« {valeur} » n'est pas une adresse ni un réseau (192.0.2.7 ou 192.0.2.0/24).",
            code="reseau",
        ) from None


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    model_name="ApplicationEvent",
    fields=["name", "portees", "motif_sensible", "reseaux", "est_active", "est_de_confiance"],
)
class Application(AbstractApplication):
    """One program of a partner. It acts as `user`, an agent of the role `partenaire` made for it
    alone, so that every door knows it. Its secrets are rows of their own."""

    structure = models.ForeignKey(Structure, on_delete=models.PROTECT, related_name="applications")
    portees = ArrayField(
        models.CharField(max_length=40, choices=Portee.choices), verbose_name="portées"
    )
    motif_sensible = models.CharField(
        "motif de l'accès aux données de santé", max_length=300, blank=True, db_default=""
    )
    reseaux = ArrayField(
        models.CharField(max_length=50, validators=[valider_reseau]),
        verbose_name="adresses d'origine admises",
        default=list,
        blank=True,
        db_default=[],
        help_text="Une adresse ou un réseau par ligne ; vide : toutes.",
    )
    est_active = models.BooleanField("active", default=True, db_default=True)
    est_essai = models.BooleanField(
        "bac à sable",
        default=False,
        db_default=False,
        help_text="Personnes inventées : les vrais dossiers ne sont ni lus ni écrits.",
    )
    est_de_confiance = models.BooleanField(
        "offres ouvertes sans relecture", default=False, db_default=False
    )
    appels_par_minute = models.PositiveIntegerField(default=600, db_default=600)
    volume_signale_le = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "application partenaire"
        verbose_name_plural = "applications partenaires"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                name="application_un_agent",
                violation_error_message="Cet agent est déjà celui d'une autre application.",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False),
                name="application_agit_comme_un_agent",
                violation_error_message="Une application agit comme un agent.",
            ),
            models.UniqueConstraint(
                fields=["structure", "name"],
                name="application_nom_unique",
                violation_error_message="Une application de cette structure porte déjà ce nom.",
                violation_error_code="name",
            ),
            models.CheckConstraint(
                condition=Q(portees__contained_by=Portee.values) & ~Q(portees=[]),
                name="application_portees_connues",
                violation_error_message="Choisissez au moins une portée connue.",
                violation_error_code="portees",
            ),
            models.CheckConstraint(
                condition=~Q(portees__overlap=list(PORTEES_SENSIBLES)) | ~Q(motif_sensible=""),
                name="application_sensible_motivee",
                violation_error_message="Indiquez pourquoi cette application lit la RQTH.",
                violation_error_code="motif_sensible",
            ),
            models.CheckConstraint(
                condition=Q(appels_par_minute__gt=0),
                name="application_debit_positif",
                violation_error_message="Indiquez un nombre d'appels par minute.",
                violation_error_code="appels_par_minute",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def libelles_des_portees(self):
        return [Portee(portee).label for portee in self.portees]

    def is_usable(self, request):
        """Asked by the library at each token and each call: a suspended application, one that calls
        from elsewhere, or whose agent has become somebody else, has no token that holds."""
        agent = self.user
        est_le_sien = agent.est_une_application and agent.structure_id == self.structure_id
        ouverte = self.est_active and agent.is_active and est_le_sien and self.structure.est_active
        if not (ouverte and self.reseaux):
            return ouverte
        return est_dans(lire_adresse(request.headers), self.reseaux)


class SecretQuerySet(models.QuerySet):
    def vivants(self, quand=None):
        return self.filter(expire_le__gt=quand or timezone.now())


class Secret(models.Model):
    """One secret of an application, shown once and kept as its SHA-256: it is drawn, long enough
    that nobody goes through them all. Two live at once while one takes over from the other."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="secrets")
    empreinte = models.CharField(max_length=64, unique=True)
    cree_le = models.DateTimeField("créé le", default=timezone.now)
    expire_le = models.DateTimeField("expire le")

    objects = SecretQuerySet.as_manager()

    class Meta:
        ordering = ["-cree_le", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expire_le__gte=F("cree_le")),
                name="secret_expire_apres_sa_creation",
                violation_error_message="L'expiration précède la création.",
                violation_error_code="expire_le",
            ),
        ]

    def __str__(self):
        return f"Secret du {self.cree_le:%d/%m/%Y}"
