import io
from pathlib import Path

from django.conf import settings
from pypdf import PdfReader

from accompagnement.documents.sections import document, signatures, texte

SIGNATURES = signatures(("La personne", "Zoé Éluard"), ("Le PLIE", ""))


def _pages(nombre):
    lignes = [f"Engagement {rang}." for rang in range(nombre)]
    octets = document("Contrat", "", [texte("Objet", *lignes), SIGNATURES], pied="pied")
    return [page.extract_text() for page in PdfReader(io.BytesIO(octets)).pages]


def test_signatures_stay_together_and_with_what_they_sign(db):
    """Whatever the place that is left, down to the one where they go to another page."""
    nombres = []
    for nombre in range(20, 40):
        *pleines, derniere = _pages(nombre)
        assert derniere.count("Date et signature") == 2 and "Signatures" in derniere
        assert f"Engagement {nombre - 1}." in derniere
        nombres.append(len(pleines))
    assert set(nombres) == {0, 1}


def test_apostrophes_are_the_same_in_every_paper():
    """What a template says and what it is given."""
    racine = Path(settings.BASE_DIR)
    gabarits = [*racine.glob("accompagnement/**/*.typ"), *racine.glob("conventions/**/*.typ")]
    assert len(gabarits) == 5
    for gabarit in gabarits:
        assert "#set smartquote(enabled: false)" in gabarit.read_text(encoding="utf-8")
