import re
from contextlib import contextmanager
from datetime import datetime, timedelta

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.search import TrigramWordDistance
from django.db import connection, models
from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    Func,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Lower, Now
from django.utils import timezone

from accompagnement.enums import (
    STATUTS_AVANT_ENTREE,
    STATUTS_CLOS,
    STATUTS_ENTRES,
    Presence,
    Statut,
)
from accompagnement.models.garde import transitions
from accompagnement.models.partage import dire_aux_partenaires
from accompagnement.models.participant import Chiffres, Participant
from accompagnement.portefeuille import coordonne, portefeuilles_de, suit, voit_tout
from plie.comptes.models import Structure
from plie.comptes.tri import Normaliser
from plie.socle.dates import MoisApres, plage
from plie.socle.etats import EtatDe
from plie.socle.sql import lire_sql

VISIBLES = lire_sql(__file__, "parcours_visibles")
# The same of a parcours `p` already found, for statements that read a few of many.
EST_VISIBLE = lire_sql(__file__, "parcours_est_visible").strip()
# Trigram matches kept: further ones no longer resemble the text typed.
PROCHES_MAX, PROCHES_ASSEZ = 100, 20
# Of the trigrams of the text typed, the part that a near name has: 2 of 5 with one letter wrong in
# four. Settings ask less, where fewer are found: 1 of 3 with two letters swapped in five.
PROCHE = 0.4
REGLER_LE_SEUIL = "SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)"
RENDRE_LE_SEUIL = "RESET pg_trgm.word_similarity_threshold"
# A telephone number as it is typed, and from how many of its digits it is looked for.
NUMERO, CHIFFRES_MIN = re.compile(r"[\d\s.+()-]+"), 6
# `AffectationReferent.objects.en_cours`, through the join.
AFFECTE = Q(affectations__date_fin__isnull=True)


def est_visible_par(agent):
    """The parameters of EST_VISIBLE."""
    return {
        "partout": voit_tout(agent),
        "structure": agent.structure_id if suit(agent) else None,
        "clos": list(STATUTS_CLOS),
        "portefeuilles": portefeuilles_de(agent) if suit(agent) else [],
    }


@contextmanager
def ressemblance_minimale(seuil):
    """The operator takes its bound from the session only: in it, the index reads no name below."""
    with connection.cursor() as curseur:
        curseur.execute(REGLER_LE_SEUIL, [str(seuil)])
        try:
            yield
        finally:
            curseur.execute(RENDRE_LE_SEUIL)


def _place_dans(cles):
    cles = Value(cles, output_field=ArrayField(models.BigIntegerField()))
    return Func(cles, "pk", function="array_position", output_field=models.IntegerField())


def _en_date(mot):
    try:
        return datetime.strptime(mot, "%d/%m/%Y").date()  # noqa: DTZ007 - a birth date has no zone
    except ValueError:
        return None


