"""Matching: everybody of a PLIE against the offers of its territory, in SQL written by hand beside
ours; and one person against 500,000 offers, beside a page read by its key."""

from pathlib import Path

from django.db import connection
from django.test import override_settings
from django.utils import timezone

from accompagnement.actions.rapprochement import calculer_rapprochements
from accompagnement.models import Parcours, Rapprochement
from offres.enums import Declencheur, StatutSynchronisation
from offres.models import Offre, Synchronisation
from tests.mesures.chronometre import en_alternance, mediane
from tests.mesures.offres_peuplement import peupler_offres
from tests.mesures.pages import client_connecte, mesurer_pages

DOSSIER = Path(__file__).parent
PROJETS = (DOSSIER / "projets.sql").read_text()
A_LA_MAIN = (DOSSIER / "rapprochements_a_la_main.sql").read_text()
PERSONNES, OFFRES, MASSE = 461, 1853, 500_000
LIGNES = ("parcours", "offre", "score")


@override_settings(ROOT_URLCONF="tests.mesures.pages")
def mesurer(taille):
    """Everybody where the base holds 461 people followed, one person where offers are many."""
    if taille < 10_000:
        return {}
    chercher_du_travail()
    synchroniser()
    if taille < 100_000:
        peupler_offres(OFFRES - Offre.objects.ouvertes().count())
        return tout_le_monde()
    return une_personne()


def chercher_du_travail(nombre=PERSONNES):
    with connection.cursor() as curseur:
        curseur.execute(PROJETS, {"nombre": nombre})


def synchroniser():
    maintenant = timezone.now()
    Synchronisation.objects.create(
        statut=StatutSynchronisation.REUSSIE,
        declencheur=Declencheur.COMMANDE,
        debut=maintenant,
        fin=maintenant,
    )


def a_la_main():
    with connection.cursor() as curseur:
        curseur.execute("DELETE FROM accompagnement_rapprochement")
        curseur.execute(A_LA_MAIN)


def tout_le_monde():
    nombre = comparer()
    notre, main = en_alternance(calculer_rapprochements, a_la_main, fois=5)
    return {
        "rapprochement de 461 x 1 853 / SQL": mediane(notre) / mediane(main),
        "rapprochement de 461 x 1 853 (s)": mediane(notre),
        "rapprochements comparés": nombre,
    }


def comparer():
    """The same offers with the same points by both, or the ratio would mean nothing."""
    a_la_main()
    attendus = set(Rapprochement.objects.values_list(*LIGNES))
    calculer_rapprochements()
    obtenus = set(Rapprochement.objects.values_list(*LIGNES))
    assert obtenus == attendus, sorted(obtenus ^ attendus)[:10]
    return len(obtenus)


def une_personne():
    """The tab « Offres » of one person, computed on the spot, against a page as long that reads
    one row by its key."""
    manquantes = MASSE - Offre.objects.ouvertes().count()
    if manquantes > 0:
        peupler_offres(manquantes)
    client = client_connecte()
    suivis = Parcours.objects.filter(projet__isnull=False).order_by("pk")
    participant = suivis[suivis.count() // 2].participant_id
    page = f"/dossiers/{participant}/offres/"
    assert b"points" in client.get(page).content, "no offer is proposed: the measure says nothing"
    return mesurer_pages(client, participant, {"une personne, 500 000 offres": page})
