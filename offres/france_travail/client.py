"""Offres d'emploi v2, as it answers: pages of a search, one offer. It retries what may pass."""

import json
import re
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import quote

import httpx
import stamina
from django.conf import settings

from offres.france_travail import jeton
from offres.france_travail.debit import attendre_son_tour
from offres.france_travail.erreurs import (
    AccesRefuse,
    FranceTravailErreur,
    JetonExpire,
    RequeteRefusee,
    ServiceIndisponible,
    TropDAppels,
)

PAR_PAGE = 150
# The last rank a range may start from, and what can be read of one search.
DEBUT_MAX = 3000
LISIBLES = DEBUT_MAX + PAR_PAGE
ETENDUE = re.compile(r"/(\d{1,9})\s*$")


class Page(NamedTuple):
    offres: list
    # What the whole search announces at this moment; it moves while one pages.
    total: int


@dataclass
class Compteurs:
    """What the calls cost, for the journal of the run."""

    appels: int = 0
    attentes: int = 0
    secondes_attente: float = 0

    def attendre(self, secondes):
        if secondes > 0:
            self.attentes += 1
            self.secondes_attente += secondes


@dataclass
class Client:
    """One connection to the service; close it, or use it in a `with`. Its patience is that of the
    feed, unless `delai` (seconds) and `essais` say another."""

    compteurs: Compteurs = field(default_factory=Compteurs)
    delai: float | None = None
    essais: int | None = None

    def __post_init__(self):
        self.delai = self.delai or settings.FRANCE_TRAVAIL_DELAI
        self.essais = self.essais or settings.FRANCE_TRAVAIL_ESSAIS
        self._http = httpx.Client(timeout=self.delai, headers={"User-Agent": "plateforme-plie"})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._http.close()

    def rechercher(self, debut=0, **criteres):
        """The page of results that starts at `debut`, empty past the end."""
        criteres["range"] = f"{debut}-{debut + PAR_PAGE - 1}"
        reponse = self._appeler("/v2/offres/search", criteres)
        if reponse.status_code == 204:
            return Page([], 0 if debut == 0 else debut)
        contenu = _lire_json(reponse)
        offres = contenu.get("resultats") if isinstance(contenu, dict) else None
        if not isinstance(offres, list):
            raise ServiceIndisponible("La réponse de France Travail n'a pas la forme attendue.")
        etendue = ETENDUE.search(reponse.headers.get("Content-Range", ""))
        if etendue is None and len(offres) >= PAR_PAGE:
            # A full page without a total is not the last one: the rest would be withdrawn.
            raise ServiceIndisponible("France Travail ne dit plus combien d'offres il annonce.")
        return Page(offres, int(etendue[1]) if etendue else debut + len(offres))

    def parcourir(self, **criteres):
        """Every page that can be read of a search, in order, one in memory at a time."""
        for debut in range(0, DEBUT_MAX + 1, PAR_PAGE):
            page = self.rechercher(debut, **criteres)
            yield page
            if len(page.offres) < PAR_PAGE or debut + PAR_PAGE >= page.total:
                return

    def departements(self):
        """{code: (its name, code of its region)}, as the service knows them."""
        lus = _lire_json(self._appeler("/v2/referentiel/departements", {}))
        try:
            return {un["code"]: (un["libelle"], un["region"]["code"]) for un in lus}
        except (KeyError, TypeError):
            raise ServiceIndisponible(
                "La réponse de France Travail n'a pas la forme attendue."
            ) from None

    def existe(self, identifiant):
        """Whether the service still publishes the offer of this number."""
        reponse = self._appeler(f"/v2/offres/{quote(identifiant, safe='')}", {})
        return reponse.status_code != 204

    def _appeler(self, chemin, parametres):
        """A good answer, after as many tries as the settings allow."""
        essais = stamina.retry_context(on=self._patienter, attempts=self.essais, timeout=None)
        self._rang = 0
        for essai in essais:
            with essai:
                self._rang += 1
                return self._essayer(chemin, parametres)
        raise AssertionError("stamina gives an answer or raises")

    def _essayer(self, chemin, parametres):
        utilise = jeton.obtenir(self._http)
        try:
            return self._envoyer(chemin, parametres, utilise)
        except JetonExpire:
            jeton.oublier(utilise)
        try:
            return self._envoyer(chemin, parametres, jeton.obtenir(self._http))
        except JetonExpire:
            raise AccesRefuse(
                "France Travail refuse le jeton qu'il vient de donner : vérifiez l'abonnement de "
                "l'application à « Offres d'emploi »."
            ) from None

    def _envoyer(self, chemin, parametres, valeur):
        self.compteurs.attendre(attendre_son_tour())
        self.compteurs.appels += 1
        try:
            reponse = self._http.get(
                settings.FRANCE_TRAVAIL_URL_API + chemin,
                params=parametres,
                headers={"Authorization": f"Bearer {valeur}"},
            )
        except httpx.TimeoutException:
            raise ServiceIndisponible(
                f"France Travail ne répond pas en {self.delai:g} secondes."
            ) from None
        except httpx.HTTPError as erreur:
            raise ServiceIndisponible(
                f"France Travail est injoignable ({type(erreur).__name__})."
            ) from None
        _verifier(reponse)
        return reponse

    def _patienter(self, erreur):
        """Seconds before the next try, or False when none is worth it."""
        if not isinstance(erreur, FranceTravailErreur) or not erreur.est_passagere:
            return False
        demandee = erreur.attente if isinstance(erreur, TropDAppels) else None
        if demandee is not None and demandee > settings.FRANCE_TRAVAIL_ATTENTE_MAX:
            return False
        secondes = demandee
        if secondes is None:
            secondes = min(2.0 ** (self._rang - 1), settings.FRANCE_TRAVAIL_ATTENTE_MAX)
        if self._rang < self.essais:
            self.compteurs.attendre(secondes)
        return float(secondes)


def _verifier(reponse):
    code = reponse.status_code
    if code in (200, 204, 206):
        return
    if code == 401:
        raise JetonExpire("Le jeton de France Travail a expiré.")
    if code == 403:
        raise AccesRefuse(
            "France Travail refuse l'accès aux offres : l'application n'y est pas abonnée."
        )
    if code == 429:
        raise TropDAppels(_attente(reponse.headers.get("Retry-After", "")))
    if code >= 500:
        raise ServiceIndisponible(f"France Travail est en panne (code {code}).")
    raise RequeteRefusee(f"France Travail refuse la demande (code {code}) : {_message(reponse)}")


def _attente(entete):
    return int(entete) if entete.isascii() and entete.isdigit() else None


def _message(reponse):
    try:
        contenu = reponse.json()
    except ValueError:
        contenu = None
    message = contenu.get("message") if isinstance(contenu, dict) else None
    return message[:200] if isinstance(message, str) and message else "sans explication."


def _lire_json(reponse):
    try:
        # NaN and Infinity are not JSON: PostgreSQL refuses them.
        return json.loads(reponse.content, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        raise ServiceIndisponible("La réponse de France Travail est illisible.") from None
