import re
from datetime import date

import pghistory
import pgtrigger
from dateutil.relativedelta import relativedelta
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Concat, Lower, Now
from django.utils import timezone

from accompagnement.enums import Sexe, dire_naissance
from accompagnement.portefeuille import portefeuilles_de, suit, voit_tout
from plie.comptes.tri import Normaliser
from plie.referentiels.models import Commune

NUMERO_FRANCE_TRAVAIL = r"^(\d{11}|\d{7}[0-9A-Z])$"
# From which two names born the same day may be one person's.
RESSEMBLANCE = 0.4
# The same when the dates are only near.
FORTE_RESSEMBLANCE = 0.7


def valider_numero_france_travail(valeur):
    """11 digits, or the old form: 7 digits and one character."""
    if not re.match(NUMERO_FRANCE_TRAVAIL, valeur):
        raise ValidationError(
            "Le numéro France Travail compte 11 chiffres (ancienne forme : 7 chiffres et un "
            "caractère).",
            code="numero_france_travail",
        )


class Chiffres(Func):
    """The digits of a telephone number, however it was typed."""

    function = "regexp_replace"
    template = "%(function)s(%(expressions)s, '[^0-9]', '', 'g')"
    output_field = models.TextField()


class ParticipantQuerySet(models.QuerySet):
    def actuels(self):
        """Without the dossiers that a merge has put into another."""
        return self.filter(fusionne_dans__isnull=True)

    def visibles_par(self, agent, parmi=None):
        """The dossiers `agent` may open, by role; with `parmi`, a few keys,
        those of them: a structure's hundreds are then not read. What may be read inside is asked
        of the parcours, which may be fewer than the person's."""
        requete = self if parmi is None else self.filter(pk__in=parmi)
        if voit_tout(agent):
            return requete
        if suit(agent):
            return requete.filter(pk__in=_suivis_par_la_structure(agent, parmi))
        return requete.none()

    def doublons_probables(self, *, nom, prenom, date_naissance, numero_france_travail=""):
        """People who may be the one described: same birth date and nearly the same name, in
        either order, accents ignored; or the same France Travail number. Nothing to compare
        gives nobody."""
        actuels = self.actuels()
        numero = _compacter(numero_france_travail)
        meme_numero = Q(numero_france_travail=numero) if numero else Q(pk__in=[])
        if not (date_naissance and nom.strip()):
            return actuels.filter(meme_numero)
        ressemblance = _ressemblance(nom, prenom)
        return actuels.annotate(ressemblance=ressemblance).filter(
            meme_numero | Q(date_naissance=date_naissance, ressemblance__gte=RESSEMBLANCE)
        )

    def homonymes(self, *, nom, prenom, date_naissance, numero_france_travail=""):
        """`doublons_probables`, and those of nearly the same name whose birth date differs by a
        slip of the hand (`dates_proches`): whom to ask about before a dossier is created."""
        probables = self.doublons_probables(
            nom=nom,
            prenom=prenom,
            date_naissance=date_naissance,
            numero_france_travail=numero_france_travail,
        )
        if not (date_naissance and nom.strip()):
            return probables
        ressemblance = _ressemblance(nom, prenom)
        proches = self.actuels().annotate(ressemblance=ressemblance)
        return self.filter(
            Q(pk__in=probables.order_by().values("pk"))
            | Q(
                pk__in=proches.filter(
                    date_naissance__in=dates_proches(date_naissance),
                    ressemblance__gte=FORTE_RESSEMBLANCE,
                )
                .order_by()
                .values("pk")
            )
        )


def _ressemblance(nom, prenom):
    """Of the names alone: what is searched also holds the number, which would part two people."""
    noms = Normaliser(Concat("nom", Value(" "), "prenom"))
    return TrigramSimilarity(noms, Normaliser(Value(f"{nom} {prenom}")))


def dates_proches(jour):
    """The days that `jour` may have been typed for: day and month swapped, one digit wrong, or a
    day too early or too late."""
    chiffres = f"{jour:%d%m}{jour.year:04d}"
    ecrites = {chiffres[2:4] + chiffres[:2] + chiffres[4:]} | {
        chiffres[:rang] + chiffre + chiffres[rang + 1 :]
        for rang in range(len(chiffres))
        for chiffre in "0123456789"
    }
    rangs = (jour.toordinal() - 1, jour.toordinal() + 1)
    voisins = {date.fromordinal(rang) for rang in rangs if 0 < rang <= date.max.toordinal()}
    return voisins | {proche for proche in map(_lire_date, ecrites) if proche}


def _lire_date(chiffres):
    try:
        return date(int(chiffres[4:]), int(chiffres[2:4]), int(chiffres[:2]))
    except ValueError:
        return None


