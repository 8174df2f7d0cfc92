"""The proxy of logos, against a real server on the loopback."""

import contextlib
import http.server
import io
import struct
import threading
import time
import zlib

import pytest
from django.urls import reverse
from PIL import Image

from offres.lecture import logo
from offres.lecture.logo import est_permise
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
    "/partenaire.png": _image(cote=30),
}
# One byte every tenth of a second, of the headers or of the body.
GOUTTES = {
    "/gouttes-entete": b"HTTP/1.0 200 OK\r\nX: ",
    "/gouttes-corps": b"HTTP/1.0 200 OK\r\n\r\n",
}


class _Serveur(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.recues.append(dict(self.headers))
        if self.path in GOUTTES:
            self._goutter()
            return
        corps = REPONSES.get(self.path, b"")
        self.send_response(302 if self.path == "/ailleurs" else 200 if corps else 404)
        self.send_header("Location", "/logo.png")
        self.end_headers()
        self.wfile.write(corps)

    def _goutter(self):
        # One byte at a time, for ever: no single wait is ever too long, only their sum.
        with contextlib.suppress(OSError):
            self.wfile.write(GOUTTES[self.path])
            while not self.server.fermeture.wait(0.1):
                self.wfile.write(b"x")

    def log_message(self, *_):
        pass


@pytest.fixture
def serveur(settings):
    serveur = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Serveur)
    serveur.recues = []
    serveur.fermeture = threading.Event()
    threading.Thread(target=serveur.serve_forever, args=(0.02,), daemon=True).start()
    settings.FRANCE_TRAVAIL_HOTES_LOGOS = ["127.0.0.1"]
    yield serveur
    serveur.fermeture.set()
    serveur.shutdown()
    serveur.server_close()


def _offre(client, **brut):
    SynchronisationFactory()
    client.force_login(AgentFactory())
    return OffreFactory(importee=True, brut=brut)


def _url(offre, rang=0):
    return reverse("offres:offre_logo", args=[offre.pk, rang])


def _demander(client, serveur, chemin):
    adresse = f"http://127.0.0.1:{serveur.server_port}{chemin}"
    offre = _offre(client, entreprise={"logo": adresse})
    return client.get(_url(offre), headers={"user-agent": "la lectrice"})


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
    adresse = f"https://{nom}.francetravail.fr/logo.png"
    offre = _offre(client, entreprise={"logo": adresse})
    assert client.get(_url(offre)).status_code == 404


@pytest.mark.parametrize("chemin", GOUTTES)
def test_a_host_that_answers_drop_by_drop_is_left_in_time(client, serveur, chemin, monkeypatch):
    monkeypatch.setattr(logo, "DELAI", 0.5)
    debut = time.monotonic()
    assert _demander(client, serveur, chemin).status_code == 404
    assert time.monotonic() - debut < 3


def test_the_logos_of_partners_are_shown_with_their_name(client, serveur):
    adresse = f"http://127.0.0.1:{serveur.server_port}"
    partenaires = [
        {"nom": "Ailleurs", "logo": "https://exemple.fr/l.png"},
        {"nom": "Emploi & Co", "logo": f"{adresse}/partenaire.png"},
        {"logo": f"{adresse}/logo.png"},
        "illisible",
    ]
    offre = _offre(client, entreprise=[], origineOffre={"partenaires": partenaires})
    page = client.get(reverse("offres:offre", args=[offre.pk])).content.decode()
    assert 'alt="Logo de Emploi &amp; Co"' in page
    assert 'alt="Logo de ce partenaire"' in page
    assert f'src="{_url(offre, 2)}"' in page
    assert f'src="{_url(offre, 1)}"' not in page
    assert f'src="{adresse}' not in page
    image = client.get(_url(offre, 2))
    assert Image.open(io.BytesIO(image.content)).size == (30, 30)
    for rang in (0, 1, 4, 9):
        assert client.get(_url(offre, rang)).status_code == 404


@pytest.mark.parametrize(
    "origine", [None, [], {"partenaires": "x"}, {"partenaires": [{"nom": 1, "logo": 2}]}]
)
def test_an_origin_of_any_shape_has_no_logo(client, origine):
    offre = _offre(client, origineOffre=origine)
    assert client.get(reverse("offres:offre", args=[offre.pk])).context["logos"] == []


@pytest.mark.parametrize(
    ("adresse", "permise"),
    [
        ("https://francetravail.fr/l.png", True),
        ("https://entreprise.francetravail.fr/l.png", True),
        ("https://francetravail.fr:443/l.png", True),
        ("https://francetravail.fr:8443/l.png", False),
        ("https://francetravail.fr:22/l.png", False),
        ("https://francetravail.fr:99999/l.png", False),
        ("http://entreprise.francetravail.fr/l.png", False),
        ("https://francetravail.fr.exemple.fr/l.png", False),
        ("https://malfrancetravail.fr/l.png", False),
        ("https://francetravail.fr@exemple.fr/l.png", False),
        ("https://moi@francetravail.fr/l.png", False),
        ("http://127.0.0.1/l.png", False),
        ("https://[::1/l.png", False),
        ("javascript:alert(1)", False),
        ("", False),
        (None, False),
    ],
)
def test_only_hosts_of_the_setting_are_asked(adresse, permise):
    assert est_permise(adresse) is permise
