"""Compute every figure of some periods, with their breakdowns, in one statement."""

import re
from dataclasses import dataclass, field
from datetime import date
from operator import add
from string import Template
from typing import NamedTuple

from accompagnement.alertes.effectifs import charge_par_etp
from accompagnement.models import RegleSortie
from conventions.enums import Etat, Nature, Unite
from conventions.indicateurs import ventilations as declarees
from conventions.indicateurs.declarations import (
    INDICATEURS,
    JOURS_DE_SEIZE_MOIS,
    MOIS_MOYEN_EN_JOURS,
)
from conventions.indicateurs.ecriture import DECIMALES
from conventions.indicateurs.indicateur import Mediane
from conventions.indicateurs.portees import PARTOUT
from conventions.indicateurs.relation import requete, requete_offres
from plie.socle.arrondi import arrondir
from plie.socle.replique import connexion_lue

# What a figure of this unit is, as a fraction of its two numbers.
CENT = 100
FRACTIONS = {
    Unite.POUR_CENT: (CENT, 1),
    Unite.MOIS: (16, JOURS_DE_SEIZE_MOIS),
    Unite.HEURES: (1, CENT),
}
NATURE = re.compile(r"nature = ('\w+')")


class Mesure(NamedTuple):
    """A figure; `valeur` is what everybody reads, rounded once for all: to one decimal when it has
    a denominator, None when that is empty."""

    numerateur: int | float
    denominateur: int | None
    valeur: int | float | None


INCONNUE = Mesure(0, None, None)


@dataclass(frozen=True)
class Modalite:
    code: str
    libelle: str
    mesures: dict[str, Mesure]


@dataclass(frozen=True)
class Resultat:
    debut: date
    fin: date
    mesures: dict[str, Mesure]
    ventilations: dict[str, list[Modalite]] = field(default_factory=dict)
    # Said of the whole PLIE (`officiel`); what one agent may see is never official.
    etat: Etat | None = None
    # Whether a commission may still decide of who is counted: read one day and the next, its
    # sensitive figures would tell of whoever came between.
    bouge: bool = False
    # How many people came or left since the month before, of a month whose sensitive figures are
    # to be read (`seuils`).
    ecart: int = 0
    # {(breakdown, modality): {code: Mesure}} of its sensitive figures on the day that the December
    # of this year became official: those that who may not list them reads (`officiel`).
    sensible: dict = field(default_factory=dict)


def calculer(debut, fin, **options):
    """All the indicators of [debut, fin], both included; the same `options`."""
    return calculer_periodes([(debut, fin)], **options)[0]


def calculer_periodes(
    periodes, *, agent=None, ventilations=(), codes=None, portee=PARTOUT, tranches=None
):
    """The indicators of several periods in the same pass, some only if asked (`codes`), within
    what `agent` may see and `portee`; `tranches`: the age brackets, those of today without any.

    Without `agent`, of the whole PLIE. Raises KeyError on an unknown breakdown.
    """
    retenus = [indicateur for indicateur in INDICATEURS if not codes or indicateur.code in codes]
    voulues = (declarees.PAR_CODE[code] for code in dict.fromkeys(ventilations))
    dimensions = [declarees.selon(ventilation, tranches) for ventilation in voulues]
    offres = [indicateur for indicateur in retenus if indicateur.nature == Nature.OFFRE]
    parcours = [indicateur for indicateur in retenus if indicateur.nature != Nature.OFFRE]
    paquets = []
    if parcours:
        paquets.append((parcours, _lignes(periodes, agent, parcours, dimensions, portee)))
    if offres:
        paquets.append((offres, _lignes_offres(periodes, offres, dimensions, portee)))
    libelles = {dimension.code: dimension.libelles() for dimension in dimensions}
    return [_resultat(periode, rang, paquets, libelles) for rang, periode in enumerate(periodes)]


