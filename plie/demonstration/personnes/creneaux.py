"""Nobody receives two people at the same minute."""

from datetime import time

from plie.demonstration.personnes.jours import UN_JOUR, a_l_heure, ouvrable

HEURES = [time(9), time(9, 30), time(10, 15), time(11), time(13, 45), time(14, 30), time(16)]


class Creneaux:
    """What each agent has taken already."""

    def __init__(self):
        self._pris = set()

    def prendre(self, agent, debut):
        """`debut`, or the first hour free that day, or on the working days before."""
        while (agent.pk, debut) in self._pris:
            debut = self._libre(agent, debut.date()) or a_l_heure(
                ouvrable(debut.date() - UN_JOUR), debut.time()
            )
        self._pris.add((agent.pk, debut))
        return debut

    def _libre(self, agent, jour):
        debuts = (a_l_heure(jour, heure) for heure in HEURES)
        return next((debut for debut in debuts if (agent.pk, debut) not in self._pris), None)
