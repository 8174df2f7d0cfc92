"""Within what a figure is counted, declared once: communes, criteria, structures, motifs, a cohort.

Each kind is one SQL condition over the rows of the relation (`relation`), applied before anything
counts or lists them: the value of an objective, its list and its export cannot differ. A kind that
is also a breakdown is its expression, so that a scope of one commune is the row of this commune.
"""

from dataclasses import dataclass, fields

from conventions.indicateurs import ventilations
from plie.socle.sql import lire_sql

DANS_LA_COHORTE = lire_sql(__file__, "dans_la_cohorte")


def _parmi(code):
    """(of parcours, of offers): the row is one of these modalities of a breakdown."""
    declaree = ventilations.PAR_CODE[code]
    if declaree.est_multiple:
        return f"{declaree.expression} && %s::text[]", ""
    d_offres = f"{declaree.expression_offre} = ANY(%s)" if declaree.expression_offre else ""
    return f"{declaree.expression} = ANY(%s)", d_offres


# Of offers, a kind that means nothing for them leaves none.
GENRES = {
    "communes": _parmi("commune"),
    "criteres": _parmi("critere"),
    "structures": _parmi("structure"),
    "motifs": _parmi("motif_sortie"),
    "cohorte": (DANS_LA_COHORTE, ""),
}


@dataclass(frozen=True)
class Portee:
    """Every kind that says something must hold; one of its values is enough."""

    communes: tuple[str, ...] = ()
    criteres: tuple[str, ...] = ()
    structures: tuple[int, ...] = ()
    motifs: tuple[str, ...] = ()
    cohorte: int | None = None

    @property
    def genres(self):
        """{kind: what is asked of it}, of those that say something."""
        lus = {champ.name: getattr(self, champ.name) for champ in fields(self)}
        return {genre: voulu for genre, voulu in lus.items() if voulu}

    def condition(self, *, d_offres=False):
        """The SQL condition over the rows of `tous`, with its parameters."""
        conditions, parametres = [], []
        for genre, voulu in self.genres.items():
            texte = GENRES[genre][d_offres]
            if not texte:
                return "false", []
            conditions.append(texte)
            parametres.append(voulu if genre == "cohorte" else [str(un) for un in voulu])
        return " AND ".join(conditions) or "true", parametres


PARTOUT = Portee()
NOMS = {
    "communes": ("commune", "Communes"),
    "criteres": ("critere", "Critères à l'entrée"),
    "structures": ("structure", "Structures"),
    "motifs": ("motif_sortie", "Motifs de sortie"),
}


def dire(portee, cohorte=""):
    """[(kind, its values)] in words; `cohorte` is the label of the cohort."""
    dites = [("Cohorte", str(cohorte))] if portee.cohorte else []
    for genre, (ventilation, nom) in NOMS.items():
        voulus = getattr(portee, genre)
        if voulus:
            libelles = ventilations.PAR_CODE[ventilation].libelles()
            dites.append((nom, ", ".join(libelles.get(str(un), str(un)) for un in voulus)))
    return dites
