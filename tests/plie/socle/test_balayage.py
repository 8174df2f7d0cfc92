"""What a process that died in between leaves is swept, and nothing else is."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from accompagnement.tasks import balayer_les_fichiers
from conventions.tasks import balayer_les_rapports
from plie.socle.balayage import ORPHELINS_MAX
from plie.socle.models import Soumission
from plie.socle.tasks import oublier
from tests.usines import AgentFactory, PieceFactory

pytestmark = pytest.mark.django_db
AVANT_HIER = time.time() - 2 * 24 * 3600


@pytest.fixture
def racine(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def _deposer(racine, nom, quand=AVANT_HIER):
    chemin = racine / nom
    chemin.parent.mkdir(parents=True, exist_ok=True)
    chemin.write_bytes(b"x")
    os.utime(chemin, (quand, quand))
    return chemin


def test_a_file_that_no_row_names_goes_after_a_day(racine):
    gardee = Path(PieceFactory().fichier.path)
    os.utime(gardee, (AVANT_HIER, AVANT_HIER))
    dossier = gardee.parent.relative_to(racine)
    orpheline = _deposer(racine, dossier / "orpheline.pdf")
    jeune = _deposer(racine, dossier / "jeune.pdf", time.time())
    importe = _deposer(racine, "imports/orphelin.csv")
    etranger = _deposer(racine, "sauvegardes/nuit.dump")
    assert balayer_les_fichiers() == 2
    assert not orpheline.exists() and not importe.exists()
    assert gardee.exists() and jeune.exists() and etranger.exists()


def test_a_report_cut_short_leaves_no_piece_of_file(racine):
    provisoire = _deposer(racine, "rapports/.abandonne")
    ancien = _deposer(racine, "rapports/2025-06/v1/plie-rapport-2025-06.pdf")
    assert balayer_les_rapports() == 2
    assert not provisoire.exists() and not ancien.exists()


def test_the_files_of_another_database_are_left_alone(racine):
    """A restore half done must not cost the documents."""
    deposes = [_deposer(racine, f"pieces/{rang}") for rang in range(ORPHELINS_MAX + 1)]
    assert balayer_les_fichiers() == 0
    assert all(depose.exists() for depose in deposes)


def test_an_empty_platform_has_nothing_to_sweep(racine):
    assert balayer_les_fichiers() == balayer_les_rapports() == 0


def test_tokens_of_a_week_and_expired_sessions_are_forgotten():
    agent, maintenant = AgentFactory(), timezone.now()
    for rang, jours in enumerate((8, 6)):
        jeton = Soumission.objects.create(jeton=f"{rang:032x}", agent=agent)
        Soumission.objects.filter(pk=jeton.pk).update(recue_le=maintenant - timedelta(days=jours))
    for age in (-10, 3600):
        session = SessionStore()
        session.set_expiry(age)
        session.create()
    assert oublier() == 1
    assert Soumission.objects.count() == Session.objects.count() == 1
