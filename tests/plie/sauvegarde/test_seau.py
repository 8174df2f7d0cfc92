"""Documents on S3 are backed up and put back like those of a disk."""

from pathlib import Path

import pytest
from botocore.exceptions import ClientError
from django.core.management import CommandError, call_command
from django.db import connection

from plie.sauvegarde import base
from plie.sauvegarde.erreurs import SauvegardeErreur
from plie.sauvegarde.suite import SAUVEGARDE
from plie.socle.stockage import Seau
from plie.taches.enums import StatutDemande
from plie.taches.models import Demande
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
    with pytest.raises(CommandError, match=r"refuse \(ClientError\)\. Rien n'est restauré"):
        call_command("restaurer", chemin, base=a_cote)
    assert objets == {}
    assert not tables(a_cote)


def tables(nom):
    with base.session(nom) as ouverte:
        return ouverte.execute(base.TABLES).fetchall()


def test_what_a_bucket_that_went_down_has_kept_is_told_and_the_same_command_ends_it(
    objets, settings, a_cote
):
    chemin, alors = sauvegarder(settings), dict(objets)
    objets.clear()
    objets.tombe_dans(1)
    with pytest.raises(CommandError, match=r"La base n'est pas restaurée .* restés : 1\."):
        call_command("restaurer", chemin, base=a_cote)
    assert len(objets) == 1 and not tables(a_cote)
    objets.revient()
    call_command("restaurer", chemin, base=a_cote)
    assert objets == alors and tables(a_cote)


def test_one_down_while_the_database_fails_too_hides_neither(objets, settings, monkeypatch, a_cote):
    chemin = sauvegarder(settings)
    objets.clear()

    def echouer(*args, **options):
        objets.tombe_dans(0)
        raise SauvegardeErreur("La base n'a pas pu être relue : plus de place")

    monkeypatch.setattr(base, "restaurer", echouer)
    with pytest.raises(CommandError, match=r"plus de place\. La base n'est .* restés : 2\."):
        call_command("restaurer", chemin, base=a_cote)


def test_one_whose_file_was_altered_says_that_it_took_its_place(objets, settings, a_cote):
    chemin = sauvegarder(settings)
    altere = sorted(objets)[0]
    objets[altere] = b"autre chose"
    objets.pop(sorted(objets)[1])
    objets.tombe_dans(1)
    with pytest.raises(CommandError, match=r"ont pris la place d'un autre"):
        call_command("restaurer", chemin, base=a_cote, remplacer=True)
    objets.revient()
    assert objets.get(altere) in (None, PDF)
    call_command("restaurer", chemin, base=a_cote, remplacer=True)
    assert list(objets.values()) == [PDF, PDF]


def test_a_backup_that_a_bucket_ends_leaves_no_archive_and_is_told(objets, settings):
    objets.tombe_dans(0)
    with pytest.raises(CommandError, match="Le dépôt des documents ne répond pas"):
        call_command("sauvegarder")
    assert list(Path(settings.SAUVEGARDES).iterdir()) == []
    assert Demande.objects.filter(tache=SAUVEGARDE).get().statut == StatutDemande.ECHOUEE
