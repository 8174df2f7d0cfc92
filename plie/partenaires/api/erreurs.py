"""Errors as RFC 9457 has them: a stable code for programs, a French sentence for people."""

import re
import uuid

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.core.exceptions import ValidationError as FauteDjango
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404, JsonResponse
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

from plie.socle.erreurs import Conflit, phrase_contrainte

MEDIA = "application/problem+json"
TITRES = {
    400: "Requête incorrecte",
    401: "Jeton absent ou sans valeur",
    403: "Accès refusé",
    404: "Introuvable",
    405: "Méthode non permise",
    406: "Format non proposé",
    409: "Conflit",
    412: "Modifié entre-temps",
    413: "Envoi trop volumineux",
    415: "Format non accepté",
    422: "Contenu refusé",
    428: "Version à préciser",
    429: "Trop d'appels",
    500: "Incident",
    503: "Momentanément indisponible",
}
IDENTIFIANT = re.compile(r"[A-Za-z0-9._-]{1,64}\Z")
INDISPONIBLE = "La plateforme est momentanément indisponible : réessayez."
INCIDENT = "La plateforme n'a pas pu répondre ; l'incident est noté."
REVENIR = {"Retry-After": "30"}
# What the framework raises, in our words.
CONNUES = {
    exceptions.NotAuthenticated: ("jeton_absent", "Présentez un jeton : Authorization: Bearer."),
    exceptions.AuthenticationFailed: ("jeton_invalide", "Ce jeton n'a pas de valeur."),
    exceptions.PermissionDenied: ("acces_refuse", "Cette action n'est pas permise."),
    exceptions.NotFound: ("introuvable", "Rien ne correspond à cette demande."),
    exceptions.MethodNotAllowed: ("methode_non_permise", "Cette adresse n'a pas cette méthode."),
    exceptions.NotAcceptable: ("format_non_propose", "Les réponses sont en JSON."),
    exceptions.UnsupportedMediaType: ("format_non_accepte", "Ce format n'est pas lu ici."),
    exceptions.Throttled: ("trop_d_appels", "Trop d'appels : réessayez après le délai indiqué."),
    exceptions.ParseError: ("json_illisible", "Le corps n'est pas du JSON lisible."),
}


class Probleme(exceptions.APIException):
    """An error with its stable `code`; `erreurs`: one entry a field, with its JSON pointer."""

    def __init__(self, code, detail, *, statut=400, erreurs=(), entetes=None):
        super().__init__(detail, code)
        self.status_code, self.erreurs = statut, list(erreurs)
        self.entetes = entetes or {}
        self.code = code


def repondre(erreur, contexte):
    """The exception handler of the framework; None lets a fault of ours be one."""
    probleme = _en_probleme(erreur, contexte["view"])
    if probleme is None:
        return None
    set_rollback()
    reponse = Response(
        corps(probleme, contexte["request"]),
        status=probleme.status_code,
        headers=probleme.entetes,
        content_type=MEDIA,
    )
    reponse.code_probleme = probleme.code
    return reponse


def identifier(request):
    """The number of a call: the caller's, or ours."""
    presente = request.headers.get("X-Request-Id", "")
    request.identifiant = presente if IDENTIFIANT.match(presente) else str(uuid.uuid4())
    return request.identifiant


def rien_ici(request, reste=""):
    """Under the addresses of the API, what leads nowhere is said as everything else is."""
    identifier(request)
    code, detail = CONNUES[exceptions.NotFound]
    return repondre_sans_vue(request, Probleme(code, detail, statut=404))


def panne(request, est_passagere):
    """What no view caught, said as everything else is."""
    if est_passagere:
        probleme = Probleme("indisponible", INDISPONIBLE, statut=503, entetes=REVENIR)
    else:
        probleme = Probleme("incident", INCIDENT, statut=500)
    return repondre_sans_vue(request, probleme)


def repondre_sans_vue(request, probleme):
    reponse = JsonResponse(
        corps(probleme, request),
        status=probleme.status_code,
        headers=probleme.entetes | {"X-Request-Id": request.identifiant},
        content_type=MEDIA,
        json_dumps_params={"ensure_ascii": False, "separators": (",", ":")},
    )
    reponse.code_probleme = probleme.code
    return reponse


