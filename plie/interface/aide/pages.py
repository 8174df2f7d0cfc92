"""The pages of help: each app declares its own in the `aide` of its config.

The text of a page is the template of its name.
"""

import functools
from typing import NamedTuple

from django.apps import apps


class Page(NamedTuple):
    """`ecrans`: the URL names, application included, whose help link opens this page;
    `est_des_partenaires`: read by conseillers too, who read no other one."""

    cle: str
    titre: str
    mots_cles: str = ""
    ecrans: tuple = ()
    est_des_partenaires: bool = False

    def est_lisible(self, agent):
        return self.est_des_partenaires or agent.est_de_la_maison

    @property
    def gabarit(self):
        return f"aide/pages/{self.cle}.html"


class Rubrique(NamedTuple):
    """A part of the summary; `rang` orders them, whatever app they come from."""

    titre: str
    rang: int
    pages: tuple


@functools.cache
def rubriques():
    toutes = [r for config in apps.get_app_configs() for r in getattr(config, "aide", ())]
    return sorted(toutes, key=lambda rubrique: rubrique.rang)


def rubriques_de(agent):
    """Those of which `agent` reads a page, with those pages."""
    lues = (
        rubrique._replace(pages=tuple(page for page in rubrique.pages if page.est_lisible(agent)))
        for rubrique in rubriques()
    )
    return [rubrique for rubrique in lues if rubrique.pages]


@functools.cache
def pages():
    """{key: page}, in the order of the summary."""
    return {page.cle: page for rubrique in rubriques() for page in rubrique.pages}


@functools.cache
def ecrans():
    """{URL name of a screen: its page}."""
    return {ecran: page for page in pages().values() for ecran in page.ecrans}


def page_de_l_ecran(trouve):
    """The help of the screen that `trouve`, the request's resolver match, leads to; or None."""
    return ecrans().get(trouve.view_name) if trouve else None
