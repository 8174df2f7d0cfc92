import pghistory
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Now
from django.db.models.lookups import Exact

from offres.enums import Equipe, ObjetEchange, TypeEchange, TypeEtablissement
from plie.comptes.models import Agent
from plie.comptes.siret import valider_siret
from plie.comptes.tri import Normaliser
from plie.referentiels.models import Commune


class EtablissementQuerySet(models.QuerySet):
    def nommes(self, texte):
        """Those whose name has every word of `texte`, or whose SIRET begins so."""
        texte = texte.replace("\0", "").strip()[:200]
        chiffres = "".join(texte.split())
        if chiffres.isdecimal():
            return self.filter(siret__startswith=chiffres)
        requete = self
        for mot in texte.split()[:8]:
            requete = requete.filter(recherche__contains=Normaliser(Value(mot)))
        return requete

    def ressemblants(self, *, nom, commune, siret="", sauf=None):
        """Those that may be the same one: same SIRET, or same name in the same commune."""
        meme_nom = Q(recherche=Normaliser(Value(nom or "")), commune=commune)
        autres = self.exclude(pk=sauf) if sauf else self
        return autres.filter(meme_nom | Q(siret=siret) if siret else meme_nom)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["recherche", "version"],
)
class Etablissement(models.Model):
    """An employer at one address: what a SIRET names."""

    nom = models.CharField(max_length=200)
    siret = models.CharField(  # noqa: DJ001 - unique when known
        "SIRET", max_length=14, null=True, blank=True, validators=[valider_siret]
    )
    type = models.CharField(
        max_length=20, choices=TypeEtablissement.choices, default=TypeEtablissement.ENTREPRISE
    )
    adresse = models.CharField(max_length=250, blank=True)
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    site = models.URLField("site internet", blank=True)
    activite = models.CharField("activité", max_length=200, blank=True)
    notes = models.TextField(blank=True, max_length=5000)
    est_actif = models.BooleanField("actif", default=True)
    cree_le = models.DateTimeField("créé le", auto_now_add=True, db_default=Now())
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    recherche = models.GeneratedField(
        expression=Normaliser("nom"), output_field=models.TextField(), db_persist=True
    )

    objects = EtablissementQuerySet.as_manager()

    class Meta:
        ordering = ["recherche", "pk"]
        verbose_name = "établissement"
        constraints = [
            models.UniqueConstraint(
                fields=["siret"],
                name="etablissement_siret_unique",
                violation_error_message="Un établissement porte déjà ce SIRET.",
            ),
            models.CheckConstraint(
                condition=Q(siret__isnull=True) | Q(siret__regex=r"^\d{14}$"),
                name="etablissement_siret_forme",
                violation_error_message="Un SIRET compte 14 chiffres.",
                violation_error_code="siret",
            ),
            # Two shops of one brand in one town are told apart by their SIRET only.
            models.UniqueConstraint(
                Normaliser("nom"),
                Coalesce("commune", Value("")),
                condition=Q(siret__isnull=True),
                name="etablissement_nom_et_commune_uniques",
                violation_error_message="Un établissement sans SIRET porte déjà ce nom dans cette "
                "commune.",
            ),
            models.CheckConstraint(
                # Invisible characters only: such a name could not be searched.
                condition=~Q(Exact(Normaliser("nom"), Value(""))),
                name="etablissement_nomme",
                violation_error_message="Le nom comporte au moins une lettre ou un chiffre.",
                violation_error_code="nom",
            ),
        ]

    def __str__(self):
        return self.nom


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Contact(models.Model):
    """Somebody who answers for an employer."""

    etablissement = models.ForeignKey(
        Etablissement, on_delete=models.CASCADE, related_name="contacts"
    )
    nom = models.CharField(max_length=150)
    fonction = models.CharField(max_length=150, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    est_actif = models.BooleanField("joignable", default=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        ordering = ["nom", "pk"]
        constraints = [
            models.UniqueConstraint(
                "etablissement",
                Normaliser("nom"),
                name="contact_unique",
                violation_error_message="Ce contact existe déjà dans cet établissement.",
            ),
        ]

    def __str__(self):
        return self.nom


class EchangeQuerySet(models.QuerySet):
    def a_relancer(self, jour):
        """Those whose next step was due on `jour` or before and is not done."""
        return self.filter(suite_le__lte=jour, suite_faite_le__isnull=True)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Echange(models.Model):
    """A visit or a call: who met whom, when, what for, what next. Shared with the équipes
    entreprises of France Travail, so that an employer is not asked the same thing twice."""

    etablissement = models.ForeignKey(
        Etablissement, on_delete=models.CASCADE, related_name="echanges"
    )
    contact = models.ForeignKey(
        Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="echanges"
    )
    type = models.CharField(max_length=12, choices=TypeEchange.choices)
    objet = models.CharField(max_length=20, choices=ObjetEchange.choices)
    le = models.DateField()
    equipe = models.CharField("équipe", max_length=15, choices=Equipe.choices, default=Equipe.PLIE)
    # Who went: one of ours is the agent who writes, a colleague of France Travail is only a name.
    intervenant = models.CharField("qui", max_length=150)
    compte_rendu = models.TextField("compte rendu", blank=True, max_length=5000)
    suite = models.CharField("suite à donner", max_length=300, blank=True)
    suite_le = models.DateField("avant le", null=True, blank=True)
    suite_faite_le = models.DateField("suite faite le", null=True, blank=True)
    saisi_par = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    objects = EchangeQuerySet.as_manager()

    class Meta:
        ordering = ["-le", "-pk"]
        verbose_name = "échange"
        indexes = [
            models.Index(
                fields=["suite_le"],
                name="echange_a_relancer",
                condition=Q(suite_le__isnull=False, suite_faite_le__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(suite_le__isnull=True) | ~Q(suite=""),
                name="echange_suite_dite",
                violation_error_message="Dites ce qui est à faire à cette date.",
                violation_error_code="suite",
            ),
            models.CheckConstraint(
                condition=Q(suite_le__isnull=True) | Q(suite_le__gte=F("le")),
                name="echange_suite_apres",
                violation_error_message="La suite à donner précède l'échange.",
                violation_error_code="suite_le",
            ),
            models.CheckConstraint(
                condition=Q(suite_faite_le__isnull=True) | Q(suite_faite_le__gte=F("le")),
                name="echange_suite_faite_apres",
                violation_error_message="La suite est faite avant l'échange.",
                violation_error_code="suite_faite_le",
            ),
            models.CheckConstraint(
                condition=Q(le__gte="2000-01-01", le__lt="2100-01-01"),
                name="echange_date_plausible",
                violation_error_message="L'année de l'échange n'est pas plausible.",
                violation_error_code="le",
            ),
            models.CheckConstraint(
                condition=Q(suite_le__gte="2000-01-01", suite_le__lt="2100-01-01"),
                name="echange_suite_plausible",
                violation_error_message="L'année de la suite à donner n'est pas plausible.",
                violation_error_code="suite_le",
            ),
        ]

    def __str__(self):
        return f"{self.get_type_display()} du {self.le:%d/%m/%Y}"
