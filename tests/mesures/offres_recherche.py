"""The first page of the list of offers among 500,000 open ones, against a bare view."""

from django.test import override_settings

from offres.enums import Declencheur, StatutSynchronisation
from offres.models import Offre, Synchronisation
from tests.mesures.offres_peuplement import peupler_offres
from tests.mesures.pages import adresses, client_connecte, mesurer_pages

OFFRES = 500_000
PAGES = {
    "offres : liste": "/offres/",
    "offres : recherche": "/offres/?q=agent+nettoyage",
    "offres : autour de Denain": "/offres/?commune=59172&distance=15&metier=K13",
}


@override_settings(ROOT_URLCONF="tests.mesures.pages", OFFRES_PAGES_PAR_MINUTE=1_000_000)
def mesurer(taille):
    """At the largest size only: what is measured is the number of offers, not of people."""
    if taille < 100_000:
        return {}
    manquantes = OFFRES - Offre.objects.ouvertes().count()
    if manquantes > 0:
        peupler_offres(manquantes)
    maintenant = Synchronisation(
        statut=StatutSynchronisation.REUSSIE, declencheur=Declencheur.COMMANDE
    )
    maintenant.fin = maintenant.debut
    maintenant.save()
    pk, _ = adresses()
    return mesurer_pages(client_connecte(), pk, PAGES)
