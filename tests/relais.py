"""A relay before a real server: refuses, passes on, or keeps everything for itself."""

import contextlib
import socket
import threading


class Relais:
    """Listens on a port of this machine, passes on to the Unix socket `cible`."""

    def __init__(self, cible):
        self.cible = cible
        self._prise = socket.create_server(("127.0.0.1", 0))
        self.port = self._prise.getsockname()[1]
        self._ouvertes = []
        self._passe = threading.Event()
        self._passe.set()
        self.est_ferme = False
        threading.Thread(target=self._accueillir, daemon=True).start()

    def fermer(self):
        """Refuse whoever comes, and cut everybody."""
        self.est_ferme = True
        while self._ouvertes:
            _couper(self._ouvertes.pop())

    def ouvrir(self):
        self.est_ferme = False
        self._passe.set()

    def geler(self):
        """Take what is sent and let nothing through, as a stopped server does."""
        self._passe.clear()

    def jeter(self):
        self.ouvrir()
        self.fermer()
        _couper(self._prise)

    def _accueillir(self):
        while True:
            try:
                client, _ = self._prise.accept()
            except OSError:
                return
            if self.est_ferme:
                _couper(client)
                continue
            serveur = socket.socket(socket.AF_UNIX)
            serveur.connect(self.cible)
            self._ouvertes += [client, serveur]
            for de, vers in ((client, serveur), (serveur, client)):
                threading.Thread(target=self._passer, args=(de, vers), daemon=True).start()

    def _passer(self, de, vers):
        with contextlib.suppress(OSError):
            while octets := de.recv(65536):
                self._passe.wait()
                vers.sendall(octets)
        _couper(vers)


def _couper(prise):
    with contextlib.suppress(OSError):
        prise.shutdown(socket.SHUT_RDWR)
    prise.close()
