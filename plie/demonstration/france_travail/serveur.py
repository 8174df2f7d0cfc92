"""The HTTP side: token, search, detail, referentials, logos, and the faults tests ask for."""

import base64
import json
import re
import secrets
import threading
import time
from collections import deque
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from plie.demonstration.france_travail.generation import generer, lire
from plie.demonstration.france_travail.recherche import (
    DEPARTEMENTS,
    NATURES,
    REGIONS,
    TYPES,
    Refus,
    chercher,
    filtres_possibles,
    plage,
)

IDENTIFIANT, SECRET = "PAR_demonstration", "secret-de-demonstration"
PORTEES = {"api_offresdemploiv2", "o2dsoffre"}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
DETAIL = re.compile(r"/v2/offres/(.+)")


class Simulateur(ThreadingHTTPServer):
    """The service. Tests change `offres`, and put in `pannes` what the next calls answer:
    functions of the handler, returning True when they have answered in its place."""

    daemon_threads = True

    def __init__(self, port=0, offres=None):
        self.offres = generer() if offres is None else offres
        self.pannes = deque()
        # Called with the criteria before each search: an offer may vanish between two pages.
        self.avant_recherche = None
        self.refus_jeton, self.statut_du_refus = None, 400
        # Called before a token is given: renewing one may take time.
        self.avant_jeton = None
        self.duree_jeton = 1499
        self.jetons = {}
        self.demandes_de_jeton = 0
        self.recherches = []
        self.moments = []
        super().__init__(("127.0.0.1", port), _Reponse)

    @property
    def adresse(self):
        return f"http://127.0.0.1:{self.server_port}"

    def reglages(self):
        """The settings that make the platform call this server."""
        return {
            "FRANCE_TRAVAIL_ID": IDENTIFIANT,
            "FRANCE_TRAVAIL_SECRET": SECRET,
            "FRANCE_TRAVAIL_URL_API": self.adresse,
            "FRANCE_TRAVAIL_URL_JETON": f"{self.adresse}/connexion/oauth2/access_token",
        }

    def demarrer(self):
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def arreter(self):
        self.shutdown()
        self.server_close()


def trop_d_appels(attente=None):
    def panne(reponse):
        entetes = {} if attente is None else {"Retry-After": attente}
        reponse.repondre(429, b"Too many requests", "text/plain", entetes)
        return True

    return panne


def erreur_json(code=500, message="Erreur technique"):
    def panne(reponse):
        reponse.repondre_json(code, {"message": message, "codeHttp": code, "codeErreur": "JCS0"})
        return True

    return panne


def erreur_html(code=500):
    def panne(reponse):
        reponse.repondre(code, b"<html><h1>Internal error</h1></html>", "text/html")
        return True

    return panne


def silence(secondes):
    def panne(_reponse):
        time.sleep(secondes)
        return True

    return panne


def jetons_perimes(reponse):
    """Every token given so far expires at once."""
    reponse.server.jetons.clear()
    reponse.repondre(401, b"", "text/plain", {"WWW-Authenticate": "Bearer"})
    return True