def _suivis_par_la_structure(agent, parmi):
    parcours = Participant._meta.get_field("parcours").related_model.objects.order_by()
    if parmi is not None:
        parcours = parcours.filter(participant__in=parmi)
    affectes = parcours.des_referents(portefeuilles_de(agent))
    de_la_structure = parcours.filter(structure=agent.structure_id)
    return de_la_structure.values("participant").union(affectes.values("participant"))


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["recherche", "version"],
)
class Participant(models.Model):
    identifiant_externe = models.CharField(
        "identifiant externe", max_length=100, null=True, blank=True, unique=True
    )
    nom = models.CharField(max_length=100, validators=[MinLengthValidator(1)])
    prenom = models.CharField("prénom", max_length=100)
    date_naissance = models.DateField("date de naissance")
    sexe = models.CharField(max_length=1, choices=Sexe.choices)
    numero_france_travail = models.CharField(  # noqa: DJ001 - unique when known
        "numéro France Travail",
        max_length=11,
        null=True,
        blank=True,
        validators=[valider_numero_france_travail],
    )
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, null=True, blank=True)
    adresse = models.CharField(max_length=250, blank=True)
    telephone = models.CharField("téléphone", max_length=20, blank=True)
    email = models.EmailField("adresse électronique", blank=True)
    accepte_courriels = models.BooleanField(
        "accepte les invitations et rappels par courriel", default=True, db_default=True
    )
    accepte_sms = models.BooleanField(
        "accepte les rappels par SMS", default=False, db_default=False
    )
    # Said by the server that was to receive; forgotten by a trigger when the address changes.
    email_refuse_le = models.DateTimeField(
        "adresse refusée le", null=True, blank=True, editable=False
    )
    telephone_refuse_le = models.DateTimeField(
        "numéro refusé le", null=True, blank=True, editable=False
    )
    motif_distinct = models.CharField(
        "pourquoi ce n'est pas un doublon", max_length=300, blank=True, default="", db_default=""
    )
    # Set by a merge (`actions.fusion`): the row stays thirty days to be brought back.
    fusionne_dans = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    cree_le = models.DateTimeField("créé le", auto_now_add=True, db_default=Now())
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    recherche = models.GeneratedField(
        expression=Normaliser(
            Concat(
                "nom",
                Value(" "),
                "prenom",
                Value(" "),
                Coalesce("numero_france_travail", Value("")),
                output_field=models.TextField(),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["recherche", "pk"]
        indexes = [
            GinIndex(
                fields=["recherche"], name="participant_recherche", opclasses=["gin_trgm_ops"]
            ),
            models.Index(fields=["recherche", "id"], name="participant_ordre"),
            GinIndex(
                OpClass(Chiffres("telephone"), name="gin_trgm_ops"), name="participant_telephone"
            ),
            GinIndex(OpClass(Lower("email"), name="gin_trgm_ops"), name="participant_email"),
            models.Index(fields=["date_naissance"], name="participant_naissance"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["numero_france_travail"],
                name="participant_numero_ft_unique",
                violation_error_message="Ce numéro France Travail est déjà celui d'une autre "
                "personne.",
            ),
            models.CheckConstraint(
                condition=Q(numero_france_travail__regex=NUMERO_FRANCE_TRAVAIL),
                name="participant_numero_ft_forme",
                violation_error_message="Le numéro France Travail compte 11 chiffres (ancienne "
                "forme : 7 chiffres et un caractère).",
            ),
            models.CheckConstraint(
                condition=Q(date_naissance__gte="1900-01-01"),
                name="participant_naissance_plausible",
                violation_error_message="La date de naissance est antérieure à 1900.",
                violation_error_code="date_naissance",
            ),
            models.CheckConstraint(
                condition=Q(sexe__in=Sexe.values),
                name="participant_sexe_connu",
                violation_error_message="Le sexe est F, M ou X.",
            ),
            models.CheckConstraint(
                condition=~Q(nom__regex=r"^\s*$") & ~Q(prenom__regex=r"^\s*$"),
                name="participant_nomme",
                violation_error_message="Le nom et le prénom sont obligatoires.",
            ),
            models.CheckConstraint(
                condition=Q(fusionne_dans__isnull=True) | ~Q(fusionne_dans=F("pk")),
                name="participant_fusion_avec_un_autre",
                violation_error_message="Une personne ne se fusionne pas avec elle-même.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="naissance_passee",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("date_naissance"),
                func="""
                    IF NEW.date_naissance > (now() AT TIME ZONE 'Europe/Paris')::date THEN
                        RAISE EXCEPTION 'La date de naissance est dans le futur.'
                        USING ERRCODE = 'check_violation',
                              CONSTRAINT = 'participant_naissance_passee';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="refus_oublies",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("email", "telephone"),
                func="""
                    IF NEW.email IS DISTINCT FROM OLD.email THEN
                        NEW.email_refuse_le = NULL;
                    END IF;
                    IF NEW.telephone IS DISTINCT FROM OLD.telephone THEN
                        NEW.telephone_refuse_le = NULL;
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="naissance_avant_entree",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("date_naissance"),
                func="""
                    IF EXISTS (SELECT 1 FROM accompagnement_parcours
                               WHERE participant_id = NEW.id
                               AND date_entree <= NEW.date_naissance) THEN
                        RAISE EXCEPTION 'Un parcours commence avant cette date de naissance.'
                        USING ERRCODE = 'check_violation',
                              CONSTRAINT = 'participant_naissance_avant_entree';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.nom} {self.prenom}"

    @property
    def age(self):
        """In whole years, today."""
        return relativedelta(timezone.localdate(), self.date_naissance).years

    @property
    def naissance(self):
        return dire_naissance(self.sexe, self.date_naissance)

    @property
    def identite_datee(self):
        """Where one of several people is chosen: two may bear one name."""
        return f"{self}, {self.naissance}"

    def dernier_parcours(self):
        """The open parcours if there is one, else the latest; None before any prescription."""
        return max(self.parcours.all(), key=lambda p: (p.est_ouvert, p.pk), default=None)

    def clean_fields(self, exclude=None):
        self.nom, self.prenom = self.nom.strip(), self.prenom.strip()
        self.numero_france_travail = _compacter(self.numero_france_travail)
        self.identifiant_externe = self.identifiant_externe or None
        super().clean_fields(exclude=exclude)


def _compacter(numero):
    return re.sub(r"[\s.-]", "", numero or "").upper() or None
