"""Writing offers as they come, against a raw COPY of the same JSON; and in constant memory."""

import json
import resource
import time

from django.db import connection

from offres.actions.ecriture import Ecriture
from offres.models import Offre
from plie.demonstration.france_travail.generation import generer

TAILLE = 100_000
MASSE = 500_000
PAR_PAGE = 150


def mesurer(taille):
    """The same at every size of the base: measured once, at the largest."""
    if taille != TAILLE:
        return {}
    return ecriture_contre_copie() | memoire_de_masse()


def ecriture_contre_copie():
    """The best of three turns, each side in turn."""
    offres = generer()
    tours = [_tour(offres) for _ in range(3)]
    copie, ecriture, relecture = (min(temps) for temps in zip(*tours, strict=True))
    return {
        "offres : écriture de 1 853 / COPY": ecriture / copie,
        "offres : relecture de 1 853 / COPY": relecture / copie,
        "offres : écriture de 1 853 (s)": ecriture,
    }


def _tour(offres):
    Offre.objects.importees().delete()
    return (
        _chronometrer(lambda: _copier(offres)),
        _chronometrer(lambda: _ecrire(_pages(offres))),
        _chronometrer(lambda: _ecrire(_pages(offres))),
    )


def memoire_de_masse(nombre=MASSE):
    """Peak memory grown between the first tenth and the end, in Mo."""
    modeles = generer()
    _ecrire(_masse(modeles, 0, nombre // 10))
    avant = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    debut = time.perf_counter()
    _ecrire(_masse(modeles, nombre // 10, nombre))
    duree = time.perf_counter() - debut
    apres = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _vider()
    return {
        "offres : mémoire prise par 500 000 (Mo)": (apres - avant) / 1024,
        "offres : écriture de 450 000 (s)": duree,
    }


def _vider():
    """Leave the offers to the measures that follow, which make their own."""
    with connection.cursor() as curseur:
        curseur.execute("DELETE FROM offres_offre WHERE identifiant LIKE 'M%'")
        curseur.execute("VACUUM ANALYZE offres_offre")


def _chronometrer(acte):
    debut = time.perf_counter()
    acte()
    return time.perf_counter() - debut


def _copier(offres):
    with connection.cursor() as curseur:
        curseur.execute("CREATE TABLE mesure_offres (id text PRIMARY KEY, brut jsonb)")
        with curseur.copy("COPY mesure_offres FROM STDIN") as copie:
            for offre in offres:
                copie.write_row((offre["id"], json.dumps(offre, ensure_ascii=False)))
        curseur.execute("DROP TABLE mesure_offres")


def _ecrire(pages):
    ecriture = Ecriture()
    for page in pages:
        ecriture.ecrire(page)


def _pages(offres):
    for debut in range(0, len(offres), PAR_PAGE):
        yield offres[debut : debut + PAR_PAGE]


def _masse(modeles, debut, fin):
    for premier in range(debut, fin, PAR_PAGE):
        yield [
            modeles[rang % len(modeles)] | {"id": f"M{rang}"}
            for rang in range(premier, min(premier + PAR_PAGE, fin))
        ]
