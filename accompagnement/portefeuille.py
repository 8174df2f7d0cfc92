"""Whose portfolios an agent holds today. Reads no model by name: models, permissions and pages all
ask it."""

from django.utils import timezone

from plie.comptes.enums import Role


def remplacements_de(agent):
    """The replacements that `agent` holds today, read once and kept on the instance."""
    jour = timezone.localdate()
    lus_le, lus = getattr(agent, "_remplacements", (None, ()))
    if lus_le != jour:
        est_referent = agent.is_active and agent.role == Role.REFERENT
        en_cours = agent.remplacements.en_cours(jour).select_related("absent")
        lus = list(en_cours.order_by("date_fin", "pk")) if est_referent else []
        agent._remplacements = (jour, lus)
    return lus


def portefeuilles_de(agent):
    """The keys of the référents whose portfolios are in the hands of `agent` today: their own,
    and those of the colleagues they replace."""
    return [agent.pk, *(remplacement.absent_id for remplacement in remplacements_de(agent))]
