import pghistory
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Now
from django.utils import timezone

from accompagnement.enums import (
    Mode,
    Presence,
)
from accompagnement.models.parcours import Parcours
from plie.comptes.models import Agent
from plie.socle.etats import EtatDe
from plie.taches.enums import StatutDemande
from plie.taches.models import dernier_statut

INVITATION = "accompagnement.tasks.envoyer_invitation"


class EntretienQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        return self.filter(parcours__in=Parcours.objects.visibles_par(agent))

    def a_venir(self):
        return self.filter(presence=Presence.PREVU)

    def realises(self):
        return self.filter(presence=Presence.HONORE)

    def sans_emargement(self):
        """Those that nobody signed as they are now: no signature, one of other facts or since
        contradicted, or on a sheet that was refused."""
        signes = Q(
            emargement__debut=F("debut"),
            emargement__duree_minutes=F("duree_minutes"),
            emargement__agent=F("agent"),
            emargement__dementi_le__isnull=True,
            emargement__piece__refusee_le__isnull=True,
        )
        return self.exclude(signes)

    def avec_invitation(self):
        """The statut of the mail last asked for about each, or None; a work done that sent nothing
        (an address that refuses) has failed."""
        rien = Q(dernier=StatutDemande.FAITE, invitation_envoyee_le__isnull=True)
        return self.annotate(dernier=dernier_statut(INVITATION)).annotate(
            invitation=Case(When(rien, then=Value(StatutDemande.ECHOUEE)), default=F("dernier"))
        )


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Entretien(models.Model):
    parcours = models.ForeignKey(Parcours, on_delete=models.CASCADE, related_name="entretiens")
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="entretiens")
    debut = models.DateTimeField("date et heure")
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.PRESENCE)
    presence = models.CharField(
        "présence", max_length=10, choices=Presence.choices, default=Presence.HONORE
    )
    duree_minutes = models.PositiveSmallIntegerField("durée (minutes)", default=60, db_default=60)
    lieu = models.CharField(max_length=200, blank=True, db_default="")
    notes = models.TextField(blank=True, max_length=20000)
    notes_confidentielles = models.TextField("notes confidentielles", blank=True, max_length=20000)
    # Their author: an appointment that goes to the next référent does not take them along.
    confie_par = models.ForeignKey(
        Agent,
        verbose_name="confié par",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    etapes = models.ManyToManyField("Etape", blank=True, related_name="entretiens")
    freins = models.ManyToManyField("Frein", blank=True, related_name="entretiens")
    invitation_envoyee_le = models.DateTimeField("invitation envoyée le", null=True, blank=True)
    rappel_envoye_le = models.DateTimeField("rappel envoyé le", null=True, blank=True)
    # How many times it was to be reminded anew: each has one SMS.
    rang_rappel = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    # By its author, once it was written; an appointment moved or kept was not.
    modifie_le = models.DateTimeField("modifié le", null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    cree_le = models.DateTimeField("créé le", auto_now_add=True, db_default=Now())

    etat = EtatDe("presence", Presence)
    objects = EntretienQuerySet.as_manager()

    class Meta:
        ordering = ["-debut", "-pk"]
        indexes = [
            models.Index(fields=["parcours", "-debut"], name="entretien_du_parcours"),
            models.Index(
                fields=["agent", "debut"],
                name="entretien_a_venir",
                condition=Q(presence=Presence.PREVU),
            ),
            models.Index(
                fields=["debut"],
                name="entretien_passe",
                condition=Q(presence__in=[Presence.HONORE, Presence.EXCUSE, Presence.ABSENT]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(debut__gte="2000-01-01T00:00:00Z", debut__lt="2100-01-01T00:00:00Z"),
                name="entretien_date_plausible",
                violation_error_message="L'année de l'entretien n'est pas plausible.",
                violation_error_code="debut",
            ),
            models.CheckConstraint(
                condition=Q(presence__in=Presence.values),
                name="entretien_presence_connue",
                violation_error_message="Cette présence n'existe pas.",
            ),
            models.CheckConstraint(
                condition=Q(duree_minutes__gte=5, duree_minutes__lte=600),
                name="entretien_duree_plausible",
                violation_error_message="Un entretien dure de 5 minutes à 10 heures.",
                violation_error_code="duree_minutes",
            ),
            models.CheckConstraint(
                condition=Q(notes_confidentielles="", confie_par__isnull=True)
                | (~Q(notes_confidentielles="") & Q(confie_par__isnull=False)),
                name="entretien_confie_par_quelqu_un",
                violation_error_message="Des notes confidentielles ont un auteur.",
            ),
        ]

    def __str__(self):
        return f"Entretien du {self.debut:%d/%m/%Y}"

    @property
    def est_attendu(self):
        """Whether there is still time to ask the person to come."""
        return self.presence == Presence.PREVU and self.debut > timezone.now()

    @property
    def reste_a_renseigner(self):
        """Its hour is over, and nobody has said whether the person came."""
        return self.presence == Presence.PREVU and not self.est_attendu

    @property
    def est_un_oubli(self):
        """Its parcours closed before anybody said whether the person came: it may still be said."""
        return self.reste_a_renseigner and not self.parcours.est_ouvert

    def rappeler_a_nouveau(self):
        """What was said of it, by mail or SMS, no longer holds; not saved here."""
        self.rappel_envoye_le = None
        self.rang_rappel += 1


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class AjoutEntretien(models.Model):
    """What somebody else, or later, adds to a meeting: signed, dated, never rewritten."""

    entretien = models.ForeignKey(Entretien, on_delete=models.CASCADE, related_name="ajouts")
    auteur = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    texte = models.TextField("ajout", max_length=20000)
    cree_le = models.DateTimeField("ajouté le", auto_now_add=True, db_default=Now())

    class Meta:
        verbose_name = "ajout à un entretien"
        verbose_name_plural = "ajouts aux entretiens"
        ordering = ["cree_le", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(texte__regex=r"\S"),
                name="ajout_dit_quelque_chose",
                violation_error_message="Écrivez ce que vous ajoutez.",
                violation_error_code="texte",
            ),
        ]

    def __str__(self):
        return f"Ajout de {self.auteur}"

    @property
    def parcours(self):
        return self.entretien.parcours
