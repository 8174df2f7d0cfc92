"""What a partner has sent, as its conseillers look at it."""

from django.db.models import Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from accompagnement.enums import ORIENTATIONS_REPONDUES, StatutOrientation
from accompagnement.models import MessageOrientation, Orientation, Partage

# Of these, a question of the house no longer waits.
SANS_SUITE = (StatutOrientation.REFUSEE, StatutOrientation.RETIREE)


def envoyees(agent, statut=""):
    """Those of the structure of `agent`, the latest first; `attend_le_partenaire`: the house wrote
    last."""
    derniers = MessageOrientation.objects.filter(orientation=OuterRef("pk"))
    dernier = derniers.order_by("-cree_le", "-pk").values("de_la_maison")[:1]
    siennes = Orientation.objects.visibles_par(agent)
    siennes = siennes.annotate(attend_le_partenaire=Coalesce(Subquery(dernier), Value(False)))
    return siennes.filter(statut=statut) if statut else siennes


def questions(agent):
    posees = envoyees(agent).filter(attend_le_partenaire=True)
    return posees.exclude(statut__in=SANS_SUITE).order_by("repondre_avant", "pk")


def question_de(orientation):
    """What the house wrote last and that waits for the partner, or None; as `questions`."""
    dernier = None if orientation.statut in SANS_SUITE else orientation.messages.last()
    return dernier if dernier and dernier.de_la_maison else None


def en_attente(agent):
    """Those that the house is to answer and that wait for nothing else, the first due first."""
    seules = envoyees(agent).a_traiter().exclude(attend_le_partenaire=True)
    return seules.order_by("repondre_avant", "pk")


def repondues(agent):
    repondues = envoyees(agent).filter(statut__in=ORIENTATIONS_REPONDUES)
    return repondues.order_by("-reponse_le", "-pk")


def acceptees(agent):
    """Of each person sent and accepted, the latest orientation, unless they refuse the sharing."""
    connus = Partage.objects.visibles_par(agent)
    siennes = Orientation.objects.visibles_par(agent).acceptees()
    partagees = siennes.filter(Exists(connus.filter(participant=OuterRef("parcours__participant"))))
    dernieres = partagees.order_by("parcours__participant_id", "-cree_le", "-pk")
    cles = dernieres.distinct("parcours__participant_id").values("pk")
    return siennes.filter(pk__in=cles).select_related("parcours").order_by("nom", "prenom", "pk")


def orientee_de(agent, partage):
    """The latest orientation by which the partner named this person, or None."""
    siennes = Orientation.objects.visibles_par(agent).acceptees()
    return siennes.filter(parcours__participant=partage.participant_id).first()
