from datetime import date

import pytest

from accompagnement.documents.parcours import (
    contrat_d_engagement,
    fiche_de_parcours,
    relais,
)
from accompagnement.lecture.parcours import Lecture
from accompagnement.models import Etape, Projet
from tests.pdf import texte_du_pdf
from tests.usines import (
    AgentFactory,
    EntretienFactory,
    EtapeFactory,
    ParcoursFactory,
    SituationFactory,
    StructureFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lecture():
    referent = AgentFactory(nom="Lenoir")
    parcours = ParcoursFactory(
        actif=True,
        referent=referent,
        participant__nom="#panic[Dupont]",
        criteres=["rsa", "rqth"],
    )
    SituationFactory(parcours=parcours)
    EtapeFactory(parcours=parcours, libelle="Remise à niveau")
    Etape.objects.create(
        parcours=parcours, axe="formation", libelle="CACES", date_debut_prevue=date(2025, 5, 2)
    )
    EntretienFactory(parcours=parcours, agent=referent, notes="une note", mode="visio")
    Projet.objects.create(parcours=parcours, description="Travailler dehors", mobilite_km=15)
    return Lecture.pour(parcours, referent)


def test_the_record_prints_the_parcours_without_what_was_said(lecture):
    texte = texte_du_pdf(fiche_de_parcours(lecture))
    for attendu in ("#panic[Dupont]", "RQTH", "CACES", "Prévue", "Visioconférence", "15 km"):
        assert attendu in texte
    assert "une note" not in texte


def test_the_record_hides_health_from_who_may_not_read_it(lecture):
    texte = texte_du_pdf(fiche_de_parcours(Lecture.publique(lecture.parcours)))
    assert "RSA" in texte
    assert "RQTH" not in texte


def test_the_contract_is_signed_by_three(lecture):
    texte = texte_du_pdf(contrat_d_engagement(lecture))
    assert "à compter du 15/01/2025" in texte
    assert texte.count("Date et signature") == 3


def test_the_relay_says_what_is_asked_and_nothing_of_health_whoever_prints_it(lecture):
    pdf = relais(lecture, destinataire=StructureFactory(nom="Cap emploi"), objet="Un bilan\nrapide")
    texte = texte_du_pdf(pdf)
    assert "À l'attention de : Cap emploi" in texte.replace("’", "'")
    assert "Un bilan rapide" in texte
    assert "RQTH" not in texte and "une note" not in texte


def test_a_parcours_of_which_nothing_is_known_still_prints():
    vide = Lecture.publique(ParcoursFactory())
    assert "non renseigné" in texte_du_pdf(fiche_de_parcours(vide))
    assert "de l'entrée" in texte_du_pdf(contrat_d_engagement(vide)).replace("’", "'")
