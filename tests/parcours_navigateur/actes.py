"""The acts of a dossier, as somebody reaches them: in sight, or behind « Plus d'actes »."""


def choisir_un_acte(page, nom):
    """Click on the act of the dossier named `nom`."""
    acte = page.locator(".entete-dossier").get_by_role("link", name=nom, exact=True)
    plus = page.locator(".entete-dossier .plus-d-actes > summary")
    if plus.count() and not acte.first.is_visible():
        plus.click()
    acte.last.click()
