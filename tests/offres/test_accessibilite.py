"""axe on the pages of offers and employers, on a desk and on a phone."""

import pytest

from offres.actions.territoire import charger_groupes
from offres.models import Contact, Echange
from plie.comptes.enums import Role
from tests.accessibilite import examiner
from tests.connexion import se_connecter
from tests.usines import (
    AgentFactory,
    CommuneFactory,
    EtablissementFactory,
    OffreFactory,
    SynchronisationFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
LARGEURS = (1366, 390)


def _se_connecter(page):
    agent = AgentFactory(role=Role.COORDINATION)
    se_connecter(page, agent)
    return agent


def test_every_page_of_offers_and_employers_is_accessible(page):
    agent = _se_connecter(page)
    charger_groupes()
    SynchronisationFactory()
    denain = CommuneFactory(code_insee="59172", nom="Denain", latitude=50.3293, longitude=3.3942)
    etablissement = EtablissementFactory(commune=denain)
    Contact.objects.create(etablissement=etablissement, nom="Nadia", email="nadia@exemple.fr")
    Echange.objects.create(
        etablissement=etablissement,
        type="appel",
        objet="prospection",
        le="2025-01-10",
        intervenant="Nadia",
        suite="Rappeler",
        suite_le="2025-01-12",
        saisi_par=agent,
    )
    notre = OffreFactory(etablissement=etablissement, commune=denain, description="Texte")
    brut = {"lieuTravail": {"libelle": "59 - DENAIN"}, "inconnu": [1]}
    importee = OffreFactory(importee=True, brut=brut, commune=denain)
    employeur = f"/employeurs/{etablissement.pk}/"
    for adresse in (
        "/",
        "/offres/?q=agent&debutant=on",
        "/offres/?vue=nos",
        "/offres/saisir/",
        f"/offres/{notre.pk}/",
        f"/offres/{importee.pk}/",
        "/offres/territoire/",
        "/offres/groupes/",
        "/offres/methode/",
        "/employeurs/",
        "/employeurs/ajouter/",
        employeur,
        f"{employeur}echanges/noter/",
    ):
        page.goto(adresse)
        for largeur in LARGEURS:
            page.set_viewport_size({"width": largeur, "height": 900})
            examiner(page)
