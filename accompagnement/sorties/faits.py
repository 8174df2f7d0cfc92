"""What the rule of exits looks at, and what it answers: no database, no verb."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from accompagnement.enums import CONTRATS, DeduitDe, TypeContrat


@dataclass(frozen=True)
class Contrat:
    """A job as the rule looks at it, and its key; `est_prouve`: a supporting document is attached
    to it."""

    type: str
    debut: date
    fin: date | None = None
    fin_prevue: date | None = None
    heures: Decimal | None = None
    heures_totales: int | None = None
    # What the rule of its contract says (RegleContrat.compte_pour_sortie).
    est_compte: bool = True
    est_prouve: bool = False
    est_maintenu_a_m6: bool = False
    cle: int | None = None

    @property
    def libelle(self):
        return TypeContrat(self.type).label

    @property
    def nature(self):
        """What is known of its kind."""
        return CONTRATS[self.type]


@dataclass(frozen=True)
class Formation:
    """`est_certifiee`: a title or a certificate is attached to this very étape."""

    libelle: str
    debut: date
    fin: date | None = None
    resultat: str = ""
    est_certifiee: bool = False
    cle: int | None = None


@dataclass(frozen=True)
class FaitsDeSortie:
    """`a_titre_libre`: a title is in the file, of no étape."""

    contrats: tuple[Contrat, ...] = ()
    formations: tuple[Formation, ...] = ()
    a_titre_libre: bool = False
    naissance: date | None = None


@dataclass(frozen=True)
class Clause:
    libelle: str
    est_remplie: bool
    pourquoi: str


@dataclass(frozen=True)
class Deduction:
    """`deduit_de` is what a MotifSortie is deduced from, None when the rule deduces none.
    `retenus`: the contracts, or the training, that it looked at, the one that weighs most first.
    `attendre`: the day from which the contract that runs will be long enough."""

    deduit_de: DeduitDe | None = None
    est_positive: bool = False
    clauses: list[Clause] = field(default_factory=list)
    # What the commission expects beside the rule: the follow-up to its end, and a document.
    appuis: list[Clause] = field(default_factory=list)
    attendre: date | None = None
    retenus: tuple[Contrat | Formation, ...] = ()

    @property
    def manques(self):
        return [clause for clause in self.clauses if not clause.est_remplie]
