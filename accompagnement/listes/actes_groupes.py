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
RESERVE_COORDINATION = "Réservé à la coordination."
RESERVE_A_QUI_ECRIT = "Réservé aux référents et à la coordination."


class ActeGroupe(NamedTuple):
    """A button on the selection; `empechement` is empty when nothing prevents it but an empty
    selection."""

    code: str
    libelle: str
    adresse: str
    empechement: str


def actes_groupes(agent):
    """The buttons of the list, for who may use at least one of them; those of no use come last,
    where a phone shows them last."""
    if not Acte.EXPORTER.permet(agent):
        return []
    return sorted(_tous(agent), key=lambda acte: bool(acte.empechement))


def _tous(agent):
    return [
        ActeGroupe(
            "affecter",
            "Affecter",
            reverse("accompagnement:selection_affecter"),
            "" if Acte.AFFECTER.permet(agent) else RESERVE_COORDINATION,
        ),
        ActeGroupe(
            "seance",
            "Inscrire à une séance",
            reverse("accompagnement:selection_seance"),
            "" if Acte.TENIR_AGENDA.permet(agent) else RESERVE_A_QUI_ECRIT,
        ),
        ActeGroupe(
            "commission",
            "Proposer en commission",
            reverse("accompagnement:selection_commission"),
            _empechement_commission(agent),
        ),
        ActeGroupe(
            "courriers",
            "Faire des courriers",
            reverse("accompagnement:selection_courriers"),
            "" if Acte.ECRIRE_DES_COURRIERS.permet(agent) else RESERVE_A_QUI_ECRIT,
        ),
        ActeGroupe("exporter", "Exporter", reverse("accompagnement:selection_colonnes"), ""),
    ]


def _empechement_commission(agent):
    if not Acte.TENIR_AGENDA.permet(agent):
        return RESERVE_A_QUI_ECRIT
    # Read on every list: kept a minute, like the choices of its filters.
    a_venir = cache.get_or_set("commission-a-venir", Commission.objects.a_venir().exists, 60)
    return "" if a_venir else SANS_COMMISSION
