"""The notes that one agent began and did not send, each with the page that takes it up."""

from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from accompagnement.listes.ce_qui_attend import premiers

CREER = "entretien:creer"


class NonEnvoye(NamedTuple):
    """One unfinished note."""

    personne: str
    modifie_le: datetime
    adresse: str


def non_envoyes(agent, nombre):
    """The latest `nombre`, of the parcours that `agent` may open."""
    return [_non_envoye(brouillon) for brouillon in premiers(agent, "brouillons", nombre)]


def non_envoyes_du_parcours(parcours, agent, nombre):
    """The latest `nombre` of one parcours, which `agent` may open."""
    lus = list(agent.brouillons.filter(parcours=parcours).defer("contenu")[:nombre])
    for brouillon in lus:
        brouillon.parcours = parcours
    return [_non_envoye(brouillon) for brouillon in lus]


def _non_envoye(brouillon):
    personne = str(brouillon.parcours.participant)
    return NonEnvoye(personne, brouillon.modifie_le, _adresse(brouillon))


def _adresse(brouillon):
    if brouillon.cle == CREER:
        adresse = reverse("accompagnement:entretien_creer", args=[brouillon.parcours_id])
    else:
        entretien = brouillon.cle.partition(":")[2]
        adresse = reverse("accompagnement:entretien_modifier", args=[entretien])
    return f"{adresse}?reprendre={brouillon.pk}"
