from django.apps import apps


class Conflit(Exception):
    """Somebody saved the object after the form was opened; `actuel` is what they saved, `version`
    the one it has now, where the row calls it otherwise."""

    def __init__(self, actuel, version=None):
        super().__init__("Quelqu'un d'autre a modifié ces informations entre-temps.")
        self.actuel = actuel
        self.version = getattr(actuel, "version", None) if version is None else version


def phrase_contrainte(erreur):
    """The French sentence of the database constraint that raised this IntegrityError.

    Forms check constraints before they write; this serves what only the database can see: two
    requests at the same moment, bulk writes, triggers.
    """
    diagnostic = getattr(erreur.__cause__, "diag", None)
    nom = getattr(diagnostic, "constraint_name", None)
    for modele in apps.get_models():
        for contrainte in modele._meta.constraints:
            if contrainte.name == nom:
                return str(contrainte.violation_error_message)
    # Our own triggers name a constraint and speak French; nothing else does both.
    if nom and (diagnostic.context or "").startswith("PL/pgSQL"):
        return diagnostic.message_primary
    return "La base a refusé cet enregistrement."
