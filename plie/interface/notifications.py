"""What agents are told of: each app declares its kinds in the `notifications` of its config."""

from functools import cache
from typing import NamedTuple

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string

from plie.comptes.enums import Role


class Nature(NamedTuple):
    """One kind: its sentence and what it opens.

    `phrase` may say `{personne}`, `{au_sujet}`, `{auteur}` and `{precision}`.
    `url` takes the key of the person, of the parcours, of `objet` or none, as `cle` says. `canal`
    is how it is told to whoever chose nothing; `roles`, who may be told.
    """

    code: str
    libelle: str
    phrase: str
    url: str
    cle: str
    canal: str
    roles: tuple[Role, ...]
    suite: str = ""

    def adresse(self, notification):
        cles = [CLES[self.cle](notification)] if self.cle else []
        return reverse(self.url, args=cles) + self.suite.format(
            objet=notification.objet, parcours=notification.parcours_id
        )


CLES = {
    "participant": lambda notification: notification.parcours.participant_id,
    "parcours": lambda notification: notification.parcours_id,
    "objet": lambda notification: notification.objet,
}


class Cloche(NamedTuple):
    """The bell of every page: the page that it opens, and the dotted path of a function of the
    agent that counts what is new, in one query."""

    url: str
    compter: str


@cache
def natures():
    """{code: Nature}, in the order of their declaration."""
    toutes = (n for config in apps.get_app_configs() for n in getattr(config, "notifications", ()))
    return {nature.code: nature for nature in toutes}


def nouvelles(agent):
    """What the bell shows: (address, number), or None where no app has one."""
    for config in apps.get_app_configs():
        cloche = getattr(config, "cloche", None)
        if cloche:
            return reverse(cloche.url), import_string(cloche.compter)(agent)
    return None
