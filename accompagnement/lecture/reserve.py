"""What is withheld of a person: health, justice, housing, and comments, which may say any."""

from dataclasses import dataclass

from accompagnement.enums import (
    CRITERES_SENSIBLES,
    PIECES_SENSIBLES,
    Critere,
    TypePiece,
)
from accompagnement.models import MotifSuspension
from accompagnement.permissions import Acte

RESERVE = "motif réservé"


class LigneSansReserves(Exception):
    """A row read through here was about to be saved: what was withheld from its reader would be
    lost. An action takes the row itself, under lock."""


def montrer(ligne, champ, valeur):
    """Put on `ligne` what its reader may know of `champ`; it can no longer be saved."""
    setattr(ligne, champ, valeur)
    ligne.save = _refuser


def _refuser(*args, **options):
    raise LigneSansReserves


@dataclass(frozen=True)
class Reserve:
    """Whether it is withheld from who reads (`tait`), and what is left of each thing then."""

    tait: bool

    @classmethod
    def du_parcours(cls, agent, referent):
        return cls(tait=not Acte.VOIR_SENSIBLE.permet(agent, referent))

    @classmethod
    def de_plusieurs(cls, agent):
        """On a page that several people share, whoever follows each."""
        return cls(tait=not Acte.LIRE_SENSIBLE.permet(agent))

    def texte(self, texte):
        return "" if self.tait else texte

    def criteres(self, criteres):
        return [c for c in criteres if not (self.tait and c.code in CRITERES_SENSIBLES)]

    def tait_le_motif(self, motif):
        return self.tait and motif.est_sensible

    def motif_sortie(self, motif):
        """The reason of an exit in words, or that it is reserved."""
        return RESERVE if self.tait_le_motif(motif) else str(motif)

    def suspension(self, suspension):
        """The same, its reason in words: `motif_dit`."""
        motif = suspension.motif
        if self.tait_le_motif(motif):
            motif = MotifSuspension(libelle=RESERVE)
        montrer(suspension, "motif", motif)
        suspension.motif_dit = str(motif)
        return suspension

    def types_frein(self, types):
        """Types of freins, of their situations or of their objectives."""
        return [type_ for type_ in types if not (self.tait and type_.est_sensible)]

    def freins(self, requete):
        return requete.filter(type__est_sensible=False) if self.tait else requete

    def choix_criteres(self):
        return self._choix(Critere, CRITERES_SENSIBLES)

    def choix_pieces(self):
        return self._choix(TypePiece, PIECES_SENSIBLES)

    def _choix(self, enum, sensibles):
        return [(c, libelle) for c, libelle in enum.choices if not (self.tait and c in sensibles)]


def criteres_a_chercher(agent):
    """The choices of a filter over everybody."""
    return Reserve.de_plusieurs(agent).choix_criteres()


def taire_les_details(consultations, agent):
    """What was opened may name a document: on each of `consultations`, its detail or nothing."""
    reserve = Reserve.de_plusieurs(agent)
    for consultation in consultations:
        montrer(consultation, "detail", reserve.texte(consultation.detail))
    return consultations
