"""An official month against what the dossiers say today: which dossiers make each difference, and
what was changed in them since."""

from dataclasses import dataclass, field
from datetime import datetime

from conventions.enums import Nature
from conventions.indicateurs.calcul import Mesure
from conventions.indicateurs.causes import Cause, Explications
from conventions.indicateurs.declarations import INDICATEURS, PAR_CODE, Indicateur
from conventions.indicateurs.ecriture import avec_unite, difference
from conventions.indicateurs.en_cache import changements_en_cache, recalculer_en_cache
from conventions.indicateurs.historiques import definition_a_change
from conventions.indicateurs.officiel import arrete_de, lire
from conventions.indicateurs.periodes import mois_de
from conventions.indicateurs.ventilations import (
    CODES_VENTILES,
    CODES_VENTILES_OFFRES,
    VENTILATIONS,
    Ventilation,
)

# Offers are nobody's: no dossier explains them.
EXPLIQUES = tuple(i for i in INDICATEURS if i.nature != Nature.OFFRE)
EXPLIQUES_VENTILES = tuple(
    indicateur
    for indicateur in map(PAR_CODE.get, CODES_VENTILES + CODES_VENTILES_OFFRES)
    if indicateur in EXPLIQUES
)


@dataclass(frozen=True)
class Dossier:
    """One dossier that an official figure and today's do not count alike, and why."""

    participant_id: int
    sens: str
    causes: list[Cause]
    # What it adds to the two halves of the figure: nothing to the second without a denominator.
    apport: tuple[int, int]
    # Erased: there is nothing to open any more.
    efface_le: datetime | None = None


@dataclass(frozen=True)
class Ecart:
    """`dossiers` is complete: what they add and take away is the difference."""

    indicateur: Indicateur
    fige: str
    actuel: str
    difference: str
    dossiers: list[Dossier] = field(default_factory=list)
    # Of a breakdown: its modality.
    ventilation: Ventilation | None = None
    modalite: str = ""
    libelle_modalite: str = ""

    @property
    def intitule(self):
        if self.ventilation is None:
            return self.indicateur.libelle
        ou = f"{self.ventilation.libelle.lower()} : {self.libelle_modalite}"
        return f"{self.indicateur.libelle} – {ou}"

    @property
    def somme(self):
        """What the dossiers add up to: of a rate, in each half; of a mean, how many it is over."""
        if self.indicateur.denominateur is None:
            return self._ajout(0)
        if self.indicateur.est_divise_par_des_agents:
            return f"{self._ajout(0)} au numérateur ; ce qui le divise n'est d'aucun dossier"
        moities = ((0, "numérateur"), (1, "dénominateur"))
        dites = moities[1:] if self.indicateur.mesure else moities
        return ", ".join(f"{self._ajout(rang)} au {nom}" for rang, nom in dites)

    def _ajout(self, moitie):
        return difference(sum(dossier.apport[moitie] for dossier in self.dossiers), 0, "")


def ecarts(officiel, arrete=None):
    """The figures of an official month, a Resultat, that today's dossiers contradict."""
    arrete = arrete or arrete_de(officiel.debut, officiel.fin)
    actuel = recalculer_en_cache(officiel.debut, officiel.fin)
    return [
        _ecart(indicateur, *mesures)
        for indicateur in comparables(EXPLIQUES, arrete)
        if differe(*(mesures := _mesures(indicateur, officiel, actuel)))
    ]


def comparables(indicateurs, arrete):
    """Those that are counted today as they were then: no dossier explains another definition."""
    return [i for i in indicateurs if not definition_a_change(i, arrete.bornes)]


def ecart_du_mois(indicateur, arrete, officiel, actuel):
    """The Ecart of one figure of an official month, its dossiers included; None when today's
    dossiers give the same, or nothing may be compared."""
    mesures = _mesures(indicateur, officiel, actuel)
    if not comparables([indicateur], arrete) or not differe(*mesures):
        return None
    couples = changements_en_cache(arrete)
    dossiers = _dossiers(couples, indicateur, Explications(arrete, couples))
    return _ecart(indicateur, *mesures, dossiers=dossiers)