def regle_en_vigueur(jour):
    """The rule of the rate that day; None before the first rule."""
    try:
        return RegleSortie.objects.en_vigueur(jour)
    except RegleSortie.DoesNotExist:
        return None


# From the declarations to SQL


def agregats(indicateurs):
    """{(condition, measure): column}, each counted once even if several indicators use it."""
    paires = dict.fromkeys(moitie for indicateur in indicateurs for moitie in indicateur.moities)
    return {paire: rang for rang, paire in enumerate(paires)}


def _colonne(condition, mesure):
    filtre = f"FILTER (WHERE {condition})"
    if isinstance(mesure, Mediane):
        # Not the ordered aggregate, which would sort every row of every breakdown.
        return f"plie_valeurs({mesure}) {filtre}"
    return f"coalesce(sum({mesure}) {filtre}, 0)" if mesure else f"count(*) {filtre}"


def _lignes(periodes, agent, indicateurs, dimensions, portee):
    """Rows (rang, dimension or None, modality or None, figures...)."""
    coupes = [(d.code, _jointes(d) if d.est_multiple else d.expression) for d in dimensions]
    suite = _groupes(coupes, _colonnes(indicateurs), _natures(indicateurs))
    lignes = _lire(*requete(periodes, agent, suite, portee))
    return _deplier(lignes, {d.code for d in dimensions if d.est_multiple})


def _lignes_offres(periodes, indicateurs, dimensions, portee):
    """The same over offers, for the breakdowns that mean something for them."""
    simples = [(d.code, d.expression_offre) for d in dimensions if d.expression_offre]
    suite = _groupes(simples, _colonnes(indicateurs), "true")
    return _lire(*requete_offres(periodes, suite, portee))


def _lire(texte, parametres):
    with connexion_lue().cursor() as curseur:
        curseur.execute(texte, parametres)
        return curseur.fetchall()


def _colonnes(indicateurs):
    return ", ".join(_colonne(*paire) for paire in agregats(indicateurs))


GROUPES = Template("""
SELECT rang, $nom, $modalite, $colonnes
FROM (SELECT faits.*$expressions FROM faits WHERE $natures) decoupes
GROUP BY GROUPING SETS ((rang)$ensembles)
""")
# No code of a modality holds it.
SEPARATEUR = ","


def _natures(indicateurs):
    """The condition that leaves the rows that these indicators read: a curve of exits looks at no
    appointment."""
    conditions = (condition for condition, _ in agregats(indicateurs))
    lues = {nature for condition in conditions for nature in NATURE.findall(condition)}
    return f"nature IN ({', '.join(sorted(lues))})"


def _groupes(dimensions, colonnes, natures):
    """The totals and every simple breakdown, (code, expression), in one pass by grouping sets."""
    codes = [code for code, _ in dimensions]
    return GROUPES.substitute(
        colonnes=colonnes,
        natures=natures,
        expressions="".join(f", {expression} AS d_{code}" for code, expression in dimensions),
        ensembles="".join(f", (rang, d_{code})" for code in codes),
        nom=_cas(f"WHEN grouping(d_{code}) = 0 THEN '{code}'" for code in codes),
        modalite=_cas(f"WHEN grouping(d_{code}) = 0 THEN d_{code}" for code in codes),
    )


def _cas(branches):
    return f"CASE {' '.join(['WHEN false THEN NULL::text', *branches])} END"


def _jointes(dimension):
    return f"array_to_string({dimension.expression}, '{SEPARATEUR}')"


def _deplier(lignes, multiples):
    """Add up, for each modality, the rows that have it: PostgreSQL groups whoever has the same
    ones, since a row apiece for each would go through every aggregate."""
    sommes = {}
    for rang, dimension, modalite, *chiffres in lignes:
        modalites = modalite.split(SEPARATEUR) if dimension in multiples else [modalite]
        for une in modalites:
            deja = sommes.get((rang, dimension, une))
            sommes[rang, dimension, une] = list(map(add, deja, chiffres)) if deja else chiffres
    return [(*cle, *chiffres) for cle, chiffres in sommes.items()]


