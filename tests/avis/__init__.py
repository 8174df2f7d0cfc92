"""Delivery reports as Postfix, Exim, Exchange and Gmail write them."""

from pathlib import Path

DOSSIER = Path(__file__).parent
SERVEURS = tuple(sorted(chemin.stem for chemin in DOSSIER.glob("*.eml")))


def avis(serveur, *, adresse, message_id):
    """The raw report of `serveur` on the message `message_id` (with its brackets)."""
    texte = (DOSSIER / f"{serveur}.eml").read_text(encoding="utf-8")
    dits = texte.replace("@adresse@", adresse).replace("@message_id@", message_id)
    return dits.encode()
