"""Two people of one name are told apart wherever somebody is chosen."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags

from accompagnement.enums import Statut
from accompagnement.models import Projet
from plie.referentiels.models import Rome
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    CoordinationFactory,
    OffreFactory,
    OrientationFactory,
    ParcoursFactory,
    ParticipantFactory,
    SeanceFactory,
)

pytestmark = pytest.mark.django_db
# One day, and what it may have been typed for.
JOURS = (date(1980, 3, 12), date(1980, 12, 3))


@pytest.fixture
def homonymes():
    agent = AgentFactory()

    def creer(**champs):
        champs = champs or {"actif": True}
        return [
            ParcoursFactory(
                structure=agent.structure,
                referent=agent,
                participant__nom="PETIT",
                participant__prenom="Ana",
                participant__adresse="12 rue des Mines",
                participant__date_naissance=jour,
                **champs,
            )
            for jour in JOURS
        ]

    return creer


def _page_de(client, nom, *cles, **parametres):
    return client.get(reverse(f"accompagnement:{nom}", args=cles), parametres)


def _a_inscrire(client, creer):
    return _page_de(client, "seance", SeanceFactory(animateur=creer()[0].referent).pk)


def _prets(client, creer):
    creer(statut=Statut.PRESENTE)
    return _page_de(client, "commission", CommissionFactory(date=timezone.localdate()).pk)


def _orientee(client, creer):
    creer()
    recue = OrientationFactory(nom="PETIT", prenom="Ana", date_naissance=JOURS[0])
    return _page_de(client, "orientation_accepter", recue.pk)


def _pour_une_offre(client, creer):
    domaine = {"domaine_code": "K22", "domaine_libelle": "Propreté"}
    grand = {"grand_domaine_code": "K", "grand_domaine_libelle": "Services"}
    rome = Rome.objects.create(code="K2204", libelle="Nettoyage", **domaine, **grand)
    for parcours in creer():
        Projet.objects.create(parcours=parcours).metiers.set([rome])
    return _page_de(client, "offre_personnes", OffreFactory().pk)


def _lot_de_courriers(client, creer):
    cles = ",".join(str(parcours.pk) for parcours in creer())
    saisie = {"parcours": cles, "saisie": "oui", "modele": "courrier_relance"}
    return client.post(reverse("accompagnement:selection_courriers"), saisie, follow=True)


def _a_fusionner(client, creer):
    creer()
    return _page_de(client, "dossier_fusionner", ParticipantFactory().pk, q="petit")


@pytest.mark.parametrize(
    "ouvrir", [_a_inscrire, _prets, _orientee, _pour_une_offre, _lot_de_courriers, _a_fusionner]
)
def test_homonyms_carry_their_birth_date_in_every_choice(client, homonymes, ouvrir):
    client.force_login(CoordinationFactory())
    texte = " ".join(strip_tags(ouvrir(client, homonymes).text).split())
    for jour in JOURS:
        assert re.search(rf"PETIT Ana,? née le {jour:%d/%m/%Y}", texte)
