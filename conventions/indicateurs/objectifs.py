"""How far each objective is, on a day: never typed, counted by the engine within its scope."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from django.db.models import Prefetch

from conventions.enums import Rythme, Sens
from conventions.indicateurs.calcul import Mesure
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.en_cache import compter_en_cache, garder, version_donnees
from conventions.indicateurs.periodes import annee_de
from conventions.indicateurs.portees import PARTOUT, Portee
from conventions.indicateurs.previsions.methodes import (
    Demande,
    lire_les_retards,
    methode_de,
    prevoir,
)
from conventions.indicateurs.previsions.series import Retards, periodes_lues
from conventions.models import Cible, CompteurManuel, Convention, Objectif
from plie.socle.arrondi import arrondir

PERSONNES = "personnes_accompagnees"
PAS_COMMENCE = "La période de l'objectif n'a pas encore commencé."
SANS_CIBLE = "Aucune cible ne vaut à cette date."
PERSONNE = "La portée de cet objectif ne retient personne."
SANS_DENOMINATEUR = "Aucun cas à rapporter : ce chiffre n'a pas encore de valeur."
TERMINE = "La période de l'objectif est terminée."
A_LA_MAIN = "Un compteur tenu à la main ne se prévoit pas."
SANS_DONNEES = "Cet indicateur n'a pas encore de données."


@dataclass(frozen=True)
class Avancement:
    """Where one objective stands on the day `le`; None for what nothing tells, `raison` then."""

    objectif: Objectif
    le: date
    debut: date
    fin: date
    cible: int | float | None = None
    mesure: Mesure | None = None
    attendu: int | float | None = None
    prevision: dict | None = None
    raison: str | None = None

    @property
    def indicateur(self):
        return PAR_CODE.get(self.objectif.indicateur)

    @property
    def portee(self):
        return portee_de(self.objectif)

    @property
    def realise(self):
        return self.mesure and self.mesure.valeur

    @property
    def jusqu_au(self):
        """The last day counted."""
        return min(self.le, self.fin)

    @property
    def a_commence(self):
        return self.debut <= self.le

    @property
    def est_tenu(self):
        """Whether the target is met as of now, or not passed; None when nothing tells."""
        return self._compare_a(self.cible)

    @property
    def est_dans_les_temps(self):
        return self._compare_a(self.attendu)

    def _compare_a(self, repere):
        if self.realise is None or repere is None:
            return None
        if self.objectif.sens == Sens.AU_PLUS:
            return self.realise <= repere
        return self.realise >= repere


class Lus(NamedTuple):
    """What the forecasts of one scope are made from, of one version of the data: {code: its Mesure
    in each month of the past}, how late exits are known; and who reads, None for the whole PLIE."""

    mesures: dict
    retards: Retards
    version: tuple
    lecteur: int | None


def portee_de(objectif):
    return Portee(
        communes=tuple(objectif.communes),
        criteres=tuple(objectif.criteres),
        structures=tuple(objectif.structures),
        motifs=tuple(objectif.motifs),
        cohorte=objectif.cohorte_id,
    )


def periode_de(objectif, le):
    """The year, or the whole convention, in which `le` falls; the nearest one outside of it."""
    convention = objectif.convention
    debut, fin = convention.date_debut, fin_de(convention, le)
    if objectif.rythme == Rythme.PERIODE:
        return debut, fin
    premier, dernier = annee_de(min(max(le, debut), fin))
    return max(debut, premier), min(fin, dernier)


def fin_de(convention, le):
    """Its last day, as amended by then."""
    avenants = (a.date_fin for a in convention.avenants.all() if a.date_debut <= le)
    return max(convention.date_fin, *avenants, convention.date_fin)


def lire_conventions(*, objectif=None, **filtres):
    """The conventions with all that their objectives are measured by, or one of them by its key: as
    many statements for one objective as for twenty."""
    objectifs = Objectif.objects.select_related("cohorte", "porteur").prefetch_related(
        Prefetch("cibles", Cible.objects.select_related("avenant")),
        Prefetch("valeurs", CompteurManuel.objects.select_related("saisi_par")),
    )
    if objectif:
        objectifs = objectifs.filter(pk=objectif)
        filtres["objectifs"] = objectif
    return Convention.objects.filter(**filtres).prefetch_related(
        "avenants", Prefetch("objectifs", objectifs)
    )


def mesurer(conventions, le, *, agent=None):
    """{key of an objective: its Avancement on `le`}, within what `agent` may see: one pass over
    the data for all those of one scope."""
    avancements, a_compter = {}, defaultdict(list)
    for convention in conventions:
        for objectif in convention.objectifs.all():
            objectif.convention = convention
            avancement = _situer(objectif, le)
            avancements[objectif.pk] = avancement
            if avancement.a_commence and objectif.indicateur:
                a_compter[avancement.portee].append(avancement)
    version = version_donnees() if a_compter else None
    retards = garder(("retards", le), lambda: lire_les_retards(le), version) if a_compter else None
    lire = partial(compter_en_cache, agent=agent, version=version)
    for portee, groupe in a_compter.items():
        lus = Lus(_lire_les_mois(groupe, portee, le, lire), retards, version, agent and agent.pk)
        for avancement, mesure, effectif in _compter(groupe, portee, lire):
            avancements[avancement.objectif.pk] = _completer(avancement, mesure, effectif, lus)
    return avancements


def _situer(objectif, le):
    debut, fin = periode_de(objectif, le)
    situe = Avancement(objectif, le, debut, fin, cible=cible_le(objectif, min(max(le, debut), fin)))
    if not situe.a_commence:
        return replace(situe, raison=PAS_COMMENCE)
    return situe if objectif.indicateur else _completer(situe, _additionner(situe), None)


def cible_le(objectif, jour):
    """The one in force that day."""
    for cible in objectif.cibles.all():
        if cible.date_debut <= jour and (cible.date_fin is None or cible.date_fin >= jour):
            return chiffre(cible.valeur)
    return None


def _additionner(avancement):
    """What was written down by hand until that day."""
    valeurs = (
        valeur.valeur
        for valeur in avancement.objectif.valeurs.all()
        if avancement.debut <= valeur.date <= avancement.jusqu_au
    )
    total = chiffre(sum(valeurs, Decimal(0)))
    return Mesure(total, None, total)


def _compter(groupe, portee, lire):
    """(avancement, its figure, how many people its scope holds) of each."""
    periodes = list(dict.fromkeys((a.debut, a.jusqu_au) for a in groupe))
    codes = tuple(dict.fromkeys((*(a.objectif.indicateur for a in groupe), PERSONNES)))
    resultats = lire(periodes, portee, codes)
    par_periode = dict(zip(periodes, resultats, strict=True))
    for avancement in groupe:
        mesures = par_periode[avancement.debut, avancement.jusqu_au].mesures
        effectif = None if portee == PARTOUT else mesures[PERSONNES].numerateur
        yield avancement, mesures[avancement.objectif.indicateur], effectif


def _lire_les_mois(groupe, portee, le, lire):
    """{code: its Mesure in each month of the past} of all that these objectives are forecast from;
    nothing to read when none is."""
    methodes = [methode_de(avancement.indicateur)[0] for avancement in groupe]
    codes = {
        code
        for avancement, methode in zip(groupe, methodes, strict=True)
        if methode and avancement.le < avancement.fin
        for code in methode.codes(avancement.indicateur)
    }
    if not codes:
        return {}
    mois = lire(periodes_lues(le), portee, tuple(sorted(codes)))
    return {code: [resultat.mesures[code] for resultat in mois] for code in codes}


def _completer(avancement, mesure, effectif, lus=None):
    complet = replace(avancement, mesure=mesure, attendu=_attendu(avancement))
    prevision, raison = _prevoir(complet, lus)
    dite = _sans_chiffre(complet, effectif) or raison
    if complet.cible is None and dite is None:
        dite = SANS_CIBLE
    return replace(complet, prevision=prevision, raison=dite)


def _attendu(avancement):
    """What is expected by then: the target itself of a rate, of a mean or of what is counted on one
    day; of the rest its share of the days gone, as fine as the target is: no half of a person."""
    cible, indicateur = avancement.cible, avancement.indicateur
    if cible is None or indicateur and (indicateur.denominateur or indicateur.est_un_niveau):
        return cible
    ecoules = (avancement.jusqu_au - avancement.debut).days + 1
    tous = (avancement.fin - avancement.debut).days + 1
    decimales = 0 if cible == int(cible) else 1
    return chiffre(arrondir(int(10 * Decimal(str(cible))) * ecoules, 10 * tous, decimales))


def _sans_chiffre(avancement, effectif):
    """Why there is nothing to read yet, or None."""
    mesure = avancement.mesure
    if not mesure.numerateur and not mesure.denominateur and effectif == 0:
        return PERSONNE
    if mesure.valeur is not None:
        return None
    return SANS_DONNEES if mesure.denominateur is None else SANS_DENOMINATEUR


def _prevoir(avancement, lus):
    """(forecast at the end, why there is none)."""
    if avancement.le >= avancement.fin:
        return None, TERMINE
    if lus is None:
        return None, A_LA_MAIN
    indicateur, periode = avancement.indicateur, (avancement.debut, avancement.fin, avancement.le)
    # Drawn ten thousand times: as long as all the rest of the page.
    return garder(
        ("prévision", lus.lecteur, avancement.portee, indicateur.code, periode),
        lambda: prevoir(Demande(indicateur, *periode, avancement.mesure, lus.mesures, lus.retards)),
        lus.version,
    )


def chiffre(nombre):
    """A decimal as JSON and pages write it: whole when it is."""
    return int(nombre) if nombre == int(nombre) else float(nombre)
