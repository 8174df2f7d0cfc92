from collections import defaultdict

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property

from accompagnement.enums import Moment, Statut, StatutFrein
from accompagnement.lecture.cohorte import lire_appartenances
from accompagnement.lecture.correction import lire_corrections
from accompagnement.lecture.courrier import lire_courriers
from accompagnement.lecture.emploi import lire_emplois, taire_les_commentaires
from accompagnement.lecture.frein import lire_freins, lire_types_frein
from accompagnement.lecture.lignes import lire_listes
from accompagnement.lecture.mot import lire_mots
from accompagnement.lecture.piece import pieces_lisibles
from accompagnement.lecture.reserve import Reserve, montrer
from accompagnement.lecture.situation import (
    actuels,
    changements,
    en_mots,
    faits,
    lire_constats_qpv,
    situation_au,
)
from accompagnement.lecture.sortie import lire_non_entree, lire_sortie
from accompagnement.models import Entretien, Reglages, SuiviEmploi
from accompagnement.permissions import Acte
from accompagnement.rapprochement.proposees import offres_pour

STATUTS_DE_SORTIE = (Statut.SORTIE_PROPOSEE, Statut.SORTI)


class Lecture:
    """A parcours as it may be read: by an agent (`pour`), or by anybody (`publique`), on a paper
    that leaves the house or a screen that several people look at. All it hands out is without
    what is withheld: nobody else decides it, and its rows refuse to be saved.

    `listes` names what a page reads: it all comes in one statement, so that a dossier costs the
    same however many kinds of events it mixes. The latest come first.
    """

    def __init__(self, parcours, agent, listes=(), participant=None):
        self.parcours = parcours
        self.participant = participant or (parcours and parcours.participant)
        self._agent = agent
        self._lus = lire_listes(parcours, listes)

    @classmethod
    def pour(cls, parcours, agent, listes=(), participant=None):
        """`parcours` is None for a person without any."""
        return cls(parcours, agent, listes, participant)

    @classmethod
    def publique(cls, parcours):
        return cls(parcours, None)

    def _lire(self, nom):
        if nom not in self._lus:
            self._lus |= lire_listes(self.parcours, [nom])
        return self._lus[nom]

    @cached_property
    def _reserve(self):
        if self._agent is None:
            return Reserve(tait=True)
        return Reserve.du_parcours(self._agent, self.referent)

    @cached_property
    def reglages(self):
        return Reglages.objects.actuels()

    @property
    def tait_quelque_chose(self):
        """For the sentence that says so."""
        return self._reserve.tait

    @property
    def affectations(self):
        return self._lire("affectations")

    @cached_property
    def referent(self):
        if "affectations" not in self._lus:
            return self.parcours and self.parcours.referent
        return next((a.agent for a in self.affectations if a.date_fin is None), None)

    def referent_au(self, jour):
        """Who followed the parcours on `jour`; a hand-over belongs to the next one."""
        suivaient = (
            a.agent
            for a in self.affectations
            if a.date_debut <= jour and (a.date_fin is None or a.date_fin > jour)
        )
        return next(suivaient, None)

    @property
    def peut_ecrire(self):
        return Acte.ECRIRE_DOSSIER.permet(self._agent, self.referent)

    def peut_retirer(self, objet):
        return Acte.RETIRER.permet(self._agent, objet)

    @property
    def peut_rouvrir(self):
        return Acte.CREER_DOSSIER.permet(self._agent)

    @property
    def peut_corriger_entree(self):
        """Before the entry whoever may write; afterwards it is a correction."""
        if self.parcours is None or not self.parcours.est_ouvert:
            return False
        if self.parcours.date_entree:
            return Acte.CORRIGER_ENTREE.permet(self._agent)
        return self.peut_ecrire

    @property
    def situation_entree(self):
        return next((s for s in self._lire("situations") if s.moment == Moment.ENTREE), None)

    @property
    def changements(self):
        """What was noted since the entry, the latest first."""
        return changements(self._lire("situations"))

    @property
    def changements_en_mots(self):
        return [
            {"cle": changement.pk, "le": changement.date, "texte": en_mots(changement)}
            for changement in self.changements
        ]

    @property
    def constats_qpv(self):
        """Of the person, the latest first; `est_actuel`: of the address where they live."""
        return lire_constats_qpv(self.participant)

    @property
    def situation_sortie(self):
        """The one on leaving; None until it is collected, or without any exit."""
        if self.parcours is None or self.parcours.statut not in STATUTS_DE_SORTIE:
            return None
        return next((s for s in self._lire("situations") if s.moment == Moment.SORTIE), None)

    @property
    def peut_recueillir_sortie(self):
        if self.parcours is None or self.parcours.statut not in STATUTS_DE_SORTIE:
            return False
        dernier = self.affectations[0].agent_id if self.affectations else None
        return Acte.RECUEILLIR_SORTIE.permet(self._agent, dernier)

    @property
    def peut_noter_un_changement(self):
        parcours = self.parcours
        est_entre = parcours is not None and parcours.date_entree and parcours.est_ouvert
        return bool(est_entre) and self.peut_ecrire

    def situation_au(self, jour):
        """What was true on `jour`, as lines; today, what the person and the project say now comes
        before what was noted, which then tells since when."""
        au_jour = situation_au(self._lire("situations"), jour)
        if jour == timezone.localdate() and self.parcours.est_ouvert:
            au_jour |= actuels(self.participant, self.projet, au_jour)
        return faits(au_jour)

    @cached_property
    def criteres(self):
        """All those of the parcours, lost ones too."""
        return self._reserve.criteres(self._lire("criteres"))

    @property
    def criteres_a_l_entree(self):
        return [critere for critere in self.criteres if critere.a_l_entree]

    @property
    def criteres_tenus(self):
        return [critere for critere in self.criteres if critere.perdu_le is None]

    @property
    def codes_tenus(self):
        return {critere.code for critere in self.criteres_tenus}

    @property
    def criteres_perdus(self):
        return [critere for critere in self.criteres if critere.perdu_le]

    @property
    def criteres_a_suivre(self):
        """Those whose proof is wanted: counted at entry, or held."""
        return [critere for critere in self.criteres if critere.a_l_entree or not critere.perdu_le]

    def criteres_au(self, jour):
        return [critere for critere in self.criteres if critere.est_tenu_le(jour)]

    @cached_property
    def entretiens(self):
        entretiens = self._lire("entretiens")
        for entretien in entretiens:
            notes = entretien.notes_confidentielles
            entretien.confidences_reservees = bool(notes) and not self._lit_confidences(entretien)
            lues = "" if entretien.confidences_reservees else notes
            montrer(entretien, "notes_confidentielles", lues)
        return entretiens

    @cached_property
    def ajouts(self):
        """{an entretien: what was added to it, the oldest first}."""
        par_entretien = defaultdict(list)
        for ajout in self._lire("ajouts"):
            par_entretien[ajout.entretien_id].append(ajout)
        return par_entretien

    @cached_property
    def invitations(self):
        """{an entretien still to come: the statut of the mail last asked for about it}."""
        a_venir = [e.pk for e in self.entretiens if e.debut > timezone.now()]
        lus = Entretien.objects.filter(pk__in=a_venir).avec_invitation()
        return dict(lus.values_list("pk", "invitation")) if a_venir else {}

    def _lit_confidences(self, entretien):
        return self._agent is not None and Acte.LIRE_CONFIDENCES.permet(self._agent, entretien)

    @cached_property
    def mots(self):
        return lire_mots(self._lire("mots"), self._agent, self._reserve)

    @cached_property
    def courriers(self):
        """The letters; of some, only that they were written (`est_reserve`)."""
        return lire_courriers(self._lire("courriers"), self._agent, self._reserve)

    def courrier(self, pk):
        """One whose words may be read, or None."""
        return next((c for c in self.courriers if c.pk == pk and not c.est_reserve), None)

    @cached_property
    def peut_ecrire_un_courrier(self):
        if self.parcours is None:
            return False
        qui = self.referent if self.parcours.est_ouvert else self.parcours
        return Acte.ECRIRE_COURRIER.permet(self._agent, qui)

    @cached_property
    def peut_terminer_une_etape(self):
        if self.parcours.est_ouvert:
            return self.peut_ecrire
        return Acte.TERMINER_ETAPE.permet(self._agent, self.parcours)

    @property
    def participations(self):
        return self._lire("participations")

    @property
    def etapes(self):
        return self._lire("etapes")

    @property
    def etapes_en_cours(self):
        return [e for e in self.etapes if e.date_debut is not None and e.date_fin is None]

    @property
    def etapes_prevues(self):
        prevues = [e for e in self.etapes if e.date_debut is None and e.date_fin is None]
        return sorted(prevues, key=lambda etape: etape.date_debut_prevue)

    @property
    def emplois(self):
        return self._lire("emplois")

    @cached_property
    def emplois_suivis(self):
        """The jobs with their follow-ups and proofs, in full."""
        return lire_emplois(self.parcours, self._agent, self._reserve) if self.parcours else []

    @cached_property
    def suivis_emploi(self):
        """The follow-ups of the jobs, in the order in which they fall due."""
        suivis = SuiviEmploi.objects.filter(emploi__in=[e.pk for e in self.emplois])
        lus = list(suivis.select_related("emploi")) if self.emplois else []
        return taire_les_commentaires(lus, self._reserve)

    @cached_property
    def mises_en_relation(self):
        return taire_les_commentaires(self._lire("mises_en_relation"), self._reserve)

    def offres_proposees(self):
        mises, tait = self.mises_en_relation, self._reserve.tait
        return offres_pour(self.parcours, mises, tait_le_souhait=tait)

    @cached_property
    def suspensions(self):
        return [self._reserve.suspension(lue) for lue in self._lire("suspensions")]

    @cached_property
    def appartenances(self):
        """The cohorts of the parcours, left ones too."""
        return lire_appartenances(self._lire("cohortes"), self._reserve)

    @property
    def cohortes_en_cours(self):
        """None once the person has left the PLIE."""
        if self.parcours is None or not self.parcours.est_ouvert:
            return []
        return [lue for lue in self.appartenances if lue.date_fin is None]

    @property
    def peut_mettre_en_cohorte(self):
        parcours = self.parcours
        est_entre = parcours is not None and parcours.date_entree and parcours.est_ouvert
        return bool(est_entre) and self.peut_gerer_cohortes

    @property
    def peut_gerer_cohortes(self):
        return Acte.GERER_COHORTES.permet(self._agent)

    @property
    def peut_retirer_d_une_cohorte(self):
        """Of each the same is answered."""
        return any(Acte.RETIRER.permet(self._agent, lue) for lue in self.appartenances[:1])

    @cached_property
    def passages(self):
        passages = self._lire("passages")
        passages.sort(key=lambda passage: passage.commission.date, reverse=True)
        annulations = {c.passage_id: c for c in self.corrections if c.faite_le}
        for passage in passages:
            passage.annulation = annulations.get(passage.pk)
            montrer(passage, "motif", self._reserve.texte(passage.motif))
        return passages

    @cached_property
    def corrections(self):
        """Those done and the one that waits for a second person; none that was refused."""
        lues = [correction for correction in self._lire("corrections") if not correction.refusee_le]
        return lire_corrections(lues, self._agent, self._reserve)

    @property
    def correction_en_attente(self):
        return next((c for c in self.corrections if c.est_en_attente), None)

    @property
    def peut_corriger(self):
        return Acte.CORRIGER.permet(self._agent, self.parcours)

    @property
    def passage_en_attente(self):
        return next((p for p in self.passages if not p.decision), None)

    @cached_property
    def sortie(self):
        """None while nothing is proposed."""
        if self.parcours is None or self.parcours.statut not in STATUTS_DE_SORTIE:
            return None
        return lire_sortie(self.parcours, self._reserve)

    @cached_property
    def non_entree(self):
        """None unless the parcours ended before any entry."""
        if self.parcours is None or self.parcours.statut != Statut.NON_ENTRE:
            return None
        return lire_non_entree(self.parcours, self._reserve)

    @cached_property
    def freins(self):
        """The diagnosis as it stands."""
        return lire_freins(self.parcours, self._reserve) if self.parcours else []

    @property
    def freins_a_lever(self):
        return [frein for frein in self.freins if frein.statut != StatutFrein.LEVE]

    def freins_a_choisir(self):
        """The same as a queryset, for the field of a form."""
        return self._reserve.freins(self.parcours.freins.select_related("type"))

    def types_frein(self):
        return lire_types_frein(self._reserve)

    @cached_property
    def projet(self):
        lus = self._lire("projets")
        prefetch_related_objects(lus, "metiers", "communes")
        projet = next(iter(lus), None)
        if projet is not None:
            souhait = projet.souhaite_adapte and not self._reserve.tait
            montrer(projet, "souhaite_adapte", souhait)
        return projet

    @property
    def pieces(self):
        """Those of the person, all parcours together, as a queryset: a page shows its own part."""
        return pieces_lisibles(self.participant.pieces.all(), self._agent)

    def types_piece(self):
        return self._reserve.choix_pieces()

    def criteres_a_prouver(self):
        """The criteria as a queryset, for the field of a form."""
        return self.parcours.criteres.filter(pk__in=[critere.pk for critere in self.criteres])
