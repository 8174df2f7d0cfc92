"""Who calls: the bearer's token, the scopes it carries, the agent declared in the headers."""

import re
from types import SimpleNamespace
from typing import NamedTuple
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission

from plie.partenaires.api.erreurs import Probleme
from plie.partenaires.enums import Portee
from plie.partenaires.oauth import Validateur

VALIDATEUR = Validateur()
NOM, COURRIEL = "X-Agent-Nom", "X-Agent-Courriel"
NOM_MAX = 150
INVISIBLES = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class JetonPorteur(OAuth2Authentication):
    """The agent of the application stands for the user: every door of the platform knows agents."""

    www_authenticate_realm = "PLIE"

    def authenticate(self, request):
        # Headers alone: a token in the address is none, and a body is read once a right is asked.
        presente = request.META.get("HTTP_AUTHORIZATION")
        if presente is None:
            return None
        demande = SimpleNamespace(headers=request.META, uri=request.build_absolute_uri())
        if not VALIDATEUR.validate_bearer_token(_du_porteur(presente), [], demande):
            request._request.oauth2_error = getattr(demande, "oauth2_error", {})
            raise AuthenticationFailed
        jeton = demande.access_token
        return jeton.application.user, jeton


def _du_porteur(presente):
    """The token of « Authorization: Bearer … »; empty for another scheme."""
    schema, _, jeton = presente.partition(" ")
    return jeton.strip() if schema.lower() == "bearer" else ""


class SchemaDuJeton(OpenApiAuthenticationExtension):
    target_class = JetonPorteur
    name = "oauth2"

    def get_security_definition(self, auto_schema):
        portees = dict(Portee.choices)
        flux = {"tokenUrl": "/oauth/jeton/", "scopes": portees}
        return {"type": "oauth2", "flows": {"clientCredentials": flux}}


class PorteeExigee(BasePermission):
    """The scope that the view names for the method; a view that names none is open to nobody."""

    def has_permission(self, request, view):
        if request.auth is None:
            return False
        voulues = view.portees_de(request.method)
        if not voulues:
            view.http_method_not_allowed(request)
        if not set(voulues).intersection(request.auth.scopes):
            dites = " ou ".join(f"« {portee} »" for portee in voulues)
            raise Probleme(
                "portee_insuffisante", f"Ce jeton n'a pas la portée {dites}.", statut=403
            )
        return True


class Declarant(NamedTuple):
    nom: str = ""
    courriel: str = ""

    def __str__(self):
        return f"{self.nom} <{self.courriel}>" if self.courriel else self.nom


def lire_declarant(request):
    """The agent who stands before the partner's screen, as the headers say, or nobody."""
    return Declarant(_entete(request, NOM), _entete(request, COURRIEL))


def exiger_declarant(request):
    """Raises Probleme: a call that reads a person says who reads it."""
    declarant = lire_declarant(request)
    fautes = []
    if not declarant.nom or len(declarant.nom) > NOM_MAX:
        fautes.append((NOM, "Indiquez le nom de l'agent qui consulte (150 caractères au plus)."))
    try:
        validate_email(declarant.courriel)
    except ValidationError:
        fautes.append((COURRIEL, "Indiquez l'adresse professionnelle de l'agent qui consulte."))
    if len(declarant.courriel) > 100:
        fautes.append((COURRIEL, "100 caractères au plus."))
    if fautes:
        raise Probleme(
            "agent_non_declare",
            "L'agent qui consulte doit être déclaré dans les en-têtes.",
            erreurs=[
                {"entete": entete, "code": "agent_non_declare", "detail": detail}
                for entete, detail in fautes
            ],
        )
    return declarant


def _entete(request, nom):
    """A header is ASCII: a name with accents comes percent-encoded, or as bytes in UTF-8."""
    brut = request.headers.get(nom, "")
    try:
        texte = brut.encode("latin-1").decode()
    except UnicodeError:
        texte = brut
    return INVISIBLES.sub("", unquote(texte)).strip()
