"""The exits of a period under another rule, beside the figures that are read: never written down.

What a rule switches on or off, and what it divides by, is tried on every exit; the length, the
hours and the interruptions that it asks for, on those whose facts were kept with them. An exit
stays in the month where it counts.
"""

from collections import Counter
from copy import copy
from dataclasses import dataclass
from functools import cached_property

from accompagnement.enums import Categorie, Denominateur, ModeFormation, ModeInterim
from accompagnement.models import MotifSortie, RegleSortie, Sortie
from accompagnement.sorties.deduction import deduire_sortie
from accompagnement.sorties.gardes import reprendre
from conventions.indicateurs.calcul import Mesure, Resultat
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.dossiers import dossiers
from conventions.indicateurs.ecriture import DECIMALES
from conventions.indicateurs.en_cache import calculer_en_cache, changements_en_cache
from conventions.indicateurs.officiel import arrete_de
from conventions.indicateurs.rejeu import borne_de
from conventions.indicateurs.seuils import TAUX, est_petit
from plie.socle.arrondi import arrondir

SORTIES = "sorties"
PAR_CATEGORIE = {
    "sorties_positives": Categorie.POSITIVE,
    "sorties_neutres": Categorie.NEUTRE,
    "sorties_autres": Categorie.AUTRE,
}
CODES = (TAUX, SORTIES, *PAR_CATEGORIE)
INTERRUPTEURS = ("creation_positive", "alternance_positive", "iae_positive")
# What is read in the facts of an exit.
EXIGENCES = (
    "duree_min_mois",
    "operateur_duree",
    "mode_six_mois",
    "quotite_min",
    "tolerance_jours",
    "fenetre_emploi_jours",
    "interim",
    "interim_heures",
    "saisonnier_mois_sur_12",
    "formation",
    "ai_age_min",
    "ai_mois_min",
    "ai_quotite_min",
)


@dataclass(frozen=True)
class SortieEssayee:
    """`apres`: its category under the rule that is tried, None when nobody can tell."""

    motif: str
    avant: str | None
    apres: str | None
    est_deces: bool
    divisait: bool
    divise: bool

    @property
    def bouge(self):
        """Whether anything of it changes that its motif tells. Of neutral exits, the total is
        published."""
        return self.avant != self.apres or self.est_deces and self.divise != self.divisait


@dataclass(frozen=True)
class Essai:
    """`officiel`: the Resultat that is read of the period, whatever its state. `trie`: whether the
    rule that is tried may tell motifs apart, whoever left."""

    regle: RegleSortie
    officiel: Resultat
    rejouees: tuple[SortieEssayee, ...]
    non_rejouables: int
    trie: bool

    @cached_property
    def mesures(self):
        """{code: Mesure} of the exits that can be replayed, under the rule that is tried."""
        return self._compter([(s.apres, s.divise) for s in self.rejouees])

    @cached_property
    def memes(self):
        """The same of the same exits, as they were decided."""
        return self._compter([(s.avant, s.divisait) for s in self.rejouees])

    @property
    def deplacees(self):
        """How many change category."""
        return sum(s.avant != s.apres for s in self.rejouees)

    def trahit(self, imprimes):
        """Whether the difference with the official figures would tell of a few exits, or of a motif
        that is not among those a report prints (`imprimes`)."""
        bougent = Counter(s.motif for s in self.rejouees if s.bouge)
        tous = Counter(s.motif for s in self.rejouees)
        return est_petit(self.non_rejouables) or any(
            motif not in imprimes or est_petit(nombre) or est_petit(tous[motif] - nombre)
            for motif, nombre in bougent.items()
        )

    def _compter(self, sorties):
        categories = Counter(categorie for categorie, _ in sorties)
        divisent = [categorie for categorie, divise in sorties if divise]
        positives, total = divisent.count(Categorie.POSITIVE), len(divisent)
        taux = arrondir(100 * positives, total, DECIMALES) if total else None
        return {
            TAUX: Mesure(positives, total, taux),
            SORTIES: Mesure(len(sorties), None, len(sorties)),
            **{
                code: Mesure(categories[categorie], None, categories[categorie])
                for code, categorie in PAR_CATEGORIE.items()
            },
        }


