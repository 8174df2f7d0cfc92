"""What may be done to several dossiers at once, and why it may not: the page and the server say
the same sentence."""

from typing import NamedTuple

from django.core.cache import cache
from django.urls import reverse

from accompagnement.models import Commission
from accompagnement.permissions import Acte

SELECTION_MAX = 500
RIEN_DE_COCHE = "Cochez d'abord des dossiers."
SANS_COMMISSION = "Aucune commission à venir."


class ActeGroupe(NamedTuple):
    """A button on the selection; `empechement` is empty when nothing prevents it but an empty
    selection."""

    code: str
    libelle: str
    adresse: str
    empechement: str


def actes_groupes(agent):
    """The buttons of the list, those that the role may use; what a circumstance prevents, last."""
    permis = [acte for besoin, acte in _tous() if besoin.permet(agent)]
    return sorted(permis, key=lambda acte: bool(acte.empechement))


def _tous():
    """(the right it asks for, the button)."""
    return [
        (Acte.AFFECTER, _acte("affecter", "Affecter")),
        (Acte.TENIR_AGENDA, _acte("seance", "Inscrire à une séance")),
        (
            Acte.TENIR_AGENDA,
            _acte("commission", "Proposer en commission", _empechement_commission()),
        ),
        (Acte.ECRIRE_DES_COURRIERS, _acte("courriers", "Faire des courriers")),
        (Acte.EXPORTER, _acte("exporter", "Exporter", route="selection_colonnes")),
    ]


def _acte(code, libelle, empechement="", *, route=""):
    adresse = reverse(f"accompagnement:{route or f'selection_{code}'}")
    return ActeGroupe(code, libelle, adresse, empechement)


def _empechement_commission():
    # Read on every list: kept a minute, like the choices of its filters.
    a_venir = cache.get_or_set("commission-a-venir", Commission.objects.a_venir().exists, 60)
    return "" if a_venir else SANS_COMMISSION
