"""Every page, enumerated from the resolver, and what it says whatever its format."""

import html
import io
import re
from functools import cache
from itertools import product

import openpyxl
import pypdf
from django.urls import URLResolver, get_resolver

# Where an address begins, and why nobody's secret can be behind it.
EXCLUES = {
    "administration/": "Django's own: accounts and reference rows, no dossier",
    "comptes/": "allauth's: of each, their own account",
    "sante/": "says which servers answer",
    "oauth/": "gives a program its token",
}
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
PERIODE = "?debut=2025-01-01&fin=2025-12-31"
ESSAI = (
    "duree_min_mois=3&operateur_duree=>%3D&mode_six_mois=contrat&quotite_min=0.5&tolerance_jours=0"
    "&fenetre_emploi_jours=0&interim=cumul_mois&interim_heures=910&formation=obtention"
    "&ai_mois_min=24&ai_quotite_min=0.33&denominateur=hors_deces"
)
LIGNES = [
    f"{PERIODE}&ventilation=motif_sortie&modalite=valide-zq",
    f"{PERIODE}&ventilation=critere&modalite=rqth",
]
# What only a query string shows.
VARIANTES = {
    "accompagnement:dossiers": ["?portee=tous", "?q=zq"],
    "accompagnement:entretien_creer": ["?reprendre"],
    "accompagnement:emargements": ["?mois=2025-03&referent="],
    "accompagnement:emargement_deposer": ["?mois=2025-03"],
    "accompagnement:parcours_emargement": ["?mois=2025-03"],
    "accompagnement:rendez_vous": ["?vue=semaine", "?vue=jour&jour=2030-03-04"],
    "accompagnement:dossier_situation": ["?au=2025-03-01", "?au=2025-05-01"],
    "accompagnement:dossier_freins": ["?du=2025-01-01&au=2030-01-01"],
    "conventions:cohorte": ["?qui=anciens"],
    "conventions:controle": [PERIODE],
    "conventions:essai": [f"{PERIODE}&{ESSAI}"],
    "conventions:objectif_dossiers": ["?partie=denominateur"],
    "conventions:indicateur": [PERIODE, f"{PERIODE}&ventilation=motif_sortie"],
    "conventions:indicateur_ecarts": [PERIODE],
    "conventions:indicateur_dossiers": [PERIODE, *LIGNES],
    "conventions:indicateur_dossiers_exporter": LIGNES[:1],
    "conventions:indicateurs_exporter": [
        f"{PERIODE}&ventilation=motif_sortie",
        "?ventilation=critere",
    ],
    "conventions:indicateurs": [
        f"{PERIODE}&ventilation=motif_sortie",
        "?ventilation=motif_sortie",
        "?ventilation=critere",
    ],
}


def routes():
    """(full name, path with its arguments) of each page."""
    trouvees = _routes(get_resolver(), "", "")
    return sorted(r for r in trouvees if not r[1].startswith(tuple(EXCLUES)))


def _routes(resolveur, prefixe, espace):
    for motif in resolveur.url_patterns:
        chemin = prefixe + str(motif.pattern)
        if isinstance(motif, URLResolver):
            yield from _routes(motif, chemin, motif.namespace or espace)
        else:
            yield f"{espace}:{motif.name}" if espace else str(motif.name), chemin


def adresses(valeurs, questions):
    """(route, address, form) of each page for each of its objects, `valeurs` being what the text
    before an argument and its name stand for, or a route's arguments together; raises KeyError with
    the route that they do not fill.
    `questions`: {route: the forms that ask without writing}; None reads the page."""
    for nom, chemin in routes():
        for remplie in _remplir(nom, chemin, valeurs):
            for suite in ["", *VARIANTES.get(nom, ())]:
                yield nom, f"/{remplie}{suite}", None
            for question in questions.get(nom, ()):
                yield nom, f"/{remplie}", question


def _remplir(nom, chemin, valeurs):
    morceaux = ARGUMENT.split(chemin)
    textes, arguments = morceaux[::2], morceaux[1::2]
    choix = valeurs.get(nom) or product(*_choix(nom, textes, arguments, valeurs))
    for choisis in choix:
        dits = (*map(str, choisis), "")
        yield "".join(texte + dit for texte, dit in zip(textes, dits, strict=True))


def _choix(nom, textes, arguments, valeurs):
    for texte, argument in zip(textes, arguments, strict=False):
        possibles = valeurs.get((texte, argument)) or valeurs.get((nom, argument))
        if possibles is None:
            raise KeyError(f"no value for {argument} of {nom}")
        yield possibles


def texte(reponse):
    """What a reader, or their machine, finds in an answer: body, headers, sheets, pages."""
    contenu = b"".join(reponse.streaming_content) if reponse.streaming else reponse.content
    entetes = " ".join(f"{nom}: {valeur}" for nom, valeur in reponse.items())
    return f"{entetes}\n{texte_de(contenu)}"


def texte_de(contenu):
    """The same of a file: a document, a workbook, or a text."""
    if isinstance(contenu, str):
        return contenu
    if contenu.startswith(b"%PDF") and len(contenu) > 1000:
        return _texte_pdf(contenu)
    if contenu.startswith(b"PK"):
        return _texte_xlsx(contenu)
    return html.unescape(contenu.decode("utf-8", "replace"))


# A published file is the same for everybody: read once.
@cache
def _texte_pdf(contenu):
    """Without spaces: a mark cut at the end of a line is still a mark."""
    lu = pypdf.PdfReader(io.BytesIO(contenu))
    return re.sub(r"[\s\u00ad\u2010-]", "", "".join(page.extract_text() for page in lu.pages))


@cache
def _texte_xlsx(contenu):
    classeur = openpyxl.load_workbook(io.BytesIO(contenu), read_only=True)
    cellules = (c for feuille in classeur for ligne in feuille.values for c in ligne)
    return " ".join(str(cellule) for cellule in cellules if cellule is not None)
