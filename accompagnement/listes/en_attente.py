"""How much waits for an agent at home: of each thing that they deal with, one statement for all."""

from typing import NamedTuple

from django.db.models import Value

from accompagnement.enums import StatutOrientation
from accompagnement.models import Correction, Orientation, Parcours
from accompagnement.permissions import Acte
from plie.comptes.models import Agent
from plie.socle.sql import NombreDe


class EnAttente(NamedTuple):
    orientations: int
    orientations_en_retard: int
    corrections: int
    pieces: int


def en_attente(agent):
    """0 of what is not theirs to deal with; read once and kept on the instance."""
    if not hasattr(agent, "_en_attente"):
        agent._en_attente = _compter(agent)
    return agent._en_attente


def _compter(agent):
    orientations = Orientation.objects.visibles_par(agent).a_traiter()
    en_retard = orientations.filter(statut=StatutOrientation.EXPIREE)
    pieces = Parcours.objects.visibles_par(agent).avec_pieces_a_verifier()
    questions = (
        (Acte.REPONDRE_AUX_ORIENTATIONS, orientations),
        (Acte.REPONDRE_AUX_ORIENTATIONS, en_retard),
        (Acte.VOIR_CORRECTIONS, Correction.objects.en_attente()),
        (Acte.VERIFIER_PIECE, pieces),
    )
    comptes = [
        NombreDe(requete) if droit.permet(agent) else Value(0) for droit, requete in questions
    ]
    return EnAttente(*Agent.objects.filter(pk=agent.pk).order_by().values_list(*comptes).get())
