"""Documents on S3 are backed up and put back like those of a disk."""

from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from django.core.management import call_command
from django.db import connection

from plie.sauvegarde import base
from plie.socle.stockage import Seau
from tests.fichiers import PDF
from tests.s3 import deposer_les_documents_sur, s3
from tests.usines import PieceFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def objets(settings, monkeypatch, tmp_path):
    """The objects of the bucket where two documents are."""
    settings.SAUVEGARDES = str(tmp_path / "sauvegardes")
    settings.SAUVEGARDE_CLE = "une clé de sauvegarde assez longue pour servir"
    with s3() as (adresse, objets):
        deposer_les_documents_sur(settings, monkeypatch, adresse)
        PieceFactory.create_batch(2)
        yield objets


@pytest.fixture
def a_cote():
    with base.base_d_epreuve(f"{connection.settings_dict['NAME']}_a_cote") as nom:
        yield nom


def sauvegarder(settings):
    call_command("sauvegarder")
    return sorted(Path(settings.SAUVEGARDES).iterdir())[-1]


def test_what_the_bucket_lost_comes_back_to_it(objets, settings, a_cote):
    alors = dict(objets)
    assert list(alors.values()) == [PDF, PDF]
    chemin = sauvegarder(settings)
    objets.clear()
    call_command("restaurer", chemin, base=a_cote)
    assert objets == alors


def test_or_to_a_folder_where_a_trial_compares_it(objets, settings, tmp_path, a_cote, capsys):
    chemin = sauvegarder(settings)
    objets.clear()
    call_command("restaurer", chemin, base=a_cote, dossier=tmp_path / "ailleurs")
    poses = [f.read_bytes() for f in (tmp_path / "ailleurs").rglob("*") if f.is_file()]
    assert poses == [PDF, PDF]
    assert objets == {}
    call_command("eprouver_sauvegarde")
    assert "Épreuve réussie" in capsys.readouterr().out


def test_a_bucket_that_refuses_half_way_keeps_nothing(objets, settings, monkeypatch, a_cote):
    chemin = sauvegarder(settings)
    objets.clear()
    deposer = Seau._save

    def refuser_le_second(depot, nom, contenu):
        if objets:
            raise ClientError({"Error": {"Code": "QuotaExceeded"}}, "PutObject")
        return deposer(depot, nom, contenu)

    monkeypatch.setattr(Seau, "_save", refuser_le_second)
    with pytest.raises(ClientError):
        call_command("restaurer", chemin, base=a_cote)
    assert objets == {}
    with base.session(a_cote) as ouverte:
        assert not ouverte.execute(base.TABLES).fetchall()
