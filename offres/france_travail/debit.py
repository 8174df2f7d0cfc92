"""So many calls a second, whatever the number of workers."""

import time

from django.conf import settings

from offres.france_travail.partage import cle, connexion

# The next free moment, by the clock of Redis, so that workers need not agree on theirs.
RESERVER = """
local t = redis.call('TIME')
local maintenant = t[1] * 1000000 + t[2]
local libre = tonumber(redis.call('GET', KEYS[1]) or '0')
local pas = tonumber(ARGV[1])
local moment = math.max(maintenant, libre)
local duree = math.ceil((moment - maintenant + pas) / 1000) + 1000
redis.call('SET', KEYS[1], string.format('%.0f', moment + pas), 'PX', string.format('%.0f', duree))
return moment - maintenant
"""


def attendre_son_tour():
    """Reserve the next slot and sleep until it comes; returns the seconds waited."""
    pas = round(1_000_000 / settings.FRANCE_TRAVAIL_APPELS_PAR_SECONDE)
    secondes = connexion().eval(RESERVER, 1, cle("debit"), pas) / 1_000_000
    if secondes:
        time.sleep(secondes)
    return secondes
