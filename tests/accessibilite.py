"""axe on a page: zero violation, of WCAG 2.2 AA and of axe's own good practices."""

from axe_playwright_python.sync_playwright import Axe

REGLES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


# A bar that sticks covers a part of whatever the scroll left under it: the size of those targets
# would depend on the pixel where the page stopped. Focus under such a bar has its own test.
DECOLLER = """collees => collees.forEach(e => { e.style.position = 'static' })"""
RECOLLER = """collees => collees.forEach(e => { e.style.position = '' })"""


def examiner(page):
    collees = page.locator(".barre-enregistrer, .selection-active")
    collees.evaluate_all(DECOLLER)
    resultat = Axe().run(page, options=REGLES)
    collees.evaluate_all(RECOLLER)
    fautes = [
        (faute["id"], [noeud["html"][:200] for noeud in faute["nodes"]])
        for faute in resultat.response["violations"]
    ]
    assert fautes == [], f"{page.url}: {fautes}"
    largeur = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert largeur <= 0, f"{page.url} scrolls sideways by {largeur} px"
