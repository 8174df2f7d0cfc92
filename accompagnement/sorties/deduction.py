"""What the rule of exits says of a parcours: where its motif comes from, which clause is met."""

from accompagnement.sorties.emploi import deduire_de_l_emploi
from accompagnement.sorties.faits import Clause, Deduction
from accompagnement.sorties.formation import deduire_de_la_formation


def deduire_sortie(faits, regle, jour):
    """What `regle` deduces the motif from on `jour`, and its clauses one by one with their figures.

    Jobs come first; without any that the rule accepts, a training is looked at. Only the latest
    run of work counts, and whoever is out of work on `jour` leaves for no job. An interruption the
    rule tolerates neither breaks nor shortens a run.
    """
    par_emploi = deduire_de_l_emploi(faits, regle, jour)
    if par_emploi and par_emploi.est_positive:
        return par_emploi
    par_formation = deduire_de_la_formation(faits, regle, jour)
    if par_formation and (par_formation.est_positive or par_emploi is None):
        return par_formation
    return par_emploi or Deduction(
        clauses=[Clause("Emploi ou formation", False, "Aucun emploi ni formation n'est noté.")]
    )
