"""Replay the past: at each month end of past years, what would have been forecast of that year on
what was known that day, beside what came and beside "as last year"."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from math import sqrt
from statistics import NormalDist, fmean
from string import Template

from django.db import connection
from django.db.models import Min

from accompagnement.models import Parcours, Sortie
from conventions.indicateurs.calcul import Mesure, agregats
from conventions.indicateurs.declarations import PAR_CODE, Indicateur
from conventions.indicateurs.periodes import annee_de, derniers_mois, mois_de, mois_entre
from conventions.indicateurs.portees import PARTOUT
from conventions.indicateurs.previsions.lois import NIVEAU
from conventions.indicateurs.previsions.methodes import UN_AN, Demande, Retards, prevoir
from conventions.indicateurs.previsions.series import MOIS_LUS, periodes_lues
from conventions.indicateurs.relation import requete
from plie.socle.sql import lire_sql

# What a convention promises, and whose months add up to the year.
EPROUVES = ("entrees", "sorties", "sorties_positives", "taux_sorties_positives")
CONNUS = Template(lire_sql(__file__, "connus"))
# An exit is known once validated; an entry on its day, which the commission sets.
VALIDATION = "(SELECT validee_le FROM accompagnement_sortie WHERE parcours_id = faits.parcours_id)"
ANS_AVANT = MOIS_LUS // 12
# The same months are asked of each indicator, and of each day that looks back on them.
MOIS_ENTRE, LUES = cache(mois_entre), cache(periodes_lues)
ECART = NormalDist().inv_cdf((100 + NIVEAU) / 200)


@dataclass(frozen=True)
class Essai:
    """One forecast of the past, that of "as last year", and what came."""

    code: str
    le: date
    bas: float
    haut: float
    naif_bas: float
    naif_haut: float
    venu: float

    @property
    def couvre(self):
        return self.bas <= self.venu <= self.haut

    @property
    def naif_couvre(self):
        return self.naif_bas <= self.venu <= self.naif_haut


@dataclass(frozen=True)
class Passe:
    """What was counted of one indicator, each with its month and the day it was known."""

    indicateur: Indicateur
    lignes: tuple[tuple[date, date, int, int], ...]

    @cached_property
    def par_mois(self):
        """{first day of a month: [(day known, numerator, denominator)]}."""
        lus = defaultdict(list)
        for mois, *connu in self.lignes:
            lus[mois].append(connu)
        return lus

    def compter(self, debut, fin, connu_le):
        """[debut, fin], whole months, both included, as known that day."""
        retenus = [
            compte
            for mois in MOIS_ENTRE(debut, fin)
            for connu, *compte in self.par_mois.get(mois, ())
            if connu <= connu_le
        ]
        numerateur = sum(un for un, _ in retenus)
        if self.indicateur.denominateur is None:
            return Mesure(numerateur, None, numerateur)
        denominateur = sum(deux for _, deux in retenus)
        valeur = 100 * numerateur / denominateur if denominateur else None
        return Mesure(numerateur, denominateur, valeur)

    @cached_property
    def premiere_annee(self):
        return min((mois.year for mois, *_ in self.lignes), default=None)


def eprouver(jusqu_a, *, codes=EPROUVES, portee=PARTOUT):
    """[Essai] of the years that ended before `jusqu_a`, from the third of the data on."""
    retards = _lire_les_retards()
    passes = _lire([PAR_CODE[code] for code in codes], jusqu_a, portee)
    premieres = [passe.premiere_annee for passe in passes.values() if passe.lignes]
    if not premieres:
        return []
    annees = range(min(premieres) + ANS_AVANT, jusqu_a.year)
    connus = {le: _retards_au(le, retards) for annee in annees for le in _fins_de_mois(annee)}
    return [
        essai
        for code in codes
        for annee in annees
        if passes[code].lignes
        for essai in _essais(passes[code], annee, jusqu_a, connus)
    ]


def _lire(indicateurs, jusqu_a, portee):
    """{code: its Passe}: one pass for all that is known on the same day."""
    premiere = Parcours.objects.aggregate(Min("date_entree"))["date_entree__min"] or jusqu_a
    nombre = 12 * (jusqu_a.year - premiere.year) + jusqu_a.month - premiere.month + 1
    mois, passes = derniers_mois(jusqu_a, nombre), {}
    for connu, est_une_sortie in ((VALIDATION, True), ("entree", False)):
        lus = [i for i in indicateurs if i.compte_des_sorties == est_une_sortie]
        if lus:
            passes |= _lire_ensemble(lus, mois, connu, portee)
    return passes


def _lire_ensemble(indicateurs, mois, connu, portee):
    paires = agregats(indicateurs)
    suite = CONNUS.substitute(
        connu=connu,
        retenus=" OR ".join(f"({condition})" for condition, _ in paires),
        comptes=", ".join(f"count(*) FILTER (WHERE {condition})" for condition, _ in paires),
    )
    with connection.cursor() as curseur:
        curseur.execute(*requete(mois, None, suite, portee))
        lignes = curseur.fetchall()
    return {i.code: Passe(i, _compter(i, paires, mois, lignes)) for i in indicateurs}


def _compter(indicateur, paires, mois, lignes):
    rangs = [paires[moitie] for moitie in indicateur.moities]
    comptes = ((mois[rang][0], le, [lus[r] for r in rangs]) for rang, le, *lus in lignes)
    return tuple((m, le, un, *(deux or [0])) for m, le, (un, *deux) in comptes if un or any(deux))


def _lire_les_retards():
    """[(day it was known, days after its own)] of every validated exit, in order of knowledge."""
    validees = Sortie.objects.filter(validee_le__isnull=False)
    dates = validees.order_by("validee_le").values_list("validee_le", "date_effet")
    return [(connue, max(0, (connue - effet).days)) for connue, effet in dates]


def _retards_au(le, retards):
    """Of the exits known in the year before `le`."""
    connus = [jours for connue, jours in retards if le - UN_AN < connue <= le]
    return Retards(tuple(sorted(connus)))


def _fins_de_mois(annee):
    return [mois_de(date(annee, mois, 1))[1] for mois in range(1, 12)]


def _essais(passe, annee, jusqu_a, retards):
    debut, fin = annee_de(date(annee, 1, 1))
    venu = passe.compter(debut, fin, jusqu_a).valeur
    for le in _fins_de_mois(annee):
        demande = Demande(
            passe.indicateur,
            debut,
            fin,
            le,
            passe.compter(debut, le, le),
            {passe.indicateur.code: [passe.compter(*un, le) for un in LUES(le)]},
            retards[le],
        )
        prevue, _ = prevoir(demande)
        naif = _comme_l_an_dernier(passe, annee, le)
        if prevue and naif and venu is not None:
            yield Essai(passe.indicateur.code, le, prevue["bas"], prevue["haut"], *naif, venu)


def _comme_l_an_dernier(passe, annee, le):
    """(low, high) around the figure of last year, as far as years differed until then."""
    valeurs = [
        passe.compter(*annee_de(date(une, 1, 1)), le).valeur
        for une in range(passe.premiere_annee, annee)
    ]
    if None in valeurs or len(valeurs) < ANS_AVANT:
        return None
    ecarts = [(apres - avant) ** 2 for avant, apres in zip(valeurs, valeurs[1:], strict=False)]
    demi = ECART * sqrt(fmean(ecarts))
    return valeurs[-1] - demi, valeurs[-1] + demi


def resumer(essais):
    """Coverage in per cent and mean width in per cent of what came, ours and naive; of all, and of
    each indicator."""
    codes = list(dict.fromkeys(essai.code for essai in essais))
    return _resumer(essais) | {
        "indicateurs": [
            {"code": code} | _resumer([essai for essai in essais if essai.code == code])
            for code in codes
        ]
    }


def _resumer(essais):
    venus = [essai for essai in essais if essai.venu]
    return {
        "previsions": len(essais),
        "couverture": _part(essai.couvre for essai in essais),
        "largeur": _moyenne((essai.haut - essai.bas) / essai.venu for essai in venus),
        "comme_l_an_dernier": {
            "couverture": _part(essai.naif_couvre for essai in essais),
            "largeur": _moyenne((e.naif_haut - e.naif_bas) / e.venu for e in venus),
        },
    }


def _part(vrais):
    vrais = list(vrais)
    return round(100 * sum(vrais) / len(vrais), 1) if vrais else None


def _moyenne(parts):
    parts = list(parts)
    return round(100 * fmean(parts), 1) if parts else None
