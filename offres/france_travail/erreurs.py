"""What the service may answer in the way of trouble. Messages are French, shown as they are, and
never hold a secret, a token nor the body of an answer."""


class FranceTravailErreur(Exception):
    """The request failed for good."""

    # Whether asking again later may succeed.
    est_passagere = False


class AccesRefuse(FranceTravailErreur):
    """Wrong credentials, licence not accepted, scope missing: every request would fail."""


class RequeteRefusee(FranceTravailErreur):
    """A parameter is wrong: the same request never succeeds."""


class RechercheTropLarge(FranceTravailErreur):
    """More offers than a run may ask for: the same search never succeeds."""

    def __init__(self, total):
        super().__init__(f"Une recherche annonce {total} offres : elle est trop large.")


class JetonExpire(FranceTravailErreur):
    """The token was refused; a new one is asked for, once."""


class ServiceIndisponible(FranceTravailErreur):
    """5xx, network, time out, or an answer that cannot be read."""

    est_passagere = True


class TropDAppels(ServiceIndisponible):
    def __init__(self, attente=None):
        super().__init__("France Travail refuse les appels : ils sont trop nombreux.")
        # Seconds asked for by the service; None when it did not say.
        self.attente = attente
