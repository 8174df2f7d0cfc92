"""Why a figure of a month is no longer what it was, in one sentence."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accompagnement.models import Emploi, Entretien, Etape, Parcours, Suspension
from conventions.indicateurs.causes import Cause
from conventions.indicateurs.ecarts import Dossier
from conventions.indicateurs.raisons import en_une_phrase, geste


def _dossier(*gestes, efface_le=None):
    causes = [Cause("", "", timezone.now(), geste=geste) for geste in gestes]
    return Dossier(1, "", causes, (1, 0), efface_le)


@pytest.mark.parametrize(
    ("modele", "avant", "label", "dit"),
    [
        (Entretien, None, "insert", ("entretien saisi en retard", "entretiens saisis en retard")),
        (Etape, Etape(), "update", ("étape corrigée", "étapes corrigées")),
        (Suspension, Suspension(), "delete", ("suspension retirée", "suspensions retirées")),
        # Of a row that was there before anything was kept, the first event says how it became.
        (Emploi, None, "update", ("emploi saisi en retard", "emplois saisis en retard")),
    ],
)
def test_what_was_done_is_said_in_the_words_of_the_trade(modele, avant, label, dit):
    assert geste(modele, avant, SimpleNamespace(pgh_label=label)) == dit


def test_a_date_taken_away_is_said_to_be():
    avant = SimpleNamespace(date_sortie=date(2025, 3, 1))
    apres = SimpleNamespace(date_sortie=None, pgh_label="update")
    assert geste(Parcours, avant, apres) == ("sortie annulée", "sorties annulées")


def test_the_reasons_are_counted_the_most_frequent_first():
    saisie, retrait = ("entrée saisie", "entrées saisies"), ("sortie retirée", "sorties retirées")
    efface = _dossier(saisie, efface_le=timezone.now())
    assert en_une_phrase([efface]) == "1 dossier effacé"
    dossiers = [_dossier(retrait), *[_dossier(retrait, saisie)] * 3, efface, efface]
    assert en_une_phrase(dossiers) == "3 entrées saisies ; 2 dossiers effacés ; 1 sortie retirée"
    assert en_une_phrase([_dossier()]) == "1 dossier compté autrement"
