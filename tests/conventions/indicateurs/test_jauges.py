"""What a gauge says of an objective, and where its marks stand."""

from datetime import date, timedelta

import pytest

from conventions.enums import EtatObjectif, Sens
from conventions.indicateurs.calcul import Mesure
from conventions.indicateurs.ecriture import nombre
from conventions.indicateurs.jauges import Jauge
from conventions.indicateurs.objectifs import Avancement
from conventions.models import Convention, Objectif
from plie.comptes.enums import Role
from plie.comptes.models import Agent

DEBUT, FIN = date(2025, 1, 1), date(2025, 12, 31)
MI_ANNEE, VEILLE = date(2025, 7, 2), DEBUT - timedelta(days=1)
PREVUE = {"valeur": 60, "bas": 50, "haut": 80, "methode": "Rythme des douze derniers mois"}


def _jauge(realise=30, le=MI_ANNEE, role=Role.DIRECTION, **champs):
    sens, indicateur = champs.pop("sens", Sens.AU_MOINS), champs.pop("indicateur", "entrees")
    objectif = Objectif(convention=Convention(), indicateur=indicateur, sens=sens)
    mesure = Mesure(realise, None, realise)
    defauts = {"cible": 100, "attendu": 50, "mesure": mesure}
    return Jauge(Avancement(objectif, le, DEBUT, FIN, **defauts | champs), Agent(pk=1, role=role))


def test_a_forecast_is_said_with_its_interval_and_drawn_to_scale():
    jauge = _jauge(prevision=PREVUE)
    assert jauge.prevision == f"{nombre(60)} (entre {nombre(50)} et {nombre(80)})"
    assert jauge.methode == PREVUE["methode"]
    # Of a bar worth 108: from 50 to 80.
    assert jauge.fourchette == ("46.30", "27.77")
    assert (jauge.repere_attendu, jauge.repere_cible) == ("46.30", "92.59")
    # What is expected of the whole says nothing beside a part of it.
    assert _jauge(role=Role.REFERENT).repere_attendu is None


@pytest.mark.parametrize(
    "champs", [{}, {"prevision": PREVUE, "role": Role.REFERENT}], ids=["none", "a part"]
)
def test_no_forecast_is_said_where_there_is_none_or_beside_a_part_of_the_figure(champs):
    jauge = _jauge(**champs)
    assert (jauge.prevision, jauge.methode, jauge.fourchette) == ("", "", None)


@pytest.mark.parametrize(
    ("etat", "champs"),
    [
        (EtatObjectif.A_VENIR, {"le": VEILLE}),
        (EtatObjectif.A_VENIR, {"le": VEILLE, "realise": None}),
        (EtatObjectif.SANS_CHIFFRE, {"realise": None}),
        (EtatObjectif.SANS_CIBLE, {"cible": None}),
        (EtatObjectif.PARTIEL, {"role": Role.REFERENT}),
        (EtatObjectif.EN_RETARD, {}),
        (EtatObjectif.DANS_LES_TEMPS, {"realise": 50}),
        (EtatObjectif.ATTEINT, {"realise": 100}),
        (EtatObjectif.DANS_LES_TEMPS, {"realise": 100, "indicateur": "taux_sorties_positives"}),
        (EtatObjectif.ATTEINT, {"realise": 100, "le": FIN}),
        (EtatObjectif.MANQUE, {"realise": 99, "le": FIN}),
        (EtatObjectif.DANS_LES_TEMPS, {"realise": 100, "sens": Sens.AU_PLUS}),
        (EtatObjectif.ATTEINT, {"realise": 100, "sens": Sens.AU_PLUS, "le": FIN}),
        (EtatObjectif.DEPASSE, {"realise": 101, "sens": Sens.AU_PLUS}),
    ],
)
def test_an_objective_is_where_its_figure_and_its_day_put_it(etat, champs):
    assert _jauge(**champs).etat == etat
