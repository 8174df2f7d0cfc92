"""An offer told to people: what they ask first comes first, in their words, and once."""

import re

import pytest
from django.urls import reverse

from offres.enums import StatutOffre
from offres.lecture.annonce import lire_annonce
from offres.models import Offre
from plie.demonstration.france_travail.generation import generer
from tests.usines import AgentFactory, CommuneFactory, OffreFactory, SynchronisationFactory

BRUT = {
    "id": "048KLTP",
    "lieuTravail": {"libelle": "59 - DENAIN", "codePostal": "59220", "commune": "59172"},
    "experienceExige": "E",
    "experienceLibelle": "3 An(s)",
    "salaire": {"libelle": "Horaire de 12.02 Euros", "complement1": "Primes"},
    "qualitesProfessionnelles": [{"libelle": "Autonomie", "description": "Agir seul"}],
    "contact": {"nom": "Agence de Denain", "coordonnees1": "https://candidat.francetravail.fr"},
    "natureContrat": "Contrat travail",
}
CHAMPS = {
    "importee": True,
    "brut": BRUT,
    "identifiant": "048KLTP",
    "contrat_libelle": "CDD - 6 Mois",
    "lieu": "59 - DENAIN",
    "departement": "59",
    "salaire": "Horaire de 12.02 Euros",
    "heures_hebdo": "17.50",
    "est_temps_plein": False,
    "horaires": "17H30/semaine\nTravail le matin",
    "postes": 3,
}


def _dit(lignes):
    return {
        ligne.libelle: [texte.replace("\xa0", " ") for texte in ligne.textes] for ligne in lignes
    }


def _annonce(**champs):
    offre = OffreFactory(**CHAMPS | champs)
    offre.refresh_from_db()
    return lire_annonce(offre)


@pytest.mark.django_db
def test_what_people_ask_first_is_said_in_their_words():
    annonce = _annonce(rome_libelle="")
    assert _dit(annonce.essentiel) == {
        "Où": ["Denain (59220)"],
        "Contrat": ["CDD de 6 mois"],
        "Temps de travail": ["Temps partiel, 17 h 30 par semaine", "Travail le matin"],
        "Salaire": ["12,02 € de l'heure", "Primes"],
        "Nombre de postes": ["3"],
    }
    assert _dit(annonce.profil) == {
        "Expérience": ["Expérience exigée : 3 ans"],
        "Qualités professionnelles": ["Autonomie ; Agir seul"],
    }
    assert annonce.postuler == ["Agence de Denain", "https://candidat.francetravail.fr"]


@pytest.mark.django_db
def test_what_the_sheet_says_is_not_said_again_after_it():
    autres = [(section.titre, _dit(section.lignes)) for section in _annonce().autres]
    assert autres == [("Le poste", {"Nature du contrat": ["Contrat travail"]})]


@pytest.mark.django_db
def test_what_an_offer_does_not_say_is_told_so():
    annonce = _annonce(
        brut={"id": "1"}, lieu="", departement="", salaire="", horaires="", heures_hebdo=None,
        est_temps_plein=None, contrat_libelle="", contrat="",
    )  # fmt: skip
    dit = _dit(annonce.essentiel)
    for libelle in ("Où", "Contrat", "Temps de travail", "Salaire"):
        assert dit[libelle] == ["Non précisé dans l'annonce"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("champs", "ou"),
    [
        ({"lieu": "Nord (59)", "brut": {"id": "1"}}, "Nord (59)"),
        ({"lieu": "59 - DENAIN", "brut": {"id": "1"}}, "Denain (59)"),
        ({"brut": {"id": "1", "lieuTravail": {"codePostal": ["59220"]}}}, "Denain (59)"),
    ],
)
def test_a_place_is_said_as_people_write_it(champs, ou):
    assert _dit(_annonce(**champs).essentiel)["Où"] == [ou]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("horaires", "heures", "dit"),
    [
        ("35H Travail en journée", "35", ["Temps plein, 35 h par semaine", "Travail en journée"]),
        ("Temps plein - 35H/semaine", "35", ["Temps plein, 35 h par semaine"]),
        ("Travail de nuit", None, ["Temps plein", "Travail de nuit"]),
    ],
)
def test_the_hours_are_said_once(horaires, heures, dit):
    annonce = _annonce(horaires=horaires, heures_hebdo=heures, est_temps_plein=True)
    assert _dit(annonce.essentiel)["Temps de travail"] == dit


@pytest.mark.django_db
def test_of_a_withdrawn_offer_nothing_is_said_that_is_no_more():
    offre = OffreFactory(importee=True, brut=None, statut=StatutOffre.OUVERTE, lieu="59 - DENAIN")
    offre.statut, offre.lieu = StatutOffre.RETIREE, ""
    assert "Où" not in _dit(lire_annonce(offre).essentiel)


@pytest.mark.django_db
def test_no_offer_of_the_feed_is_told_with_a_code_or_a_raw_day():
    cru = re.compile(r"\d{4}-\d\d-\d\d|latitude|[{}\[\]]|\d\dH\b|Euros|An\(s\)|^\d\d - ")
    communes = {"59172": CommuneFactory(code_insee="59172", nom="Denain")}
    for brut in generer()[:200]:
        offre = Offre(
            brut=brut,
            origine="france_travail",
            rome_libelle=brut["romeLibelle"],
            entreprise="",
            departement="59",
            salaire="",
            contrat_libelle=brut["typeContratLibelle"],
            horaires=brut["dureeTravailLibelle"],
            heures_hebdo=35,
            lieu=brut["lieuTravail"]["libelle"],
            commune=communes.get(brut["lieuTravail"]["commune"]),
        )
        annonce = lire_annonce(offre)
        for ligne in (*annonce.essentiel, *annonce.profil):
            for texte in ligne.textes:
                assert not cru.search(texte), texte


@pytest.mark.django_db
def test_the_paper_of_the_page_names_nobody_and_says_where_it_comes_from(client):
    """What is beside the sheet names the people whom the offer fits: it is not printed."""
    client.force_login(AgentFactory())
    SynchronisationFactory()
    offre = OffreFactory(**CHAMPS)
    page = client.get(reverse("offres:offre", args=[offre.pk])).content.decode()
    assert '<details class="replie a-l-ecran">' in page
    assert 'class="a-l-ecran"' in page[page.index("</article>") :]
