import importlib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import TextChoices

from accompagnement.enums import Maintien, StatutEmploi
from accompagnement.models import SuiviEmploi
from plie.socle.etats import Etats, Ton
from plie.taches.enums import StatutDemande

# The situation of a person is no badge; a queued request stands below the socle, on no page.
SANS_TON = {StatutEmploi, StatutDemande}


def _choix(classe=TextChoices):
    for fille in classe.__subclasses__():
        yield fille
        yield from _choix(fille)


def _les_notres():
    racine = Path(settings.BASE_DIR)
    for config in apps.get_app_configs():
        if Path(config.path).is_relative_to(racine) and ".venv" not in config.path:
            for fichier in sorted(Path(config.path).rglob("enums*")):
                if fichier.is_dir() or fichier.suffix == ".py":
                    nom = fichier.relative_to(racine).with_suffix("")
                    importlib.import_module(".".join(nom.parts))
    return [classe for classe in _choix() if not classe.__module__.startswith("django")]


def test_every_status_says_its_tone():
    statuts = [c for c in _les_notres() if c.__name__.startswith("Statut") and c not in SANS_TON]
    assert len(statuts) >= 8
    assert [c.__name__ for c in statuts if not issubclass(c, Etats)] == []


def test_every_state_has_a_tone_and_keeps_its_code_and_label():
    etats = [membre for classe in _les_notres() if issubclass(classe, Etats) for membre in classe]
    assert len(etats) > 50
    for etat in etats:
        assert etat.ton in set(Ton)
        assert type(etat)(etat.value) is etat
        assert etat.label and etat.label not in set(Ton)
        assert etat.label.startswith(etat.debut)


def test_a_state_without_a_tone_cannot_be_written():
    with pytest.raises(TypeError):

        class Oubli(Etats):
            ACTIF = "actif", "Actif"


def test_a_column_gives_its_member_or_nothing():
    assert SuiviEmploi(maintien="rompu").etat is Maintien.ROMPU
    assert SuiviEmploi(maintien="").etat is None
