"""What is printed from a page on A4: each header over its column, a file that can be read."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from offres.models import Contact
from tests.connexion import se_connecter
from tests.usines import (
    AgentFactory,
    CommissionFactory,
    CommuneFactory,
    EntretienFactory,
    EtablissementFactory,
    MiseEnRelationFactory,
    ObjectifFactory,
    OffreFactory,
    ParcoursFactory,
    SynchronisationFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
# A4 less the margins of a browser, in CSS pixels.
A4 = {"width": 718, "height": 1047}
RETIRER_DEUX_COMMUNES = """() => [...document.querySelectorAll(
    "[aria-labelledby=titre-commune] tbody tr")].slice(-2).forEach(ligne => ligne.remove())"""
COLONNES = """() => {
  const table = document.querySelector('table.table-liste');
  const vus = cellules => [...cellules].filter(c => c.getClientRects().length)
    .map(c => c.getBoundingClientRect()).map(b => [Math.round(b.left), Math.round(b.right)]);
  return {
    titres: vus(table.tHead.rows[0].cells),
    lignes: [...table.tBodies[0].rows].map(ligne => vus(ligne.cells)),
  };
}"""

# Of each table of figures, where its headers begin and end.
COLONNES_COMPAREES = """() => [...document.querySelectorAll(".table-comparee")].map(table =>
  [...table.tHead.rows[0].cells].map(c => c.getBoundingClientRect())
    .map(b => [Math.round(b.left), Math.round(b.right)]))"""


@pytest.fixture
def referent(transactional_db):
    return AgentFactory()


@pytest.fixture
def parcours(referent):
    suivi = {"actif": True, "structure": referent.structure, "referent": referent}
    premier = ParcoursFactory(participant__nom="Dupont-Lefebvre", **suivi)
    ParcoursFactory(**suivi)
    EntretienFactory(parcours=premier)
    return premier


@pytest.fixture
def papier(page, referent, parcours):
    """The page as it is laid out on paper."""
    se_connecter(page, referent)
    page.emulate_media(media="print")
    page.set_viewport_size(A4)
    return page


def test_each_header_of_a_printed_list_stands_over_its_column(papier):
    papier.goto(reverse("accompagnement:dossiers"))
    vue = papier.evaluate(COLONNES)
    assert len(vue["lignes"]) == 2
    assert len(vue["titres"]) > 3
    for ligne in vue["lignes"]:
        assert ligne == vue["titres"]
    assert vue["titres"][0][0] >= 0 and vue["titres"][-1][1] <= A4["width"]


def _pages(page, adresse):
    """(width, height, text) of each page of the PDF that the browser makes."""
    page.goto(adresse)
    return _feuilles(page)


def _feuilles(page):
    octets = page.pdf(prefer_css_page_size=True, format="A4")
    return [
        (float(feuille.mediabox.width), float(feuille.mediabox.height), feuille.extract_text())
        for feuille in PdfReader(io.BytesIO(octets)).pages
    ]


def test_a_list_is_printed_across_the_sheet_and_a_file_along_it(papier, parcours):
    (largeur, hauteur, texte), *suite = _pages(papier, reverse("accompagnement:dossiers"))
    assert largeur > hauteur and suite == []
    assert "Dupont-Lefebvre".upper() in texte.upper()
    dossier = reverse("accompagnement:dossier", args=[parcours.participant_id])
    (largeur, hauteur, texte), *_ = _pages(papier, dossier)
    assert hauteur > largeur
    for bouton in ("Noter un entretien", "Écrire à un collègue", "Exporter"):
        assert bouton not in texte


def test_an_employer_is_printed_without_what_one_presses(papier):
    contact = Contact.objects.create(
        etablissement=EtablissementFactory(), nom="Nadia", telephone="03 27 00 02 00"
    )
    [(_, _, texte)] = _pages(papier, reverse("offres:employeur", args=[contact.etablissement_id]))
    assert "Nadia" in texte and "03 27 00 02 00" in texte
    for bouton in ("Modifier", "Ajouter un contact", "Saisir une offre"):
        assert bouton not in texte


def test_a_printed_file_gives_its_texts_the_width_of_the_page(papier, parcours):
    papier.goto(reverse("accompagnement:dossier", args=[parcours.participant_id]))
    largeurs = papier.locator("section[aria-labelledby=reperes] dd").evaluate_all(
        "dd => dd.filter(d => d.getClientRects().length).map(d => d.clientWidth)"
    )
    assert largeurs and min(largeurs) > 300
    assert papier.evaluate("document.documentElement.scrollWidth") <= A4["width"]


def test_a_group_of_figures_is_printed_whole_its_columns_under_those_of_the_others(papier):
    papier.goto(reverse("conventions:indicateurs"))
    vues = papier.evaluate(COLONNES_COMPAREES)
    assert len(vues) > 3
    for vue in vues:
        assert vue == vues[0]
    coupe = "card => getComputedStyle(card).breakInside"
    cartes = papier.locator(".carte:has(.table-comparee)")
    assert set(cartes.evaluate_all(f"l => l.map({coupe})")) == {"avoid"}


def test_an_objective_is_printed_with_its_name_and_without_what_one_presses(papier):
    objectif = ObjectifFactory(libelle="Cent personnes entrées")
    texte = " ".join(
        texte for *_, texte in _pages(papier, reverse("conventions:objectif", args=[objectif.pk]))
    )
    assert "Cent personnes entrées" in texte
    assert "Voir la liste" not in texte


def test_an_offer_is_handed_on_one_page_that_names_nobody(papier, parcours):
    """Its page on screen also says to whom it was proposed."""
    SynchronisationFactory()
    offre = OffreFactory(importee=True, brut={"id": "1", "contact": {"nom": "Agence de Denain"}})
    MiseEnRelationFactory(parcours=parcours, offre=offre)
    adresse = reverse("offres:offre", args=[offre.pk])
    papier.goto(adresse)
    nom = str(parcours.participant)
    assert nom in papier.locator("main").inner_html()
    [(largeur, hauteur, texte)] = _pages(papier, adresse)
    assert hauteur > largeur
    assert offre.intitule in texte and "Agence de Denain" in texte
    for tu in (nom, "Mises en relation", "Tout ce que France Travail"):
        assert tu not in texte


def test_the_territory_is_printed_whole_each_title_with_its_table(papier):
    noms = [f"Commune-{rang:02}" for rang in range(47)]
    for rang, nom in enumerate(noms):
        commune = CommuneFactory(code_insee=f"59{rang:03}", nom=nom, est_du_territoire=True)
        OffreFactory(commune=commune, contrat="CDI")
    pages = _pages(papier, reverse("offres:territoire"))
    assert [nom for nom in noms if nom not in " ".join(texte for *_, texte in pages)] == []
    # Wherever the end of a sheet falls.
    titres = papier.locator("h2").all_inner_texts()
    for _ in range(12):
        papier.evaluate(RETIRER_DEUX_COMMUNES)
        for *_, texte in _feuilles(papier):
            assert not texte.rstrip().endswith(tuple(titres))


def test_a_page_whose_title_bears_a_badge_is_printed_with_its_title(papier):
    commission = CommissionFactory()
    papier.goto(reverse("accompagnement:commission", args=[commission.pk]))
    assert papier.get_by_role("heading", level=1).is_visible()
