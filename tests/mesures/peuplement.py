import io
import time

from django.core.management import call_command
from django.db import connection


def mesurer(taille):
    call_command("preparer", stdout=io.StringIO())
    depart = time.perf_counter()
    call_command("peupler", participants=taille, graine=1, stdout=io.StringIO())
    duree = time.perf_counter() - depart
    with connection.cursor() as curseur:
        curseur.execute("VACUUM ANALYZE")
    return {"peuplement (s)": duree}