class ParcoursQuerySet(models.QuerySet):
    def visibles_par(self, agent):
        """The parcours that `agent` may open: all those of a person whom their structure follows
        now; of whom it followed, its own, and not what others wrote since."""
        if voit_tout(agent):
            return self
        if not suit(agent):
            return self.none()
        structure, clos = agent.structure_id, list(STATUTS_CLOS)
        valeurs = [structure, structure, clos, clos, portefeuilles_de(agent)]
        # Every page asks it: composed by the models, it took longer than to be answered.
        return self.filter(pk__in=RawSQL(VISIBLES, valeurs))  # noqa: S611 - no value in the text

    def confies_a(self, agent):
        """The parcours that `agent` writes and whose confidences they may read: their own
        portfolio and the one of whom they replace; coordination all of them."""
        if coordonne(agent):
            return self
        if suit(agent):
            return self.des_referents(portefeuilles_de(agent))
        return self.none()

    def un_par_personne(self):
        """The open one, else the latest, as `Participant.dernier_parcours`."""
        est_ouvert = Case(When(statut__in=STATUTS_CLOS, then=0), default=1)
        ordre = self.order_by("participant_id", est_ouvert.desc(), "-pk").distinct("participant_id")
        return self.filter(pk__in=ordre.values("pk"))

    def ouverts(self):
        return self.exclude(statut__in=STATUTS_CLOS)

    def en_cours(self):
        """Entered and not left: the file active of today."""
        return self.filter(statut__in=STATUTS_ENTRES)

    def du_referent(self, agent):
        return self.des_referents([agent])

    def des_referents(self, agents):
        return self.filter(AFFECTE, affectations__agent__in=agents)

    def suivis_jusqu_au_bout_par(self, agents):
        """Those that ended, of whom one of `agents` was the last référent."""
        sortis = self.filter(statut=Statut.SORTI)
        return sortis.avec_dernier_referent().filter(dernier_referent__in=agents)

    def avec_dernier_referent(self):
        """Adds `dernier_referent`, the key of whoever follows, or followed last; or None."""
        affectations = self._lies("affectations").order_by("-date_debut", "-pk")
        return self.annotate(dernier_referent=Subquery(affectations.values("agent")[:1]))

    def avec_signataire(self):
        """Adds `signataire`, the key of whoever follows an open parcours, or followed a closed one
        last; None for nobody, or for whoever no longer works here."""
        affectations = self._lies("affectations").order_by("-date_debut", "-pk").values("agent")
        dernier = Case(
            When(statut__in=STATUTS_CLOS, then=Subquery(affectations[:1])),
            default=Subquery(affectations.en_cours()[:1]),
        )
        return self.annotate(signataire=dernier)

    def sans_referent(self):
        return self.exclude(Exists(self._lies("affectations").en_cours()))

    def rechercher(self, texte):
        """Every word of `texte` in the name or France Travail number, accents ignored; a date
        (JJ/MM/AAAA) is looked up as a birth date, an address or six digits of a telephone number
        as what they are."""
        joignables = self._joignables(texte.strip())
        if joignables is not None:
            return joignables
        requete = self
        for mot in texte.split()[:8]:
            naissance = _en_date(mot)
            if naissance:
                requete = requete.filter(participant__date_naissance=naissance)
            else:
                requete = requete.filter(
                    participant__recherche__contains=Normaliser(Value(mot[:100]))
                )
        return requete

    def _joignables(self, texte):
        """Whom this telephone number or e-mail address reaches; None when it is neither."""
        if "@" in texte.strip("@"):
            courriels = self.alias(courriel=Lower("participant__email"))
            return courriels.filter(courriel__contains=texte[:254].lower())
        # Of +33 6 and of 06 the same is left.
        tapes = re.sub(r"\D", "", texte)
        chiffres = tapes.lstrip("0").removeprefix("33").lstrip("0")
        if not NUMERO.fullmatch(texte) or len(chiffres) < CHIFFRES_MIN:
            return None
        appeles = self.alias(chiffres=Chiffres("participant__telephone"))
        return appeles.filter(
            Q(chiffres__contains=chiffres) | Q(participant__recherche__contains=tapes)
        )

    def rechercher_proches(self, texte):
        """The PROCHES_MAX names that most resemble `texte`, nearest first, for typing errors; those
        that resemble it little only when fewer than PROCHES_ASSEZ do more: to compare each with the
        text takes most of the time of the page."""
        with ressemblance_minimale(PROCHE):
            cles = list(self._proches(texte).values_list("pk", flat=True))
        if len(cles) < PROCHES_ASSEZ:
            cles = list(self._proches(texte).values_list("pk", flat=True))
        return self.filter(pk__in=cles).order_by(_place_dans(cles))

    def _proches(self, texte):
        voulu = Normaliser(Value(texte[:100]))
        # Nobody who was merged has a parcours left: asked for all the same, since the planner, who
        # thinks that a resemblance costs nothing, reads every name where they are in order, unless
        # it needs what that index does not hold.
        proches = self.filter(
            participant__recherche__trigram_word_similar=voulu,
            participant__fusionne_dans__isnull=True,
        )
        # As near, by name: thousands may be, of whom no parcours need be read beyond the first.
        ordre = ("participant__recherche", "participant_id", "pk")
        return proches.order_by(TrigramWordDistance(voulu, "participant__recherche"), *ordre)[
            :PROCHES_MAX
        ]

    def sans_entretien_depuis(self, jours):
        """No meeting held during the last `jours` days, today included."""
        limite = timezone.now() - timedelta(days=jours)
        return self.exclude(
            Exists(self._lies("entretiens").filter(presence=Presence.HONORE, debut__gte=limite))
        )

    def sans_etape(self):
        """Without any step begun: one that is only planned does not count."""
        return self.exclude(Exists(self._lies("etapes").commencees()))

    def avec_rendez_vous_en_retard(self):
        """With a meeting whose time is past and whose outcome nobody wrote."""
        return self.filter(
            Exists(
                self._lies("entretiens").filter(presence=Presence.PREVU, debut__lt=timezone.now())
            )
        )

    def avec_rendez_vous_le(self, jour):
        """With a meeting to come on that day."""
        prevus = self._lies("entretiens").filter(presence=Presence.PREVU)
        return self.filter(Exists(prevus.filter(debut__date=jour)))

    def avec_pieces_a_verifier(self):
        """With a document that nobody has checked nor refused; those that speak of health, justice
        or housing are for the few who may read them, and count for nobody here."""
        pieces = self._lies("pieces").a_verifier()
        return self.filter(Exists(pieces.ordinaires()))

    def _lies(self, relation):
        modele = self.model._meta.get_field(relation).related_model
        return modele.objects.filter(parcours=OuterRef("pk"))

    def avec_suivi_renforce(self):
        """Adds `est_renforce`: whether the person is in a cohort today."""
        return self.annotate(est_renforce=Exists(self._lies("cohortes").en_cours()))

    def de_la_cohorte(self, code):
        """Those in the cohort of this code today."""
        membres = self._lies("cohortes").en_cours().filter(cohorte__code=code)
        return self.filter(Exists(membres))

    def avec_dernier_entretien(self):
        """Adds `dernier_entretien`, the time of the latest meeting held, or None."""
        honores = self._lies("entretiens").filter(presence=Presence.HONORE)
        return self.annotate(
            dernier_entretien=Subquery(honores.order_by("-debut").values("debut")[:1])
        )

    def avec_prochain_rendez_vous(self):
        """Adds `prochain`, the time of the next appointment, or None."""
        prevus = self._lies("entretiens").filter(presence=Presence.PREVU, debut__gt=Now())
        return self.annotate(prochain=Subquery(prevus.order_by("debut").values("debut")[:1]))

    def avec_fin_prevue(self, duree_max_mois):
        """Adds `fin_prevue`, the day the parcours should end: its own, else the longest stay of
        the settings after its entry, else None."""
        fin = F("date_fin_prevue")
        if duree_max_mois:
            fin = Coalesce(fin, MoisApres("date_entree", duree_max_mois))
        return self.annotate(fin_prevue=fin)

    def avec_referent(self):
        """Adds the relation `affectation` (today's) so that lists name the référent."""
        return self.annotate(affectation=FilteredRelation("affectations", condition=AFFECTE))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Parcours(models.Model):
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="parcours")
    prescripteur = models.ForeignKey(
        Structure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="prescriptions",
    )
    structure = models.ForeignKey(
        Structure,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parcours",
        verbose_name="structure d'accompagnement",
    )
    statut = models.CharField(max_length=20, choices=Statut.choices, default=Statut.PRESCRIT)
    date_prescription = models.DateField("date de prescription", null=True, blank=True)
    date_entree = models.DateField("date d'entrée", null=True, blank=True)
    date_sortie = models.DateField("date de sortie", null=True, blank=True)
    # Null: the entry plus the longest stay of the PLIE's settings (`avec_fin_prevue`).
    date_fin_prevue = models.DateField("fin prévue le", null=True, blank=True)
    cree_le = models.DateTimeField("créé le", auto_now_add=True, db_default=Now())

    etat = EtatDe("statut", Statut)
    objects = ParcoursQuerySet.as_manager()
    affectation = None  # today's, once the query went through `avec_referent`

    class Meta:
        verbose_name_plural = "parcours"
        ordering = ["-date_entree", "-pk"]
        indexes = [
            models.Index(fields=["date_entree", "date_sortie"], name="parcours_dates"),
            models.Index(fields=["structure", "statut"], name="parcours_structure_statut"),
            models.Index(fields=["date_prescription"], name="parcours_prescription"),
            models.Index(
                fields=["date_sortie"],
                name="parcours_sortie",
                condition=Q(date_sortie__isnull=False),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=~Q(statut__in=STATUTS_CLOS),
                name="parcours_un_seul_ouvert",
                violation_error_message="Cette personne a déjà un parcours ouvert.",
            ),
            models.UniqueConstraint(
                fields=["participant", "date_entree"],
                name="parcours_une_entree_par_date",
                violation_error_message="Un parcours de cette personne commence déjà ce jour-là.",
            ),
            ExclusionConstraint(
                name="parcours_sans_chevauchement",
                expressions=[
                    ("participant", RangeOperators.EQUAL),
                    (plage("date_entree", "date_sortie"), RangeOperators.OVERLAPS),
                ],
                condition=Q(date_entree__isnull=False),
                violation_error_message="Cette personne a déjà un parcours à ces dates.",
            ),
            models.CheckConstraint(
                condition=Q(date_entree__isnull=True)
                | Q(date_prescription__isnull=True)
                | Q(date_prescription__lte=F("date_entree")),
                name="parcours_entree_apres_prescription",
                violation_error_message="L'entrée précède la prescription.",
            ),
            models.CheckConstraint(
                condition=Q(date_sortie__isnull=True)
                | Q(date_entree__isnull=False, date_sortie__gte=F("date_entree")),
                name="parcours_sortie_apres_entree",
                violation_error_message="La sortie précède l'entrée.",
            ),
            models.CheckConstraint(
                condition=Q(date_fin_prevue__isnull=True)
                | Q(date_entree__isnull=False, date_fin_prevue__gte=F("date_entree")),
                name="parcours_fin_prevue_apres_entree",
                violation_error_message="La fin prévue précède l'entrée.",
                violation_error_code="date_fin_prevue",
            ),
            models.CheckConstraint(
                condition=Q(
                    statut__in=STATUTS_AVANT_ENTREE,
                    date_entree__isnull=True,
                    date_sortie__isnull=True,
                )
                | Q(
                    statut__in=STATUTS_ENTRES,
                    date_entree__isnull=False,
                    date_sortie__isnull=True,
                )
                | Q(statut=Statut.SORTI, date_sortie__isnull=False),
                name="parcours_statut_selon_dates",
                violation_error_message="Le statut ne correspond pas aux dates du parcours.",
            ),
        ]
        triggers = [
            transitions(),
            pgtrigger.Trigger(
                name="entree_apres_naissance",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("date_entree"),
                condition=pgtrigger.Q(new__date_entree__isnull=False),
                func="""
                    IF EXISTS (SELECT 1 FROM accompagnement_participant
                               WHERE id = NEW.participant_id
                               AND date_naissance >= NEW.date_entree) THEN
                        RAISE EXCEPTION 'L''entrée précède la naissance.'
                        USING ERRCODE = 'check_violation',
                              CONSTRAINT = 'parcours_entree_apres_naissance';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="dire_aux_partenaires",
                when=pgtrigger.After,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("statut", "structure_id", "date_entree", "date_sortie"),
                func=dire_aux_partenaires("NEW.participant_id"),
            ),
        ]

    def __str__(self):
        return f"Parcours de {self.participant}"

    def get_prescripteur(self):
        return str(self.prescripteur) if self.prescripteur else "Prescripteur non renseigné"

    @property
    def referent(self):
        """Who follows it today, or None; one question to the database, each time."""
        affectation = self.affectations.en_cours().select_related("agent__structure").first()
        return affectation and affectation.agent

    @property
    def est_ouvert(self):
        return self.statut not in STATUTS_CLOS
