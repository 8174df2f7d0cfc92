"""Forms refused: every field of a page typed over by nonsense, and whether the page says so."""

import re
from html import unescape

RESUME = re.compile(
    r'<div class="alert alert-(?:danger|warning)"[^>]*autofocus>(.*?)</div>', re.DOTALL
)
TITRE = re.compile(r"<title>\s*Erreur : ")
IMPLAUSIBLE = "9" * 400
FORMULAIRES = ("formulaire", "prescription")


# What a program would say, whatever the person typed.
MACHINE = re.compile(
    r"Assurez-vous|Sélectionnez un choix|n.est pas une valeur correcte|champ masqué"
    r"|\b(?:this|the|value|valid|field|required|choice)\b",
    re.IGNORECASE,
)
DITES = re.compile(r'<div class="(?:erreur-champ|alert alert-danger)"[^>]*>(.*?)</div>', re.DOTALL)
TAPES = {"text", "email", "tel", "number", "date", "datetime-local", "search", "url", "month"}


def noms_de(client, ou):
    """Of the fields that the page shows."""
    contexte = client.get(ou).context or {}
    return [
        formulaire.add_prefix(champ)
        for nom in FORMULAIRES
        if nom in contexte
        for formulaire in [contexte[nom]]
        for champ in formulaire.fields
    ]


def refuser(client, ou, *, valeur=IMPLAUSIBLE, autres=(), avec=None):
    """The page that refuses what was sent, or None when nothing is refused there: `valeur` in each
    field shown and in `autres`, and what `avec` says."""
    noms = {*noms_de(client, ou), *autres} - (avec or {}).keys()
    reponse = client.post(ou, dict.fromkeys(noms, valeur) | (avec or {}))
    if reponse.status_code != 422:
        return None
    assert perdus(reponse.text, noms, valeur) == set(), ou
    return reponse.text


def perdus(page, noms, valeur):
    """The fields typed in that the page gives back empty."""
    return {
        nom
        for nom in noms
        for balise, attributs, contenu in _champs(page, nom)
        if valeur not in (contenu if balise == "textarea" else attributs)
    }


def _champs(page, nom):
    motif = rf'<(input|textarea)([^>]*\bname="{re.escape(nom)}"[^>]*)>([^<]*)'
    for balise, attributs, contenu in re.findall(motif, page):
        type_ = re.search(r'\btype="([^"]+)"', attributs)
        if balise == "textarea" or (type_ and type_[1] in TAPES):
            yield balise, attributs, contenu


def muettes(pages):
    """{act: the fields that its summary leads nowhere to}, of `pages` ({act: page or None}) that do
    not say first that they refuse: title, summary that takes the focus, links; or the phrases that
    no person would say."""
    trouvees = {}
    for acte, page in pages.items():
        if page is None:
            continue
        resume = RESUME.search(page)
        cibles = re.findall(r'href="#([^"]+)"', resume[1]) if resume else []
        perdues = [cible for cible in cibles if f'id="{cible}"' not in page]
        # The first of the page that asks for the focus has it.
        premier = resume and page.find("autofocus") < resume.end()
        if not premier or perdues or not TITRE.search(page):
            trouvees[acte] = perdues
        elif de_machine := [dite for dite in _phrases(page) if MACHINE.search(dite)]:
            trouvees[acte] = de_machine
    return trouvees


def _phrases(page):
    return [unescape(re.sub(r"<[^>]+>", " ", dite)) for dite in DITES.findall(page)]
