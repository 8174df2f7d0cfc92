"""Publish the API as it is now: keep its document, and its fingerprint in the journal of changes.

Refuses what would break a program that calls the API today.
"""

import json
import os
import re
import sys

import django


def publier():
    # Imported here: Django must be set up first.
    from plie.partenaires.api.document import JOURNAL, document, empreinte_du  # noqa: PLC0415
    from tests.api.publie import PUBLIE, lire  # noqa: PLC0415
    from tests.api.ruptures import ruptures  # noqa: PLC0415

    actuel = document()
    if PUBLIE.exists() and (fautes := ruptures(lire(), actuel)):
        sys.exit("\n".join(fautes))
    PUBLIE.write_text(json.dumps(actuel, sort_keys=True, ensure_ascii=False, indent=1) + "\n")
    ligne = f'empreinte = "{empreinte_du(actuel)}"'
    JOURNAL.write_text(re.sub(r'empreinte = ".*"', ligne, JOURNAL.read_text(), count=1))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plie.settings")
    # No server is asked: these addresses lead nowhere.
    os.environ.setdefault("DATABASE_URL", "postgresql:///plie?host=/nulle/part")
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:1/0")
    django.setup()
    publier()
