"""The sheet of an offer: all of it as text, whatever was written in it."""

from decimal import Decimal

import pytest

from accompagnement.documents.fiche_offre import fiche_d_offre
from offres.enums import Origine
from tests.pdf import ouvrir_pdf
from tests.usines import AgentFactory, MiseEnRelationFactory, OffreFactory

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
    for attendu in ("K2204", "35 h", "12 € de l'heure", "Permis exigés : B"):
        assert attendu in texte
    assert Origine.PLIE.label in texte
    assert "francetravail.io" not in texte


def test_markup_is_printed_as_text():
    texte = _fiche(description=BALISES, importee=True, brut={"salaire": {"libelle": BALISES}})
    assert texte.replace("\n", " ").count(BALISES) == 2


def test_a_character_that_no_font_draws_does_not_prevent_the_sheet():
    assert "Rejoignez-nous ? vite" in _fiche(description="Rejoignez-nous 😀 vite")


def test_a_very_long_description_is_printed_to_its_end():
    longue = "Nettoyer les bureaux du centre.\n" * 3200 + "Toute la fin."
    assert len(longue) > 100_000
    assert "Toute la fin." in _fiche(description=longue)
