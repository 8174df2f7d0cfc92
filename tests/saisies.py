"""Forms refused: every field of a page typed over by nonsense, and whether the page says so."""

import re

RESUME = re.compile(
    r'<div class="alert alert-(?:danger|warning)"[^>]*autofocus>(.*?)</div>', re.DOTALL
)
TITRE = re.compile(r"<title>\s*Erreur : ")
IMPLAUSIBLE = "9" * 400
FORMULAIRES = ("formulaire", "prescription")


def refuser(client, ou):
    """The page that refuses what was sent, or None when nothing is refused there."""
    contexte = client.get(ou).context or {}
    noms = [
        formulaire.add_prefix(champ)
        for nom in FORMULAIRES
        if nom in contexte
        for formulaire in [contexte[nom]]
        for champ in formulaire.fields
    ]
    reponse = client.post(ou, dict.fromkeys(noms, IMPLAUSIBLE))
    return reponse.text if reponse.status_code == 422 else None


def muettes(pages):
    """{act: the fields that its summary leads nowhere to}, of `pages` ({act: page or None}) that do
    not say first that they refuse: title, summary that takes the focus, links."""
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
    return trouvees
