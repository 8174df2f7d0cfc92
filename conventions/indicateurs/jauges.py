"""An objective as a page shows it: its words, its state, where each mark stands on the gauge."""

from dataclasses import dataclass
from functools import cached_property

from accompagnement.permissions import Acte as ActeSurDossier
from conventions.enums import EtatObjectif, Partie, Sens
from conventions.indicateurs.ecriture import ABSENT, RESERVE, avec_unite, nombre
from conventions.indicateurs.objectifs import Avancement
from conventions.indicateurs.previsions.methodes import SANS_PREVISION
from conventions.permissions import Acte, dit_le_sensible, peut_lister_dans

LARGEUR = 100
# What is left of the bar beyond its last mark.
MARGE = 1.08


@dataclass(frozen=True)
class Jauge:
    """`agent` is who reads: what they may not, the gauge does not show."""

    avancement: Avancement
    agent: object

    @property
    def objectif(self):
        return self.avancement.objectif

    @cached_property
    def est_reservee(self):
        return not _lit_la_valeur(self.agent, self.avancement)

    @property
    def est_partielle(self):
        """Whether it only counts the dossiers that `agent` may open."""
        return bool(self.avancement.indicateur) and ActeSurDossier.SUIVRE.permet(self.agent)

    @property
    def valeur(self):
        return None if self.est_reservee else self.avancement.realise

    @property
    def realise(self):
        return RESERVE if self.est_reservee else self._ecrire(self.avancement.realise)

    @property
    def attendu(self):
        """Of the whole PLIE; "" beside a part of it."""
        return "" if self.est_partielle else self._ecrire(self.avancement.attendu)

    @property
    def cible(self):
        """As a ceiling or as a floor says it."""
        if self.avancement.cible is None:
            return ABSENT
        prefixe = "au plus " if self.objectif.sens == Sens.AU_PLUS else ""
        return prefixe + self._ecrire(self.avancement.cible)

    @property
    def prevision(self):
        """The forecast at the end with its interval; "" without one."""
        prevue = self.avancement.prevision
        if not prevue or self.est_reservee or self.est_partielle:
            return ""
        bas, haut = (self._ecrire(prevue[borne]) for borne in ("bas", "haut"))
        return f"{self._ecrire(prevue['valeur'])} (entre {bas} et {haut})"

    @property
    def raison(self):
        """Why there is no figure, or no forecast."""
        dite = self.avancement.raison
        if self.est_reservee or self.est_partielle and dite in SANS_PREVISION:
            return ""
        return dite or ""

    @property
    def methode(self):
        """How the forecast was made, where one is shown."""
        return self.avancement.prevision["methode"] if self.prevision else ""

    @property
    def unite(self):
        """Of a counter kept by hand, which has no indicator to say it."""
        return self.objectif.compteur

    def _ecrire(self, valeur):
        indicateur = self.avancement.indicateur
        return avec_unite(valeur, indicateur.unite) if indicateur else nombre(valeur)

    @property
    def detail(self):
        """The two halves of a rate: "70 sur 125"."""
        mesure = self.avancement.mesure
        indicateur = self.avancement.indicateur
        if self.est_reservee or not indicateur or not indicateur.est_une_part or not mesure:
            return ""
        if not mesure.denominateur:
            return ""
        return f"{nombre(mesure.numerateur)} sur {nombre(mesure.denominateur)}"

    @property
    def etat(self):
        if self.avancement.a_commence and self.valeur is None:
            return EtatObjectif.SANS_CHIFFRE
        if self.avancement.a_commence and self.est_partielle:
            return EtatObjectif.PARTIEL
        return etat_de(self.avancement)

    # Where things stand, from 0 to LARGEUR

    @cached_property
    def _echelle(self):
        prevue = self.avancement.prevision or {}
        attendu, cible = self.avancement.attendu, self.avancement.cible
        return echelle([self.valeur, attendu, cible, prevue.get("haut")])

    def _place(self, valeur):
        return place(valeur, self._echelle)

    @property
    def longueur(self):
        return self._place(self.valeur)

    @property
    def repere_attendu(self):
        return None if self.est_partielle else self._place(self.avancement.attendu)

    @property
    def repere_cible(self):
        return self._place(self.avancement.cible)

    @property
    def fourchette(self):
        """(from, length) of the interval of the forecast."""
        prevue = self.avancement.prevision
        if not self.prevision or not self._echelle:
            return None
        bas, haut = (float(self._place(prevue[borne])) for borne in ("bas", "haut"))
        return f"{bas:.2f}", f"{haut - bas:.2f}"

    # What opens

    @property
    def parties(self):
        """[(half of the figure, how many it counts)] whose lists may be opened."""
        indicateur, mesure = self.avancement.indicateur, self.avancement.mesure
        if indicateur is None or mesure is None:
            return []
        if not peut_lister_dans(self.agent, indicateur, self.avancement.portee):
            return []
        if indicateur.mesure or mesure.denominateur is None:
            compte = mesure.numerateur if mesure.denominateur is None else mesure.denominateur
            return [(Partie.NUMERATEUR, nombre(compte))]
        return [
            (Partie.NUMERATEUR, nombre(mesure.numerateur)),
            (Partie.DENOMINATEUR, nombre(mesure.denominateur)),
        ]


def echelle(bornes):
    """What the whole bar is worth; 0 when nothing stands on it."""
    return max((borne for borne in bornes if borne), default=0) * MARGE


def place(valeur, longueur):
    if valeur is None or not longueur:
        return None
    return f"{min(LARGEUR, LARGEUR * float(valeur) / longueur):.2f}"


def etat_de(lu):
    """Of an Avancement that counts everybody, and has a figure once it has begun."""
    if not lu.a_commence:
        return EtatObjectif.A_VENIR
    if lu.cible is None:
        return EtatObjectif.SANS_CIBLE
    return _plafond(lu) if lu.objectif.sens == Sens.AU_PLUS else _plancher(lu)


def _plafond(lu):
    if not lu.est_tenu:
        return EtatObjectif.DEPASSE
    return EtatObjectif.ATTEINT if _est_finie(lu) else EtatObjectif.DANS_LES_TEMPS


def _plancher(lu):
    # A rate may still fall.
    if lu.est_tenu and (_est_finie(lu) or not lu.indicateur or not lu.indicateur.denominateur):
        return EtatObjectif.ATTEINT
    if _est_finie(lu):
        return EtatObjectif.MANQUE
    return EtatObjectif.DANS_LES_TEMPS if lu.est_dans_les_temps else EtatObjectif.EN_RETARD


def _est_finie(lu):
    return lu.le >= lu.fin


def _lit_la_valeur(agent, avancement):
    """Whether `agent` may read this figure: what it tells of health, justice or housing, followed
    from one correction to the next, is for who may list it. The page of the indicators says the
    whole year, as it was when it became official."""
    indicateur = avancement.indicateur
    if indicateur is None or not dit_le_sensible(indicateur, avancement.portee):
        return True
    return Acte.LISTER_SENSIBLE.permet(agent)
