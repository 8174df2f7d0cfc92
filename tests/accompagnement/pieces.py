"""A document, put in a dossier as tests need it."""

from accompagnement.actions.piece import deposer
from tests import fichiers
from tests.fichiers import depot
from tests.usines import CoordinationFactory


def deposer_piece(parcours, par=None, contenu=fichiers.PDF, nom="piece.pdf", **champs):
    return deposer(
        parcours.participant,
        par=par or CoordinationFactory(),
        parcours=parcours,
        fichier=depot(contenu, nom),
        **{"type": "identite", "date_piece": None, "date_fin_validite": None, **champs},
    )
