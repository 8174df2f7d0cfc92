"""The relations every figure reads, as rows of each period: FAITS holds the parcours, what is done
in them and the référents (`nature` tells them apart), OFFRES the open offers, which are nobody's.

A column costs nothing in a query that does not use it, so that a list or a curve does not pay
for the breakdowns.
"""

from string import Template

from django.core.exceptions import EmptyResultSet
from django.utils import timezone

from accompagnement.enums import Maintien, Moment, Presence, TypeContrat
from accompagnement.models import Parcours
from conventions.indicateurs.portees import PARTOUT
from plie.comptes.enums import Role
from plie.socle.jours_ouvres import feries
from plie.socle.sql import lire_sql

CODES = {
    "entree": Moment.ENTREE,
    "a_date": Moment.A_DATE,
    "honore": Presence.HONORE,
    "excuse": Presence.EXCUSE,
    "absent": Presence.ABSENT,
    "en_poste": Maintien.EN_POSTE,
    "rompu": Maintien.ROMPU,
    "interim": TypeContrat.INTERIM,
    "iae": TypeContrat.IAE,
    "ai": TypeContrat.AI,
    "referent": Role.REFERENT,
}
FAITS = Template(lire_sql(__file__, "faits"))
# Open at the last complete run of the feed; no row at all of a period without one.
OFFRES = Template(lire_sql(__file__, "offres"))
# An older stock says nothing of a day.
JOURS_DE_STOCK = 7


def requete(periodes, agent, suite, portee=PARTOUT):
    """The SQL of `suite`, which reads `faits`, with its parameters (those of `suite` excluded)."""
    return _requete(periodes, *perimetre(agent), suite, portee)


def requete_parmi(periodes, participants, suite):
    """The same over some people only."""
    return _requete(periodes, "unites.participant_id = ANY(%s)", [participants], suite)


def _requete(periodes, perimetre, parametres, suite, portee=PARTOUT):
    condition, valeurs = portee.condition()
    premier, dernier = min(debut for debut, _ in periodes), max(fin for _, fin in periodes)
    bornes = {"premier": f"date '{premier:%Y-%m-%d}'", "dernier": f"date '{dernier:%Y-%m-%d}'"}
    texte = FAITS.substitute(perimetre=perimetre, portee=condition, suite=suite, **bornes, **CODES)
    chomes = sorted(
        jour for annee in range(premier.year - 1, dernier.year + 1) for jour in feries(annee)
    )
    lus = [chomes, timezone.localdate(), *_parametres(periodes)]
    return texte, [*lus, *parametres, *valeurs]


def requete_offres(periodes, suite, portee=PARTOUT):
    """The same over the open offers, which every reader of figures may count."""
    condition, valeurs = portee.condition(d_offres=True)
    parametres = [*_parametres(periodes), timezone.localdate(), JOURS_DE_STOCK, *valeurs]
    return OFFRES.substitute(suite=suite, portee=condition), parametres


def _parametres(periodes):
    return [
        list(range(len(periodes))),
        [debut for debut, _ in periodes],
        [fin for _, fin in periodes],
    ]


def perimetre(agent, cle="unites.parcours_id"):
    """The SQL condition that leaves `agent` the parcours they may open, with its parameters."""
    if agent is None:
        return "true", []
    visibles = Parcours.objects.visibles_par(agent)
    if not visibles.query.where:
        return "true", []
    try:
        texte, parametres = visibles.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return "false", []
    return f"{cle} IN ({texte})", list(parametres)
