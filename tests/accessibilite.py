"""axe on a page: zero violation, of WCAG 2.2 AA and of axe's own good practices."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

REGLES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # What passes is counted, not told element by element: most of the time of a check.
    "resultTypes": ["violations"],
}
# A button that has just woken is read once its colours are there.
# A bar that sticks covers a part of whatever the scroll left under it: the size of those targets
# would depend on the pixel where the page stopped. Focus under such a bar has its own test.
EXAMINER = """async regles => {
    const changements = document.getAnimations().filter(a => a instanceof CSSTransition);
    await Promise.allSettled(changements.map(a => a.finished));
    const barres = '.barre-enregistrer, .selection-active, .sommaire';
    const collees = [...document.querySelectorAll(barres)];
    collees.forEach(e => { e.style.position = 'static' });
    const { violations } = await axe.run(regles);
    collees.forEach(e => { e.style.position = '' });
    return violations;
}"""
DEBORDER = "document.documentElement.scrollWidth - window.innerWidth"


def examiner(page):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # A list that is asked again is paler until it is there. `wait_for_function` would evaluate a
    # text in the page, which its security policy refuses as soon as it has to wait.
    expect(page.locator(".htmx-request")).to_have_count(0)
    fautes = [
        (faute["id"], [noeud["html"][:200] for noeud in faute["nodes"]])
        for faute in page.evaluate(EXAMINER, REGLES)
    ]
    assert fautes == [], f"{page.url}: {fautes}"
    largeur = page.evaluate(DEBORDER)
    assert largeur <= 0, f"{page.url} scrolls sideways by {largeur} px"
