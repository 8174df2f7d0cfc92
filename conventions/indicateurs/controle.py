"""The positive exits of a period against what proves them: the rule applied again to what the
dossiers hold, and the documents."""

from dataclasses import dataclass
from functools import cached_property

from accompagnement.enums import EtatPreuve
from accompagnement.lecture.sortie import SortieLue, lire_sorties
from accompagnement.models import Parcours
from conventions.indicateurs.calcul import Mesure
from conventions.indicateurs.dossiers import dossiers
from conventions.indicateurs.ecriture import DECIMALES
from conventions.indicateurs.officiel import arrete_de, lire_periodes
from plie.socle.arrondi import arrondir

TAUX = "taux_sorties_positives"


@dataclass(frozen=True)
class SortieControlee:
    """An exit declared positive, against what its own rule says on its day."""

    parcours: Parcours
    lue: SortieLue

    @property
    def deduction(self):
        return self.lue.deduction

    @property
    def est_contredite(self):
        return not self.deduction.est_positive

    @property
    def autre_motif(self):
        """What the rule deduces instead of what was decided; "" when they agree."""
        deduit = self.deduction.deduit_de
        motif = self.lue.sortie.motif.deduit_de
        return deduit.label if self.deduction.est_positive and deduit != motif else ""

    @property
    def est_sans_preuve(self):
        return self.lue.etat == EtatPreuve.ABSENTE

    @property
    def est_prouvee(self):
        return not self.est_contredite and self.lue.etat == EtatPreuve.VALIDE


@dataclass(frozen=True)
class Controle:
    declare: Mesure
    sorties: tuple[SortieControlee, ...]

    @cached_property
    def contredites(self):
        return [s for s in self.sorties if s.est_contredite or s.autre_motif]

    @cached_property
    def sans_preuve(self):
        return [s for s in self.sorties if s.est_sans_preuve]

    @cached_property
    def a_verifier(self):
        return [s for s in self.sorties if s.lue.etat == EtatPreuve.A_VERIFIER]

    @property
    def disparues(self):
        """How many an official month counts that nobody can control any more: reopened since, or
        erased."""
        return self.declare.numerateur - len(self.sorties)

    @property
    def prouve(self):
        """The rate, were only the exits proven to count as positive."""
        prouvees, toutes = sum(s.est_prouvee for s in self.sorties), self.declare.denominateur
        taux = arrondir(100 * prouvees, toutes, DECIMALES) if toutes else None
        return Mesure(prouvees, toutes, taux)


def controler(debut, fin, agent):
    """Control the positive exits of [debut, fin], both included, of the whole PLIE, those that the
    official figure counts in an official month: as many statements for one exit as for many."""
    [resultat] = lire_periodes([(debut, fin)], codes=[TAUX])
    arrete = arrete_de(debut, fin)
    positives = dossiers("sorties_positives", debut, fin, arrete=arrete)
    parcours = list(positives.select_related("participant").order_by("date_sortie", "pk"))
    cles = [suivi.pk for suivi in parcours]
    lues = lire_sorties(cles, agent)
    return Controle(
        resultat.mesures[TAUX],
        # An exit that the official month counts may have been reopened since.
        tuple(SortieControlee(suivi, lues[suivi.pk]) for suivi in parcours if suivi.pk in lues),
    )
