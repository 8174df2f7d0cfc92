"""Each trouble is told in one French sentence, and nothing is started."""

import errno
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from plie import embarque
from plie.embarque import dossiers, postgresql
from plie.embarque.erreurs import expliquer, phrases_claires


def phrase(appel=embarque.demarrer):
    with pytest.raises(embarque.EmbarqueErreur) as refus:
        appel()
    assert "\n" not in str(refus.value)
    return str(refus.value)


def test_a_folder_laid_by_a_newer_version_is_refused(donnees):
    donnees.mkdir()
    (donnees / "version").write_text("2\n")

    assert "version plus récente de la plateforme (format 2, connu : 1)" in phrase()


def test_a_folder_written_by_a_newer_postgresql_is_refused(donnees):
    embarque.demarrer(durable=False)
    embarque.arreter()
    (donnees / "postgresql" / "PG_VERSION").write_text("18\n")

    assert "écrit par PostgreSQL 18" in phrase()


def test_a_folder_made_by_another_user_is_refused(donnees, monkeypatch):
    embarque.demarrer(durable=False)
    embarque.arreter()
    etranger = SimpleNamespace(pw_uid=os.stat(donnees / "postgresql").st_uid + 1, pw_gid=0)
    monkeypatch.setattr(postgresql, "_compte", lambda: etranger)
    monkeypatch.setattr(postgresql, "_dossier_de_postgresql", lambda _: None)

    assert "créé par un autre utilisateur" in phrase()


def test_a_short_folder_laid_by_somebody_else_is_refused(tmp_path, monkeypatch):
    intrus = tmp_path / "plie"
    intrus.symlink_to(tmp_path)

    assert "appartient à un autre utilisateur" in phrase(
        lambda: dossiers.dossier_prive(intrus, 0o700)
    )


def test_a_full_disk_is_seen_before_anything_is_written(donnees, monkeypatch):
    monkeypatch.setattr(dossiers.shutil, "disk_usage", lambda _: SimpleNamespace(free=5 * 2**20))

    assert "est plein : 5 Mo libres, il en faut 300" in phrase()
    assert not (donnees / "postgresql").exists()


@pytest.mark.parametrize(
    ("numero", "attendu"),
    [
        (errno.ENOSPC, "est plein"),
        (errno.EDQUOT, "est plein"),
        (errno.EACCES, "n'est pas accessible à cet utilisateur"),
        (errno.EROFS, "n'est pas accessible à cet utilisateur"),
        (errno.ENOTDIR, "sont inutilisables"),
    ],
)
def test_an_error_of_the_system_becomes_a_sentence(tmp_path, numero, attendu):
    def echouer():
        with phrases_claires(tmp_path):
            raise OSError(numero, os.strerror(numero), str(tmp_path))

    assert attendu in phrase(echouer)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("PANIC:  could not write to file: No space left on device", "est plein"),
        ("initdb: error: invalid locale settings; check LANG", "La locale C.UTF-8 manque"),
        ("Can't handle RDB format version 999", "version plus récente de PostgreSQL"),
        ("LOG:  x\nFATAL:  data directory is odd\nLOG:  y", "démarrer : data directory is odd"),
        ("", "aucune raison donnée"),
    ],
)
def test_the_last_words_of_a_server_become_a_sentence(tmp_path, texte, attendu):
    assert attendu in expliquer("PostgreSQL", texte, tmp_path)


def test_a_missing_time_zone_database_is_told(donnees, monkeypatch, tmp_path):
    monkeypatch.setattr(dossiers, "FUSEAUX", tmp_path / "absent")

    assert phrase() == "Les fuseaux horaires manquent : installez le paquet tzdata."


def test_a_server_that_dies_at_once_says_why(donnees):
    embarque.demarrer(durable=False)
    embarque.arreter()
    (donnees / "postgresql" / "postgresql.conf").write_text("inconnu = 1\n")

    assert phrase().startswith("PostgreSQL n'a pas pu démarrer : configuration file ")


def test_a_command_ends_with_the_sentence_alone_and_code_one(donnees):
    donnees.mkdir()
    (donnees / "version").write_text("999\n")

    commande = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=embarque.RACINE, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert commande.returncode == 1
    assert commande.stdout == ""
    assert len(commande.stderr.splitlines()) == 1
    assert "format 999" in commande.stderr


def test_the_secret_key_is_drawn_once_and_kept_from_others(donnees):
    cle = embarque.cle_secrete()

    assert len(cle) > 80
    assert embarque.cle_secrete() == cle
    assert (donnees / "cle-secrete").stat().st_mode & 0o777 == 0o600
    assert [fichier.name for fichier in donnees.iterdir()] == ["cle-secrete"]
