"""The letter on paper: what it says, where its address stands, and that a machine reads it."""

import pytest

from accompagnement.documents.courrier import apercu, lettres
from accompagnement.enums import COURRIERS
from accompagnement.models.texte_imprime import livre
from tests.pdf import ouvrir_pdf, texte_du_pdf
from tests.usines import CourrierFactory

MM = 72 / 25.4
# Whatever the play of a folded sheet in its envelope: what the window always shows, or may.
TOUJOURS_VU = (55, 79, 100, 190)
PEUT_ETRE_VU = (44, 90, 90, 200)


def courrier(**champs):
    return CourrierFactory.build(parcours=None, auteur=None, **champs)


def places(page):
    """[(text, mm from the top, mm from the left)] of a page."""
    trouvees = []
    haut = float(page.mediabox.height)

    def noter(texte, cm, tm, _police, _taille):
        if texte.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            trouvees.append((texte.strip(), (haut - y) / MM, x / MM))

    page.extract_text(visitor_text=noter)
    return trouvees


def test_one_file_holds_a_letter_a_page_in_order():
    pdf = lettres([courrier(objet=f"Objet {rang}", texte="Bonjour\n\n#panic[x]") for rang in "12"])
    pages = [page.extract_text() for page in ouvrir_pdf(pdf).pages]
    assert ["Objet 1" in pages[0], "Objet 2" in pages[1], len(pages)] == [True, True, 2]
    assert "#panic[x]" in pages[0] and "59220 DENAIN" in pages[1]


def test_the_window_shows_the_whole_address_and_nothing_else():
    adresse = [f"ligne {rang}" for rang in "12345"] + ["59220 DENAIN"]
    pdf = lettres(
        [
            courrier(
                destinataire="\n".join(adresse),
                expediteur="\n".join(["CCAS de Denain", "12 place Baudin", "59220 DENAIN"] * 2),
                texte="mot " * 600,
            )
        ]
    )
    vus = places(ouvrir_pdf(pdf).pages[0])
    dans = _ceux_de(vus, TOUJOURS_VU)
    assert [texte for texte, *_ in dans] == adresse
    assert _ceux_de(vus, PEUT_ETRE_VU) == dans


def _ceux_de(vus, zone):
    haut, bas, gauche, droite = zone
    return [lu for lu in vus if haut <= lu[1] <= bas and gauche <= lu[2] <= droite]


@pytest.mark.parametrize("code", COURRIERS)
def test_each_model_shipped_is_previewed_on_an_invented_person(code):
    texte = texte_du_pdf(apercu(livre(code).titre, livre(code).contenu))
    assert "Exemple" in texte and "{" not in texte
