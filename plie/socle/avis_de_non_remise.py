"""Delivery reports (RFC 3464): what a mail server answers later of a message that it had taken."""

import email
import re
from dataclasses import dataclass
from email.message import Message

STATUT = re.compile(r"([245])\.\d{1,3}\.\d{1,3}")
ORIGINAUX = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")


@dataclass(frozen=True)
class Echec:
    """One address of a report that it could not reach, in lower case; as it was written to, and as
    it was last tried."""

    adresses: frozenset[str]
    statut: str
    diagnostic: str

    @property
    def est_definitif(self):
        return self.statut.startswith("5.")


@dataclass(frozen=True)
class Avis:
    """`message_id` is that of the message it speaks of, without brackets; "" when not said."""

    message_id: str
    echecs: tuple[Echec, ...]


def lire_avis(octets):
    """The Avis of a raw message; None when it is no delivery report."""
    message = email.message_from_bytes(octets)
    nature = str(message.get_param("report-type") or "").lower()
    if message.get_content_type() != "multipart/report" or nature != "delivery-status":
        return None
    parts = message.get_payload()
    if not isinstance(parts, list):
        return None
    return Avis(_message_id(parts), tuple(filter(None, map(_echec, _destinataires(parts)))))


def _destinataires(parts):
    """The blocks of fields, one for each recipient; the first block is of the whole message."""
    for part in parts:
        if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status"):
            blocs = part.get_payload()
            yield from blocs if isinstance(blocs, list) else ()


def _echec(bloc):
    if _champ(bloc, "Action").lower() != "failed":
        return None
    nommees = (_champ(bloc, nom) for nom in ("Original-Recipient", "Final-Recipient"))
    statut = STATUT.match(_champ(bloc, "Status"))
    return Echec(
        frozenset(nom.rpartition(";")[2].strip(" <>").lower() for nom in nommees if nom),
        statut[0] if statut else "",
        _champ(bloc, "Diagnostic-Code"),
    )


def _message_id(parts):
    for part in parts:
        if part.get_content_type() in ORIGINAUX:
            return _champ(_original(part), "Message-ID").strip("<>")
    return ""


def _original(part):
    """What was returned of the message: whole, or its headers as text."""
    contenu = part.get_payload()
    if isinstance(contenu, list):
        return contenu[0] if contenu else Message()
    return email.message_from_bytes(part.get_payload(decode=True) or b"")


def _champ(message, nom):
    return str(message.get(nom, "")).strip()
