"""Many clients at once: one loop over bare sockets, so light that the machine is the server's."""

import itertools
import re
import selectors
import socket
import time

FERMEE = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
LONGUEUR = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
FIN = b"\r\n\r\n"
PATIENCE = 60


def requete(methode, chemin, corps=b"", **entetes):
    """The bytes of one call."""
    lignes = [f"{methode} {chemin} HTTP/1.1", "Host: localhost", f"Content-Length: {len(corps)}"]
    lignes += [f"{nom.replace('_', '-')}: {valeur}" for nom, valeur in entetes.items()]
    return "\r\n".join(lignes).encode() + FIN + corps


def charger(port, envois, *, statut, clients=20):
    """Send `envois` by so many clients, each its next one once it has read its answer, which must
    be `statut`; returns (seconds of each, seconds in all)."""
    restants, durees = iter(envois), []
    with selectors.DefaultSelector() as guet:
        debut = time.perf_counter()
        for envoi in itertools.islice(restants, clients):
            _partir(guet, Client(port), envoi)
        while guet.get_map():
            prets = guet.select(PATIENCE)
            assert prets, "the server answers no more"
            for cle, _ in prets:
                client = cle.data
                if client.lire():
                    durees.append(time.perf_counter() - client.parti)
                    assert client.statut == statut, (client.statut, client.corps[:500])
                    guet.unregister(cle.fileobj)
                    for envoi in itertools.islice(restants, 1):
                        _partir(guet, client, envoi)
        return durees, time.perf_counter() - debut


def _partir(guet, client, envoi):
    client.envoyer(envoi)
    guet.register(client.prise, selectors.EVENT_READ, client)


class Client:
    def __init__(self, port):
        self.port, self.prise = port, None

    def envoyer(self, envoi):
        """On a new connection, when the last answer has closed it."""
        self._recu = b""
        self.parti = time.perf_counter()
        if self.prise is None:
            self.prise = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
            self.prise.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.prise.sendall(envoi)

    def appeler(self, envoi):
        """Send, and wait for the answer: (status, body); `duree` says how long it took."""
        self.envoyer(envoi)
        while not self.lire():
            pass
        self.duree = time.perf_counter() - self.parti
        return self.statut, self.corps

    def lire(self):
        """Take what has come; whether the answer is whole."""
        morceau = self.prise.recv(65536)
        assert morceau, "the server has closed the connection"
        self._recu += morceau
        entetes, fin, self.corps = self._recu.partition(FIN)
        if not fin:
            return False
        self.statut = int(entetes[9:12])
        longueur = LONGUEUR.search(entetes)
        if len(self.corps) < int(longueur[1] if longueur else 0):
            return False
        if FERMEE.search(entetes):
            self.prise.close()
            self.prise = None
        return True
