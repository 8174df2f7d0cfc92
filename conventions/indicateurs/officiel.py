"""The figures as they are read: official for an official month, computed otherwise."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from accompagnement.models import Reglages
from conventions.enums import Etat, Unite
from conventions.indicateurs import ventilations as declarees
from conventions.indicateurs.calcul import Mesure, Resultat, calculer_periodes, ranger
from conventions.indicateurs.declarations import INDICATEURS, PAR_CODE
from conventions.indicateurs.periodes import annee_de, est_un_mois, mois_de, mois_entre
from conventions.models import MoisArrete, Releve

TOTAL, CRITERE = ("", ""), "critere"


def lire_periodes(periodes, *, agent=None, ventilations=(), codes=None):
    """What `calculer_periodes` returns, with what it stands on (`Resultat.etat`). Only figures of
    the whole PLIE are official: those of an `agent` are computed."""
    if agent is not None:
        return calculer_periodes(periodes, agent=agent, ventilations=ventilations, codes=codes)
    arretes = set(MoisArrete.objects.values_list("mois", flat=True))
    officiels = [p for p in periodes if est_un_mois(*p) and p[0] in arretes]
    autres = [p for p in periodes if p not in officiels]
    lus = _lire(officiels, ventilations, codes)
    calcules = calculer_periodes(autres, ventilations=ventilations, codes=codes) if autres else []
    lus |= {(r.debut, r.fin): replace(r, etat=_etat(r, arretes)) for r in calcules}
    if _dit_le_sensible(codes, ventilations):
        lus |= _avec_le_sensible(lus, arretes)
    if any(resultat.etat == Etat.PROVISOIRE for resultat in lus.values()):
        limite = _premier_jour_qui_bouge()
        lus = {periode: _dire_s_il_bouge(resultat, limite) for periode, resultat in lus.items()}
    return [lus[periode] for periode in periodes]


def lire(debut, fin, *, ventilations=()):
    """The same of one period."""
    return lire_periodes([(debut, fin)], ventilations=ventilations)[0]


def arrete_de(debut, fin):
    """The MoisArrete of [debut, fin]; None unless it is one official month."""
    if not est_un_mois(debut, fin):
        return None
    return MoisArrete.objects.filter(mois=debut).first()


def _etat(resultat, arretes):
    touches = mois_entre(mois_de(resultat.debut)[0], mois_de(resultat.fin)[1])
    return Etat.RECALCULE if set(touches) <= arretes else Etat.PROVISOIRE


def _premier_jour_qui_bouge():
    """A period that ended before that day is official, or will not be by itself (`a_decider`)."""
    delai = timedelta(days=Reglages.objects.actuels().jours_avant_arret)
    return timezone.localdate() - delai


def _dire_s_il_bouge(resultat, limite):
    return replace(resultat, bouge=resultat.etat == Etat.PROVISOIRE and resultat.fin > limite)


def _dit_le_sensible(codes, ventilations):
    sensibles = {indicateur.code for indicateur in INDICATEURS if indicateur.est_sensible}
    return not codes or CRITERE in ventilations or not sensibles.isdisjoint(codes)


def _avec_le_sensible(lus, arretes):
    """Those of whole years, with what of health, justice and housing was written down of them: a
    correction of one person, read before and after, would tell what that person is."""
    annees = [
        periode
        for periode in lus
        if periode == annee_de(periode[0]) and periode[1].replace(day=1) in arretes
    ]
    if not annees:
        return {}
    gardes = defaultdict(lambda: defaultdict(dict))
    for releve in _figes(annees).iterator():
        cle = releve.dimension, releve.modalite
        gardes[releve.debut, releve.fin][cle][releve.indicateur] = _mesure(releve)
    return {periode: replace(lus[periode], sensible=dict(g)) for periode, g in gardes.items()}


def _figes(periodes):
    debuts, fins = zip(*periodes, strict=True)
    return Releve.objects.figes().filter(debut__in=debuts, fin__in=fins)


def sensible_tel_que_fige(resultat, ventilations):
    """`resultat` with its sensitive figures as they were written down; `ventilations`: {breakdown:
    its sensitive modalities}. The same when nothing was."""
    if not resultat.sensible:
        return resultat
    totaux = resultat.sensible.get(TOTAL, {})
    return replace(
        resultat,
        # One that did not exist that day has no figure of it: today's would move.
        mesures=resultat.mesures
        | {c: totaux.get(c, ABSENTE) for c in resultat.mesures if PAR_CODE[c].est_sensible},
        ventilations=resultat.ventilations
        | {
            code: _modalites_figees(resultat, code, sensibles)
            for code, sensibles in ventilations.items()
            if code in resultat.ventilations
        },
    )


def _modalites_figees(resultat, code, sensibles):
    vivantes = {m.code: m.mesures for m in resultat.ventilations[code] if m.code not in sensibles}
    figees = {
        modalite: {c: mesures.get(c, ABSENTE) for c in resultat.mesures}
        for (dimension, modalite), mesures in resultat.sensible.items()
        if dimension == code
    }
    return ranger(declarees.PAR_CODE[code].libelles(), vivantes | figees)


def _lire(mois, ventilations, codes):
    """{period: Resultat} of official months, in one statement. A figure that the platform did not
    count yet that month is absent from it."""
    if not mois:
        return {}
    voulus = [i.code for i in INDICATEURS if not codes or i.code in codes]
    dimensions = [declarees.PAR_CODE[code] for code in dict.fromkeys(ventilations)]
    gardes = _libelles_gardes(mois) if dimensions else {}
    releves = _figes(mois).filter(
        dimension__in=["", *(dimension.code for dimension in dimensions)],
        indicateur__in=voulus,
    )
    lus = defaultdict(lambda: defaultdict(lambda: defaultdict(dict)))
    for releve in releves.iterator():
        du_mois = lus[releve.debut, releve.fin][releve.dimension]
        du_mois[releve.modalite][releve.indicateur] = _mesure(releve)
    return {
        periode: _officiel(*periode, lus[periode], voulus, dimensions, gardes.get(periode[0]) or {})
        for periode in mois
    }


def _libelles_gardes(mois):
    arretes = MoisArrete.objects.filter(mois__in=[debut for debut, _ in mois])
    return dict(arretes.values_list("mois", "libelles"))


def _officiel(debut, fin, lus, voulus, dimensions, gardes):
    def completes(mesures):
        return {code: mesures.get(code, ABSENTE) for code in voulus}

    ventilees = {
        dimension.code: ranger(
            _libelles(dimension, gardes),
            {code: completes(mesures) for code, mesures in lus[dimension.code].items()},
        )
        for dimension in dimensions
    }
    return Resultat(debut, fin, completes(lus[""][""]), ventilees, Etat.ARRETE)


def libelles_de(ventilation, arrete):
    """How the modalities of a breakdown read, in an official month or, without any, today."""
    return _libelles(declarees.PAR_CODE[ventilation], (arrete and arrete.libelles) or {})


def _libelles(dimension, gardes):
    return dict(gardes[dimension.code]) if dimension.code in gardes else dimension.libelles()


ABSENTE = Mesure(0, None, None)


def _nombre(lu, *, est_entier):
    return lu if lu is None or not est_entier else int(lu)


def _mesure(releve):
    if releve.valeur is None and releve.denominateur is None:
        return ABSENTE
    indicateur = PAR_CODE[releve.indicateur]
    return Mesure(
        _nombre(releve.numerateur, est_entier=indicateur.unite not in (Unite.MOIS, Unite.HEURES)),
        _nombre(releve.denominateur, est_entier=indicateur.unite != Unite.PAR_ETP),
        releve.valeur if releve.denominateur is not None else int(releve.numerateur),
    )
