"""What is known of each kind of contract, once: the matching, a hire and the rule of exits read
it here."""

from typing import NamedTuple

from accompagnement.enums.emploi import TypeContrat
from accompagnement.enums.projet import ContratAccepte
from accompagnement.enums.sortie import DeduitDe
from offres.enums import CONTRATS_IAE, ContratOffre


class FaitsDuContrat(NamedTuple):
    """`accepte`: how a person says they would sign it; `codes`: those of offers that are it;
    `deduit_de`: what an exit by it is deduced from, and `par_exception` where the rule makes one;
    `demande_des_heures`: the rule looks at its share of full time."""

    accepte: str = ""
    codes: tuple = ()
    est_sans_terme: bool = False
    est_alternance: bool = False
    deduit_de: str = ""
    par_exception: str = ""
    demande_des_heures: bool = True


# Contracts of insertion: an étape of the parcours, which rules count by exception.
CONTRATS_D_INSERTION = frozenset({TypeContrat.IAE, TypeContrat.AI})

CONTRATS = {
    TypeContrat.CDI: FaitsDuContrat(
        ContratAccepte.CDI,
        (ContratOffre.CDI, ContratOffre.DIN),
        est_sans_terme=True,
        deduit_de=DeduitDe.CDI,
    ),
    TypeContrat.CDD: FaitsDuContrat(
        ContratAccepte.CDD, (ContratOffre.CDD, ContratOffre.DDT), deduit_de=DeduitDe.CDD
    ),
    TypeContrat.INTERIM: FaitsDuContrat(
        ContratAccepte.INTERIM, (ContratOffre.MIS,), deduit_de=DeduitDe.INTERIM
    ),
    TypeContrat.FONCTION_PUBLIQUE: FaitsDuContrat(
        est_sans_terme=True, deduit_de=DeduitDe.FONCTION_PUBLIQUE
    ),
    TypeContrat.CREATION: FaitsDuContrat(
        est_sans_terme=True, demande_des_heures=False, deduit_de=DeduitDe.CREATION
    ),
    TypeContrat.APPRENTISSAGE: FaitsDuContrat(
        ContratAccepte.ALTERNANCE,
        est_alternance=True,
        demande_des_heures=False,
        deduit_de=DeduitDe.APPRENTISSAGE,
    ),
    TypeContrat.PROFESSIONNALISATION: FaitsDuContrat(
        ContratAccepte.ALTERNANCE,
        est_alternance=True,
        demande_des_heures=False,
        deduit_de=DeduitDe.PROFESSIONNALISATION,
    ),
    TypeContrat.IAE: FaitsDuContrat(ContratAccepte.IAE, CONTRATS_IAE, deduit_de=DeduitDe.IAE),
    TypeContrat.AI: FaitsDuContrat(
        ContratAccepte.IAE, deduit_de=DeduitDe.IAE, par_exception=DeduitDe.AI
    ),
    TypeContrat.SAISONNIER: FaitsDuContrat(
        ContratAccepte.CDD, (ContratOffre.SAI,), deduit_de=DeduitDe.CDD
    ),
    TypeContrat.AIDE: FaitsDuContrat(ContratAccepte.CDD, deduit_de=DeduitDe.CDD),
    TypeContrat.ALTERNANCE_PUBLIQUE: FaitsDuContrat(
        ContratAccepte.ALTERNANCE,
        est_alternance=True,
        demande_des_heures=False,
        deduit_de=DeduitDe.APPRENTISSAGE,
    ),
}
CONTRAT_DU_CODE = {code: type_ for type_, faits in CONTRATS.items() for code in faits.codes}
