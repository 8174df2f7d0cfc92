"""The measures at one size, in a process and a database of their own; prints one JSON line."""

import importlib
import json
import os
import resource
import sys

import django
import psycopg
from psycopg import sql

from plie import embarque

MODULES = (
    "alertes",
    "chiffres",
    "pages",
    "brouillons",
    "api",
    "annonces",
    "courriers",
    "importation",
    "memoire",
    "offres_flux",
    "offres_recherche",
    "processus",
    "rapprochements",
)


def creer_base(nom):
    """An empty database of that name on the embedded server; returns its address."""
    adresse, _ = embarque.adresses()
    with psycopg.connect(adresse, autocommit=True) as connexion:
        base = sql.Identifier(nom)
        connexion.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(base))
        connexion.execute(sql.SQL("CREATE DATABASE {}").format(base))
    return adresse.replace("/plie?", f"/{nom}?")


def main(taille, modules):
    os.environ["DATABASE_URL"] = creer_base(f"mesures_{taille}")
    os.environ["DJANGO_SETTINGS_MODULE"] = "plie.settings"
    django.setup()
    resultats = {"participants": taille}
    for nom in ("peuplement", *modules):
        mesures = importlib.import_module(f"tests.mesures.{nom}").mesurer(taille)
        # Said at once too: a measure that fails later must not take these with it.
        print(json.dumps(mesures, ensure_ascii=False), file=sys.stderr)  # noqa: T201 - a command
        resultats |= mesures
    pic = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    resultats["mémoire de pointe du processus (Mo)"] = pic
    print(json.dumps(resultats))  # noqa: T201 - read by the parent process


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:] or MODULES)
