"""How far an agent reaches, and whose portfolios they hold today. Reads no model by name: models
and permissions both ask it."""

from django.utils import timezone

from plie.comptes.enums import ROLES_DES_PARTENAIRES, Role
from plie.comptes.permissions import a_un_role

TOUT_VOIR = (Role.COORDINATION, Role.DIRECTION, Role.GESTIONNAIRE_FSE, Role.FACILITATEUR)


def voit_tout(agent):
    """Whether the role reaches every dossier, so that no query has to ask which."""
    return a_un_role(agent, *TOUT_VOIR)


def coordonne(agent):
    """Whether they write to every dossier, whoever follows it."""
    return a_un_role(agent, Role.COORDINATION)


def suit(agent):
    """Whether they may have a portfolio, and reach what their structure follows."""
    return a_un_role(agent, Role.REFERENT)


def est_partenaire(agent):
    """Whether they are outside the house, and read only what is shared with their structure."""
    return a_un_role(agent, *ROLES_DES_PARTENAIRES)


def remplacements_de(agent):
    """The replacements that `agent` holds today, read once and kept on the instance."""
    jour = timezone.localdate()
    lus_le, lus = getattr(agent, "_remplacements", (None, ()))
    if lus_le != jour:
        en_cours = agent.remplacements.en_cours(jour).prefetch_related("absent")
        lus = list(en_cours.order_by("date_fin", "pk")) if suit(agent) else []
        agent._remplacements = (jour, lus)
    return lus


def portefeuilles_de(agent):
    """The keys of the référents whose portfolios are in the hands of `agent` today: their own,
    and those of the colleagues they replace."""
    return [agent.pk, *(remplacement.absent_id for remplacement in remplacements_de(agent))]
