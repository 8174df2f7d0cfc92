import pytest

from plie import embarque


@pytest.fixture
def donnees(tmp_path, monkeypatch):
    """An empty data folder whose path holds spaces and accents; its servers end with the test."""
    dossier = tmp_path / "mes données à moi"
    monkeypatch.setenv("PLIE_DONNEES", str(dossier))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    yield dossier
    embarque.arreter()
