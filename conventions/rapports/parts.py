"""The shares of a report: each is a cell of a table too, and is withheld with it."""

from datetime import date

from accompagnement.enums import Sexe
from conventions.enums import INCONNU
from conventions.indicateurs.declarations import PAR_CODE
from conventions.indicateurs.seuils import (
    DECEMBRE,
    PARTS,
    PERSONNES,
    est_petit,
    peut_dire_le_sensible,
    trahit,
)
from plie.referentiels.enums import Niveau

CACHE = {"valeur": None, "numerateur": None, "denominateur": None, "est_masque": True}
# The row of a table that counts the same people as a share.
LIENS = {
    code: ("critere", PAR_CODE[code].critere.value) for code in PARTS if PAR_CODE[code].critere
} | {
    "part_femmes": ("sexe", Sexe.FEMME.value),
    "part_qpv": ("qpv", "oui"),
    "part_infra3": ("niveau", Niveau.INFRA3.value),
    "part_jeunes": ("tranche_age", "0"),
}
# Whose level is not known is the total less what the share divides by.
INCONNUS = {"part_infra3": ("niveau", INCONNU)}
LIES = frozenset({*LIENS.values(), *INCONNUS.values()})
JEUNES, SENIORS = 26, 50
JANVIER = 1
TRIMESTRE = "trimestre"


def parts_tues(donnees, ecarts):
    """{(share, period)} that tell of few people, or of all but a few. A quarter tells none: it is
    months that overlap those which tell theirs. December only tells its year:
    its month beside it would tell who left in it. The months before it only tell themselves: a year
    to date less that of the report before is who entered in one month."""
    tue = _periode_tue(date.fromisoformat(donnees["mois"]).month)
    return {
        (indicateur["code"], nom)
        for indicateur in donnees["indicateurs"]
        if indicateur["code"] in PARTS
        for nom, mesure in indicateur["valeurs"].items()
        if nom.startswith((*tue, TRIMESTRE))
        or _se_tait(indicateur["code"], mesure, donnees["periodes"][nom], ecarts.get(nom, 0))
    }


def _periode_tue(mois):
    """Which of the two periods of a report has no share; January is its year to date."""
    if mois == JANVIER:
        return ()
    return ("mois",) if mois == DECEMBRE else ("annee",)


def _se_tait(code, mesure, periode, ecart):
    compte, tous = mesure["numerateur"] or 0, mesure["denominateur"] or 0
    if not PAR_CODE[code].est_sensible:
        return est_petit(compte) or est_petit(tous - compte)
    bornes = [date.fromisoformat(periode[borne]) for borne in ("debut", "fin")]
    dite = peut_dire_le_sensible(code, *bornes, ecart) and not periode.get("bouge")
    return trahit(compte, tous) or not dite


def taire_les_parts(indicateurs, parts, tus, periodes):
    """The indicators, less `parts` and those whose cell is among `tus`, over `periodes`."""
    lies = {
        (code, celle)
        for liens in (LIENS, INCONNUS)
        for code, cellule in liens.items()
        if (*cellule, PERSONNES) in tus
        for celle in periodes
    }
    return [
        {
            **indicateur,
            "valeurs": {
                celle: CACHE if (indicateur["code"], celle) in parts | lies else mesure
                for celle, mesure in indicateur["valeurs"].items()
            },
        }
        for indicateur in indicateurs
    ]


def zone_d_age(tranche, tues):
    """The share whose brackets these are, if it is published."""
    if int(tranche) < JEUNES and "part_jeunes" not in tues:
        return "jeunes"
    return "seniors" if int(tranche) >= SENIORS and "part_seniors" not in tues else ""
