"""How each indicator is forecast, and in which words: from what is counted of it already, and what
is still to come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from accompagnement.models import Sortie
from conventions.indicateurs.calcul import Mesure
from conventions.indicateurs.declarations import ENTRE, PAR_CODE, PERSONNE, Indicateur
from conventions.indicateurs.ecriture import INSECABLE
from conventions.indicateurs.previsions.lois import (
    AN,
    GRAINE,
    NIVEAU,
    bornes,
    tirer_des_succes,
    tirer_un_nombre,
)
from conventions.indicateurs.previsions.series import (
    A_L_HEURE,
    Retards,
    a_venir,
    en_mois,
)
from plie.socle.arrondi import arrondir

# Fewer events than this in a year say nothing of the next.
EVENEMENTS_MIN = 20
TROP_PEU = "trop peu pour prévoir"
UNE_MOYENNE = "Une moyenne ou une médiane ne se prévoit pas."
UN_RAPPORT = "Un rapport de deux comptes différents ne se prévoit pas."
UN_ETAT = "Ce qui se compte un seul jour ne se prévoit pas."
SANS_PREVISION = (TROP_PEU, UNE_MOYENNE, UN_RAPPORT, UN_ETAT)
ENTREES, SORTIES = "entrees", "sorties"
UN_AN = timedelta(days=365)


@dataclass(frozen=True)
class Demande:
    """What is forecast: an indicator over [debut, fin], both included, of which `mesure` is counted
    on the day `le`. `mesures`: {code: its Mesure in each of `periodes_lues`}."""

    indicateur: Indicateur
    debut: date
    fin: date
    le: date
    mesure: Mesure
    mesures: dict[str, list[Mesure]]
    retards: Retards = A_L_HEURE

    def retards_de(self, code):
        return self.retards if PAR_CODE[code].compte_des_sorties else A_L_HEURE

    def passes(self, code, partie="numerateur"):
        comptes = [getattr(mesure, partie) for mesure in self.mesures[code]]
        return en_mois(comptes, self.le, self.retards_de(code))

    def tirer(self, code, hasard, partie="numerateur"):
        """How many are still to be counted."""
        reste = a_venir(self.debut, self.fin, self.le, self.retards_de(code))
        return tirer_un_nombre(self.passes(code, partie), reste, hasard)


@dataclass(frozen=True)
class Methode:
    """`lus`: the codes whose months are read (none: the indicator's own); the first says whether
    there is enough to forecast."""

    phrase: str
    tirer: Callable
    lus: tuple[str, ...] = ()

    def codes(self, indicateur):
        return self.lus or (indicateur.code,)


def _nombre(demande, hasard):
    return demande.mesure.numerateur + demande.tirer(demande.indicateur.code, hasard)


def _personnes(demande, hasard):
    return demande.mesure.numerateur + demande.tirer(ENTREES, hasard)


def _file_active(demande, hasard):
    entrees, sorties = demande.tirer(ENTREES, hasard), demande.tirer(SORTIES, hasard)
    return np.maximum(demande.mesure.numerateur + entrees - sorties, 0)


def _taux(demande, hasard):
    code = demande.indicateur.code
    cas = demande.tirer(code, hasard, "denominateur")
    passes = [(mesure.numerateur, mesure.denominateur) for mesure in demande.mesures[code]]
    return _rapporter(demande, tirer_des_succes(passes, cas, hasard), cas)


def _part_des_personnes(demande, hasard):
    cas = demande.tirer(ENTREES, hasard)
    connue = [(demande.mesure.numerateur, demande.mesure.denominateur)]
    return _rapporter(demande, tirer_des_succes(connue, cas, hasard), cas)


def _renouvellement(demande, hasard):
    cas = demande.tirer(ENTREES, hasard)
    return _rapporter(demande, cas, cas)


def _rapporter(demande, succes, cas):
    """Per cent; of nothing at all, nothing."""
    tous = demande.mesure.denominateur + cas
    return 100 * (demande.mesure.numerateur + succes) / np.maximum(tous, 1)


INTERVALLE = f"intervalle à {NIVEAU}{INSECABLE}%"
RYTHME = "le rythme des douze derniers mois, sa tendance et les saisons"
NOMBRE = Methode(
    f"Réalisé, et {RYTHME} jusqu'à la fin (binomiale négative) ; {INTERVALLE}.", _nombre
)
PERSONNES = Methode(
    f"Personnes déjà comptées, et entrées à venir selon {RYTHME} (binomiale négative) ; "
    f"{INTERVALLE}.",
    _personnes,
    (ENTREES,),
)
FILE_ACTIVE = Methode(
    f"File active du jour, entrées et sorties à venir selon {RYTHME} (binomiale négative) ; "
    f"{INTERVALLE}.",
    _file_active,
    (ENTREES, SORTIES),
)
TAUX = Methode(
    f"Cas déjà comptés, et cas à venir selon {RYTHME}, au taux des trois dernières années "
    f"(bêta-binomiale) ; {INTERVALLE}.",
    _taux,
)
PART_DES_PERSONNES = Methode(
    f"Personnes déjà comptées, et entrées à venir selon {RYTHME}, dans la même proportion "
    f"(bêta-binomiale) ; {INTERVALLE}.",
    _part_des_personnes,
    (ENTREES,),
)
RENOUVELLEMENT = Methode(PERSONNES.phrase, _renouvellement, (ENTREES,))


def methode_de(indicateur):
    """(its method, None), or (None, why it has none)."""
    if indicateur.mesure:
        return None, UNE_MOYENNE
    if indicateur.code == "file_active_fin":
        return FILE_ACTIVE, None
    if indicateur.est_un_niveau:
        return None, UN_ETAT
    if indicateur.est_un_rapport:
        return None, UN_RAPPORT
    if indicateur.denominateur is None:
        return (PERSONNES if indicateur.numerateur == PERSONNE else NOMBRE), None
    if not indicateur.denominateur.startswith(PERSONNE):
        return TAUX, None
    return (RENOUVELLEMENT if indicateur.numerateur == ENTRE else PART_DES_PERSONNES), None


def lire_les_retards(le):
    """Of the exits validated in the year before `le`."""
    validees = Sortie.objects.filter(validee_le__gt=le - UN_AN, validee_le__lte=le)
    dates = validees.values_list("date_effet", "validee_le")
    return Retards(tuple(sorted(max(0, (connue - effet).days) for effet, connue in dates)))


def prevoir(demande):
    """({"valeur", "bas", "haut", "niveau", "methode"} at the end, None), or (None, why not)."""
    methode, raison = methode_de(demande.indicateur)
    if methode is None:
        return None, raison
    if evenements(demande, methode) < EVENEMENTS_MIN:
        return None, TROP_PEU
    tirages = methode.tirer(demande, np.random.default_rng(GRAINE))
    milieu, bas, haut = bornes(tirages)
    return {
        "valeur": _ecrire(demande, milieu),
        "bas": _ecrire(demande, bas),
        "haut": _ecrire(demande, haut),
        "niveau": NIVEAU,
        "methode": methode.phrase,
    }, None


def evenements(demande, methode):
    """How many the last year counted, of what it is forecast from."""
    partie = "denominateur" if methode is TAUX else "numerateur"
    code = methode.codes(demande.indicateur)[0]
    return sum(getattr(mesure, partie) for mesure in demande.mesures[code][-AN:])


def _ecrire(demande, valeur):
    if demande.indicateur.denominateur is None:
        return int(valeur)
    return arrondir(round(1000 * float(valeur)), 1000, 1)