class _Reponse(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # The kernel would keep the body until the headers are acknowledged.
    disable_nagle_algorithm = True

    def log_message(self, *_):
        """Silent: the output of the demonstration is for what went wrong."""

    def repondre(self, code, corps=b"", genre="application/json", entetes=None):
        self.send_response(code)
        for nom, valeur in (entetes or {}).items():
            self.send_header(nom, valeur)
        if corps:
            self.send_header("Content-Type", genre)
        self.send_header("Content-Length", str(len(corps)))
        self.end_headers()
        self.wfile.write(corps)

    def repondre_json(self, code, contenu, entetes=None):
        self.repondre(code, json.dumps(contenu, ensure_ascii=False).encode(), entetes=entetes)

    def do_POST(self):
        corps = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        adresse = urlsplit(self.path)
        if adresse.path != "/connexion/oauth2/access_token":
            self.repondre(404)
            return
        self.server.demandes_de_jeton += 1
        if self.server.avant_jeton:
            self.server.avant_jeton()
        champs = {nom: valeurs[0] for nom, valeurs in parse_qs(corps).items()}
        realm = dict(parse_qsl(adresse.query)).get("realm", "")
        if refus := self.server.refus_jeton or _refus_du_jeton(realm, champs):
            contenu = {"error": refus, "error_description": "Client authentication failed"}
            self.repondre_json(self.server.statut_du_refus, contenu, {"Cache-Control": "no-store"})
            return
        jeton = secrets.token_urlsafe(20)
        self.server.jetons[jeton] = time.monotonic() + self.server.duree_jeton
        self.repondre_json(200, {
            "access_token": jeton, "token_type": "Bearer", "scope": champs["scope"],
            "expires_in": self.server.duree_jeton,
        })  # fmt: skip

    def do_GET(self):
        adresse = urlsplit(self.path)
        if adresse.path.startswith("/logos/"):
            self.repondre(200, PNG, "image/png")
            return
        if not self._est_autorise():
            self.repondre(401, entetes={"WWW-Authenticate": "Bearer"})
            return
        if adresse.path == "/v2/offres/search":
            self._rechercher(dict(parse_qsl(adresse.query)))
        elif adresse.path.startswith("/v2/referentiel/"):
            self._referentiel(adresse.path.rpartition("/")[2])
        elif trouve := DETAIL.fullmatch(adresse.path):
            self._detailler(unquote(trouve[1]))
        else:
            self.repondre(404)

    def _est_autorise(self):
        genre, _, jeton = self.headers.get("Authorization", "").partition(" ")
        return genre == "Bearer" and self.server.jetons.get(jeton, 0) > time.monotonic()

    def _rechercher(self, criteres):
        self.server.moments.append(time.monotonic())
        if self.server.pannes and self.server.pannes.popleft()(self):
            return
        if self.server.avant_recherche:
            self.server.avant_recherche(criteres)
        self.server.recherches.append(criteres)
        try:
            debut, fin = plage(criteres.get("range", "0-149"))
            trouvees = chercher(self.server.offres, criteres)
        except Refus as refus:
            erreur_json(400, str(refus))(self)
            return
        self._donner(trouvees, debut, fin)

    def _donner(self, trouvees, debut, fin):
        page = trouvees[debut : fin + 1]
        entetes = {
            "accept-range": "150",
            "x-ratelimit-burst-capacity-clientidlimiter": "10",
            "x-ratelimit-replenish-rate-clientidlimiter": "10",
            "x-ratelimit-requested-tokens-clientidlimiter": "1",
        }
        if not page:
            self.repondre(204, entetes=entetes | {"Content-Range": "*/0"})
            return
        dernier = debut + len(page) - 1
        entetes["Content-Range"] = f"offres {debut}-{dernier}/{len(trouvees)}"
        est_entier = len(page) == len(trouvees)
        contenu = {"resultats": page, "filtresPossibles": filtres_possibles(trouvees)}
        self.repondre_json(200 if est_entier else 206, contenu, entetes)

    def _detailler(self, identifiant):
        if self.server.pannes and self.server.pannes.popleft()(self):
            return
        if not re.fullmatch(r"[A-Za-z0-9]{7}", identifiant):
            erreur_json(400, "Le format de l'id de l'offre recherchée est incorrect.")(self)
            return
        trouvee = next((o for o in self.server.offres if o["id"] == identifiant), None)
        if trouvee is None:
            self.repondre(204)
        else:
            self.repondre_json(200, trouvee)

    def _referentiel(self, nom):
        lignes = {
            "metiers": lambda: [
                {"code": un["code_rome"], "libelle": un["libelle"]} for un in lire("rome_codes.csv")
            ],
            "communes": lambda: [
                {"code": un["code_insee"], "libelle": un["nom"].upper(), "codeDepartement": "59"}
                for un in lire("communes.csv")
            ],
            "departements": lambda: [
                {
                    "code": code,
                    "libelle": nom,
                    "region": {"code": region, "libelle": REGIONS[region]},
                }
                for code, (nom, region) in DEPARTEMENTS.items()
            ],
            "typesContrats": lambda: [{"code": code, "libelle": code} for code in TYPES],
            "naturesContrats": lambda: [
                {"code": code, "libelle": libelle} for code, libelle in NATURES.items()
            ],
        }
        self.repondre_json(200, lignes.get(nom, list)())


def _refus_du_jeton(realm, champs):
    if champs.get("grant_type") != "client_credentials":
        return "unsupported_grant_type"
    if realm.strip("/") != "partenaire":
        return "invalid_client"
    if champs.get("client_id") != IDENTIFIANT or champs.get("client_secret") != SECRET:
        return "invalid_client"
    if not set(champs.get("scope", "").split()) >= PORTEES:
        return "invalid_scope"
    return None
