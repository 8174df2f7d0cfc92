"""The logo of the PLIE, on every page and paper: each process remembers it for a minute."""

import base64
import io
import time
from hashlib import sha256

from django.core.exceptions import ValidationError
from PIL import Image

from plie.socle.depot import analyser, reconnaitre, redresser
from plie.socle.depot.contenu import JPEG, PNG
from plie.socle.models import Logo

SECONDES = 60
# Twice what a screen shows of it, enough for paper.
TAILLE = (480, 160)
_retenu = {"jusqu_a": 0.0, "logo": None}


def logo_actuel():
    """The row, or None."""
    if time.monotonic() >= _retenu["jusqu_a"]:
        retenir(Logo.objects.first())
    return _retenu["logo"]


def logo_de(empreinte):
    """The logo of that address, when it is today's, or None. Changed by another process within the
    minute, it is shown at once; an address of nobody's leaves what is remembered."""
    actuel = logo_actuel()
    if actuel and actuel.empreinte == empreinte:
        return actuel
    change = Logo.objects.filter(empreinte=empreinte).first()
    if change:
        retenir(change)
    return change


def retenir(logo):
    _retenu.update(jusqu_a=time.monotonic() + SECONDES, logo=logo)


def oublier():
    _retenu["jusqu_a"] = 0.0


def preparer(fichier):
    """The row, not saved, that `fichier` becomes: checked as any photo that people send, without
    its metadata, made small. Raises ValidationError."""
    type_contenu = reconnaitre(fichier)
    if type_contenu not in (PNG, JPEG):
        raise ValidationError("Choisissez une image PNG ou JPEG.", code="fichier")
    analyser(fichier)
    with Image.open(redresser(fichier, type_contenu)) as image:
        image.thumbnail(TAILLE)
        sortie = io.BytesIO()
        image.convert("RGBA").save(sortie, "PNG", optimize=True)
        octets = sortie.getvalue()
        largeur, hauteur = image.size
    empreinte = sha256(octets).hexdigest()
    return Logo(pk=1, image=octets, empreinte=empreinte, largeur=largeur, hauteur=hauteur)


def logo_imprime():
    """An SVG that holds it, which the papers draw; None without logo."""
    logo = logo_actuel()
    if logo is None:
        return None
    taille = f'width="{logo.largeur}" height="{logo.hauteur}"'
    image = base64.b64encode(bytes(logo.image)).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {taille}>'
        f'<image {taille} href="data:image/png;base64,{image}"/></svg>'
    )
