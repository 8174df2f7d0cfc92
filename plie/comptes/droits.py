"""Rights: each app names its own in an `Acte`, and one matrix says which role has which."""

from enum import StrEnum

from django.core.exceptions import ImproperlyConfigured

MATRICES = {}


def toujours(_agent, _objet):
    return True


def pour(*roles, si=toujours):
    """A line of the matrix: these roles, when `si(agent, objet)` holds."""
    return dict.fromkeys(roles, si)


class Droits(StrEnum):
    """Base of each app's `Acte`: a right that is not a member cannot be written."""

    @classmethod
    def regir(cls, matrice):
        """Bind the one matrix {right: {role: condition}}; it names every right, and no other."""
        if set(matrice) != set(cls):
            raise ImproperlyConfigured(f"{cls.__qualname__} and its matrix differ")
        MATRICES[cls] = matrice

    def permet(self, agent, objet=None):
        """Whether `agent` may, on `objet` when the right depends on one; a role without a line,
        like an account that is closed, may nothing."""
        condition = MATRICES[type(self)][self].get(agent.role)
        return agent.is_active and condition is not None and bool(condition(agent, objet))
