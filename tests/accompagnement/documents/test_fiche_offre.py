"""The sheet of an offer: all of it as text, whatever was written in it."""

from decimal import Decimal

import pytest

from accompagnement.documents.fiche_offre import fiche_d_offre
from offres.enums import Origine
from plie.demonstration.france_travail.generation import generer
from tests.pdf import ouvrir_pdf, texte_du_pdf
from tests.usines import (
    AgentFactory,
    CommuneFactory,
    MiseEnRelationFactory,
    OffreFactory,
    ParcoursFactory,
)

pytestmark = pytest.mark.django_db
BALISES = "<script>alert(1)</script> #panic[x] *gras* $x^2$ \\ @cle `code` = titre"


def _fiche(**champs):
    mise = MiseEnRelationFactory(
        parcours__participant__prenom="Fatima",
        parcours__participant__nom="Benali",
        offre=OffreFactory(**champs),
    )
    referent = AgentFactory(prenom="Zoé", nom="Martin", structure__nom="CCAS de Denain")
    lecteur = ouvrir_pdf(fiche_d_offre(mise, referent))
    assert lecteur.metadata.title == mise.offre.intitule
    texte = "\n".join(page.extract_text() for page in lecteur.pages)
    return texte.replace("’", "'").replace("\xa0", " ")


def test_an_offer_of_france_travail_is_whole_with_its_source_and_licence():
    texte = _fiche(
        importee=True,
        identifiant="190ABCD",
        description="Première ligne\n\nDeuxième ligne",
        brut={
            "id": "190ABCD",
            "permis": [{"libelle": "B - Véhicule léger", "exigence": "E"}],
            "entreprise": {"nom": "Propreté du Hainaut"},
            "champInconnu": "gardé aussi",
        },
    )
    assert "Première ligne\nDeuxième ligne" in texte
    attendus = ("B - Véhicule léger", "exigé", "Propreté du Hainaut", "gardé aussi")
    for attendu in (*attendus, "190ABCD", "France Travail", "francetravail.io", "02/06/2025"):
        assert attendu in texte
    assert "Zoé Martin" in texte and "CCAS de Denain" in texte


def test_of_the_person_only_the_first_name_is_printed():
    texte = _fiche()
    assert "Fatima" in texte
    assert "Benali" not in texte


def test_an_offer_of_ours_prints_its_fields_and_no_licence():
    texte = _fiche(heures_hebdo=Decimal("35.00"), salaire="12 € de l'heure", permis_exiges=["B"])
    for attendu in ("nettoyage", "35 h", "12 € de l'heure", "Permis exigés : B"):
        assert attendu in texte
    assert Origine.PLIE.label in texte
    assert "francetravail.io" not in texte


@pytest.mark.parametrize("lignes", [1, 12, 22])
def test_the_sheet_is_one_page_in_letters_as_large_as_it_can(lignes):
    brut = generer()[0]
    description = "Nettoyer les bureaux du centre et rendre compte de la journée.\n" * lignes
    mise = MiseEnRelationFactory(
        offre=OffreFactory(importee=True, brut=brut, description=description)
    )
    lecteur = ouvrir_pdf(fiche_d_offre(mise, AgentFactory()))
    assert len(lecteur.pages) == 1
    tailles = set()
    lecteur.pages[0].extract_text(
        visitor_text=lambda texte, _, __, ___, taille: "Nettoyer" in texte and tailles.add(taille)
    )
    assert min(tailles) >= (13.5 if lignes == 1 else 10), tailles


def test_the_sheet_says_how_far_the_work_is_from_the_person():
    valenciennes = CommuneFactory(code_insee="59606", latitude=50.358, longitude=3.523)
    parcours = ParcoursFactory(actif=True, participant__commune=valenciennes)
    offre = OffreFactory(latitude=50.3293, longitude=3.3942)
    mise = MiseEnRelationFactory(parcours=parcours, offre=offre)
    assert "à 10 km de chez vous" in texte_du_pdf(fiche_d_offre(mise, AgentFactory()))


def test_markup_is_printed_as_text():
    texte = _fiche(description=BALISES, importee=True, brut={"salaire": {"libelle": BALISES}})
    assert " ".join(texte.split()).count(BALISES) == 2


def test_a_character_that_no_font_draws_does_not_prevent_the_sheet():
    assert "Rejoignez-nous ? vite" in _fiche(description="Rejoignez-nous 😀 vite")


def test_a_very_long_description_is_printed_to_its_end():
    longue = "Nettoyer les bureaux du centre.\n" * 3200 + "Toute la fin."
    assert len(longue) > 100_000
    assert "Toute la fin." in _fiche(description=longue)
