"""The commissions since the founding year, and what they decided."""

import itertools
from datetime import datetime, time, timedelta

from accompagnement.enums import Decision, TypeCommission
from accompagnement.models import Commission, Passage
from plie.demonstration.personnes import textes
from plie.demonstration.personnes.calendrier import (
    ANNEE_FONDATRICE,
    JEUDI,
    MARDI,
    commission_integration,
    commission_sortie,
)
from plie.demonstration.personnes.jours import PARIS, ouvrable_apres

LIEU = "Salle des commissions"
QUINZAINE = timedelta(days=14)
# The minutes of a commission are read again for a week, then it is closed.
A_RELIRE = timedelta(days=7)
CALENDRIERS = {
    TypeCommission.INTEGRATION: (commission_integration, MARDI),
    TypeCommission.SORTIE: (commission_sortie, JEUDI),
}


class Commissions:
    """Those held, in order; of each type one today, so that a newcomer can decide at once, and
    the next one, never more than two weeks away."""

    def __init__(self, scene):
        self._scene = scene
        self.tenues = {type_: [] for type_ in CALENDRIERS}
        self._seances = {}
        for type_, (calendrier, jour_semaine) in CALENDRIERS.items():
            self._tenir(type_, calendrier)
            self._convoquer(type_, calendrier, jour_semaine)

    def _tenir(self, type_, calendrier):
        for annee in range(ANNEE_FONDATRICE, self._scene.aujourdhui.year + 1):
            for mois in range(1, 13):
                jour = calendrier(annee, mois)
                if jour < self._scene.aujourdhui:
                    est_close = jour + A_RELIRE < self._scene.aujourdhui
                    close_le = datetime.combine(jour, time(18), tzinfo=PARIS) if est_close else None
                    self.tenues[type_].append(self._creer(type_, jour, close_le=close_le))

    def _convoquer(self, type_, calendrier, jour_semaine):
        aujourdhui = self._scene.aujourdhui
        suivant = (aujourdhui.replace(day=1) + timedelta(days=32)).replace(day=1)
        jours = [calendrier(jour.year, jour.month) for jour in (aujourdhui, suivant)]
        prevue = next(jour for jour in jours if jour >= aujourdhui)
        if prevue - aujourdhui > QUINZAINE:
            self._creer(type_, prevue)
            prevue = aujourdhui + timedelta(days=(jour_semaine - aujourdhui.weekday()) % 7 or 7)
            prevue = ouvrable_apres(prevue)
        du_jour = [self._creer(type_, aujourdhui)] if prevue != aujourdhui else []
        self._seances[type_] = itertools.cycle([*du_jour, self._creer(type_, prevue)])

    def _creer(self, type_, jour, **champs):
        return self._scene.lot.creer(Commission, type=type_, date=jour, lieu=LIEU, **champs)

    def integrer(self, parcours, entree, *, ajournement):
        """The decision to integrate, after an adjournment a month earlier if asked."""
        rang = next(r for r, c in enumerate(self.tenues["integration"]) if c.date == entree)
        if ajournement and rang:
            avant = self.tenues["integration"][rang - 1]
            self._decider(avant, parcours, Decision.AJOURNE, textes.MOTIF_AJOURNEMENT)
        return self._decider(self.tenues["integration"][rang], parcours, Decision.INTEGRE)

    def valider_sortie(self, parcours, sortie):
        commission = next(c for c in self.tenues["sortie"] if c.date > sortie)
        return self._decider(commission, parcours, Decision.SORTIE_VALIDEE)

    def refuser(self, parcours, commission, motif):
        return self._decider(commission, parcours, Decision.REFUSE, motif)

    def ajourner(self, parcours):
        commission = self.tenues["integration"][-1]
        return self._decider(commission, parcours, Decision.AJOURNE, textes.MOTIF_AJOURNEMENT)

    def inscrire(self, parcours, type_):
        """On the agenda of today's commission or of the next one, in turn."""
        commission = next(self._seances[type_])
        return self._scene.lot.creer(Passage, commission=commission, parcours=parcours)

    def _decider(self, commission, parcours, decision, motif=""):
        return self._scene.lot.creer(
            Passage,
            commission=commission,
            parcours=parcours,
            decision=decision,
            motif=motif,
            decide_par=self._scene.equipe.coordination,
            decide_le=datetime.combine(commission.date, time(16), tzinfo=PARIS),
        )