def essayer(debut, fin, regle):
    """The Essai of `regle`, a RegleSortie that may be nowhere, on [debut, fin], both included."""
    arrete = arrete_de(debut, fin)
    (officiel,) = calculer_en_cache([(debut, fin)], codes=CODES)
    lues = _d_alors(debut, fin, arrete) if arrete else _d_aujourd_hui(debut, fin)
    motifs, regles = MotifSortie.objects.in_bulk(), RegleSortie.objects.in_bulk()
    essayees = [_essayer(s, motifs[s.motif_id], regles[s.regle_id], regle) for s in lues]
    # Closed without any exit, or erased since an official month counted them.
    perdues = officiel.mesures[SORTIES].numerateur - len(essayees)
    rejouees = tuple(s for s in essayees if s.apres is not None)
    trie = any(_trie(gelee, regle) for gelee in {regles[s.regle_id] for s in lues})
    return Essai(regle, officiel, rejouees, len(essayees) - len(rejouees) + perdues, trie)


def _d_aujourd_hui(debut, fin):
    comptes = dossiers(SORTIES, debut, fin).order_by().values("pk")
    return list(Sortie.objects.filter(parcours__in=comptes, validee_le__isnull=False))


def _d_alors(debut, fin, arrete):
    """As they stood when the month was made official, those that were reopened since included."""
    couples = changements_en_cache(arrete)
    cles = set(dossiers(SORTIES, debut, fin, arrete=arrete, couples=couples).values_list("pk"))
    cles = {cle for (cle,) in cles} | {
        avant.cle for avant, _ in couples if avant and avant.part(PAR_CODE[SORTIES])[0] is not None
    }
    etats = Sortie.pgh_event_model.objects.filter(
        parcours__in=cles, pgh_id__lte=borne_de(arrete.bornes, Sortie)
    )
    derniers = etats.order_by("parcours_id", "-pgh_id").distinct("parcours_id")
    return [e for e in derniers if e.validee_le and e.pgh_label != "delete"]


def _essayer(sortie, motif, gelee, regle):
    apres = _categorie(sortie, motif, gelee, regle)
    divisait = _divise(gelee.denominateur, sortie.categorie, motif)
    divise = _divise(regle.denominateur, apres, motif)
    if motif.est_sensible and motif.est_deces:
        divise = divisait
    return SortieEssayee(motif.pk, sortie.categorie, apres, motif.est_deces, divisait, divise)


def _trie(gelee, regle):
    """Whether trying `regle` on exits of another may move some motifs and not others."""
    autres = any(getattr(gelee, c) != getattr(regle, c) for c in (*INTERRUPTEURS, *EXIGENCES))
    hors_deces = [une.denominateur == Denominateur.HORS_DECES for une in (gelee, regle)]
    return autres or hors_deces[0] != hors_deces[1]


def _divise(denominateur, categorie, motif):
    if denominateur == Denominateur.HORS_NEUTRES:
        return categorie != Categorie.NEUTRE
    return denominateur != Denominateur.HORS_DECES or not motif.est_deces


def _categorie(sortie, motif, gelee, regle):
    """A motif that is withheld never moves: what changes would tell of whom it is. One that no rule
    deduces from work nor training asks for no facts."""
    if motif.est_sensible:
        return sortie.categorie
    dite = regle.categorie_de(motif)
    categorie = sortie.categorie if dite == gelee.categorie_de(motif) else dite
    commutee = _commuter(gelee, regle)
    if not motif.deduit_de or _exigent_la_meme_chose(commutee, regle):
        return categorie
    if sortie.faits is None:
        return None
    faits = reprendre(sortie.faits)
    avant, apres = (
        deduire_sortie(faits, une, sortie.date_effet).est_positive for une in (commutee, regle)
    )
    if avant == apres:
        return categorie
    return Categorie.POSITIVE if apres else Categorie.AUTRE


def _commuter(gelee, regle):
    """The rule of an exit, once switched on and off as `regle` is: what still differs is read in
    its facts."""
    commutee = copy(gelee)
    reprises = [*INTERRUPTEURS]
    for champ, non in (("interim", ModeInterim.NON), ("formation", ModeFormation.NON)):
        if non in (getattr(gelee, champ), getattr(regle, champ)):
            reprises.append(champ)
    if ModeInterim.HEURES not in (gelee.interim, regle.interim):
        reprises.append("interim_heures")
    if regle.ai_age_min is None:
        reprises += ["ai_age_min", "ai_mois_min", "ai_quotite_min"]
    for champ in reprises:
        setattr(commutee, champ, getattr(regle, champ))
    return commutee


def _exigent_la_meme_chose(une, autre):
    return all(getattr(une, champ) == getattr(autre, champ) for champ in EXIGENCES)
