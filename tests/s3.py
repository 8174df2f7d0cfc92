"""A stand-in for an S3 server: objects in a dictionary, behind the real HTTP verbs."""

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.core.files.storage import storages

from accompagnement.models import Piece


class Objets(dict):
    """By path. A bucket that `tombe_dans(n)` takes n more objects, then closes on whoever asks,
    until it `revient`."""

    restants = None

    def tombe_dans(self, nombre):
        self.restants = nombre

    def revient(self):
        self.restants = None

    @property
    def est_tombe(self):
        return self.restants == 0

    def recevoir(self, chemin, corps):
        self[chemin] = corps
        if self.restants is not None:
            self.restants -= 1


class _Requete(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *args):
        """Silence: the test reads the dictionary."""

    def parse_request(self):
        if self.server.objets.est_tombe:
            self.close_connection = True
            return False
        return super().parse_request()

    def _repondre(self, statut, corps=b"", **entetes):
        self.send_response(statut)
        for nom, valeur in {"Content-Length": len(corps), "ETag": '"x"', **entetes}.items():
            self.send_header(nom, str(valeur))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(corps)

    def do_PUT(self):
        corps = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" in self.headers.get("Content-Encoding", ""):
            taille, _, reste = corps.partition(b"\r\n")
            corps = reste[: int(taille.split(b";")[0], 16)]
        self.server.objets.recevoir(self.path, corps)
        self._repondre(200)

    def do_GET(self):
        corps = self.server.objets.get(self.path.partition("?")[0])
        if corps is None:
            self._repondre(404)
        else:
            self._repondre(200, corps)

    do_HEAD = do_GET

    def do_DELETE(self):
        self.server.objets.pop(self.path, None)
        self._repondre(204)


@contextmanager
def s3():
    """(its address, the objects by path)."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Requete) as serveur:
        serveur.objets = Objets()
        threading.Thread(target=serveur.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{serveur.server_address[1]}", serveur.objets
        serveur.shutdown()


def deposer_les_documents_sur(settings, monkeypatch, adresse):
    """Have the documents in the bucket of a server, for the time of a test."""
    options = {
        "bucket_name": "plie",
        "endpoint_url": adresse,
        "region_name": "fr-par",
        "access_key": "cle",
        "secret_key": "secret",
        "file_overwrite": False,
    }
    a_distance = {"BACKEND": "plie.socle.stockage.Seau", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "pieces": a_distance}
    monkeypatch.setattr(Piece._meta.get_field("fichier"), "storage", storages["pieces"])
