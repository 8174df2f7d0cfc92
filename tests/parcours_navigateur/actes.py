"""The acts of a dossier, as somebody reaches them: in sight, or behind « Plus d'actes »."""


def choisir_un_acte(page, nom):
    """Click on the act of the dossier named `nom`."""
    acte = page.locator(".entete-dossier").get_by_role("link", name=nom, exact=True)
    plus = page.locator(".entete-dossier .plus-d-actes > summary")
    if plus.count() and not acte.first.is_visible():
        plus.click()
    acte.last.click()


def choisir_dans(page, libelle, texte):
    """Choose in a long list: by what one types, and Enter."""
    champ = page.get_by_role("combobox", name=libelle)
    champ.fill(texte)
    page.get_by_role("option", name=texte).first.wait_for()
    champ.press("Enter")
