"""What becomes of people, from the prescription to the exit, and after how long: those still in
parcours counted for what they say, that they have stayed at least so long."""

from dataclasses import dataclass
from datetime import date
from string import Template
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from accompagnement.enums import Categorie, TypeCommission
from conventions.indicateurs.calcul import Mesure
from conventions.indicateurs.declarations import JOURS_DE_SEIZE_MOIS
from conventions.indicateurs.ecriture import DECIMALES
from conventions.indicateurs.periodes import annee_de, trimestre_de
from conventions.indicateurs.relation import perimetre
from plie.socle.arrondi import arrondir
from plie.socle.replique import connexion_lue, sur_la_replique
from plie.socle.sql import lire_sql

REQUETES = {nom: Template(lire_sql(__file__, nom)) for nom in ("entonnoir", "promotions", "durees")}
CODES = {"integration": TypeCommission.INTEGRATION, "positive": Categorie.POSITIVE}
ANNEES, TRIMESTRES = 4, 16
# Months after the entry at which a quarter is looked at; and at which people are still in parcours.
ECHEANCES = (6, 12, 24, 36)
JALONS = (6, 12, 18, 24, 30, 36, 48)


class Marche(NamedTuple):
    """The steps that the prescriptions of one year climbed, by now."""

    annee: int
    prescriptions: int
    presentees: int
    entrees: int
    avec_etape: int
    sorties: int
    positives: int


class Echeance(NamedTuple):
    """Where the people of a quarter were so many months after they entered."""

    mois: int
    en_parcours: Mesure
    positives: Mesure
    autres: Mesure


class Promotion(NamedTuple):
    """The parcours that began in one quarter; only the dates that are past for all of them."""

    debut: date
    fin: date
    entrees: int
    echeances: list[Echeance]

    @property
    def libelle(self):
        return f"T{1 + self.debut.month // 3} {self.debut.year}"


class Palier(NamedTuple):
    """From `jours` on, the part of people still in parcours; of `presents` the day before, `sortis`
    left that day."""

    jours: int
    presents: int
    sortis: int
    restants: float


@dataclass(frozen=True)
class Survie:
    paliers: list[Palier]
    effectif: int
    # The longest that anybody was seen.
    dernier_jour: int

    @property
    def mediane(self):
        """Days after which half have left; None while more than half stay."""
        return next((un.jours for un in self.paliers if un.restants <= 0.5), None)

    @property
    def mediane_en_mois(self):
        jours = self.mediane
        return None if jours is None else arrondir(16 * jours, JOURS_DE_SEIZE_MOIS, DECIMALES)

    def restants_a(self, mois):
        """The part still in parcours after so many months; None past the last one observed."""
        jours = mois * JOURS_DE_SEIZE_MOIS / 16
        if not self.paliers or jours > self.dernier_jour:
            return None
        return next((un.restants for un in reversed(self.paliers) if un.jours <= jours), 1.0)


def kaplan_meier(durees):
    """Survie of [(days, whether they left, how many)], in any order. Who leaves on the day when
    another is last seen leaves first (Kaplan and Meier, 1958)."""
    par_jour = {}
    for jours, est_sorti, nombre in durees:
        sortis, vus = par_jour.get(jours, (0, 0))
        par_jour[jours] = (sortis + nombre * est_sorti, vus + nombre)
    presents = effectif = sum(vus for _, vus in par_jour.values())
    paliers, restants = [], 1.0
    for jours in sorted(par_jour):
        sortis, vus = par_jour[jours]
        if sortis:
            restants *= 1 - sortis / presents
            paliers.append(Palier(jours, presents, sortis, restants))
        presents -= vus
    return Survie(paliers, effectif, max(par_jour, default=0))


def lire_durees(le, agent=None):
    """Survie of every parcours begun by `le`, its suspensions left out (SOURCES, durée moyenne)."""
    return kaplan_meier(_lire("durees", agent, [le]))


def entonnoir(le, agent=None):
    """[Marche] of the prescriptions of the last years, as of `le`, the latest first."""
    premiere = annee_de(le)[0] - relativedelta(years=ANNEES - 1)
    lues = _lire("entonnoir", agent, [le, premiere])
    return [Marche(int(annee), *nombres) for annee, *nombres in lues]


def promotions(le, agent=None):
    """[Promotion] of the last quarters, the latest first."""
    premier = trimestre_de(le)[0] - relativedelta(months=3 * (TRIMESTRES - 1))
    lues = _lire("promotions", agent, [list(ECHEANCES), premier, le])
    return [_promotion(debut, entrees, nombres, le) for debut, entrees, *nombres in lues]


def _promotion(debut, entrees, nombres, le):
    fin = trimestre_de(debut)[1]
    passees = [
        (mois, positives, autres)
        for mois, positives, autres in zip(ECHEANCES, *nombres, strict=True)
        if fin + relativedelta(months=mois) <= le
    ]
    echeances = [
        Echeance(
            mois,
            part(entrees - positives - autres, entrees),
            part(positives, entrees),
            part(autres, entrees),
        )
        for mois, positives, autres in passees
    ]
    return Promotion(debut, fin, entrees, echeances)


def part(nombre, parmi):
    """The Mesure of a share in per cent; `parmi` is not 0."""
    return Mesure(nombre, parmi, arrondir(100 * nombre, parmi, DECIMALES))


@sur_la_replique
def _lire(nom, agent, valeurs):
    condition, parametres = perimetre(agent, "parcours.id")
    requete = REQUETES[nom].substitute(perimetre=condition, **CODES)
    with connexion_lue().cursor() as curseur:
        curseur.execute(requete, [*valeurs, *parametres])
        return curseur.fetchall()
