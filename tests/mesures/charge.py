"""Many clients at once on connections kept open: one loop over bare sockets, so light that the
machine is the server's."""

import re
import selectors
import socket
import time

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
        for _ in range(clients):
            client = Client(port)
            guet.register(client.prise, selectors.EVENT_READ, client)
        debut = time.perf_counter()
        for cle in list(guet.get_map().values()):
            _suivant(guet, cle.data, restants)
        while guet.get_map():
            prets = guet.select(PATIENCE)
            assert prets, "the server answers no more"
            for cle, _ in prets:
                client = cle.data
                if client.lire():
                    durees.append(time.perf_counter() - client.parti)
                    assert client.statut == statut, (client.statut, client.corps[:500])
                    _suivant(guet, client, restants)
        return durees, time.perf_counter() - debut


def _suivant(guet, client, restants):
    envoi = next(restants, None)
    if envoi is None:
        guet.unregister(client.prise)
        client.prise.close()
    else:
        client.envoyer(envoi)


class Client:
    def __init__(self, port):
        self.prise = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.prise.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def envoyer(self, envoi):
        self._recu = b""
        self.parti = time.perf_counter()
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
        return len(self.corps) >= int(longueur[1] if longueur else 0)
