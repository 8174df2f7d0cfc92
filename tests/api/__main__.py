"""Publish the API as it is now: keep its document, and its fingerprint in the journal of changes.

Refuses what would break a program that calls the API today, and what the journal does not tell: a
change is told under a version whose `empreinte` is empty, which is filled in here.
"""

import json
import os
import re
import sys

import django

EMPREINTE, A_REMPLIR = re.compile(r'^empreinte = ".*"$', re.MULTILINE), 'empreinte = ""'


def publier():
    # Imported here: Django must be set up first.
    from plie.partenaires.api.document import JOURNAL, document, empreinte_du  # noqa: PLC0415
    from tests.api.publie import PUBLIE, lire  # noqa: PLC0415
    from tests.api.ruptures import ruptures  # noqa: PLC0415

    actuel = document()
    if PUBLIE.exists() and (fautes := ruptures(lire(), actuel)):
        sys.exit("\n".join(fautes))
    ligne = f'empreinte = "{empreinte_du(actuel)}"'
    dit = JOURNAL.read_text()
    premiere = EMPREINTE.search(dit)[0]
    if premiere not in (A_REMPLIR, ligne):
        sys.exit(
            f"The document changes: tell it in {JOURNAL.name}, under a version of today whose "
            f"line is {A_REMPLIR}, then run this again."
        )
    PUBLIE.write_text(json.dumps(actuel, sort_keys=True, ensure_ascii=False, indent=1) + "\n")
    JOURNAL.write_text(EMPREINTE.sub(ligne, dit, count=1))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plie.settings")
    # No server is asked: these addresses lead nowhere.
    os.environ.setdefault("DATABASE_URL", "postgresql:///plie?host=/nulle/part")
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")
    os.environ.setdefault("SECRET_KEY", "sans-objet")
    django.setup()
    publier()
