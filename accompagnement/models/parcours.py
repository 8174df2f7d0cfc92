from datetime import timedelta

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import (
    Case,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    Subquery,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, Now
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
from accompagnement.models.participant import Participant
from accompagnement.models.recherche import RechercheQuerySet
from accompagnement.portefeuille import coordonne, portefeuilles_de, suit, voit_tout
from plie.comptes.models import Structure
from plie.socle.dates import MoisApres, plage
from plie.socle.etats import EtatDe
from plie.socle.sql import lire_sql

VISIBLES = lire_sql(__file__, "parcours_visibles")
# The same of a parcours `p` already found, for statements that read a few of many.
EST_VISIBLE = lire_sql(__file__, "parcours_est_visible").strip()
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


class ParcoursQuerySet(RechercheQuerySet):
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
