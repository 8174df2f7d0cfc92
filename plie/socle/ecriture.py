"""What actions share when they write a row that two people may change at once."""

from plie.socle.erreurs import Conflit


def exiger_version(objet, version):
    """Raise Conflit when somebody saved `objet` after `version` was read."""
    if objet.version != version:
        raise Conflit(objet)


def reprendre(objet, version):
    """The row itself, under lock and at its next version; raises Conflit like `exiger_version`.
    One that is not written yet is taken as it is, at version 1."""
    if objet.pk is None:
        objet.version = 1
        return objet
    actuel = type(objet).objects.select_for_update().get(pk=objet.pk)
    exiger_version(actuel, version)
    actuel.version += 1
    return actuel


def remplir(objet, champs):
    for nom, valeur in champs.items():
        setattr(objet, nom, valeur)
