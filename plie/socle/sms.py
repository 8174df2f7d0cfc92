"""Short messages through the HTTP provider that the settings name.

The contract, which deploiement/README.md tells to the house: POST of JSON {"expediteur",
"destinataire", "texte"} with a bearer token and an Idempotency-Key; 2xx when it is taken, 422 when
the number can't receive it, 429 or 5xx to be asked again. Neither number nor text goes in a log.
"""

import json
import re

import httpx
from django.conf import settings

# GSM 03.38 default alphabet and its extension, which costs two (3GPP TS 23.038, 6.2.1 and 6.2.1.1).
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("^{}\\[~]|€\f")
# Alone, then each of several, which carry six octets of header (3GPP TS 23.040, 9.2.3.24.1).
SEPTETS, UCS2 = (160, 153), (70, 67)
# Dialled alike from anywhere in France; by providers, each with its own code (Arcep, plan national
# de numérotation). Any other 06 or 07 is metropolitan.
OUTRE_MER = {
    "262": re.compile(r"639|69[23]|7092|7093[5-7]"),
    "590": re.compile(r"69[01]|7090"),
    "594": re.compile(r"694|7093[0-3]"),
    "596": re.compile(r"69[67]|7091"),
}
METROPOLE = "33"
CODES = "|".join([METROPOLE, *OUTRE_MER])
MOBILE = re.compile(rf"(?:(?:\+|00)(?P<code>{CODES})(?:\(0\))?|0)(?P<numero>[67][0-9]{{8}})")
AILLEURS = re.compile(rf"(?:\+|00)(?!{CODES})[0-9]")
SEPARATEURS = re.compile(r"[\s.\-/]")
ATTENTES = (429, *range(500, 600))


class SmsErreur(Exception):
    """The message did not leave; says nothing of the number nor of the text."""


class ServiceIndisponible(SmsErreur):
    """The provider took nothing and may take it later."""


class ServiceAbsent(ServiceIndisponible):
    """Nobody answered the call: nothing was sent."""


class ConfigurationRefusee(SmsErreur):
    """The provider refuses us (token, sender, credit), not the person."""


class NumeroRefuse(SmsErreur):
    """The provider says that this number does not receive."""


class SansReponse(SmsErreur):
    """The call was sent and no answer came: nobody knows whether the message left."""


def est_configure():
    return bool(settings.SMS_URL)


def lire_mobile(telephone):
    """The number as providers take it (+33612345678), or None when it is no French mobile. One of
    overseas written with the code of metropolitan France is given its own."""
    trouve = MOBILE.fullmatch(SEPARATEURS.sub("", telephone or ""))
    if trouve is None:
        return None
    code = _code_de(trouve["numero"])
    return f"+{code}{trouve['numero']}" if trouve["code"] in (None, METROPOLE, code) else None


def _code_de(numero):
    """The code of the territory whose mobiles begin so."""
    territoires = (code for code, debuts in OUTRE_MER.items() if debuts.match(numero))
    return next(territoires, METROPOLE)


def est_d_un_autre_pays(telephone):
    return bool(AILLEURS.match(SEPARATEURS.sub("", telephone or "")))


def compter_segments(texte):
    """How many messages the operator bills for `texte`: 160 characters of the GSM alphabet or 70 of
    any other, fewer in each when there are several; a character is never cut in two."""
    if all(lettre in GSM or lettre in EXTENSION for lettre in texte):
        tailles, (seul, suite) = [1 + (lettre in EXTENSION) for lettre in texte], SEPTETS
    else:
        tailles, (seul, suite) = [len(lettre.encode("utf-16-be")) // 2 for lettre in texte], UCS2
    if sum(tailles) <= seul:
        return 1
    segments, place = 1, suite
    for taille in tailles:
        if taille > place:
            segments, place = segments + 1, suite
        place -= taille
    return segments


def envoyer(numero, texte, *, cle):
    """Send `texte` to `numero` (of `lire_mobile`); `cle` names this message for ever, so that a
    provider that keeps it sends it once. Raises a SmsErreur."""
    corps = {"expediteur": settings.SMS_EXPEDITEUR, "destinataire": numero, "texte": texte}
    entetes = {
        "Authorization": f"Bearer {settings.SMS_JETON}",
        "Content-Type": "application/json",
        "Idempotency-Key": cle,
    }
    try:
        reponse = httpx.post(
            settings.SMS_URL,
            content=json.dumps(corps).encode(),
            headers=entetes,
            timeout=settings.SMS_DELAI,
        )
    except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
        raise ServiceAbsent("le service de SMS ne répond pas") from None
    except httpx.HTTPError:
        raise SansReponse("le service de SMS n'a pas répondu") from None
    _juger(reponse.status_code)


def _juger(statut):
    if statut in ATTENTES:
        raise ServiceIndisponible(f"le service de SMS répond {statut}")
    if statut == 422:
        raise NumeroRefuse("ce numéro ne reçoit pas de SMS")
    if not 200 <= statut < 300:
        raise ConfigurationRefusee(f"le service de SMS refuse nos envois ({statut})")
