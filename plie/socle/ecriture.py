"""What actions share when they write a row that two people may change at once."""

from django.core.exceptions import ValidationError

from plie.socle.erreurs import Conflit

RETIRE = "Quelqu'un vient de retirer ce que vous modifiez : rien n'est enregistré."


def exiger_version(objet, version):
    """Raise Conflit when somebody saved `objet` after `version` was read."""
    if objet.version != version:
        raise Conflit(objet)


def relire(objet):
    """The row itself, under lock; raises ValidationError when somebody took it out meanwhile."""
    actuel = type(objet).objects.select_for_update().filter(pk=objet.pk).first()
    if actuel is None:
        raise ValidationError(RETIRE)
    return actuel


def reprendre(objet, version):
    """The row itself, under lock and at its next version; raises like `relire` and
    `exiger_version`. One that is not written yet is taken as it is, at version 1."""
    if objet.pk is None:
        objet.version = 1
        return objet
    actuel = relire(objet)
    exiger_version(actuel, version)
    actuel.version += 1
    return actuel


def remplir(objet, champs):
    for nom, valeur in champs.items():
        setattr(objet, nom, valeur)
