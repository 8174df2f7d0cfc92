"""The proxy of logos, against a real server on the loopback."""

import http.server
import io
import struct
import threading
import zlib

import pytest
from django.urls import reverse
from PIL import Image

from offres.logos import est_permise
from tests.usines import AgentFactory, OffreFactory, SynchronisationFactory

pytestmark = pytest.mark.django_db


def _image(format_="PNG", cote=20):
    sortie = io.BytesIO()
    Image.new("RGB", (cote, cote), "navy").save(sortie, format_)
    return sortie.getvalue()


def _annoncer(cote):
    """The first bytes of a PNG that says it is `cote` points wide and high, and holds nothing."""
    entete = b"IHDR" + struct.pack(">IIBBBBB", cote, cote, 8, 2, 0, 0, 0)
    somme = struct.pack(">I", zlib.crc32(entete))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(entete) - 4) + entete + somme


REPONSES = {
    "/enorme.png": _annoncer(50_000),
    "/logo.png": _image(),
    "/logo.gif": _image("GIF"),
    "/logo.webp": _image("WEBP"),
    "/page.html": b"<html><script>alert(1)</script></html>",
    "/bombe.png": _image(cote=2100),
    "/lourd.png": _image() + b"\0" * 300_000,
}


class _Serveur(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.recues.append(dict(self.headers))
        corps = REPONSES.get(self.path, b"")
        self.send_response(302 if self.path == "/ailleurs" else 200 if corps else 404)
        self.send_header("Location", "/logo.png")
        self.end_headers()
        self.wfile.write(corps)

    def log_message(self, *_):
        pass


@pytest.fixture
def serveur(settings):
    serveur = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Serveur)
    serveur.recues = []
    threading.Thread(target=serveur.serve_forever, daemon=True).start()
    settings.FRANCE_TRAVAIL_HOTES_LOGOS = ["127.0.0.1"]
    yield serveur
    serveur.shutdown()
    serveur.server_close()


def _demander(client, serveur, chemin):
    SynchronisationFactory()
    adresse = f"http://127.0.0.1:{serveur.server_port}{chemin}"
    offre = OffreFactory(importee=True, brut={"entreprise": {"logo": adresse}})
    client.force_login(AgentFactory())
    return client.get(
        reverse("offres:offre_logo", args=[offre.pk]), headers={"user-agent": "la lectrice"}
    )


@pytest.mark.parametrize("chemin", ["/logo.png", "/logo.gif"])
def test_a_logo_is_drawn_again_as_a_png(client, serveur, chemin):
    reponse = _demander(client, serveur, chemin)
    assert (reponse.status_code, reponse["Content-Type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(reponse.content)).size == (20, 20)
    assert "private" in reponse["Cache-Control"]


def test_nothing_of_the_reader_leaves(client, serveur):
    _demander(client, serveur, "/logo.png")
    (recue,) = serveur.recues
    assert "la lectrice" not in str(recue)
    assert "Cookie" not in recue
    assert "Referer" not in recue


@pytest.mark.parametrize(
    "chemin",
    [
        "/logo.webp",
        "/page.html",
        "/bombe.png",
        "/enorme.png",
        "/lourd.png",
        "/ailleurs",
        "/rien",
    ],
)
def test_anything_else_is_not_found(client, serveur, chemin):
    assert _demander(client, serveur, chemin).status_code == 404


@pytest.mark.parametrize("nom", ["a" * 70, "a."])
def test_a_host_whose_name_cannot_be_one_is_no_logo(client, nom):
    SynchronisationFactory()
    adresse = f"https://{nom}.francetravail.fr/logo.png"
    offre = OffreFactory(importee=True, brut={"entreprise": {"logo": adresse}})
    client.force_login(AgentFactory())
    assert client.get(reverse("offres:offre_logo", args=[offre.pk])).status_code == 404


@pytest.mark.parametrize(
    ("adresse", "permise"),
    [
        ("https://francetravail.fr/l.png", True),
        ("https://entreprise.francetravail.fr/l.png", True),
        ("http://entreprise.francetravail.fr/l.png", False),
        ("https://francetravail.fr.exemple.fr/l.png", False),
        ("https://malfrancetravail.fr/l.png", False),
        ("https://francetravail.fr@exemple.fr/l.png", False),
        ("https://moi@francetravail.fr/l.png", False),
        ("http://127.0.0.1/l.png", False),
        ("https://[::1/l.png", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_hosts_of_the_setting_are_asked(adresse, permise):
    assert est_permise(adresse) is permise
