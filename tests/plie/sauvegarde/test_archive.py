"""Backed up, changed, restored beside: the same rows and the same files, or nothing at all."""

import json
import tarfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection

from accompagnement.models import Participant, Piece
from plie.sauvegarde import archive, base, outils
from plie.sauvegarde.chiffre import TRANCHE, Ecriture
from plie.sauvegarde.erreurs import SauvegardeErreur
from plie.sauvegarde.suite import EPREUVE, SAUVEGARDE
from plie.taches.models import Demande
from tests.fichiers import PDF
from tests.usines import PieceFactory

CLE = "une clé de sauvegarde assez longue pour servir"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.SAUVEGARDES, settings.SAUVEGARDE_CLE = str(tmp_path / "sauvegardes"), CLE


@pytest.fixture
def pieces():
    """Two documents, whose files are those of no other test."""
    faites = [PieceFactory(), PieceFactory()]
    yield faites
    for piece in faites:
        piece.fichier.storage.delete(piece.fichier.name)


@pytest.fixture
def a_cote():
    with base.base_d_epreuve(f"{connection.settings_dict['NAME']}_a_cote") as nom:
        yield nom


def sauvegarder(settings) -> Path:
    call_command("sauvegarder")
    return sorted(Path(settings.SAUVEGARDES).iterdir())[-1]


def lire(nom, question):
    with base.session(nom) as ouverte:
        return ouverte.execute(question).fetchall()


