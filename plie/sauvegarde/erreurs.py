class SauvegardeErreur(Exception):
    """Carries the sentence shown to whoever typed the command."""
