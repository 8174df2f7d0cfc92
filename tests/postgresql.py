"""A PostgreSQL that a test breaks, beside the one that all tests share: in a data folder of its
own, empty or copied from ours as a replica."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from plie.embarque import dossiers, postgresql
from tests.attente import attendre_que


class Postgresql:
    def __init__(self):
        self.donnees = Path(tempfile.mkdtemp(prefix="pg"))
        # `nobody`, for whom root's server runs, crosses it.
        self.donnees.chmod(0o711)
        self.processus = None

    @contextmanager
    def _chez_lui(self):
        avant = os.environ["PLIE_DONNEES"]
        os.environ["PLIE_DONNEES"] = str(self.donnees)
        try:
            yield
        finally:
            os.environ["PLIE_DONNEES"] = avant

    def copier(self):
        """Become a replica of the server of the tests, as it is now."""
        with self._chez_lui():
            dossiers.preparer_donnees(neuf=True)
            postgresql._dossier_de_postgresql(postgresql.dossier())
            base = connection.settings_dict
            copie = postgresql._executer(
                *("pg_basebackup", "--host", base["HOST"], "--username", base["USER"]),
                *("--write-recovery-conf", "--checkpoint=fast", "--no-sync"),
                dans=postgresql.dossier(),
                sortie=subprocess.PIPE,
            )
        erreurs, _ = copie.communicate()
        assert copie.returncode == 0, erreurs.decode()
        return self

    def detacher(self):
        """Follow nobody any more: it writes, once started."""
        (self.donnees / "postgresql" / "standby.signal").unlink()
        # What a process that is killed had written stays with the kernel: no disk is waited for.
        (self.donnees / "postgresql" / "postgresql.auto.conf").write_text("fsync = off")

    def demarrer(self, *, durable=False):
        with self._chez_lui():
            dossiers.preparer_donnees(neuf=False)
            self.processus = postgresql.lancer(durable)
            attendre_que(postgresql.est_pret, "PostgreSQL answers")
        return self

    @property
    def prise(self):
        with self._chez_lui():
            return str(postgresql._dossier_prise())

    def url_de(self, base):
        return f"postgresql:///{base}?user={postgresql.BASE}&host={self.prise}"

    def arreter(self):
        """End the sessions and stop, as `pg_ctl stop -m fast` does."""
        self.processus.send_signal(signal.SIGINT)
        self.processus.wait()

    def tuer(self):
        """Stop at once: what it wrote last is in its log alone."""
        self.processus.send_signal(signal.SIGQUIT)
        self.processus.wait()

    def geler(self):
        """Its sessions too answer nothing."""
        self._signaler(signal.SIGSTOP)

    def degeler(self):
        self._signaler(signal.SIGCONT)

    def _signaler(self, numero):
        pid = self.processus.pid
        enfants = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for un in (pid, *map(int, enfants)):
            os.kill(un, numero)

    def jeter(self):
        if self.processus and self.processus.poll() is None:
            self.degeler()
            self.arreter()
        with self._chez_lui():
            shutil.rmtree(dossiers.dossier_court(), ignore_errors=True)
        shutil.rmtree(self.donnees, ignore_errors=True)