def tables(nom):
    return lire(nom, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")[0][0]


def test_what_was_there_comes_back_beside_whatever_changed_since(
    settings, tmp_path, pieces, a_cote, capsys
):
    chemin = sauvegarder(settings)
    assert chemin.stat().st_mode & 0o777 == 0o600
    assert PDF not in chemin.read_bytes()
    noms = sorted(Participant.objects.values_list("nom", flat=True))
    Participant.objects.update(nom="CHANGÉ")
    pieces[0].fichier.storage.delete(pieces[0].fichier.name)

    call_command("restaurer", chemin, base=a_cote, dossier=tmp_path / "ailleurs")

    relus = lire(a_cote, "SELECT nom FROM accompagnement_participant ORDER BY nom")
    assert [nom for (nom,) in relus] == noms
    for piece in pieces:
        assert (tmp_path / "ailleurs" / piece.fichier.name).read_bytes() == PDF
    assert "2 fichiers" in capsys.readouterr().out
    # The triggers came back with the tables: what is frozen still is.
    declencheurs = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"
    assert lire(a_cote, declencheurs) == lire(None, declencheurs) != [(0,)]


def test_a_trial_compares_every_row_and_every_file_and_leaves_nothing(settings, pieces, capsys):
    sauvegarder(settings)
    call_command("eprouver_sauvegarde")
    assert "Épreuve réussie" in capsys.readouterr().out
    assert Demande.objects.get(tache=EPREUVE).resultat["ecarts"] == 0
    assert Demande.objects.get(tache=SAUVEGARDE).resultat["fichiers"] == 2
    restes = lire(None, "SELECT datname FROM pg_database WHERE datname LIKE '%epreuve'")
    assert restes == []


def test_a_row_or_a_file_that_differs_is_told(settings, tmp_path, pieces, a_cote):
    chemin = sauvegarder(settings)
    manifeste = archive.restaurer(chemin, CLE, nom_de_base=a_cote, dossier=tmp_path / "d")
    assert archive.comparer(manifeste, a_cote, tmp_path / "d") == []
    with base.session(a_cote) as ouverte:
        ouverte.execute("UPDATE accompagnement_piece SET nom = 'autre.pdf'")
    (tmp_path / "d" / pieces[1].fichier.name).write_bytes(b"autre")
    ecarts = archive.comparer(manifeste, a_cote, tmp_path / "d")
    # The trigger of the history adds its own rows.
    assert {"accompagnement_piece ", "accompagnement_pieceevent "} <= {
        ecart.split("La table ")[-1].split("diffère")[0] for ecart in ecarts
    }
    assert f"Le fichier {pieces[1].fichier.name} n'a pas son empreinte SHA-256." in ecarts


def test_what_is_written_meanwhile_is_of_the_next_one(
    settings, tmp_path, pieces, a_cote, monkeypatch
):
    """The dump is of the instant of the list of files, however long these take."""
    copier = archive._copier

    def copier_et_ecrire(*arguments):
        PieceFactory(nom="arrivée ensuite.pdf")
        return copier(*arguments)

    monkeypatch.setattr(archive, "_copier", copier_et_ecrire)
    chemin = sauvegarder(settings)
    assert Piece.objects.count() == 4
    manifeste = archive.restaurer(chemin, CLE, nom_de_base=a_cote, dossier=tmp_path / "d")
    assert len(manifeste["fichiers"]) == manifeste["tables"]["accompagnement_piece"][0] == 2
    assert archive.comparer(manifeste, a_cote, tmp_path / "d") == []


def test_a_file_withdrawn_while_it_was_copied_makes_it_take_a_later_instant(
    settings, pieces, monkeypatch
):
    copier, vus = archive._copier, []

    def retirer_d_abord(tar, alias, nom):
        if not vus.append(nom) and len(vus) == 1:
            autre = next(piece for piece in pieces if piece.fichier.name != nom)
            Piece.objects.filter(fichier=nom).update(fichier=autre.fichier.name)
            storages[alias].delete(nom)
        return copier(tar, alias, nom)

    monkeypatch.setattr(archive, "_copier", retirer_d_abord)
    manifeste = archive.verifier(sauvegarder(settings), CLE)
    assert manifeste["manquants"] == []
    assert len(manifeste["fichiers"]) == 1


def test_a_lost_or_altered_file_does_not_stop_the_backup_and_is_told(settings, pieces, capsys):
    depot = pieces[0].fichier.storage
    depot.delete(pieces[0].fichier.name)
    depot.delete(pieces[1].fichier.name)
    depot.save(pieces[1].fichier.name, ContentFile(b"autre chose"))
    call_command("sauvegarder")
    assert "1 fichiers manquaient déjà, 1 n'ont" in capsys.readouterr().err


@pytest.mark.parametrize("fin", [False, True])
def test_an_altered_or_truncated_archive_restores_nothing(settings, tmp_path, a_cote, fin, pieces):
    chemin = sauvegarder(settings)
    octets = bytearray(chemin.read_bytes())
    if fin:
        del octets[-1:]
    else:
        octets[len(octets) // 2] ^= 1
    chemin.write_bytes(octets)
    with pytest.raises(CommandError, match="altérée ou incomplète : rien n'a été restauré"):
        call_command("restaurer", chemin, base=a_cote, dossier=tmp_path / "d")
    assert tables(a_cote) == 0
    assert not list((tmp_path).glob("d/**/*"))
    with pytest.raises(CommandError, match="altérée"):
        call_command("eprouver_sauvegarde")
    assert Demande.objects.get(tache=EPREUVE).statut == "echouee"


def test_the_last_byte_is_read_even_past_the_end_of_the_tar(tmp_path):
    chemin = tmp_path / "a.sauvegarde"
    with chemin.open("wb") as sortie:
        flux = Ecriture(sortie, CLE)
        with tarfile.open(fileobj=flux, mode="w|") as tar:
            vide = {"format": archive.FORMAT, "fichiers": {}, "tables": {}}
            archive._ajouter(tar, archive.MANIFESTE, json.dumps(vide).encode())
        flux.write(bytes(2 * TRANCHE))
        flux.finir()
    assert archive.verifier(chemin, CLE) == vide
    octets = bytearray(chemin.read_bytes())
    octets[-1] ^= 1
    chemin.write_bytes(octets)
    with pytest.raises(SauvegardeErreur, match="altérée"):
        archive.verifier(chemin, CLE)


def test_another_key_restores_nothing(settings, tmp_path, a_cote):
    chemin = sauvegarder(settings)
    settings.SAUVEGARDE_CLE = "une autre clé, assez longue elle aussi, mais autre"
    with pytest.raises(CommandError, match="La clé n'est pas celle de cette sauvegarde"):
        call_command("restaurer", chemin, base=a_cote, dossier=tmp_path / "d")
    assert tables(a_cote) == 0


def test_a_base_that_holds_something_is_refused_unless_told(settings, tmp_path, a_cote, pieces):
    chemin = sauvegarder(settings)
    with base.session(a_cote) as ouverte:
        ouverte.execute("CREATE TABLE ancienne (pk int); INSERT INTO ancienne VALUES (1)")
    with pytest.raises(CommandError, match="n'est pas vide"):
        call_command("restaurer", chemin, base=a_cote, dossier=tmp_path / "d")
    assert lire(a_cote, "SELECT pk FROM ancienne") == [(1,)]
    call_command("restaurer", chemin, base=a_cote, dossier=tmp_path / "d", remplacer=True)
    manifeste = archive.verifier(chemin, CLE)
    assert archive.comparer(manifeste, a_cote, tmp_path / "d") == []
    assert tables(a_cote) == len(manifeste["tables"])


def test_a_dump_cut_short_rolls_back_what_it_replaced_and_takes_its_files_away(
    settings, tmp_path, a_cote, pieces, monkeypatch
):
    """Of an archive whose seal is whole: a disk that fails while it is read again."""
    chemin = sauvegarder(settings)
    with base.session(a_cote) as ouverte:
        ouverte.execute("CREATE TABLE ancienne (pk int)")
    morceaux = archive._morceaux

    def courts(tar, membre):
        yield next(morceaux(tar, membre))[:-2000]

    monkeypatch.setattr(archive, "_morceaux", courts)
    with pytest.raises(CommandError, match="La base n'a pas pu être relue"):
        call_command("restaurer", chemin, base=a_cote, dossier=tmp_path / "d", remplacer=True)
    assert tables(a_cote) == 1
    assert not [nom for nom in (tmp_path / "d").rglob("*") if nom.is_file()]


def test_a_file_there_and_different_is_refused(settings, tmp_path, a_cote, pieces):
    chemin = sauvegarder(settings)
    la = tmp_path / "d" / pieces[0].fichier.name
    la.parent.mkdir(parents=True)
    la.write_bytes(b"autre")
    with pytest.raises(CommandError, match="existe déjà, différent"):
        call_command("restaurer", chemin, base=a_cote, dossier=tmp_path / "d")
    assert la.read_bytes() == b"autre"
    assert tables(a_cote) == 0
    call_command("restaurer", chemin, base=a_cote, dossier=tmp_path / "d", remplacer=True)
    assert la.read_bytes() == PDF


def test_two_backups_are_never_made_at_once(settings):
    with base.instant(), pytest.raises(CommandError, match="Une autre sauvegarde est en cours"):
        call_command("sauvegarder")
    assert list(Path(settings.SAUVEGARDES).iterdir()) == []


def test_without_a_key_or_a_folder_it_says_what_is_missing(settings):
    settings.SAUVEGARDE_CLE = ""
    with pytest.raises(CommandError, match="La clé des sauvegardes manque"):
        call_command("sauvegarder")
    settings.SAUVEGARDES = ""
    with pytest.raises(CommandError, match="PLIE_SAUVEGARDES"):
        call_command("sauvegarder", vers="")
    assert set(Demande.objects.values_list("statut", flat=True)) == {"echouee"}


def test_the_password_is_in_no_argument(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "mot secret")
    conninfo, environnement = outils.acces("autre")
    assert "secret" not in conninfo and "dbname=autre" in conninfo
    assert environnement["PGPASSWORD"] == "mot secret"


def test_programs_older_than_the_server_are_not_used(monkeypatch):
    monkeypatch.setattr(outils, "_candidats", lambda nom: ["/bin/true"])
    with pytest.raises(SauvegardeErreur, match="paquet Debian postgresql-client-1"):
        outils.programme("pg_dump")


def test_the_sum_of_a_table_changes_with_any_value(a_cote):
    with base.session(a_cote) as ouverte:
        ouverte.execute("CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, 'y')")
        avant = base.empreintes(ouverte)["t"]
        ouverte.execute("UPDATE t SET b = CASE a WHEN 1 THEN 'y' ELSE 'x' END")
        assert base.empreintes(ouverte)["t"] != avant
        assert avant[0] == 2
