"""A partner's own server, on the loopback: it keeps what it is told, headers and bytes."""

import http.server
import threading
from contextlib import contextmanager

HOTE = "127.0.0.1"


class _Recu(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        corps = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.recues.append((self.headers, corps))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


class _Serveur(http.server.ThreadingHTTPServer):
    # Five by default: of ten calls at once, the others would wait a second.
    request_queue_size = 128
    daemon_threads = True


@contextmanager
def recepteur():
    """`adresse` to be called at, `recues`: [(headers, body)]."""
    serveur = _Serveur((HOTE, 0), _Recu)
    serveur.recues = []
    serveur.adresse = f"http://{HOTE}:{serveur.server_port}/plie"
    threading.Thread(target=serveur.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield serveur
    finally:
        serveur.shutdown()
        serveur.server_close()