def corps(probleme, request):
    """`type` leads to the sentence of the documentation that explains the code."""
    dit = {
        "type": f"/api/v1/documentation/#erreur-{probleme.code}",
        "title": TITRES.get(probleme.status_code, "Erreur"),
        "status": probleme.status_code,
        "detail": _dicible(probleme.detail),
        "code": probleme.code,
        "instance": _instance(request.identifiant),
    }
    if probleme.erreurs:
        dit["erreurs"] = [{c: _dicible(v) for c, v in une.items()} for une in probleme.erreurs]
    return dit


def _dicible(texte):
    """A sentence may quote half a character that was sent: no bytes say it."""
    return str(texte).encode(errors="replace").decode()


def _instance(identifiant):
    """A reference (RFC 3986): the caller's own number is no UUID."""
    try:
        return f"urn:uuid:{uuid.UUID(identifiant)}"
    except ValueError:
        return f"#{identifiant}"


def _en_probleme(erreur, vue):
    if isinstance(erreur, Probleme):
        return erreur
    if isinstance(erreur, (exceptions.ValidationError, FauteDjango)):
        return refus(erreur, _champs(vue))
    if isinstance(erreur, IntegrityError):
        return Probleme("conflit", phrase_contrainte(erreur), statut=409)
    if isinstance(erreur, Conflit):
        return Probleme(
            "modifie_entre_temps", str(erreur), statut=status.HTTP_412_PRECONDITION_FAILED
        )
    if isinstance(erreur, (OperationalError, InterfaceError)):
        return Probleme("indisponible", INDISPONIBLE, statut=503, entetes=REVENIR)
    return _connue(erreur)


def _connue(erreur):
    """What the framework raises, or Django."""
    if isinstance(erreur, Http404):
        erreur = exceptions.NotFound()
    if isinstance(erreur, PermissionDenied):
        erreur = exceptions.PermissionDenied()
    for classe, (code, detail) in CONNUES.items():
        if isinstance(erreur, classe):
            return Probleme(code, detail, statut=erreur.status_code, entetes=_entetes(erreur))
    return None


def refus(erreur, champs):
    """What a serializer refused (400), or a verb (422): each fault beside its field among
    `champs`."""
    if isinstance(erreur, FauteDjango):
        return _de_django(erreur, champs)
    return Probleme("champs_invalides", "Des champs sont refusés.", erreurs=_fautes(erreur))


def _entetes(erreur):
    entetes = {}
    if getattr(erreur, "auth_header", None):
        entetes["WWW-Authenticate"] = erreur.auth_header
    if getattr(erreur, "wait", None) is not None:
        entetes["Retry-After"] = str(max(1, int(erreur.wait)))
    return entetes


def _champs(vue):
    """What may be sent to this view."""
    return set(vue.get_serializer_class()().fields) if vue.serializer_class else set()


def _de_django(erreur, champs):
    """What a verb or a constraint refused: its field if it names one of them."""
    par_champ = getattr(erreur, "error_dict", None) or {NON_FIELD_ERRORS: erreur.error_list}
    fautes = [
        {
            "pointeur": _pointeur(_cause(champ, faute.code, champs)),
            "code": faute.code or "refuse",
            "detail": phrase,
        }
        for champ, liste in par_champ.items()
        for faute in liste
        for phrase in faute.messages
    ]
    detail = " ".join(faute["detail"] for faute in fautes)
    return Probleme("refuse", detail, statut=status.HTTP_422_UNPROCESSABLE_ENTITY, erreurs=fautes)


def _cause(champ, code, champs):
    """A constraint names its field in `violation_error_code`."""
    if champ != NON_FIELD_ERRORS:
        return [champ]
    return [code] if code in champs else []


def _fautes(erreur):
    return list(_parcourir(erreur.detail, erreur.get_codes(), []))


def _parcourir(detail, codes, chemin):
    if isinstance(detail, dict):
        for cle in detail:
            suite = chemin if cle == api_settings.NON_FIELD_ERRORS_KEY else [*chemin, cle]
            yield from _parcourir(detail[cle], codes[cle], suite)
    elif isinstance(detail, list):
        for rang, (un, code) in enumerate(zip(detail, codes, strict=True)):
            suite = [*chemin, rang] if isinstance(un, (dict, list)) else chemin
            yield from _parcourir(un, code, suite)
    else:
        yield {"pointeur": _pointeur(chemin), "code": str(codes), "detail": str(detail)}


def _pointeur(chemin):
    """A JSON pointer (RFC 6901)."""
    return "".join("/" + str(m).replace("~", "~0").replace("/", "~1") for m in chemin)
