import re
from pathlib import Path

from django.conf import settings

from plie.socle import verrous
from plie.taches.actions import VERROU_HORAIRE
from plie.taches.models import VERROU

PRISE = re.compile(r"pg_\w*advisory\w*\([^\"]*\", \[([^\]]*)\]")


def test_no_two_works_share_a_lock():
    numeros = [valeur for nom, valeur in vars(verrous).items() if nom.isupper()]
    numeros += [VERROU, VERROU_HORAIRE]
    assert len(numeros) == len(set(numeros)) == 10


def test_no_other_module_takes_a_lock_by_its_number():
    for app in ("accompagnement", "offres", "conventions", "plie"):
        for fichier in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            for valeurs in PRISE.findall(fichier.read_text()):
                assert re.match(r"verrous\.[A-Z]+|VERROU", valeurs), fichier
