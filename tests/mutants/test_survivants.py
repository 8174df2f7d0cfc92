"""What is allowed to live says where it is: a place that is gone allows nothing any more."""

from pathlib import Path

import pytest

from tests.mutants.survivants import ADMIS, peut_vivre

RACINE = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("admis", ADMIS, ids=lambda admis: f"{admis.module} {admis.avant}")
def test_each_may_still_live(admis):
    dossiers = [RACINE / admis.module] if admis.module else [RACINE / "accompagnement"]
    fichiers = [f for d in dossiers for f in (d.rglob("*.py") if d.is_dir() else [d])]
    assert any(admis.avant in fichier.read_text() for fichier in fichiers)
    assert admis.raison


def test_only_the_bug_that_is_told_may_live_and_only_there():
    ou, sain, bug = "accompagnement/sorties/faits.py", "a\nfrozen=True\nb", "a\nfrozen=False\nb"
    assert peut_vivre(ou, sain, bug)
    assert not peut_vivre(ou, sain, "a\npass\nb")
    assert not peut_vivre(ou, "return False", "return None")
    assert peut_vivre("offres/france_travail/presence.py", "return False", "return None")