# From SQL to figures


def _resultat(periode, rang, paquets, libelles):
    """The figures of one period, whatever relation counted them."""
    vierges = _vierges(paquets, rang)
    mesures, modalites = dict(vierges), {dimension: {} for dimension in libelles}
    for indicateurs, lignes in paquets:
        places = _places(indicateurs)
        for _, dimension, modalite, *chiffres in (ligne for ligne in lignes if ligne[0] == rang):
            if dimension is None:
                mesures |= _mesures(places, chiffres)
            elif modalite is not None and any(chiffres):
                connue = modalites[dimension].setdefault(modalite, dict(vierges))
                connue |= _mesures(places, chiffres)
    return Resultat(
        *periode,
        mesures,
        {nom: ranger(connus, modalites[nom]) for nom, connus in libelles.items()},
    )


def _vierges(paquets, rang):
    """Every figure at nought, since a modality met in one relation may be missing from the other;
    those of offers unknown when the period has no stock at all."""
    vierges = {}
    for indicateurs, lignes in paquets:
        for code, unite, _, bas in _places(indicateurs):
            vierges[code] = _mesure(unite, 0, None if bas is None else 0)
        if indicateurs[0].nature == Nature.OFFRE and all(ligne[0] != rang for ligne in lignes):
            vierges |= dict.fromkeys((i.code for i in indicateurs), INCONNUE)
    return vierges


def _places(indicateurs):
    """[(code, unit, place of what is divided among the aggregates, place of what divides it or
    None)]: found once, read for each modality."""
    rangs = agregats(indicateurs)
    moities = ((i, [rangs[moitie] for moitie in i.moities]) for i in indicateurs)
    return [(i.code, i.unite, *(lus if len(lus) > 1 else (*lus, None))) for i, lus in moities]


def _mesures(places, chiffres):
    """The figures that count something: most of a modality are at nought, and said so already."""
    mesures = {}
    for code, unite, haut, bas in places:
        numerateur = chiffres[haut]
        denominateur = None if bas is None else chiffres[bas]
        if numerateur != 0 or denominateur:
            mesures[code] = _mesure(unite, numerateur, denominateur)
    return mesures


def _mesure(unite, numerateur, denominateur=None):
    if isinstance(numerateur, list):
        return _mediane(numerateur)
    if denominateur is None:
        return Mesure(numerateur, None, numerateur)
    valeur = _valeur(unite, int(numerateur), int(denominateur)) if denominateur else None
    if unite == Unite.MOIS:
        numerateur = int(numerateur) / MOIS_MOYEN_EN_JOURS
    if unite == Unite.HEURES:
        numerateur = int(numerateur) / CENT
    if unite == Unite.PAR_ETP:
        denominateur = int(denominateur) / CENT
    return Mesure(numerateur, denominateur, valeur)


def _mediane(valeurs):
    """Of an even number of them, the lower of the two in the middle: somebody waited so long."""
    if not valeurs:
        return Mesure(0, 0, None)
    milieu = sorted(valeurs)[(len(valeurs) - 1) // 2]
    return Mesure(milieu, len(valeurs), milieu)


def _valeur(unite, numerateur, denominateur):
    """A number of months is given in days, full-time equivalents and hours in hundredths."""
    if unite == Unite.PAR_ETP:
        return charge_par_etp(numerateur, denominateur, DECIMALES)
    facteur, diviseur = FRACTIONS.get(unite, (1, 1))
    return arrondir(facteur * numerateur, diviseur * denominateur, DECIMALES)


def ranger(libelles, mesures):
    """The modalities of one breakdown, {code: figures}, in the order of its labels."""
    ordre = {code: rang for rang, code in enumerate(libelles)}
    return [
        Modalite(code, libelles.get(code, declarees.LIBELLE_INCONNU), mesures[code])
        for code in sorted(mesures, key=lambda code: (ordre.get(code, len(ordre)), code))
    ]
