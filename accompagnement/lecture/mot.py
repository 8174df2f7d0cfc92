"""The words that colleagues wrote about a person: a text that may say anything."""

from collections import defaultdict

from django.db.models import F

from plie.comptes.models import Agent


def lire_mots(mots, agent, reserve):
    """Those of `mots` that `agent` wrote or was written to, and all of them for who reads what is
    reserved; on each, `a_qui`: the names it was addressed to."""
    adresses = _adresses([mot.pk for mot in mots])
    for mot in mots:
        mot.a_qui = [str(lecteur) for lecteur in adresses[mot.pk]]
    return [mot for mot in mots if not reserve.tait or _est_sien(mot, adresses, agent)]


def _est_sien(mot, adresses, agent):
    return agent is not None and (agent == mot.auteur or agent in adresses[mot.pk])


def _adresses(cles):
    """{key of a word: the agents it is addressed to}."""
    adresses = defaultdict(list)
    if cles:
        lus = Agent.objects.filter(mots_recus__in=cles).annotate(mot=F("mots_recus"))
        for agent in lus:
            adresses[agent.mot].append(agent)
    return adresses
