"""Each difference of an official month against the dossiers that explain it."""

import pytest

from conventions.enums import Unite
from conventions.indicateurs.calcul import MOIS_MOYEN_EN_JOURS, Mesure, calculer
from conventions.indicateurs.ecarts import ecarts_expliques
from conventions.indicateurs.historiques import colonnes_lues
from conventions.indicateurs.officiel import lire
from conventions.indicateurs.periodes import mois_de
from conventions.indicateurs.ventilations import VENTILATIONS

DIMENSIONS = [ventilation.code for ventilation in VENTILATIONS]


def verifier_les_sommes(arrete):
    """What enters less what leaves is the difference, in each half of a rate; each dossier has its
    causes, and one at least changed what the figure reads. Returns the differences."""
    periode = mois_de(arrete.mois)
    resultats = [f(*periode, ventilations=DIMENSIONS) for f in (lire, calculer)]
    totaux, ventiles = ecarts_expliques(arrete)
    for ecart in [*totaux, *ventiles]:
        _verifier(ecart, *(_mesure(ecart, resultat) for resultat in resultats))
    return [*totaux, *ventiles]


def _verifier(ecart, officielle, actuelle):
    diviseur = {Unite.MOIS: MOIS_MOYEN_EN_JOURS, Unite.HEURES: 100}.get(ecart.indicateur.unite, 1)
    sommes = [sum(d.apport[moitie] for d in ecart.dossiers) for moitie in (0, 1)]
    attendues = [
        actuelle.numerateur - officielle.numerateur,
        (actuelle.denominateur or 0) - (officielle.denominateur or 0),
    ]
    trouvees = [sommes[0] / diviseur, sommes[1]]
    # No sum is a value of the middle: how many it is over. No dossier is an agent.
    premiere = 1 if ecart.indicateur.est_une_mediane else 0
    derniere = 1 if ecart.indicateur.est_divise_par_des_agents else 2
    moities = slice(premiere, derniere)
    assert trouvees[moities] == pytest.approx(attendues[moities]), ecart.intitule
    lues = _lues(ecart)
    for dossier in ecart.dossiers:
        assert any(cause.colonnes & lues for cause in dossier.causes), ecart.intitule


def _mesure(ecart, resultat):
    code = ecart.indicateur.code
    if ecart.ventilation is None:
        return resultat.mesures[code]
    lignes = {m.code: m.mesures for m in resultat.ventilations[ecart.ventilation.code]}
    return lignes.get(ecart.modalite, {}).get(code, Mesure(0, 0, 0))


def _lues(ecart):
    i = ecart.indicateur
    ou = ecart.ventilation and ecart.ventilation.expression
    return colonnes_lues(*i.textes, ou, modalite=ecart.modalite)
