"""The base of every resource of the API: token, scope, pace, journal, conditional requests."""

import functools
import hashlib
import math
import re
import time
from datetime import UTC, datetime
from datetime import time as heure

import structlog
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from rest_framework.generics import GenericAPIView
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import JSONParser
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from plie.partenaires.actions.appel import noter_appel
from plie.partenaires.api.erreurs import MEDIA, Probleme, identifier, panne
from plie.partenaires.api.essai import repondre_en_essai
from plie.partenaires.api.jeton import JetonPorteur, PorteeExigee, exiger_declarant, lire_declarant

TAILLE = re.compile(r"[0-9]{1,4}\Z")
# What describes a person or an orientation fits a hundred times; files have their own limit.
CORPS_MAX = 1024**2
PROFONDEUR_MAX = 20
# An answer is data: opened in a browser by mistake, it loads and runs nothing.
RIEN = "default-src 'none'; frame-ancestors 'none'"
MINUTE = 60
CURSEUR_ETRANGER = "Ce curseur n'est pas l'un des nôtres."


class Json(JSONParser):
    """Bounded in depth before anything is made of it."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            lu = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise Probleme("json_trop_profond", "Le corps est trop imbriqué.") from None
        _exiger_peu_profond(lu)
        return lu


def _exiger_peu_profond(lu):
    niveau = [lu] if isinstance(lu, (dict, list)) else []
    for _ in range(PROFONDEUR_MAX):
        enfants = (u.values() if isinstance(u, dict) else u for u in niveau)
        niveau = [e for un in enfants for e in un if isinstance(e, (dict, list))] if niveau else []
        niveau = [e for e in niveau if e]
    if niveau:
        raise Probleme("json_trop_profond", "Le corps est trop imbriqué.")


class Debit(BaseThrottle):
    """So many calls a minute and an application; open while the cache is away, since no right is
    asked here."""

    def allow_request(self, request, view):
        if request.auth is None:
            return True
        application = request.auth.application
        minute, passees = divmod(time.time(), MINUTE)
        self.reste = math.ceil(MINUTE - passees)
        appels = cache.compter(f"api-debit:{application.pk}:{minute:.0f}", MINUTE)
        return appels <= application.appels_par_minute

    def wait(self):
        return self.reste


class Page(CursorPagination):
    """`{"resultats": [...], "suivant": ...}`, and the same address in `Link`."""

    ordering = ("-cree_le", "-pk")
    page_size = 50
    max_page_size = 200
    page_size_query_param = "taille"
    cursor_query_param = "curseur"

    def decode_cursor(self, request):
        try:
            return super().decode_cursor(request)
        except Exception as erreur:
            if getattr(erreur, "status_code", None) != 404:
                raise
            raise Probleme("curseur_invalide", CURSEUR_ETRANGER) from None

    def paginate_queryset(self, queryset, request, view=None):
        """A cursor decodes, and names a place that is none."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except ValidationError:
            raise Probleme("curseur_invalide", CURSEUR_ETRANGER) from None

    def get_page_size(self, request):
        texte = request.query_params.get(self.page_size_query_param, str(self.page_size))
        if not TAILLE.match(texte) or not 1 <= int(texte) <= self.max_page_size:
            raise Probleme("taille_invalide", f"Demandez de 1 à {self.max_page_size} lignes.")
        return int(texte)

    def get_paginated_response(self, data):
        suivant = self.get_next_link()
        reponse = Response({"resultats": data, "suivant": suivant})
        if suivant:
            reponse["Link"] = f'<{suivant}>; rel="next"'
        return reponse

    def get_schema_operation_parameters(self, view):
        bornes = {"minimum": 1, "maximum": self.max_page_size, "default": self.page_size}
        dits = [
            (self.cursor_query_param, "Celui de l'adresse « suivant ».", {"type": "string"}),
            (self.page_size_query_param, "Lignes par page.", {"type": "integer"} | bornes),
        ]
        return [
            {"name": nom, "in": "query", "required": False, "description": dit, "schema": schema}
            for nom, dit, schema in dits
        ]

    def get_paginated_response_schema(self, schema):
        adresse = {"type": ["string", "null"], "format": "uri", "example": None}
        return {
            "type": "object",
            "required": ["resultats", "suivant"],
            "properties": {"resultats": schema, "suivant": adresse},
        }


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class VueApi(GenericAPIView):
    """`portees`: {method: scope, or scopes of which one is enough}; `lit_une_personne`:
    the agent who reads must be declared; `depreciee_le`, `retiree_le`: the days after which it
    should not, then will not be called."""

    authentication_classes = [JetonPorteur]
    permission_classes = [PorteeExigee]
    throttle_classes = [Debit]
    parser_classes = [Json]
    renderer_classes = [JSONRenderer]
    pagination_class = Page
    portees = {}
    lit_une_personne = False
    corps_max = CORPS_MAX
    depreciee_le = retiree_le = None
    http_method_names = ["get", "head", "post", "put", "patch", "delete"]

    def portees_de(self, methode):
        """The scopes of which one is enough."""
        methode = methode.lower()
        portees = self.portees.get("get" if methode == "head" else methode, ())
        return (portees,) if isinstance(portees, str) else portees

    @property
    def application(self):
        return self.request.auth.application

    @property
    def agent(self):
        return self.request.user

    def dispatch(self, request, *args, **kwargs):
        debut = time.monotonic()
        identifiant = identifier(request)
        # Asked for by whoever answers when no view can.
        request.dire_la_panne = functools.partial(self._dire_la_panne, request, debut)
        with structlog.contextvars.bound_contextvars(requete=identifiant):
            reponse = super().dispatch(request, *args, **kwargs)
            self._noter(reponse, identifiant, debut)
        reponse["X-Request-Id"] = identifiant
        reponse.setdefault("Cache-Control", "private, no-cache")
        reponse.setdefault("Content-Security-Policy", RIEN)
        if self.depreciee_le:
            annoncer_la_fin(reponse, self.depreciee_le, self.retiree_le)
        return reponse

    def _dire_la_panne(self, request, debut, *, est_passagere):
        reponse = panne(request, est_passagere)
        # A server that does not answer keeps no journal either.
        if not est_passagere:
            self._noter(reponse, request.identifiant, debut)
        return reponse

    def _noter(self, reponse, identifiant, debut):
        jeton = getattr(self.request, "_auth", None)
        if jeton is None:
            return
        noter_appel(
            jeton.application,
            identifiant=identifiant,
            declarant=str(lire_declarant(self.request)),
            methode=self.request.method[:7],
            ressource=self.request.resolver_match.view_name,
            statut=reponse.status_code,
            code=getattr(reponse, "code_probleme", ""),
            duree_ms=round(1000 * (time.monotonic() - debut)),
        )

    def initial(self, request, *args, **kwargs):
        longueur = request.META.get("CONTENT_LENGTH")
        if "HTTP_TRANSFER_ENCODING" in request.META and not longueur:
            raise Probleme("longueur_requise", "Dites la longueur du corps dans Content-Length.")
        if int(longueur or 0) > self.corps_max:
            raise Probleme("trop_volumineux", "L'envoi est trop volumineux.", statut=413)
        super().initial(request, *args, **kwargs)
        if self.lit_une_personne:
            self.declarant = exiger_declarant(request)
        if self.application.est_essai:
            essayer = functools.partial(repondre_en_essai, self)
            setattr(self, request.method.lower(), essayer)

    def check_permissions(self, request):
        """The pace first: a call refused for its scope is a call."""
        super().check_throttles(request)
        super().check_permissions(request)

    def check_throttles(self, request):
        """Done before the rights."""

    def rendre(self, donnees, statut=200, **entetes):
        """The answer with its ETag: 304 to who already has it."""
        marque = etag_de(donnees)
        # If-Match is for what writes: on a reading it would be a bare 412.
        if self.request.method in ("GET", "HEAD") and "If-Match" not in self.request.headers:
            conditionnelle = get_conditional_response(self.request, etag=marque)
            if conditionnelle is not None:
                return conditionnelle
        return Response(donnees, status=statut, headers={"ETag": marque, **entetes})

    def exiger_version(self, donnees):
        """A write says which version it replaces (`If-Match`): 428 without, or when any will do,
        412 when stale."""
        presente = self.request.headers.get("If-Match", "*").strip()
        if presente == "*":
            raise Probleme(
                "version_a_preciser",
                "Indiquez dans If-Match l'ETag de la version que vous remplacez.",
                statut=428,
            )
        if etag_de(donnees) not in [une.strip() for une in presente.split(",")]:
            raise Probleme(
                "modifie_entre_temps",
                "La ressource a changé depuis votre lecture : lisez-la de nouveau.",
                statut=412,
            )


def annoncer_la_fin(reponse, depreciee_le, retiree_le):
    """RFC 9745 and RFC 8594."""
    politique = f'<{reverse("api:documentation")}#fin>; rel="deprecation"; type="text/html"'
    reponse["Deprecation"] = f"@{_instant(depreciee_le)}"
    reponse["Link"] = ", ".join(filter(None, [reponse.get("Link"), politique]))
    if retiree_le:
        reponse["Sunset"] = http_date(_instant(retiree_le))


def _instant(jour):
    return int(datetime.combine(jour, heure.min, tzinfo=UTC).timestamp())


def etag_de(donnees):
    rendu = JSONRenderer().render(donnees)
    return f'"{hashlib.sha256(rendu).hexdigest()[:32]}"'


__all__ = ["MEDIA", "Json", "Page", "VueApi", "etag_de"]
