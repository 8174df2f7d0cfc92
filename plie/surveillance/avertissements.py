"""The warnings: each is a measure and the sentence that says it is bad."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from plie.socle import replique
from plie.socle.replique import Etat
from plie.surveillance import etat
from plie.taches.registre import tache_nommee

SILENCE_DE_LA_VEILLE = timedelta(minutes=20)
ATTENTE_DE_LA_FILE = timedelta(minutes=30)
ATTENTE_DU_COURRIEL = timedelta(hours=1)
FILE_LONGUE = 500
GIGA = 2**30


class Signal(NamedTuple):
    code: str
    phrase: str


def avertissements(*, travaux=None) -> list[Signal]:
    """Those of now, the most urgent first. No sentence names anybody."""
    lus = travaux or etat.travaux()
    return [
        *_veille(lus["veille"]),
        *_file(lus["attendent"], lus["plus_ancien"]),
        *_courriel(lus["courriels"], lus["plus_ancien_courriel"]),
        *_replique(),
        *_disques(),
        *_sauvegarde(lus["sauvegarde"]),
        *_nuits(),
    ]


def _depuis_plus_de(date, delai):
    return date is not None and timezone.now() - date > delai


def _dire(date):
    return date_format(timezone.localtime(date), "d/m/Y à H:i")


def _veille(derniere):
    if derniere is None:
        yield Signal("veille", "La veille n'a jamais tourné : lancez le service beat et un worker.")
    elif _depuis_plus_de(derniere, SILENCE_DE_LA_VEILLE):
        yield Signal(
            "veille",
            f"La veille ne tourne plus depuis le {_dire(derniere)} : relancez beat et les workers.",
        )


def _file(attendent, plus_ancien):
    if attendent > FILE_LONGUE or _depuis_plus_de(plus_ancien, ATTENTE_DE_LA_FILE):
        yield Signal(
            "file",
            f"{attendent} travaux attendent un worker, le plus ancien depuis le "
            f"{_dire(plus_ancien)}.",
        )


def _courriel(nombre, plus_ancien):
    if _depuis_plus_de(plus_ancien, ATTENTE_DU_COURRIEL):
        yield Signal(
            "courriel",
            f"{nombre} courriels ne partent pas, le plus ancien depuis le {_dire(plus_ancien)}.",
        )


REPLIQUE = {
    Etat.ABSENTE: "La réplique de lecture ne répond pas",
    Etat.EN_RETARD: "La réplique de lecture a du retard",
    Etat.ETRANGERE: "La base de DATABASE_URL_LECTURE n'est pas une réplique de la base",
}


def _replique():
    phrase = REPLIQUE.get(replique.etat()) if replique.est_declaree() else None
    if phrase:
        yield Signal("replique", f"{phrase} : les chiffres sont lus sur la base principale.")


def _disques():
    for usage, (libre, total) in etat.disques().items():
        if libre < max(GIGA, total * settings.DISQUE_LIBRE_POURCENT / 100):
            phrase = f"Le disque des {usage} se remplit : {libre / GIGA:.1f} Go libres".replace(
                ".", ","
            )
            yield Signal(f"disque_{usage}", f"{phrase} sur {total / GIGA:.0f}.")


def _sauvegarde(derniere):
    if settings.DEMONSTRATION or not settings.SAUVEGARDE_HEURES:
        return
    if derniere is None:
        yield Signal("sauvegarde", "Aucune sauvegarde n'a été faite par la plateforme.")
    elif _depuis_plus_de(derniere, timedelta(hours=settings.SAUVEGARDE_HEURES)):
        yield Signal("sauvegarde", f"La dernière sauvegarde date du {_dire(derniere)}.")


def _nuits():
    for tache, fin in etat.travaux_de_nuit_en_echec().items():
        libelle = tache_nommee(tache).libelle
        yield Signal(f"travail:{tache}", f"« {libelle} » n'a pas abouti le {_dire(fin)}.")


def bloc_accueil(_agent):
    """For the home page of those who watch, which says elsewhere what failed."""
    signaux = [s for s in avertissements() if not s.code.startswith("travail:")]
    return {"phrases": [signal.phrase for signal in signaux]} if signaux else None
