"""Why a figure of a month is no longer what it was, in one sentence."""

from django.utils import timezone

from conventions.indicateurs.causes import Cause
from conventions.indicateurs.ecarts import Dossier
from conventions.indicateurs.raisons import en_une_phrase


def _dossier(*gestes, efface_le=None):
    causes = [Cause("", "", timezone.now(), geste=geste) for geste in gestes]
    return Dossier(1, "", causes, (1, 0), efface_le)


def test_the_reasons_are_counted_the_most_frequent_first():
    saisie, retrait = ("entrée saisie", "entrées saisies"), ("sortie retirée", "sorties retirées")
    efface = _dossier(saisie, efface_le=timezone.now())
    assert en_une_phrase([efface]) == "1 dossier effacé"
    dossiers = [_dossier(retrait), *[_dossier(retrait, saisie)] * 3, efface, efface]
    assert en_une_phrase(dossiers) == "3 entrées saisies ; 2 dossiers effacés ; 1 sortie retirée"
    assert en_une_phrase([_dossier()]) == "1 dossier compté autrement"
