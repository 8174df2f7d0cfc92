"""The notes that one agent began and did not send, each with the page that takes it up."""

from datetime import datetime
from typing import NamedTuple

from django.urls import reverse

from accompagnement.models import Brouillon, Parcours

CREER = "entretien:creer"


class NonEnvoye(NamedTuple):
    """One unfinished note."""

    personne: str
    modifie_le: datetime
    adresse: str


def non_envoyes(agent, nombre, parcours=None):
    """The latest `nombre`, of one parcours or of all those that `agent` may open."""
    visibles = Parcours.objects.order_by().visibles_par(agent).values("pk")
    siens = Brouillon.objects.filter(agent=agent, parcours__in=visibles)
    if parcours is not None:
        siens = siens.filter(parcours=parcours)
    lus = siens.select_related("parcours__participant").defer("contenu")[:nombre]
    return [NonEnvoye(str(b.parcours.participant), b.modifie_le, _adresse(b)) for b in lus]


def _adresse(brouillon):
    if brouillon.cle == CREER:
        adresse = reverse("accompagnement:entretien_creer", args=[brouillon.parcours_id])
    else:
        entretien = brouillon.cle.partition(":")[2]
        adresse = reverse("accompagnement:entretien_modifier", args=[entretien])
    return f"{adresse}?reprendre={brouillon.pk}"
