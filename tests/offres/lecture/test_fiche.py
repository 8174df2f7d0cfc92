"""What an offer says is read by people: no code, no coordinates, no day as machines write it."""

import re

import pytest
from django.urls import reverse

from accompagnement.documents.fiche_offre import fiche_d_offre
from offres.lecture.fiche import en_clair, sections
from plie.demonstration.france_travail.generation import generer
from tests.pdf import ouvrir_pdf
from tests.usines import AgentFactory, MiseEnRelationFactory, OffreFactory, SynchronisationFactory

BRUT = {
    "id": "048KLTP",
    "dateCreation": "2026-01-01T08:33:00.000Z",
    "dateActualisation": "2026-01-10T23:30:00Z",
    "lieuTravail": {
        "libelle": "59 - DENAIN",
        "latitude": 50.327514,
        "longitude": 3.3942,
        "codePostal": "59220",
        "commune": "59172",
    },
    "romeCode": "K1304",
    "romeLibelle": "Aide à domicile",
    "typeContrat": "MIS",
    "typeContratLibelle": "Intérim - 3 Mois",
    "experienceExige": "D",
    "experienceLibelle": "3 An(s)",
    "salaire": {"libelle": "Horaire de 12,02 Euros à 1350.50 Euros sur 12.0 mois"},
    "permis": [{"libelle": "B - Véhicule léger", "exigence": "E"}],
    "formations": [
        {"codeFormation": "35054", "niveauLibelle": "Bac+2", "domaineLibelle": "Secrétariat",
         "exigence": "S"}
    ],
    "competences": [{"code": "119041", "libelle": "Laver des sols", "exigence": "E"}],
    "qualificationCode": "6",
    "qualificationLibelle": "Employé qualifié",
    "secteurActivite": "81",
    "codeNAF": "81.21Z",
    "origineOffre": {"origine": "1"},
    "champNouveau": {"libelle": "jamais vu", "lePlus": ["un", {"code": "Z9"}]},
}  # fmt: skip
CRU = re.compile(
    r"\d{4}-\d\d-\d\dT|latitude|longitude|50[.,]327|119041|35054|81\.21Z|59172|\bMIS\b|[{}\[\]]"
    r"|libelle|Libellé|Origine : 1|[a-zà-ÿ][A-Z]|An\(s\)|Euros|Code (?!postal)",
)


def _lignes(brut):
    return {ligne.libelle: ligne.textes for section in sections(brut) for ligne in section.lignes}


def test_what_is_received_is_said_in_french():
    lues = _lignes(BRUT)
    assert lues["Lieu de travail"] == ["59 - DENAIN", "Code postal : 59220"]
    assert lues["Publiée le"] == ["01/01/2026"]
    assert lues["Mise à jour le"] == ["11/01/2026"]
    assert lues["Type de contrat"] == ["Mission intérimaire"]
    assert lues["Expérience"] == ["Débutant accepté"]
    assert lues["Durée de l'expérience"] == ["3 ans"]
    assert lues["Salaire"] == ["12,02\u00a0€ à 1\u202f350,50\u00a0€ de l'heure"]
    assert lues["Contrat"] == ["Intérim de 3 mois"]
    assert lues["Permis"] == ["B - Véhicule léger (exigé)"]
    assert lues["Formations"] == ["Bac+2, Secrétariat (souhaité)"]
    assert lues["Origine"] == ["Origine : France Travail"]
    assert lues["Champ nouveau"] == ["jamais vu", "Le plus : un"]


@pytest.mark.parametrize(
    ("recu", "dit"),
    [
        ("CDD - 6 Mois", "CDD de 6 mois"),
        ("Intérim - 1 Jour(s)", "Intérim de 1 jour"),
        ("CDD - 2 Semaine(s)", "CDD de 2 semaines"),
        ("CDI", "CDI"),
        ("Temps plein - 35 h", "Temps plein - 35 h"),
        ("Annuel de 24000.0 Euros à 28000.0 Euros sur 12.0 mois", "24 000 € à 28 000 € par an"),
        ("Mensuel de 1900,00 Euros sur 13 mois", "1 900 € par mois, sur 13 mois"),
        ("Mensuel de la convention", "Mensuel de la convention"),
        ("à négocier", "à négocier"),
    ],
)
def test_contracts_and_salaries_are_said_as_people_say_them(recu, dit):
    assert re.sub(r"[\u00a0\u202f]", " ", en_clair(recu)) == dit


@pytest.mark.parametrize("rang", [0, 40, 900])
def test_nothing_raw_is_left_of_an_offer_received(rang):
    for brut in (BRUT, generer()[rang]):
        for libelle, textes in _lignes(brut).items():
            assert not CRU.search(libelle), libelle
            for texte in textes:
                assert not CRU.search(re.sub(r"https?://\S+", "", texte)), texte


def test_what_is_sent_twice_is_said_once():
    brut = BRUT | {"appellationlibelle": "Aide à domicile", "typeContrat": "CDI"}
    assert "Métier" not in _lignes(brut)
    assert _lignes(brut)["Appellation"] == ["Aide à domicile"]
    assert _lignes(brut)["Type de contrat"] and _lignes(brut)["Contrat"]
    assert "Type de contrat" not in _lignes(brut | {"typeContratLibelle": "CDI"})


def test_a_code_that_nobody_knows_is_not_shown():
    assert sections({"typeContrat": "XYZ", "experienceExige": "?", "origine": "9"}) == []


@pytest.mark.parametrize(
    "texte", ["2026-13-45", "2026-01-01Tn'importe", "9999-12-31T23:30:00Z", "", "Euros", "12 An"]
)
def test_what_only_looks_like_a_date_or_an_amount_is_left_as_it_is(texte):
    assert en_clair(texte) == texte


@pytest.mark.django_db
def test_the_sheet_and_the_page_show_nothing_raw(client):
    client.force_login(AgentFactory())
    SynchronisationFactory()
    offre = OffreFactory(importee=True, brut=BRUT, contrat="MIS")
    mise = MiseEnRelationFactory(offre=offre)
    lecteur = ouvrir_pdf(fiche_d_offre(mise, AgentFactory()))
    feuille = "\n".join(page.extract_text() for page in lecteur.pages)
    page = client.get(reverse("offres:offre", args=[offre.pk])).content.decode()
    for dit in (feuille, page):
        assert "Mission intérimaire" in dit
        for cru in ("50.327514", "Latitude", "2026-01-01T", "typeContrat", "119041", "Libellé"):
            assert cru not in dit


@pytest.mark.django_db
def test_an_offer_of_ours_says_its_contract_and_not_its_code(client):
    client.force_login(AgentFactory())
    offre = OffreFactory(contrat="MIS", contrat_libelle="", heures_hebdo="17.50")
    page = client.get(reverse("offres:offre", args=[offre.pk])).content.decode()
    assert "Mission intérimaire" in page and "17\xa0h\xa030 par semaine" in page
