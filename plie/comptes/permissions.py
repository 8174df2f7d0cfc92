"""Acts on accounts, and the scope helpers every app above shares."""

from plie.comptes.enums import Role


def a_un_role(agent, *roles):
    return agent.is_active and agent.role in roles


def peut_administrer(agent):
    return a_un_role(agent, Role.ADMINISTRATION)


def peut_surveiller(agent):
    """May read which of the work asked of the workers did not end well."""
    return a_un_role(agent, Role.ADMINISTRATION, Role.COORDINATION)
