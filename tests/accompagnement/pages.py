"""A page by its name and the object it is of, and what it says, on one line."""

import html

from django.urls import reverse


def adresse(nom, objet):
    return reverse(f"accompagnement:{nom}", args=[objet.pk])


def texte(reponse):
    return " ".join(html.unescape(reponse.content.decode()).split())
