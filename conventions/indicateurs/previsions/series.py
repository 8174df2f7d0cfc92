"""The months of the past that a forecast is made from, and what of the period has still to come."""

from bisect import bisect_right
from dataclasses import dataclass

from conventions.indicateurs.periodes import UN_JOUR, derniers_mois, mois_de
from conventions.indicateurs.previsions.lois import AVenir, Mois

MOIS_LUS = 36


@dataclass(frozen=True)
class Retards:
    """How many days after its day an exit was known, of those of the last year, in order."""

    jours: tuple[int, ...] = ()

    def part_connue(self, debut, fin, le):
        """Of what happens from `debut` to `fin`, the part known on `le`, both included."""
        if (le - fin).days >= (self.jours[-1] if self.jours else 0):
            return 1
        connus = sum(
            self._connus_apres((le - debut).days - rang) for rang in range((fin - debut).days + 1)
        )
        return connus / ((fin - debut).days + 1)

    def _connus_apres(self, jours):
        if jours < 0:
            return 0
        return bisect_right(self.jours, jours) / len(self.jours) if self.jours else 1


A_L_HEURE = Retards()


def periodes_lues(le):
    """The months read, the one under way until `le`."""
    *passees, (premier, _) = derniers_mois(le, MOIS_LUS)
    return [*passees, (premier, le)]


def en_mois(comptes, le, retards=A_L_HEURE):
    """[Mois] of what was counted in each of `periodes_lues`, from the first that counted any (a
    PLIE begins one day) to the last of which anything may be known: on the 1st, no exit of the
    month is."""
    lus = [
        Mois(premier.month, compte, retards.part_connue(*mois_de(premier), le))
        for (premier, _), compte in zip(periodes_lues(le), comptes, strict=True)
    ]
    commence = next((rang for rang, mois in enumerate(lus) if mois.nombre), len(lus))
    return [mois for mois in lus[commence:] if mois.part]


def a_venir(debut, fin, le, retards=A_L_HEURE):
    """[AVenir] of [debut, fin]: the months to come, and of those gone what is not known yet."""
    reste = []
    premier = debut.replace(day=1)
    while premier <= fin:
        du_mois = mois_de(premier)
        bornes = max(debut, premier), min(fin, du_mois[1])
        jours = (du_mois[1] - premier).days + 1
        part = ((bornes[1] - bornes[0]).days + 1) / jours * (1 - retards.part_connue(*bornes, le))
        if part > 0:
            dans = 12 * (premier.year - le.year) + premier.month - le.month
            reste.append(AVenir(premier.month, dans, part))
        premier = du_mois[1] + UN_JOUR
    return reste
