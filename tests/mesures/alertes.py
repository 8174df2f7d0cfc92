"""The alerts of a night, against SQL written by hand; both write into an empty table."""

from pathlib import Path

from django.db import connection
from django.utils import timezone

from accompagnement.actions.alerte import calculer_alertes
from accompagnement.models import Alerte
from tests.mesures.chronometre import en_alternance, mediane

DOSSIER = Path(__file__).parent
A_LA_MAIN = (DOSSIER / "alertes_a_la_main.sql").read_text()
VIE_EN_COURS = (DOSSIER / "vie_en_cours.sql").read_text()
LIGNES = ("parcours", "code", "le", "lecteurs")


def animer():
    """Open parcours as a PLIE has them, so that every alert has somebody."""
    with connection.cursor() as curseur:
        curseur.execute(VIE_EN_COURS, {})
        curseur.execute("VACUUM ANALYZE")


def vider():
    with connection.cursor() as curseur:
        curseur.execute("TRUNCATE accompagnement_alerte")


def notre_nuit():
    vider()
    calculer_alertes()


def a_la_main():
    vider()
    with connection.cursor() as curseur:
        curseur.execute(A_LA_MAIN, {"jour": timezone.localdate()})


def comparer():
    """The same rows by both, or the ratio would mean nothing; returns how many."""
    a_la_main()
    attendues = set(Alerte.objects.values_list(*LIGNES))
    notre_nuit()
    obtenues = set(Alerte.objects.values_list(*LIGNES))
    assert obtenues == attendues, sorted(obtenues ^ attendues, key=str)[:10]
    return len(obtenues)


def mesurer(taille):
    animer()
    nombre = comparer()
    notre, main = en_alternance(notre_nuit, a_la_main, fois=5)
    notre_nuit()
    deuxieme, _ = en_alternance(calculer_alertes, timezone.now, fois=5)
    return {
        "alertes de la nuit / SQL": mediane(notre) / mediane(main),
        "alertes de la nuit (s)": mediane(notre),
        "alertes, rien n'a changé (s)": mediane(deuxieme),
        "alertes comparées": nombre,
    }
