"""What one needs before one's eyes to hold a meeting, and no more than fits beside its form."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from accompagnement.enums import Presence
from accompagnement.lecture.echeance import Echeance, prochaine_echeance
from accompagnement.models import AjoutEntretien, Entretien, Projet

DERNIERS = 3
# What is read of the parcours, in one statement.
LISTES = (
    "affectations",
    "entretiens",
    "ajouts",
    "projets",
    "etapes",
    "suspensions",
    "passages",
    "emplois",
)


class Dernier(NamedTuple):
    entretien: Entretien
    ajouts: list[AjoutEntretien]


@dataclass(frozen=True)
class Reperes:
    echeance: Echeance | None
    # The latest first, in full.
    derniers: list[Dernier]
    projet: Projet | None


def reperes(lecture, sauf=None):
    """What stands beside the form of a meeting; `sauf` is the key of the one being written."""
    tenus = [
        entretien
        for entretien in lecture.entretiens
        if entretien.pk != sauf
        and entretien.presence != Presence.PREVU
        and entretien.debut <= timezone.now()
    ]
    derniers = [Dernier(e, lecture.ajouts[e.pk]) for e in tenus[:DERNIERS]]
    return Reperes(prochaine_echeance(lecture), derniers, lecture.projet)
