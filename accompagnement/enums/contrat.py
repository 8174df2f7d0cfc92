"""What is known of each kind of contract, once: the matching, a hire and the rule of exits read
it here."""

from typing import NamedTuple

from accompagnement.enums.emploi import TypeContrat
from accompagnement.enums.projet import ContratAccepte
from offres.enums import CONTRATS_IAE, ContratOffre


class FaitsDuContrat(NamedTuple):
    """`accepte`: how a person says they would sign it; `codes`: those of offers that are it."""

    accepte: str = ""
    codes: tuple = ()
    est_sans_terme: bool = False
    est_alternance: bool = False


CONTRATS = {
    TypeContrat.CDI: FaitsDuContrat(
        ContratAccepte.CDI, (ContratOffre.CDI, ContratOffre.DIN), est_sans_terme=True
    ),
    TypeContrat.CDD: FaitsDuContrat(
        ContratAccepte.CDD, (ContratOffre.CDD, ContratOffre.SAI, ContratOffre.DDT)
    ),
    TypeContrat.INTERIM: FaitsDuContrat(ContratAccepte.INTERIM, (ContratOffre.MIS,)),
    TypeContrat.FONCTION_PUBLIQUE: FaitsDuContrat(est_sans_terme=True),
    TypeContrat.CREATION: FaitsDuContrat(est_sans_terme=True),
    TypeContrat.APPRENTISSAGE: FaitsDuContrat(ContratAccepte.ALTERNANCE, est_alternance=True),
    TypeContrat.PROFESSIONNALISATION: FaitsDuContrat(
        ContratAccepte.ALTERNANCE, est_alternance=True
    ),
    TypeContrat.IAE: FaitsDuContrat(ContratAccepte.IAE, CONTRATS_IAE),
}
CONTRAT_DU_CODE = {code: type_ for type_, faits in CONTRATS.items() for code in faits.codes}
