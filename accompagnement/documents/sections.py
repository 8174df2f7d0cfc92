"""The four kinds of sections that `document.typ` prints, and the PDF made of them."""

from pathlib import Path

from django.conf import settings

from plie.socle.logo import logo_imprime
from plie.socle.pdf import composer_pdf

GABARIT = Path(__file__).with_name("document.typ")


def document(titre, sous_titre, sections, *, pied):
    """The bytes of the PDF (PDF/UA-1); `pied` stands at the foot of every page."""
    contenu = {
        "plie": settings.PLIE_NOM,
        "logo": logo_imprime(),
        "titre": titre,
        "sous_titre": sous_titre,
        "pied": pied,
        "sections": list(sections),
    }
    return composer_pdf(GABARIT, contenu)


def fiche(titre, paires):
    """Pairs (name, value); those without a value say so rather than vanish."""
    connues = [(nom, str(valeur) if valeur else "non renseigné") for nom, valeur in paires]
    return {"genre": "fiche", "titre": titre, "paires": connues}


def tableau(titre, entete, lignes, *, largeurs, vide):
    return {
        "genre": "tableau",
        "titre": titre,
        "entete": list(entete),
        "lignes": [[str(cellule) for cellule in ligne] for ligne in lignes],
        "largeurs": list(largeurs),
        "vide": vide,
    }


def texte(titre, *paragraphes):
    return {"genre": "texte", "titre": titre, "paragraphes": list(paragraphes)}


def signatures(*signataires):
    """Who signs, as (role, name)."""
    return {
        "genre": "signatures",
        "titre": "Signatures",
        "signataires": [{"role": role, "nom": nom} for role, nom in signataires],
    }


def jour(date):
    return f"{date:%d/%m/%Y}" if date else "–"