def _mesures(indicateur, *resultats):
    return [resultat.mesures[indicateur.code] for resultat in resultats]


def differe(officielle, actuelle):
    """Whether today's dossiers give another figure; one that was not counted then differs from
    nothing."""
    etait_comptee = officielle.valeur is not None or officielle.denominateur is not None
    return etait_comptee and (
        (officielle.numerateur, officielle.denominateur)
        != (actuelle.numerateur, actuelle.denominateur)
    )


def _ecart(indicateur, officielle, actuelle, **reste):
    return Ecart(
        indicateur,
        avec_unite(officielle.valeur, indicateur.unite),
        avec_unite(actuelle.valeur, indicateur.unite),
        difference(actuelle.valeur, officielle.valeur, indicateur.unite),
        **reste,
    )


def ecarts_expliques(arrete):
    """(differences of the totals, differences of the breakdowns that pages and reports print), each
    with its dossiers."""
    debut, fin = mois_de(arrete.mois)
    dimensions = [ventilation.code for ventilation in VENTILATIONS]
    officiel = lire(debut, fin, ventilations=dimensions)
    actuel = recalculer_en_cache(debut, fin, ventilations=dimensions, tranches=arrete.tranches_age)
    couples = changements_en_cache(arrete)
    explications = Explications(arrete, couples)
    totaux = []
    for indicateur in comparables(EXPLIQUES, arrete):
        mesures = _mesures(indicateur, officiel, actuel)
        if differe(*mesures):
            dossiers = _dossiers(couples, indicateur, explications)
            totaux.append(_ecart(indicateur, *mesures, dossiers=dossiers))
    return totaux, list(_ecarts_ventiles(officiel, actuel, couples, explications))


def _ecarts_ventiles(officiel, actuel, couples, explications):
    """Of what is printed by modality."""
    for rang, ventilation in enumerate(VENTILATIONS):
        avant = {m.code: m for m in officiel.ventilations[ventilation.code]}
        apres = {m.code: m for m in actuel.ventilations[ventilation.code]}
        for code in avant | apres:
            for indicateur in EXPLIQUES_VENTILES:
                mesures = [_mesure(m.get(code), indicateur) for m in (avant, apres)]
                if differe(*mesures):
                    yield _ecart(
                        indicateur,
                        *mesures,
                        dossiers=_dossiers(couples, indicateur, explications, rang, code),
                        ventilation=ventilation,
                        modalite=code,
                        libelle_modalite=(avant.get(code) or apres[code]).libelle,
                    )


def _mesure(modalite, indicateur):
    if modalite:
        return modalite.mesures[indicateur.code]
    return Mesure(0, 0, 0) if indicateur.denominateur else Mesure(0, None, 0)


SENS = {
    (True, False): "compté alors, plus aujourd'hui",
    (False, True): "compté aujourd'hui, pas alors",
    (True, True): "compté autrement",
}


def _dossiers(couples, indicateur, explications, rang=None, modalite=None):
    """Those that the two figures do not count alike, of one modality if it is given."""
    trouves = []
    for avant, apres in couples:
        parts = [_part(ligne, indicateur, rang, modalite) for ligne in (avant, apres)]
        if parts[0] != parts[1]:
            participant = (apres or avant).participant_id
            sens = SENS[tuple(part != RIEN for part in parts)]
            retenues = explications.de(avant, apres, indicateur, rang, modalite)
            efface_le = explications.effaces.get(participant)
            trouves.append(Dossier(participant, sens, retenues, _apport(*parts), efface_le))
    return sorted(trouves, key=lambda dossier: (dossier.participant_id, dossier.sens))


RIEN = (None, None)


def _apport(avant, apres):
    return tuple((plus or 0) - (moins or 0) for moins, plus in zip(avant, apres, strict=True))


def _part(ligne, indicateur, rang, modalite):
    if ligne is None or (modalite is not None and modalite not in ligne.modalite(rang)):
        return RIEN
    return ligne.part(indicateur)
