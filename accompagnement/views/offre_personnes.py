"""On the page of an offer: the people of one's scope whom it fits best."""

from typing import NamedTuple

from accompagnement import permissions
from accompagnement.models import MiseEnRelation, Parcours
from accompagnement.rapprochement.raisons import raisons
from accompagnement.rapprochement.relation import STATUTS_SERVIS, rapprocher
from offres.models import Offre

PERSONNES_MONTREES = 10


class Personne(NamedTuple):
    parcours: Parcours
    score: int
    raisons: list
    est_proposee: bool


def personnes(agent, offre):
    """The best of the people that `agent` writes for, while the offer may be shown; None for who
    does not follow anybody."""
    if not permissions.peut(agent, "tenir_agenda"):
        return None
    if not Offre.objects.montrables().filter(pk=offre.pk).exists():
        return None
    confies = Parcours.objects.confies_a(agent).filter(statut__in=STATUTS_SERVIS)
    cles = list(confies.values_list("pk", flat=True))
    paires = [p for p in rapprocher(offre=offre.pk, parcours_ids=cles) if not p.exclusion]
    montrees = paires[:PERSONNES_MONTREES]
    parcours = Parcours.objects.select_related("participant__commune").in_bulk(
        [paire.parcours_id for paire in montrees]
    )
    en_cours = MiseEnRelation.objects.en_cours().filter(offre=offre)
    proposes = set(en_cours.values_list("parcours_id", flat=True))
    return {
        "offre": offre,
        "nombre": paires[0].nombre if paires else 0,
        "personnes": [
            Personne(
                parcours[paire.parcours_id],
                paire.score,
                raisons(paire.criteres),
                paire.parcours_id in proposes,
            )
            for paire in montrees
        ],
    }
