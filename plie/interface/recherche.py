"""The search of the top bar: each app declares what it finds in the `recherche` of its config."""

from collections.abc import Callable
from typing import NamedTuple

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string

LONGUEUR_MAX = 100
# Trigrams need three letters: a shorter text matches nearly every name.
LONGUEUR_MIN = 2


class Resultat(NamedTuple):
    """One thing found; without `adresse`, it is only named."""

    libelle: str
    detail: str
    adresse: str = ""


class Trouvailles(NamedTuple):
    """What one source found.

    `nombre` stops counting at `plafond` and the page then says "more than". `proches`: nothing
    matches exactly, these only resemble the text. `adresse_liste`: the whole list, if there is one.
    """

    resultats: list
    nombre: int
    plafonne: bool = False
    proches: bool = False
    adresse_liste: str = ""
    libelle_liste: str = ""


class Source(NamedTuple):
    """One kind of thing.

    `lire` is the dotted path of a function (agent, text, limit) that gives Trouvailles, of what
    `agent` may see and nothing else. `recents`, of a function (agent) that gives the Resultats to
    offer before anything is typed. `liste`, a URL name and its query, is the list that Enter opens.
    """

    titre: str
    lire: str
    est_visible: Callable
    recents: str = ""
    titre_recents: str = ""
    liste: tuple = ()


class Groupe(NamedTuple):
    cle: str
    titre: str
    trouvailles: Trouvailles


def nettoyer(texte):
    """What was typed, as the database can compare it."""
    return " ".join(texte.replace("\0", "").split())[:LONGUEUR_MAX]


def chercher(agent, texte, limite):
    """The groups of results of `texte`, at most `limite` each; empty ones are left out, those that
    only resemble it come last."""
    if len(texte) < LONGUEUR_MIN:
        return []
    groupes = [
        Groupe(f"groupe-{rang}", source.titre, import_string(source.lire)(agent, texte, limite))
        for rang, source in enumerate(_sources(agent))
    ]
    trouves = [groupe for groupe in groupes if groupe.trouvailles.resultats]
    return sorted(trouves, key=lambda groupe: groupe.trouvailles.proches)


def recents(agent):
    """What the agent opened lately, as groups of the same shape."""
    groupes = []
    for source in _sources(agent):
        lus = import_string(source.recents)(agent) if source.recents else []
        if lus:
            groupes.append(Groupe("recents", source.titre_recents, Trouvailles(lus, len(lus))))
    return groupes


def adresse_de_la_liste(agent):
    """Where Enter leads, `&q=` being added to it; empty when the agent opens no such list."""
    for source in _sources(agent):
        if source.liste:
            url, requete = source.liste
            return f"{reverse(url)}?{requete}"
    return ""


def _sources(agent):
    return [
        source
        for config in apps.get_app_configs()
        for source in getattr(config, "recherche", ())
        if source.est_visible(agent)
    ]
