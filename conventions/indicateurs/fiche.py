"""The page of one indicator: its figure of a period, month by month, year by year, and broken down
as it is worth reading."""

from dataclasses import dataclass, replace

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from conventions.enums import Etat, Nature
from conventions.indicateurs import periodes, tableau
from conventions.indicateurs.calcul import Resultat
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.ecarts import comparables, differe
from conventions.indicateurs.ecriture import ABSENT, PETIT, RESERVE, avec_unite, difference
from conventions.indicateurs.en_cache import calculer_en_cache, compter_en_cache
from conventions.indicateurs.historiques import definition_a_change
from conventions.indicateurs.portees import PARTOUT
from conventions.indicateurs.seuils import ENTREES, PERSONNES, SORTIES, ecart_du_mois
from conventions.indicateurs.tableau import Case
from conventions.indicateurs.ventilations import CODES_VENTILES
from conventions.indicateurs.ventilations import PAR_CODE as VENTILATIONS
from conventions.models import MoisArrete
from conventions.permissions import Acte, peut_lister

MOIS, ANNEES = 24, 5
# Beside a figure of each référent: how many people, and who they are.
PROFIL = (PERSONNES, "part_rsa", "part_detld", "part_infra3")
AUTOUR = (PERSONNES, ENTREES, SORTIES)


@dataclass(frozen=True)
class Point:
    """One period of a series."""

    libelle: str
    resultat: Resultat
    case: Case
    # Official, and counted otherwise than today.
    definition_d_avant: bool = False

    @property
    def est_provisoire(self):
        return self.resultat.etat == Etat.PROVISOIRE

    @property
    def est_arrete(self):
        return self.resultat.etat == Etat.ARRETE


@dataclass(frozen=True)
class EcartDuMois:
    """An official month whose figure today's dossiers contradict."""

    arrete: MoisArrete
    libelle: str
    fige: str
    actuel: str
    difference: str


def croisements_de(agent, indicateur):
    """The breakdowns of its page that `agent` may read, in order. Of health, justice or housing,
    for who may list it alone: what one row withholds would be the total less the others."""
    if indicateur.est_sensible and not peut_lister(agent, indicateur):
        return []
    return [
        VENTILATIONS[code]
        for code in indicateur.croisements
        if code != "referent" or Acte.VOIR_PAR_REFERENT.permet(agent)
    ]


def lire_series(agent, lecteur, indicateur, debut, fin, version):
    """(the Point of [debut, fin], those of the months, those of the years, {month: MoisArrete}), of
    what `lecteur` may see, and `agent` may read of it."""
    mois = _mois(fin)
    annees = _annees(fin)
    codes = (indicateur.code, *(AUTOUR if indicateur.est_sensible else ()))
    demandees = list(dict.fromkeys([(debut, fin), *mois, *annees]))
    resultats = calculer_en_cache(demandees, agent=lecteur, codes=codes, version=version)
    lus = {(resultat.debut, resultat.fin): resultat for resultat in resultats}
    if indicateur.est_sensible:
        lus |= _avec_les_ecarts(lus, mois)
    arretes = {arrete.mois: arrete for arrete in MoisArrete.objects.all()} if not lecteur else {}

    def points(voulues):
        return [_point(agent, indicateur, lus[periode], arretes) for periode in voulues]

    (choisi,) = points([(debut, fin)])
    return choisi, points(mois[1:]), points(annees), arretes


def _mois(fin):
    """One more than is shown: what moved in the first is the difference with it."""
    return periodes.derniers_mois(min(fin, timezone.localdate()), MOIS + 1)


def _annees(fin):
    jour = min(fin, timezone.localdate())
    premieres = [jour - relativedelta(years=recul) for recul in range(ANNEES - 1, -1, -1)]
    return [_annee(une, timezone.localdate()) for une in premieres]


def _annee(jour, aujourd_hui):
    """The year, to date when it is not over."""
    debut, fin = periodes.annee_de(jour)
    return debut, min(fin, aujourd_hui)


def _avec_les_ecarts(lus, mois):
    """The months, each with how far it is from the one before."""
    return {
        periode: replace(
            lus[periode],
            ecart=ecart_du_mois(*({c: m.valeur for c, m in lus[p].mesures.items()} for p in deux)),
        )
        for deux in zip(mois, mois[1:], strict=False)
        for periode in [deux[1]]
    }


def _point(agent, indicateur, resultat, arretes):
    arrete = arretes.get(resultat.debut) if resultat.etat == Etat.ARRETE else None
    return Point(
        periodes.libelle(resultat.debut, resultat.fin),
        resultat,
        tableau.case(agent, indicateur, resultat),
        arrete is not None and definition_a_change(indicateur, arrete.bornes),
    )


def croiser(agent, lecteur, indicateur, choisi, ventilation, version):
    """(labels of the columns, [(row, [Case])]) of one breakdown of the period of
    `choisi`."""
    codes = (indicateur.code, *(PROFIL if ventilation == "referent" else ()))
    codes = tuple(dict.fromkeys(codes))
    (resultat,) = calculer_en_cache(
        [(choisi.resultat.debut, choisi.resultat.fin)],
        agent=lecteur,
        ventilations=(ventilation,),
        # Few people in one of these withhold the others.
        codes=tuple(dict.fromkeys((*codes, *CODES_VENTILES))),
        version=version,
    )
    resultat = replace(resultat, ecart=choisi.resultat.ecart)
    lignes = tableau.lignes_ventilees(agent, resultat, ventilation, codes)
    return ["Valeur", *(PAR_CODE[code].libelle for code in codes[1:])], lignes


def mois_qui_different(indicateur, mois, arretes, version):
    """[EcartDuMois] of the official months among these Points, the latest first; nothing is said of
    those counted under another definition."""
    officiels = [
        point
        for point in mois
        if point.est_arrete and comparables([indicateur], arretes[point.resultat.debut])
    ]
    if not officiels or indicateur.nature == Nature.OFFRE:
        return []
    demandees = [(point.resultat.debut, point.resultat.fin) for point in officiels]
    actuels = compter_en_cache(demandees, PARTOUT, (indicateur.code,), version=version)
    return [
        _ecart(indicateur, point, actuel, arretes[actuel.debut])
        for point, actuel in zip(reversed(officiels), reversed(actuels), strict=True)
        if differe(*(r.mesures[indicateur.code] for r in (point.resultat, actuel)))
    ]


def _ecart(indicateur, point, actuel, arrete):
    valeurs = [r.mesures[indicateur.code].valeur for r in (point.resultat, actuel)]
    fige, lu = (avec_unite(valeur, indicateur.unite) for valeur in valeurs)
    return EcartDuMois(
        arrete, point.libelle, fige, lu, difference(*reversed(valeurs), indicateur.unite)
    )


def se_lit(case):
    return case.valeur.texte not in (ABSENT, PETIT, RESERVE)
