"""`make captures`: every page of the running demonstration, as each role, at two widths.

A role goes from link to link and opens each page of the site once: one dossier stands for all.
What it writes is for eyes only, `.captures/<role>/<width>/<page>.png`, out of the repository.
"""

import argparse
import os
from pathlib import Path
from urllib.parse import urlsplit

import django
from django.urls import Resolver404, resolve

from tests.navigateur import ouvrir_navigateur

ROLES = ("referent", "coordination", "direction", "fse", "facilitateur", "administration")
LARGEURS = {1366: 768, 390: 844}
MOT_DE_PASSE = "demonstration-2026"
LIENS = "[...document.links].filter(a => !a.hasAttribute('download')).map(a => a.href)"


def capturer(navigateur, adresse, role, dossier, largeurs, seulement):
    contexte = navigateur.new_context(base_url=adresse, accept_downloads=False, locale="fr-FR")
    page = contexte.new_page()
    _entrer(page, role)
    vues, restent = set(), ["/"]
    while restent:
        chemin = restent.pop(0)
        nom = _nom(chemin)
        if nom is None or nom in vues or not _ouvrir(page, chemin):
            continue
        vues.add(nom)
        restent += _chemins(page.evaluate(LIENS), adresse)
        if seulement in nom:
            for largeur in largeurs:
                _photographier(page, dossier / role / str(largeur), nom, largeur)
    contexte.close()
    return len(vues)


def _entrer(page, role):
    page.goto("/comptes/login/")
    page.fill("[name=login]", f"{role}@demo.example")
    page.fill("[name=password]", MOT_DE_PASSE)
    page.click("main button[type=submit]")
    page.wait_for_url("/")


def _nom(chemin):
    """Of the page; None when it is no page of ours."""
    try:
        page = resolve(urlsplit(chemin).path)
    except Resolver404:
        return None
    return None if page.app_names[:1] == ["admin"] else page.view_name.replace(":", ".")


def _ouvrir(page, chemin):
    """Whether it is a page, not a file that the browser would save."""
    reponse = page.request.get(chemin)
    if not reponse.headers.get("content-type", "").startswith("text/html"):
        return False
    page.goto(chemin, wait_until="networkidle")
    return True


def _chemins(liens, adresse):
    for lien in dict.fromkeys(liens):
        if lien.startswith(adresse):
            morceaux = urlsplit(lien)
            yield morceaux.path + (f"?{morceaux.query}" if morceaux.query else "")


def _photographier(page, dossier, nom, largeur):
    dossier.mkdir(parents=True, exist_ok=True)
    page.set_viewport_size({"width": largeur, "height": LARGEURS[largeur]})
    page.screenshot(path=dossier / f"{nom}.png", full_page=True)


def main():
    analyse = argparse.ArgumentParser(prog="make captures", description=__doc__)
    analyse.add_argument("--adresse", default="http://localhost:8000")
    analyse.add_argument("--roles", nargs="*", default=ROLES)
    analyse.add_argument("--largeurs", nargs="*", type=int, default=list(LARGEURS))
    analyse.add_argument("--seulement", default="", help="les pages dont le nom contient ce texte")
    analyse.add_argument("--dossier", type=Path, default=Path(".captures"))
    choix = analyse.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plie.settings")
    django.setup()
    with ouvrir_navigateur() as navigateur:
        for role in choix.roles:
            nombre = capturer(
                navigateur,
                choix.adresse,
                role,
                choix.dossier,
                choix.largeurs,
                choix.seulement,
            )
            print(f"{role} : {nombre} pages", flush=True)  # noqa: T201 - a command


if __name__ == "__main__":
    main()
