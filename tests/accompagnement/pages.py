"""A page by its name and the object it is of, and what it says, on one line."""

import html
import re

from django.urls import reverse


def adresse(nom, objet):
    return reverse(f"accompagnement:{nom}", args=[objet.pk])


def texte(reponse):
    return " ".join(html.unescape(reponse.content.decode()).split())


def repentirs(reponse):
    """Where what the page's messages say is done would be undone."""
    trouves = re.findall(r'class="repentir" method="post" action="([^"]+)"', reponse.text)
    return [html.unescape(adresse) for adresse in trouves]
