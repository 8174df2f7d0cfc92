"""Addresses that lead inside are refused, however they are written."""

import http.server
import socket
import threading
import time

import pytest

from plie.socle.sortie import AdresseRefusee, Envoi, Reponse, appeler, est_publique, verifier

PRIVEES = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "fec0::1",
]


@pytest.mark.parametrize("adresse", PRIVEES)
def test_an_address_of_the_inside_is_not_public(adresse):
    assert not est_publique(adresse)


@pytest.mark.parametrize("adresse", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1"])
def test_an_address_of_the_internet_is(adresse):
    assert est_publique(adresse)


@pytest.mark.parametrize(
    "adresse",
    [
        "http://1.1.1.1/",
        "https://1.1.1.1:8443/",
        "https://localhost/",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://127.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://moi:secret@1.1.1.1/",
        "https://",
        "https://1.1.1.1:port/",
        "ftp://1.1.1.1/",
        "file:///etc/passwd",
        "https://" + "a" * 70 + ".fr/",
        "",
    ],
)
def test_an_address_that_may_not_be_called_is_refused(adresse):
    with pytest.raises(AdresseRefusee):
        verifier(adresse)


def test_a_public_address_is_admitted():
    verifier("https://1.1.1.1/crochet")


def test_a_name_that_leads_inside_is_refused_when_it_is_called(monkeypatch):
    """Resolved at the save to a public address, and later to the house's own (DNS rebinding)."""
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("192.168.0.1", 443))]
    )
    (refus,) = appeler([Envoi("GET", "https://exemple.fr/", {})], delai=2)
    assert isinstance(refus, AdresseRefusee)


class Recepteur(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.chemins.append(self.path)
        if self.path == "/lent":
            self.server.fin.wait(5)
        self.send_response(302 if self.path == "/ailleurs" else 200)
        self.send_header("Location", "/suite")
        self.end_headers()
        if self.path == "/enorme":
            morceau = b"x" * 65536
            try:
                for _ in range(8000):
                    self.wfile.write(morceau)
                    self.server.envoyes += len(morceau)
            except OSError:
                return

    def log_message(self, *_):
        pass


@pytest.fixture
def recepteur():
    serveur = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Recepteur)
    serveur.chemins, serveur.envoyes, serveur.fin = [], 0, threading.Event()
    threading.Thread(target=serveur.serve_forever, args=(0.02,), daemon=True).start()
    yield serveur
    serveur.fin.set()
    serveur.shutdown()
    serveur.server_close()


def _appeler(serveur, *chemins, **options):
    base = f"http://127.0.0.1:{serveur.server_port}"
    envois = [Envoi("GET", base + chemin, {}) for chemin in chemins]
    return appeler(envois, hotes_locaux=["127.0.0.1"], **{"delai": 5, **options})


def test_a_redirect_is_an_answer_and_is_not_followed(recepteur):
    assert _appeler(recepteur, "/ailleurs") == [Reponse(302)]
    assert recepteur.chemins == ["/ailleurs"]


def test_the_answers_come_in_the_order_of_the_calls_and_a_slow_one_holds_no_other(recepteur):
    debut = time.monotonic()
    premiere, seconde = _appeler(recepteur, "/lent", "/vite", delai=1)
    assert isinstance(premiere, TimeoutError)
    assert seconde == Reponse(200)
    assert time.monotonic() - debut < 3


def test_an_answer_of_five_hundred_megabytes_is_left_unread(recepteur):
    (lue,) = _appeler(recepteur, "/enorme")
    assert lue == Reponse(200)
    (refus,) = _appeler(recepteur, "/enorme", octets_max=1000)
    assert isinstance(refus, AdresseRefusee)
    assert recepteur.envoyes < 50 * 1024**2
