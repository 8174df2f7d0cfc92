"""What an indicator is: one entry of the declarations."""

from dataclasses import dataclass, replace
from datetime import date

from accompagnement.enums import CRITERES_SENSIBLES
from conventions.enums import Nature, Partie, Unite
from conventions.indicateurs.conditions import (
    ACTIF_DEBUT,
    ACTIF_FIN,
    DIVISEURS,
    PERSONNE,
    REFERENT,
    SORTI,
    date_comptee,
)

USAGE = "Définition commune aux PLIE, telle que leurs rapports d'activité la publient"
EST_ENSEMBLE = "Public à l'entrée : rapports d'activité 2020 et 2022 du PLIE Est Ensemble"


class Mediane(str):
    """A measure of each row whose middle is told, not the sum: half of them are no larger."""

    __slots__ = ()


@dataclass(frozen=True)
class Indicateur:
    code: str
    libelle: str
    unite: Unite
    numerateur: str
    definition: str
    denominateur: str | None = None
    # SQL summed over the rows of the numerator, instead of counting them; of the denominator.
    mesure: str | None = None
    mesure_denominateur: str | None = None
    # The criterion it counts, when it counts one.
    critere: str | None = None
    # What its list holds, and the list of what divides it when that is something else.
    nature: Nature = Nature.PARCOURS
    nature_denominateur: Nature | None = None
    # The breakdowns that are worth reading of it, on its page.
    croisements: tuple[str, ...] = ()
    # What is divided, when the label does not say it.
    divise: str = ""
    source: str = USAGE
    # Since when it is counted so, and what it was before; of none, since the beginning.
    depuis: date | None = None
    avant: str = ""
    # Whether reports, files and the API give it.
    est_publie: bool = True

    @property
    def est_une_part(self):
        return self.unite == Unite.POUR_CENT

    @property
    def est_un_niveau(self):
        """Whether it is counted on one day, and does not add up from the first to the last."""
        return self.nature == Nature.OFFRE or self.numerateur.startswith((ACTIF_DEBUT, ACTIF_FIN))

    @property
    def compte_des_sorties(self):
        """Whether its list is one of exits, each with what proves it."""
        return self.numerateur.startswith(SORTI)

    @property
    def est_sensible(self):
        """Whether the list behind it tells health, justice or housing of named people."""
        return self.critere in CRITERES_SENSIBLES

    @property
    def est_une_mediane(self):
        return isinstance(self.mesure, Mediane)

    @property
    def est_un_rapport(self):
        """Whether what is divided is not among what divides it."""
        return bool(self.nature_denominateur or self.mesure_denominateur)

    @property
    def est_divise_par_des_agents(self):
        """Whether no dossier is in what divides it."""
        return self.denominateur == REFERENT

    @property
    def moities(self):
        """[(condition, measure)] of what is divided, then of what divides it if anything does."""
        divise = [(self.numerateur, self.mesure)]
        if self.denominateur is None:
            return divise
        return [*divise, (self.denominateur, self.mesure_denominateur)]

    @property
    def textes(self):
        """All the SQL that it reads."""
        return self.numerateur, self.denominateur, self.mesure, self.mesure_denominateur

    @property
    def formule(self):
        """How it is computed, in words."""
        if self.denominateur is None:
            return f"Nombre : {self.libelle.lower()}."
        diviseur = DIVISEURS[self.denominateur]
        if self.est_une_mediane:
            return f"Valeur du milieu, de la plus petite à la plus grande : {diviseur}."
        if self.mesure:
            return f"Somme ÷ nombre : {diviseur}."
        cent = " × 100" if self.est_une_part else ""
        return f"{self.divise or self.libelle} ÷ {diviseur}{cent}."

    @property
    def date(self):
        return date_comptee(self.numerateur)

    def liste(self, partie):
        """The same, as far as the list of that half goes."""
        if partie == Partie.DENOMINATEUR and self.nature_denominateur:
            nature = self.nature_denominateur
            return replace(self, nature=nature, numerateur=self.denominateur)
        return self

    def condition(self, partie):
        """What its list holds; None where there is no list."""
        if partie == Partie.NUMERATEUR:
            return self.numerateur
        return None if self.mesure_denominateur else self.denominateur


def part(code, libelle, condition, definition, *, parmi=PERSONNE, **reste):
    numerateur = f"{parmi} AND {condition}"
    reste = {"croisements": DES_PERSONNES, "source": EST_ENSEMBLE} | reste
    return Indicateur(
        code, libelle, Unite.POUR_CENT, numerateur, definition, denominateur=parmi, **reste
    )


def part_critere(code, libelle, critere, **reste):
    return part(
        code,
        libelle,
        f"'{critere}' = ANY(criteres)",
        f"Personnes accompagnées ayant le critère « {critere.label} » à l'entrée du parcours, le "
        "dernier de la période.",
        critere=critere,
        **reste,
    )


DES_PERSONNES = ("sexe", "tranche_age", "niveau", "structure", "referent")
DES_ENTREES = ("sexe", "tranche_age", "prescripteur", "structure", "referent")
