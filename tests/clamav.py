"""A stand-in for ClamAV that speaks its protocol (INSTREAM) on a real socket."""

import socketserver
import struct
import threading
from contextlib import contextmanager

from tests.fichiers import EICAR


class _Reponse(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.readline() == b"nINSTREAM\n"
        lu = b""
        while taille := struct.unpack("!L", self.rfile.read(4))[0]:
            lu += self.rfile.read(taille)
        self.server.recus.append(lu)
        verdict = b"Eicar-Test-Signature FOUND" if EICAR in lu else b"OK"
        self.wfile.write(b"stream: " + verdict + b"\n")


@contextmanager
def clamav():
    """(its address, the contents it has read)."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Reponse) as serveur:
        serveur.recus = []
        threading.Thread(target=serveur.serve_forever, args=(0.02,), daemon=True).start()
        yield f"tcp://127.0.0.1:{serveur.server_address[1]}", serveur.recus
        serveur.shutdown()
