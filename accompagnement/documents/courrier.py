"""Letters for envelopes with a window: one file for one letter or for five hundred."""

from pathlib import Path

from django.conf import settings
from django.utils.formats import date_format

from accompagnement.enums import COURRIERS
from accompagnement.enums.courrier import CHAMPS, remplir
from accompagnement.models import Courrier
from plie.socle.logo import logo_imprime
from plie.socle.pdf import composer_pdf

GABARIT = Path(__file__).with_name("courrier.typ")
EXEMPLE_EXPEDITEUR = "CCAS d'Exempleville\n1 place de la Mairie\n59000 EXEMPLEVILLE"
EXEMPLE_DESTINATAIRE = "Madame Camille Exemple\n12 rue des Modèles\n59000 EXEMPLEVILLE"


def lettres(courriers):
    """The bytes of the PDF (PDF/UA-1), a letter a page, in the order of `courriers`."""
    contenu = {
        "plie": settings.PLIE_NOM,
        "logo": logo_imprime(),
        "titre": courriers[0].objet if len(courriers) == 1 else f"{len(courriers)} courriers",
        "courriers": [_lettre(courrier) for courrier in courriers],
    }
    return composer_pdf(GABARIT, contenu)


def _lettre(courrier):
    return {
        "expediteur": courrier.expediteur.splitlines(),
        "destinataire": courrier.destinataire.splitlines(),
        "lieu_et_date": f"Le {date_format(courrier.date, 'j F Y')}",
        "objet": courrier.objet,
        "paragraphes": _paragraphes(courrier.texte),
    }


def _paragraphes(texte):
    """[[its lines]]: a blank line parts two paragraphs."""
    paragraphes = [[]]
    for ligne in (ligne.strip() for ligne in texte.splitlines()):
        if ligne:
            paragraphes[-1].append(ligne)
        elif paragraphes[-1]:
            paragraphes.append([])
    return [paragraphe for paragraphe in paragraphes if paragraphe]


def apercu(titre, contenu):
    """The PDF of a model, filled with an invented person."""
    valeurs = {nom: champ.exemple for nom, champ in CHAMPS.items()} | {"plie": settings.PLIE_NOM}
    return lettres(
        [
            Courrier(
                modele=COURRIERS[0],
                expediteur=EXEMPLE_EXPEDITEUR,
                destinataire=EXEMPLE_DESTINATAIRE,
                objet=remplir(titre, valeurs),
                texte=remplir(contenu, valeurs),
            )
        ]
    )
